"""What a loader is: one module a format, which turns a file into articles and refusals.

A loader refuses a whole file by raising ``LoadError``, and a part of one (a broken line) by
yielding a ``Refused`` and going on. It never stores, parses for places or prints.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from data.model import Article


@dataclass(frozen=True, slots=True)
class Refused:
    """An input that is not taken."""

    origin: str
    """File, and line where it is a part of one."""
    reason: str
    """What is wrong and what to do about it."""


class Loader(Protocol):
    """Reads one format."""

    suffixes: frozenset[str]
    """Lower-case endings of the file names it reads, with their dot."""

    def load(self, path: Path, *, max_bytes: int) -> Iterator[Article | Refused]:
        """The articles in the file, in its order.

        ``max_bytes`` limits what is read at once: a text file, or a line of one that has an
        article a line. Raises ``LoadError`` for a file that is not of its
        format, and lets an ``OSError`` rise where the system cannot read it.
        """
        ...
