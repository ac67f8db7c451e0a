"""Defines what a loader is: it reads one file format and yields articles and skipped items.

A loader rejects a whole document by raising ``LoadError``, and a part of one (a broken line) by
yielding a ``Skipped`` and continuing. It never stores, geocodes or prints.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol, TypeVar, runtime_checkable

from data.articles.formats.document import Document
from data.errors import LoadError
from data.model import Article

_MOST_SKIPPED = 1000
_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that is not taken."""

    origin: str
    """File, and line where it is a part of one."""
    reason: str
    """What is wrong and what to do about it."""
    unknown_format: bool = False
    """A whole file that no loader reads; a folder may hold many of them."""


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


def made_or_skipped(origin: str, make: Callable[[], _Made]) -> _Made | Skipped:
    """What ``make`` returns, or a skipped item where it raises ``LoadError``."""
    try:
        return make()
    except LoadError as exc:
        return Skipped(origin, str(exc))


def until_mostly_skipped(
    found: Iterable[Article | Skipped], where: str, parts: str, *, hint: str = ""
) -> Iterator[Article | Skipped]:
    """What was ``found`` in a document of many parts ("rows").

    Raises ``LoadError`` once over 1,000 parts, and most of them, were skipped.
    """
    taken = skipped = 0
    for one in found:
        yield one
        if isinstance(one, Article):
            taken += 1
            continue
        skipped += 1
        if skipped > max(_MOST_SKIPPED, taken):
            counts = f"{skipped} {parts} refused, {taken} taken"
            raise LoadError(f"{where}: {counts}; the rest is not read{hint}")
