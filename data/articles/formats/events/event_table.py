"""Defines an event table: it is recognised by its columns and makes an article of each row.

A row that codes one event states the day of that event, which is the day of all its mentions. It is
no day of publication: where the row has none of those, the article is without a published day.
"""

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, replace

from data.articles.formats.metadata import Fields, article_from
from data.articles.formats.tables.cells import point
from data.errors import LoadError
from data.model import Article, EventDay
from data.reading.dating import published

DAY, WEEK, MONTH = 1, 3, 4
"""UCDP ``date_prec`` codes that other data sets' are translated to."""
Cells = Mapping[str, str]
"""The cells of a row by column, in lower case."""


@dataclass(frozen=True, slots=True)
class EventTable:
    """One data set's table, in whatever format it comes."""

    name: str
    """As the report calls it: "ACLED events"."""
    columns: frozenset[str]
    """Columns, in lower case, that every table of it has."""
    text_from: str
    """The columns that the text is taken from, as an error names them."""
    values: Callable[[Cells], Mapping[str, str]]
    """The text and the metadata (see ``Fields``) that a row states."""
    place: str
    """The column of the place's name."""
    where_prec: tuple[str, Mapping[str, int]]
    """A column, and UCDP's ``where_prec`` for each of its codes in upper case."""
    event_day: str = ""
    """The column of the first day of the event; empty where the rows are reports of one day."""
    date_prec: tuple[str, Mapping[str, int]] = ("", {})
    """A column, and UCDP's ``date_prec`` of the event for each code; else the day decides."""
    any_of: frozenset[str] = frozenset()
    """Columns of which it has at least one."""

    def recognises(self, columns: Set[str]) -> bool:
        """Whether a table with these columns, in lower case, is of this data set."""
        own = not self.any_of or not columns.isdisjoint(self.any_of)
        return columns >= self.columns and own

    def article(self, row: Cells, origin: str) -> Article:
        """The article that a row makes, with its point; raises ``LoadError`` without a text."""
        values = self.values(row)
        if not values["text"]:
            raise LoadError(f"{origin} has no text in {self.text_from}; an article needs one")
        article = article_from(Fields(values), values["text"], origin)
        stated = point(
            row.get("latitude", ""),
            row.get("longitude", ""),
            name=row.get(self.place, ""),
            where_prec=_code(row, *self.where_prec),
        )
        event, notes = self._event(row, origin)
        return replace(
            article,
            points=(stated,) if stated else (),
            event=event,
            notes=(*article.notes, *notes),
        )

    def _event(self, row: Cells, origin: str) -> tuple[EventDay | None, tuple[str, ...]]:
        """When the event happened, and what is wrong where the row does not say."""
        if not self.event_day:
            return None, ()
        told = published(row.get(self.event_day))
        if told.day is None:
            return None, (f"{origin}: day of the event: {told.problem}",)
        return EventDay(told.day, _code(row, *self.date_prec) or told.day_prec), ()


def first_text(row: Cells, *columns: str) -> str:
    """The first of the columns that says something, without the space around it, or empty."""
    return next((text for name in columns if (text := row.get(name, "").strip())), "")


def _code(row: Cells, column: str, codes: Mapping[str, int]) -> int | None:
    return codes.get(row.get(column, "").strip().upper())
