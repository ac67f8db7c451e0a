"""Defines an event table: it is recognised by its columns and makes an article of each row."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from data.errors import LoadError
from data.model import Article, DayFrom
from data.reading.dating import published

DAY, WEEK, MONTH = 1, 3, 4
"""UCDP ``date_prec`` codes that other data sets' are translated to."""


class EventTable(Protocol):
    """One data set's table, in whatever format it comes."""

    name: str
    """As the report calls it: "ACLED events"."""

    def recognises(self, columns: Set[str]) -> bool:
        """Whether a table with these columns, in lower case, is of this data set."""
        ...

    def article(self, row: Mapping[str, str], origin: str) -> Article:
        """The article that a row makes, its cells by column in lower case.

        Raises ``LoadError`` where the row says nothing that could be read.
        """
        ...


@dataclass(frozen=True, slots=True)
class Day:
    """A published day as ``Article`` has it, and what is wrong where there is none."""

    day: date | None
    day_prec: int
    found: DayFrom
    notes: tuple[str, ...]
    instant: datetime | None = None


def stated_day(raw: str, origin: str) -> Day:
    """The day that a cell states; an empty cell is no day, without a note."""
    told = published(raw)
    notes = (f"{origin}: {told.problem}",) if told.problem and raw.strip() else ()
    found = DayFrom.METADATA if told.day else DayFrom.NOWHERE
    return Day(told.day, told.day_prec, found, notes, told.instant)


def first_text(row: Mapping[str, str], *columns: str) -> str:
    """The first of the columns that says something, without the space around it, or empty."""
    return next((text for name in columns if (text := row.get(name, "").strip())), "")


def code(row: Mapping[str, str], column: str, codes: Mapping[str, int]) -> int | None:
    """What ``codes`` makes of a cell's code, or None where it is not among them."""
    return codes.get(row.get(column, "").strip().upper())


def needed(text: str, origin: str, columns: str) -> str:
    """``text``, or ``LoadError`` where there is none; ``columns`` says where it was looked for."""
    if not text:
        raise LoadError(f"{origin} has no text in {columns}; an article needs one")
    return text
