"""Makes ``countries.geojson`` of the basemap from Natural Earth's country shapefile.

Within 12 degrees of the theatre's middle every vertex that is worth 300 m stays; beyond it detail
is ten times less, and borders stay shared. Refuses a shapefile that puts Crimea outside Ukraine:
this project needs Natural Earth's Ukrainian or German view. ``data/files/basemap/SOURCES.md`` names
the archive. Coordinates are longitude, latitude in degrees, as in the shapefile and in GeoJSON.
"""

import json
import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import shapefile
import shapely
from shapely.geometry import Point, mapping, shape
from shapely.geometry.base import BaseGeometry

from data.errors import LoadError
from data.frontline.land import COUNTRIES

CENTRE = (33.0, 48.5)
SHARP_DEGREES = 12.0
TOLERANCE_DEGREES = 0.004
COARSE_FACTOR = 0.004
"""Beyond ``SHARP_DEGREES`` distances are shrunk by this before simplifying: about 0.2
degrees of detail at the far side of the world."""
SMALLEST_ISLAND = 0.15
"""Square degrees; beyond ``SHARP_DEGREES`` smaller islands are dropped, except a country's
largest."""
SIMFEROPOL = Point(34.10, 44.95)
NO_CODE = "-99"
"""Natural Earth's mark on bases, shoals and no man's land; none of them is a place of the news."""

_Point = tuple[float, float]


def make(archive: Path, folder: Path = COUNTRIES.parent) -> int:
    """Writes the simplified countries into ``folder``; returns how many there are."""
    with shapefile.Reader(archive) as source:
        rows = [row for row in source.iterShapeRecords(fields=["ISO_A2_EH", "NAME_EN"])]
    outlines = [_without_far_islands(shape(row.shape.__geo_interface__)) for row in rows]
    back: dict[_Point, _Point] = {}

    def shrink(x: float, y: float) -> _Point:
        moved = _warped(x, y)
        back[moved] = (x, y)
        return moved

    warped = [_each_vertex(outline, shrink) for outline in outlines]
    simple = shapely.coverage_simplify(warped, TOLERANCE_DEGREES, simplify_boundary=True)
    features = []
    for row, outline in zip(rows, simple, strict=True):
        iso, name = row.record["ISO_A2_EH"], row.record["NAME_EN"]
        plain = _tidy(_each_vertex(outline, lambda x, y: back[x, y]))
        if iso == NO_CODE:
            continue
        if iso == "UA" and not plain.contains(SIMFEROPOL):
            raise LoadError(
                f"{archive}: Crimea is not part of Ukraine; use the German or Ukrainian view"
            )
        properties = {"iso": iso, "name": name}
        features.append({"type": "Feature", "properties": properties, "geometry": mapping(plain)})
    collection = {
        "type": "FeatureCollection",
        "attribution": "Made with Natural Earth (public domain), 10m admin-0",
        "features": features,
    }
    text = json.dumps(collection, ensure_ascii=False, separators=(",", ":"))
    (folder / COUNTRIES.name).write_text(text + "\n", encoding="utf-8")
    return len(features)


def _without_far_islands(outline: BaseGeometry) -> BaseGeometry:
    parts = list(shapely.get_parts(outline))
    largest = max(part.area for part in parts)
    near = Point(CENTRE).buffer(SHARP_DEGREES)
    kept = [p for p in parts if p.area >= min(largest, SMALLEST_ISLAND) or near.intersects(p)]
    return kept[0] if len(kept) == 1 else shapely.MultiPolygon(kept)


def _warped(x: float, y: float) -> _Point:
    """The vertex moved towards the centre, so that one tolerance means less detail far away."""
    dx, dy = x - CENTRE[0], y - CENTRE[1]
    radius = math.hypot(dx, dy)
    if radius <= SHARP_DEGREES:
        return x, y
    factor = (SHARP_DEGREES + (radius - SHARP_DEGREES) * COARSE_FACTOR) / radius
    return CENTRE[0] + dx * factor, CENTRE[1] + dy * factor


def _each_vertex(outline: BaseGeometry, move: Callable[[float, float], _Point]) -> BaseGeometry:
    return shapely.transform(
        outline, lambda points: np.array([move(float(x), float(y)) for x, y in points])
    )


def _tidy(outline: BaseGeometry) -> BaseGeometry:
    """Rounded to 100 m; self-intersections that simplifying left are repaired."""
    mended = shapely.make_valid(shapely.transform(outline, lambda points: np.round(points, 3)))
    parts = [part for part in shapely.get_parts(mended) if part.geom_type.endswith("Polygon")]
    whole = shapely.union_all(parts)
    return outline if whole.is_empty else whole
