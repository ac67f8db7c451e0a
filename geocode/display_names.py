"""Writes a place's name, and what it lies in, for a reader in English, Ukrainian or Russian.

Names come from the tables in ``files/gazetteer/handmade`` (countries, first- and second-level
units, large cities); the local name from the gazetteer where the language is the local one. A name
that a language lacks is shown in the local script, else in Latin letters: no name is made up.
"""

from functools import cache
from typing import NamedTuple

from geocode.errors import InputError
from geocode.gazetteer.entries import EARLIER_SORTS, SHOWN_SORTS
from geocode.gazetteer.names.languages_uk_ru import LOCAL_LANGUAGE
from geocode.gazetteer.tables import HANDMADE, rows_of
from geocode.model import Kind, Place

LANGUAGES = ("en", "uk", "ru")


class Unit(NamedTuple):
    """A country, or a unit in it, as places name theirs."""

    country: str | None
    """ISO 3166-1 alpha-2 code."""
    admin1: str | None = None
    admin2: str | None = None


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
    known = known_name(place.place_id, place.country, place.name_local, language)
    return known or place.name_local or place.name


def known_name(
    place_id: str, country: str | None, name_local: str | None, language: str
) -> str | None:
    """The name in ``language``; None where it is not known. ``name_local`` is the local name."""
    if name_local and LOCAL_LANGUAGE.get(country or "") == language:
        return name_local
    return _tables()[0].get((place_id, language))


@cache
def earlier_names() -> dict[str, tuple[str, ...]]:
    """Former, Russian and foreign names by place id, of the places whose names we keep by hand."""
    found: dict[str, list[str]] = {}
    for row in _rows("names*.csv"):
        if row["sort"] in EARLIER_SORTS and row["name"] not in found.get(row["place_id"], ()):
            found.setdefault(row["place_id"], []).append(row["name"])
    return {place_id: tuple(names) for place_id, names in found.items()}


def unit_of(place_id: str) -> Unit | None:
    """What the place is the unit of; None where it is none, or the tables do not have it."""
    return _units_by_id().get(place_id)


def unit_id(unit: Unit) -> str | None:
    """The id of the country, first-level or second-level unit; None where it is not known."""
    return _tables()[1].get(unit)


def country_name(code: str, language: str) -> str:
    """The name of a country by its ISO alpha-2 code; the code where it is unknown."""
    place_id = unit_id(Unit(code))
    return _tables()[0].get((place_id or "", language), code)


def _unit_name(place: Place, language: str, *, district: bool) -> str | None:
    """The full name of the place's raion or oblast; the gazetteer's short one where none is."""
    short = place.admin2 if district else place.admin1
    if short is None or place.kind is Kind.COUNTRY:
        return None
    if place.kind is Kind.REGION or (place.kind is Kind.DISTRICT and district):
        return None  # it is its own unit
    place_id = unit_id(Unit(place.country, place.admin1, short if district else None))
    return _tables()[0].get((place_id or "", language), short)


@cache
def _tables() -> tuple[dict[tuple[str, str], str], dict[Unit, str]]:
    """Names by place id and language, and the ids of units."""
    names: dict[tuple[str, str], str] = {}
    units: dict[Unit, str] = {}
    for row in _rows("places*.csv"):
        for language, column in (("en", "name"), ("uk", "name_uk"), ("ru", "name_ru")):
            if row[column]:
                names[row["place_id"], language] = row[column]
        if row["kind"] in (Kind.COUNTRY, Kind.REGION, Kind.DISTRICT):
            unit = Unit(row["country"] or None, row["admin1"] or None, row["admin2"] or None)
            units.setdefault(unit, row["place_id"])
    for row in _rows("names*.csv"):
        current = row["sort"] in SHOWN_SORTS and not row["to_date"]
        if current and row["lang"] in LANGUAGES[1:]:
            names.setdefault((row["place_id"], row["lang"]), row["name"])
    return names, units


@cache
def _units_by_id() -> dict[str, Unit]:
    return {place_id: unit for unit, place_id in _tables()[1].items()}


def _rows(pattern: str) -> list[dict[str, str]]:
    return [row for path in sorted(HANDMADE.glob(pattern)) for row in rows_of(path)]
