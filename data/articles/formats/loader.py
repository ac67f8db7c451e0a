"""Defines what a loader is: it reads one file format and yields articles and skipped items.

A loader rejects a whole document by raising ``LoadError``, and a part of one (a broken line) by
yielding a ``Skipped`` and continuing. It never stores, geocodes or prints.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from data.articles.formats.document import Document
from data.model import Article


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that is not taken."""

    origin: str
    """File, and line where it is a part of one."""
    reason: str
    """What is wrong and what to do about it."""


class Loader(Protocol):
    """Reads one format."""

    suffixes: frozenset[str]
    """Lower-case endings of the file names it reads, with their dot."""

    def load(self, document: Document) -> Iterator[Article | Skipped]:
        """The articles in the document, in its order.

        Raises ``LoadError`` for a document that is not of its format, and lets an ``OSError``
        rise where the system cannot read it.
        """
        ...


@runtime_checkable
class RecognisesContent(Protocol):
    """A loader that shares a suffix with others (".json", ".xml", ".csv") and knows its own."""

    def recognises(self, document: Document) -> bool:
        """Whether the document's first bytes are of its format; nothing more is read."""
        ...
