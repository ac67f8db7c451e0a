"""``python -m tools.gazetteer.unit_areas ADMIN1.json [FILE]``: areas and names of units.

Reads Natural Earth's 10m first-level outlines as GeoJSON and writes for each ISO 3166-2 unit the
radius of a circle of its area and its names in English, Ukrainian and Russian. A unit that Natural
Earth has only in parts is the sum of those parts that ISO puts below it. The input is named in the
folder's SOURCES.md; it is too large to be asked of every developer, so no test makes this anew.
"""

import csv
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from importlib import resources
from math import cos, radians
from pathlib import Path
from typing import Any

import shapely

from geocode.gazetteer.earth import KM_PER_DEGREE, distance_km
from geocode.gazetteer.radius import radius_of_area_m
from geocode.gazetteer.sources.world import UNIT_AREAS

_LEFT_OUT = frozenset({"UA"})
_BESIDE_KM = 20.0
_LANGUAGES = ("en", "uk", "ru")


def _features(path: Path) -> Iterator[tuple[dict[str, Any], float]]:
    """The properties of each unit and its area in square kilometres."""
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        outline = shapely.from_geojson(json.dumps(feature["geometry"]))
        if not outline.is_empty and "name" in feature["properties"]:
            middle = outline.centroid.y
            area = float(outline.area) * KM_PER_DEGREE**2 * cos(radians(middle))
            yield feature["properties"], area


def _is_same(properties: dict[str, Any], area_km2: float, unit: dict[str, Any]) -> bool:
    """Whether the code still means the unit: Iran and others have given theirs to another."""
    if not unit["latLng"]:
        return False
    away_km = distance_km(properties["latitude"], properties["longitude"], *unit["latLng"])
    return away_km <= radius_of_area_m(area_km2) / 1000 + _BESIDE_KM


def unit_rows(path: Path) -> list[tuple[object, ...]]:
    """ISO code, radius in metres, and a name each in English, Ukrainian and Russian."""
    text = resources.files("iso3166_2").joinpath("iso3166-2.json").read_text("utf-8")
    units = {iso: unit for table in json.loads(text).values() for iso, unit in table.items()}
    areas: dict[str, float] = defaultdict(float)
    names: dict[str, tuple[str, ...]] = {}
    for properties, area in _features(path):
        iso = properties["iso_3166_2"]
        if iso in units and iso[:2] not in _LEFT_OUT and _is_same(properties, area, units[iso]):
            areas[iso] += area
            found = (properties.get(f"name_{lang}") or "" for lang in _LANGUAGES)
            names.setdefault(iso, tuple(found))
    own = frozenset(areas)
    for iso in own:
        parent = units[iso]["parentCode"]
        if parent in units and parent not in own:
            areas[parent] += areas[iso]
    empty = ("",) * len(_LANGUAGES)
    return [
        (iso, radius_of_area_m(area), *names.get(iso, empty)) for iso, area in sorted(areas.items())
    ]


def write_table(source: Path, path: Path) -> None:
    """Write the committed table anew."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("iso", "uncertainty_m", *(f"name_{lang}" for lang in _LANGUAGES)))
        writer.writerows(unit_rows(source))


if __name__ == "__main__":
    write_table(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else UNIT_AREAS)
