"""Reads UCDP's Georeferenced Event Dataset (GED, codebook 24.1) and its candidate events.

An event has no text of its own: its article is the headlines it was coded from
(``source_headline``), then how its place is described (``where_description``); where both are
empty, who fought and where. UCDP is the source, the newsrooms (``source_office``) are kept beside.
The event's day is its first (``date_start``), the published day that of the earliest report it was
coded from (``source_date``). ``where_prec`` and ``date_prec`` are the codes that this program uses
itself.
"""

from collections.abc import Mapping

from data.articles.formats.events.event_table import DAY, Cells, EventTable, first_text
from data.reading.dating import published

_HEADLINES_CHARACTERS = 20_000
_DAYS_CHARACTERS = 1_000


def _values(row: Cells) -> Mapping[str, str]:
    headlines = _headlines(first_text(row, "source_headline"))
    return {
        "text": _text(row, headlines),
        "source": "UCDP GED",
        "title": headlines[0] if headlines else "",
        "published": _first_day(row.get("source_date", "")),
        "id": first_text(row, "id", "relid"),
        "rests_on": first_text(row, "source_office", "source_article"),
    }


def _first_day(listed: str) -> str:
    """The earliest of the days of the reports, which GED separates by semicolons."""
    told = (published(day) for day in listed[:_DAYS_CHARACTERS].split(";"))
    days = [one.day for one in told if one.day and one.day_prec == DAY]
    return min(days).isoformat() if days else ""


def _headlines(listed: str) -> list[str]:
    """The headlines, each once; GED separates several by semicolons."""
    parts = (part.strip(' "') for part in listed[:_HEADLINES_CHARACTERS].split(";"))
    return list(dict.fromkeys(part for part in parts if part))


def _text(row: Cells, headlines: list[str]) -> str:
    paragraphs = [*headlines, first_text(row, "where_description")]
    paragraphs_text = "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
    if paragraphs_text:
        return paragraphs_text
    where = ", ".join(
        place
        for name in ("where_coordinates", "adm_2", "adm_1")
        if (place := first_text(row, name))
    )
    who = first_text(row, "dyad_name", "conflict_name")
    return f"{who}: {where}" if who and where else where


UCDP_GED = EventTable(
    name="UCDP GED events (text from 'source_headline' and 'where_description', day of the event "
    "from 'date_start', published from 'source_date')",
    columns=frozenset({"where_prec", "where_coordinates", "date_start", "date_prec"}),
    text_from="'source_headline', 'where_description' or 'where_coordinates'",
    values=_values,
    place="where_coordinates",
    where_prec=("where_prec", {str(code): code for code in range(1, 8)}),
    event_day="date_start",
    date_prec=("date_prec", {str(code): code for code in range(1, 6)}),
)
"""Tables of UCDP GED, recognised by their columns of time and place."""
