"""Reads ACLED's event table: one event a row, described in a sentence or two in ``notes``.

The text is ACLED's own, so ACLED is the source; whom it rests on (``source``) is kept beside. The
day is the event's (``event_date``: "24 February 2022" or 2022-02-24). Codes after the ACLED
Codebook (2023): ``time_precision`` 1 the day, 2 the week, 3 the month; ``geo_precision`` 1 the
town itself is UCDP's 1; 2 a part of a region, or near a town, told by that town, is 2; 3 a larger
region, told by its capital or a natural place, is 4.
"""

from collections.abc import Mapping, Set

from data.articles.formats.events.event_table import (
    DAY,
    MONTH,
    WEEK,
    code,
    first_text,
    needed,
    stated_day,
)
from data.articles.formats.tables.cells import point
from data.model import Article

_COLUMNS = frozenset({"event_id_cnty", "event_date", "notes"})
_DATE_PREC = {"1": DAY, "2": WEEK, "3": MONTH}
_WHERE_PREC = {"1": 1, "2": 2, "3": 4}


class Acled:
    """Reads exports of ACLED, old and new: their columns differ, not those used here."""

    name = "ACLED events (text from 'notes', date from 'event_date')"

    def recognises(self, columns: Set[str]) -> bool:
        """By the columns that every export of it has."""
        return columns >= _COLUMNS

    def article(self, row: Mapping[str, str], origin: str) -> Article:
        """The notes as an article, with the event's point."""
        day = stated_day(row.get("event_date", ""), origin)
        stated = point(
            row.get("latitude", ""),
            row.get("longitude", ""),
            name=row.get("location", ""),
            where_prec=code(row, "geo_precision", _WHERE_PREC),
        )
        return Article(
            source="ACLED",
            text=needed(first_text(row, "notes"), origin, "'notes'"),
            published=day.day,
            published_prec=code(row, "time_precision", _DATE_PREC) or day.day_prec,
            published_from=day.found,
            published_at=day.instant,
            lang="en",
            article_id=first_text(row, "event_id_cnty") or None,
            rests_on=first_text(row, "source"),
            origin=origin,
            notes=day.notes,
            points=(stated,) if stated else (),
        )
