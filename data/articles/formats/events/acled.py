"""Reads ACLED's event table: one event a row, described in a sentence or two in ``notes``.

The text is ACLED's own, so ACLED is the source; whom it rests on (``source``) is kept beside. The
event's day is ``event_date`` ("24 February 2022" or 2022-02-24). There is no published day:
``timestamp`` is when ACLED last uploaded the row, which every revision moves. Codes after the ACLED
Codebook (2023): ``time_precision`` 1 the day, 2 the week, 3 the month; ``geo_precision`` 1 the
town itself is UCDP's 1; 2 a part of a region, or near a town, located by that town, is 2; 3 a
larger region, located by its capital or a natural place, is 4.
"""

from collections.abc import Mapping

from data.articles.formats.events.event_table import (
    DAY,
    MONTH,
    WEEK,
    Cells,
    EventTable,
    first_text,
)


def _values(row: Cells) -> Mapping[str, str]:
    return {
        "text": first_text(row, "notes"),
        "source": "ACLED",
        "lang": "en",
        "id": row.get("event_id_cnty", ""),
        "rests_on": row.get("source", ""),
    }


ACLED = EventTable(
    name="ACLED events (text from 'notes', day of the event from 'event_date', not published)",
    columns=frozenset({"event_id_cnty", "event_date", "notes"}),
    text_from="'notes'",
    values=_values,
    place="location",
    where_prec=("geo_precision", {"1": 1, "2": 2, "3": 4}),
    event_day="event_date",
    date_prec=("time_precision", {"1": DAY, "2": WEEK, "3": MONTH}),
)
"""Exports of ACLED, old and new: their columns differ, but not those used here."""
