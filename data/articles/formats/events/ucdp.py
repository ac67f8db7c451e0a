"""Reads UCDP's Georeferenced Event Dataset (GED, codebook 24.1) and its candidate events.

An event has no text of its own: its article is the headlines it was coded from
(``source_headline``), then how its place was told (``where_description``); where both are empty,
who fought and where. UCDP is the source, the newsrooms (``source_office``) are kept beside. The
day is the event's first (``date_start``). ``where_prec`` and ``date_prec`` are the codes that this
program uses itself.
"""

from collections.abc import Mapping, Set

from data.articles.formats.events.event_table import code, first_text, needed, stated_day
from data.articles.formats.tables.cells import point
from data.model import Article

_COLUMNS = frozenset({"where_prec", "where_coordinates", "date_start", "date_prec"})
_DATE_PREC = {str(n): n for n in range(1, 6)}
_WHERE_PREC = {str(n): n for n in range(1, 8)}
_HEADLINES_CHARACTERS = 20_000


class UcdpGed:
    """Reads tables of UCDP GED."""

    name = "UCDP GED events (text from 'source_headline' and 'where_description')"

    def recognises(self, columns: Set[str]) -> bool:
        """By the columns of time and place, which are its own."""
        return columns >= _COLUMNS

    def article(self, row: Mapping[str, str], origin: str) -> Article:
        """What is told of the event as an article, with its point."""
        day = stated_day(row.get("date_start", ""), origin)
        stated = point(
            row.get("latitude", ""),
            row.get("longitude", ""),
            name=row.get("where_coordinates", ""),
            where_prec=code(row, "where_prec", _WHERE_PREC),
        )
        headlines = _headlines(first_text(row, "source_headline"))
        said = "source_headline', 'where_description' or 'where_coordinates"
        return Article(
            source="UCDP GED",
            text=needed(_text(row, headlines), origin, f"'{said}'"),
            title=headlines[0] if headlines else "",
            published=day.day,
            published_prec=code(row, "date_prec", _DATE_PREC) or day.day_prec,
            published_from=day.found,
            published_at=day.instant,
            article_id=first_text(row, "id", "relid") or None,
            rests_on=first_text(row, "source_office", "source_article"),
            origin=origin,
            notes=day.notes,
            points=(stated,) if stated else (),
        )


def _headlines(listed: str) -> list[str]:
    """The headlines, each once; GED parts several by semicolons."""
    parts = (part.strip(' "') for part in listed[:_HEADLINES_CHARACTERS].split(";"))
    return list(dict.fromkeys(part for part in parts if part))


def _text(row: Mapping[str, str], headlines: list[str]) -> str:
    paragraphs = [*headlines, first_text(row, "where_description")]
    told = "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
    if told:
        return told
    where = ", ".join(
        place
        for name in ("where_coordinates", "adm_2", "adm_1")
        if (place := first_text(row, name))
    )
    who = first_text(row, "dyad_name", "conflict_name")
    return f"{who}: {where}" if who and where else where
