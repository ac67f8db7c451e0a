"""Reads VIINA's event reports (Zhukov and Ayers 2023): headlines geocoded by an algorithm.

``event_info_*.csv`` has a row for every place of a report, with the newsroom's headline (``text``);
the newsroom is the source and ``date`` the day of the report. A report of three places is three
articles of one text. Its ``event_1pd_*.csv`` has no texts and is no table of articles.
``GEO_PRECISION`` after VIINA's README, from STREET to ADM1: a street or a settlement is UCDP's 1,
ADM3 (a community) 2, ADM2 (a district) 3, ADM1 (a region) 4.
"""

from collections.abc import Mapping, Set

from data.articles.formats.events.event_table import code, first_text, needed, stated_day
from data.articles.formats.tables.cells import point
from data.model import Article
from data.reading.language import language_code
from data.urls import web_address

_COLUMNS = frozenset({"text", "date", "geonameid", "asciiname", "longitude", "latitude"})
_OWN = frozenset({"viina_version", "event_id", "event_id_1pd", "geo_precision"})
_WHERE_PREC = {"STREET": 1, "SETTLEMENT": 1, "PPL": 1, "ADM3": 2, "ADM2": 3, "ADM1": 4, "ADM0": 6}
NEWSROOMS = {
    "24tvua": "24 Канал",
    "espreso": "Еспресо",
    "forbesua": "Forbes Ukraine",
    "interfaxua": "Інтерфакс-Україна",
    "kp": "Комсомольская правда",
    "liga": "ЛІГА.net",
    "liveuamap": "Live Universal Awareness Map",
    "meduza": "Медуза",
    "militarnyy": "Мілітарний",
    "mz": "Медиазона",
    "nv": "НВ",
    "ng": "Независимая газета",
    "ntv": "НТВ",
    "pravdaua": "Українська правда",
    "ria": "РИА Новости",
    "unian": "УНІАН",
}
"""VIINA's short names of newsrooms, from its README and its events; another one stays as it is."""


class Viina:
    """Reads VIINA's reports with their headlines."""

    name = "VIINA reports (text from 'text', date from 'date')"

    def recognises(self, columns: Set[str]) -> bool:
        """By the gazetteer's columns beside one of its own."""
        return columns >= _COLUMNS and not columns.isdisjoint(_OWN)

    def article(self, row: Mapping[str, str], origin: str) -> Article:
        """The report's headline as an article, with one of its points."""
        day = stated_day(row.get("date", ""), origin)
        stated = point(
            row.get("latitude", ""),
            row.get("longitude", ""),
            name=first_text(row, "asciiname"),
            where_prec=code(row, "geo_precision", _WHERE_PREC),
        )
        newsroom = first_text(row, "source")
        return Article(
            source=NEWSROOMS.get(newsroom, newsroom) or "VIINA",
            text=needed(first_text(row, "text"), origin, "'text'"),
            published=day.day,
            published_prec=day.day_prec,
            published_from=day.found,
            published_at=day.instant,
            lang=language_code(first_text(row, "lang")),
            url=web_address(first_text(row, "url")),
            article_id=first_text(row, "event_id") or None,
            origin=origin,
            notes=day.notes,
            points=(stated,) if stated else (),
        )
