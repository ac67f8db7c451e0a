"""How a place is written for a reader: its name and what it lies in, in one of three languages.

Ukrainian and Russian names come from the tables in ``files/gazetteer/handmade`` (countries, units
of Ukraine, its cities, large cities abroad), the Ukrainian name of a Ukrainian place from the
gazetteer. A name that a language lacks is shown in the local script, else in Latin letters: no
name is made up by rule. ``raw`` fields carry units in their names as everywhere.
"""

import csv
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from geocode.errors import InputError
from geocode.json_records import place_fields
from geocode.model import Kind, Place

LANGUAGES = ("en", "uk", "ru")
_FOLDER = Path(__file__).resolve().parent / "files" / "gazetteer" / "handmade"
_SHOWN_SORTS = frozenset({"official", "russian"})
_LICENCES = {
    "geonames": "GeoNames, CC BY 4.0, https://www.geonames.org/",
    "katottg": "State codifier of Ukraine; points: GeoNames, CC BY 4.0, https://www.geonames.org/",
    "iso": "ISO 3166-2 by way of iso3166-2, MIT; points of Ukraine's units: MIT",
    "frontline": "Frontline's own table, MIT",
    "frontline:us": "GeoNames, CC BY 4.0, https://www.geonames.org/; U.S. Census Bureau",
}
"""By what the id begins with; the tables' SOURCES.md say more."""
_Unit = tuple[str | None, str | None, str | None]


@dataclass(slots=True)
class _Names:
    """The tables' names: by id and language, and the units by what they are."""

    of: dict[tuple[str, str], str] = field(default_factory=dict)
    units: dict[_Unit, str] = field(default_factory=dict)
    """Ids by country, first-level and second-level unit."""


def language_code(language: str | bool | None) -> str:
    """The first of our languages in "uk", "uk-UA,ru;q=0.5" or alike; "en" where none is.

    Raises:
        InputError: ``language`` is neither text nor missing.
    """
    if not language:
        return "en"
    if not isinstance(language, str):
        raise InputError(f"language {language!r} is not text; use one of {', '.join(LANGUAGES)}")
    wished = [part.split(";")[0].strip().lower()[:2] for part in language.split(",")]
    return next((code for code in wished if code in LANGUAGES), "en")


def address_of(place: Place, language: str) -> str:
    """The place and what it lies in, from the small to the large: "Bakhmut, ..., Ukraine"."""
    parts = [
        place_name(place, language),
        _unit_name(place, language, district=True),
        _unit_name(place, language, district=False),
        country_name(place.country, language) if place.country else None,
    ]
    return ", ".join(dict.fromkeys(part for part in parts if part))


def place_name(place: Place, language: str) -> str:
    """The name in ``language`` where one is known."""
    if language == "en":
        return place.name
    if language == "uk" and place.country == "UA" and place.name_local:
        return place.name_local
    return _tables().of.get((place.place_id, language)) or place.name_local or place.name


def country_name(code: str, language: str) -> str:
    """The name of a country by its ISO alpha-2 code; the code where it is unknown."""
    place_id = _tables().units.get((code, None, None))
    return _tables().of.get((place_id or "", language), code)


def raw_fields(place: Place) -> dict[str, object]:
    """What ``Location.raw`` says of a place: plain values, the licence among them."""
    source, begin = place.place_id.partition(":")[0], place.place_id.partition("-")[0]
    return {
        **place_fields(place),
        "admin2": place.admin2,
        "population": place.population,
        "name_local": place.name_local,
        "where_prec": int(place.where_prec),
        "uncertainty_m": place.uncertainty_m,
        "licence": _LICENCES.get(begin) or _LICENCES.get(source),
    }


def _unit_name(place: Place, language: str, *, district: bool) -> str | None:
    """The full name of the place's raion or oblast; the gazetteer's short one where none is."""
    short = place.admin2 if district else place.admin1
    if short is None or place.kind is Kind.COUNTRY:
        return None
    if place.kind is Kind.REGION or (place.kind is Kind.DISTRICT and district):
        return None  # it is its own unit
    key = (place.country, place.admin1, short if district else None)
    place_id = _tables().units.get(key)
    return _tables().of.get((place_id or "", language), short)


@cache
def _tables() -> _Names:
    names = _Names()
    for row in _rows("places*.csv"):
        for language, column in (("en", "name"), ("uk", "name_uk"), ("ru", "name_ru")):
            if row[column]:
                names.of[row["place_id"], language] = row[column]
        if row["kind"] in (Kind.COUNTRY, Kind.REGION, Kind.DISTRICT):
            unit = (row["country"] or None, row["admin1"] or None, row["admin2"] or None)
            names.units.setdefault(unit, row["place_id"])
    for row in _rows("names*.csv"):
        current = row["sort"] in _SHOWN_SORTS and not row["to_date"]
        if current and row["lang"] in LANGUAGES[1:]:
            names.of.setdefault((row["place_id"], row["lang"]), row["name"])
    return names


def _rows(pattern: str) -> list[dict[str, str]]:
    rows = []
    for path in sorted(_FOLDER.glob(pattern)):
        with path.open(encoding="utf-8", newline="") as file:
            rows += list(csv.DictReader(file))
    return rows
