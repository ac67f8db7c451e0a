"""Make ``data/files/basemap/countries.geojson`` out of Natural Earth's country shapefile.

Decides how much detail a country keeps: every vertex within 12 degrees of Ukraine's middle that is
worth 300 m, and ten times less beyond it, with borders that stay shared. Refuses a shapefile whose
Crimea is not Ukraine's: this project needs Natural Earth's Ukrainian-view or German-view file.

Used once, by hand, when the source changes: ``python -m tools.map.countries COUNTRIES.zip``; the
inputs are named in ``data/files/basemap/SOURCES.md``. Coordinates inside are longitude, latitude in
degrees, as in the shapefile and in GeoJSON.
"""

import itertools
import json
import math
import struct
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry import Point, Polygon, mapping
from shapely.geometry.base import BaseGeometry

from data.errors import LoadError

CENTRE = (33.0, 48.5)
SHARP_DEGREES = 12.0
TOLERANCE_DEGREES = 0.004
COARSE_FACTOR = 0.004
"""Beyond ``SHARP_DEGREES`` distances are shrunk by this before simplifying: about 0.2
degrees of detail at the far side of the world."""
SMALLEST_ISLAND = 0.15
"""Square degrees; smaller islands beyond ``SHARP_DEGREES`` go, a country's largest always stays."""
CRIMEA = Point(34.10, 44.95)
"""Simferopol."""
NO_CODE = "-99"
"""Natural Earth's mark on bases, shoals and no-man's-land; none of them is a place of the news."""
TARGET = Path(__file__).parents[2] / "data" / "files" / "basemap" / "countries.geojson"

_Point = tuple[float, float]
_Ring = list[_Point]


def make(archive: Path, target: Path = TARGET) -> int:
    """Write the simplified countries to ``target``; returns how many there are."""
    codes, shapes = _read(archive)
    shapes = [_without_far_islands(shape) for shape in shapes]
    back: dict[_Point, _Point] = {}

    def shrink(x: float, y: float) -> _Point:
        moved = _warped(x, y)
        back[moved] = (x, y)
        return moved

    warped = [_each_vertex(shape, shrink) for shape in shapes]
    simple = shapely.coverage_simplify(warped, TOLERANCE_DEGREES, simplify_boundary=True)
    features = []
    for (iso, name), shape in zip(codes, simple, strict=True):
        plain = _tidy(_each_vertex(shape, lambda x, y: back[x, y]))
        if iso == NO_CODE:
            continue
        if iso == "UA" and not plain.contains(CRIMEA):
            raise LoadError(f"{archive}: Crimea is not Ukraine's there; take another view of it")
        features.append(
            {
                "type": "Feature",
                "properties": {"iso": iso, "name": name},
                "geometry": mapping(plain),
            }
        )
    text = json.dumps(
        {
            "type": "FeatureCollection",
            "attribution": "Made with Natural Earth (public domain), 10m admin-0",
            "features": features,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )
    target.write_text(text + "\n", encoding="utf-8")
    return len(features)


def _without_far_islands(shape: BaseGeometry) -> BaseGeometry:
    parts = list(shapely.get_parts(shape))
    largest = max(part.area for part in parts)
    near = Point(CENTRE).buffer(SHARP_DEGREES)
    kept = [p for p in parts if p.area >= min(largest, SMALLEST_ISLAND) or near.intersects(p)]
    return kept[0] if len(kept) == 1 else shapely.MultiPolygon(kept)


def _warped(x: float, y: float) -> _Point:
    """The vertex drawn towards Ukraine, so that one tolerance means less detail far away."""
    dx, dy = x - CENTRE[0], y - CENTRE[1]
    radius = math.hypot(dx, dy)
    if radius <= SHARP_DEGREES:
        return x, y
    factor = (SHARP_DEGREES + (radius - SHARP_DEGREES) * COARSE_FACTOR) / radius
    return CENTRE[0] + dx * factor, CENTRE[1] + dy * factor


def _each_vertex(shape: BaseGeometry, move: Callable[[float, float], _Point]) -> BaseGeometry:
    return shapely.transform(
        shape, lambda points: np.array([move(float(x), float(y)) for x, y in points])
    )


def _tidy(shape: BaseGeometry) -> BaseGeometry:
    """Rounded to 100 m, with what simplifying folded over itself mended."""
    mended = shapely.make_valid(shapely.transform(shape, lambda points: np.round(points, 3)))
    parts = [part for part in shapely.get_parts(mended) if part.geom_type.endswith("Polygon")]
    whole = shapely.union_all(parts)
    return shape if whole.is_empty else whole


def _read(archive: Path) -> tuple[list[tuple[str, str]], list[BaseGeometry]]:
    with zipfile.ZipFile(archive) as parts:
        stem = next(name for name in parts.namelist() if name.endswith(".shp"))[:-4]
        shapes = list(_polygons(parts.read(stem + ".shp")))
        rows = list(_records(parts.read(stem + ".dbf")))
    return [(row["ISO_A2_EH"], row["NAME_EN"]) for row in rows], shapes


def _polygons(raw: bytes) -> Iterator[BaseGeometry]:
    """The polygons of an ESRI shapefile (type 5), in file order."""
    at = 100
    while at < len(raw):
        (words,) = struct.unpack(">i", raw[at + 4 : at + 8])
        body = raw[at + 8 : at + 8 + 2 * words]
        at += 8 + 2 * words
        parts, points = struct.unpack("<2i", body[36:44])
        starts = [*struct.unpack(f"<{parts}i", body[44 : 44 + 4 * parts]), points]
        flat = struct.unpack(f"<{2 * points}d", body[44 + 4 * parts : 44 + 4 * parts + 16 * points])
        xy = list(zip(flat[0::2], flat[1::2], strict=True))
        rings = [xy[a:b] for a, b in itertools.pairwise(starts)]
        yield _assembled(rings)


def _assembled(rings: list[_Ring]) -> BaseGeometry:
    """One (multi)polygon: clockwise rings are outer, the others their holes."""
    outers: list[tuple[BaseGeometry, _Ring, list[_Ring]]] = [
        (Polygon(ring), ring, []) for ring in rings if not shapely.LinearRing(ring).is_ccw
    ]
    holes = [ring for ring in rings if shapely.LinearRing(ring).is_ccw]
    for hole in holes:
        for shape, _, inner in outers:
            if shape.contains(Polygon(hole).representative_point()):
                inner.append(hole)
                break
    built = [Polygon(ring, inner) for _, ring, inner in outers]
    return built[0] if len(built) == 1 else shapely.MultiPolygon(built)


def _records(raw: bytes) -> Iterator[dict[str, str]]:
    """The rows of a dBase III table as text."""
    count, header, width = struct.unpack("<IHH", raw[4:12])
    fields = []
    for at in range(32, header - 1, 32):
        name = raw[at : at + 11].split(b"\0")[0].decode("ascii")
        fields.append((name, raw[at + 16]))
    for index in range(count):
        at = header + index * width + 1
        row = {}
        for name, size in fields:
            row[name] = raw[at : at + size].decode("utf-8", "replace").rstrip("\0 ").strip()
            at += size
        yield row


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(
            "usage: python -m tools.map.countries COUNTRIES.zip (Natural Earth, 10m admin-0)"
        )
    print(f"{make(Path(sys.argv[1]))} countries written to {TARGET}")
