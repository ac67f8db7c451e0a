"""Reads VIINA's event reports (Zhukov and Ayers 2023): headlines geocoded by an algorithm.

``event_info_*.csv`` has a row for every place of a report, with the newsroom's headline (``text``);
the newsroom is the source and ``date`` the day of the report, which is published then; when its
event happened is read from the headline. A report of three places is three articles of one text.
Its ``event_1pd_*.csv`` has no texts and is no table of articles.
``GEO_PRECISION`` after VIINA's README, from STREET to ADM1: a street or a settlement is UCDP's 1,
ADM3 (a community) 2, ADM2 (a district) 3, ADM1 (a region) 4.
"""

from collections.abc import Mapping

from data.articles.formats.events.event_table import Cells, EventTable, first_text
from data.reading.language import language_code
from data.urls import web_address

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


def _values(row: Cells) -> Mapping[str, str]:
    newsroom = first_text(row, "source")
    return {
        "text": first_text(row, "text"),
        "source": NEWSROOMS.get(newsroom, newsroom) or "VIINA",
        "published": row.get("date", ""),
        "lang": language_code(first_text(row, "lang")),
        "url": web_address(row.get("url", "")) or "",
        "id": row.get("event_id", ""),
    }


VIINA = EventTable(
    name="VIINA reports (text from 'text', date from 'date')",
    columns=frozenset({"text", "date", "geonameid", "asciiname", "longitude", "latitude"}),
    any_of=frozenset({"viina_version", "event_id", "event_id_1pd", "geo_precision"}),
    text_from="'text'",
    values=_values,
    place="asciiname",
    where_prec=(
        "geo_precision",
        {"STREET": 1, "SETTLEMENT": 1, "PPL": 1, "ADM3": 2, "ADM2": 3, "ADM1": 4, "ADM0": 6},
    ),
)
"""VIINA's reports with their headlines: the gazetteer's columns beside one of its own."""
