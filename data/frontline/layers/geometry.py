"""Turns the JSON of a front-line file into polygons, or says in one line what is wrong.

Refuses a file that is too large, no JSON, nested without end, or whose areas hold anything but
finite coordinates: what is broken inside cannot be trusted elsewhere. A polygon that crosses itself
is mended later, and one without extent is left out (``placing``). Points and lines are not read.
GeoJSON order in and out: longitude, latitude in degrees; heights are dropped. Areas are in km².
"""

import json
import math
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LinearRing, Polygon
from shapely.geometry.base import BaseGeometry

from data.errors import LayerError

LARGEST_BYTES = 16_000_000
"""The fullest real file holds 0.6 MB."""
_DEEPEST = 8
_MANY_PARTS = 100
_SAMPLED_PAIRS = 200_000
_MOST_CROSSINGS = 1_000
"""Mending 1,000 takes about a second, 5,000 ten; real areas cross themselves a few times."""
_KM_PER_DEGREE = math.pi * 6371.0088 / 180


def read_json(path: Path, *, largest_bytes: int = LARGEST_BYTES) -> object:
    """What the file holds; LayerError says in one line why it cannot be used."""
    try:
        with path.open("rb") as file:
            raw = file.read(largest_bytes + 1)
    except OSError as exc:
        raise LayerError(f"{path}: cannot be read ({exc.strerror or exc})") from exc
    if not raw.strip():
        raise LayerError(f"{path}: empty")
    if len(raw) > largest_bytes:
        raise LayerError(f"{path}: larger than {largest_bytes:,} bytes; no layer file is")
    try:
        found: object = json.loads(raw)
    except RecursionError as exc:
        raise LayerError(f"{path}: nested too deeply to be a map") from exc
    except ValueError as exc:
        raise LayerError(f"{path}: not JSON ({exc}); it may be cut short") from exc
    return found


def features(found: object, path: Path, what: str) -> list[tuple[str, dict[str, object]]]:
    """The features of a GeoJSON collection, each with its number for messages.

    ``what`` names the expected file in the message of a LayerError.
    """
    listed = found.get("features") if isinstance(found, dict) else None
    if not isinstance(listed, list):
        raise LayerError(f"{path}: no list of features; this is no {what}")
    result = []
    for number, feature in enumerate(listed, start=1):
        where = f"feature {number}"
        if not isinstance(feature, dict):
            raise LayerError(f"{path} {where}: no GeoJSON feature")
        result.append((where, feature))
    return result


def polygons(geometry: object, where: str, *, largest: float, depth: int = 0) -> Iterator[Polygon]:
    """The polygons of a GeoJSON geometry; points and lines in it are passed over unread.

    No coordinate may be beyond ``largest``.
    """
    if depth > _DEEPEST:
        raise LayerError(f"{where}: nested too deeply to be a map")
    if geometry is None:
        return  # a feature without a place, as GeoJSON allows
    if not isinstance(geometry, dict):
        raise LayerError(f"{where}: no GeoJSON geometry")
    kind = geometry.get("type")
    if kind == "GeometryCollection":
        for part in _list(geometry.get("geometries"), where):
            yield from polygons(part, where, largest=largest, depth=depth + 1)
    elif kind == "Polygon":
        yield _polygon(geometry.get("coordinates"), where, largest)
    elif kind == "MultiPolygon":
        for part in _list(geometry.get("coordinates"), where):
            yield _polygon(part, where, largest)
    elif kind not in {"Point", "MultiPoint", "LineString", "MultiLineString"}:
        raise LayerError(f"{where}: geometry type {str(kind)[:40]!r} is none of GeoJSON's")


def ring(points: object, where: str, largest: float) -> NDArray[np.float64]:
    """The ring's first two numbers a point, checked to be finite and at least three points."""
    try:
        pairs = [_list(point, where)[:2] for point in _list(points, where)]
        array = np.asarray(pairs, dtype=np.float64)
    except (TypeError, ValueError, OverflowError) as exc:
        raise LayerError(f"{where}: a ring that is no list of points") from exc
    if array.ndim != 2 or array.shape[1] != 2 or len(array) < 3:
        raise LayerError(f"{where}: a ring of fewer than three points")
    within = np.abs(array) <= largest  # never true of NaN
    if not bool(within.all()):
        number = array[~within][0]
        raise LayerError(f"{where}: a coordinate that is no degree ({number:g})")
    return array


def is_tangled(parts: Sequence[Polygon]) -> bool:
    """Whether edges cross so often that mending them takes minutes, as estimated from a sample."""
    if len(parts) < _MANY_PARTS and all(part.is_valid for part in parts):
        return False
    rings = [line for part in parts for line in (part.exterior, *part.interiors)]
    edges = np.concatenate([_edges(line) for line in rings] or [np.empty((0, 2, 2))])
    lines = [shapely.LineString(edge) for edge in edges]
    every = max(1, len(lines) // max(10, min(200, _SAMPLED_PAIRS // max(1, len(lines)))))
    sample = lines[::every]
    crossings = int(shapely.STRtree(lines).query(sample, predicate="crosses").shape[1])
    return crossings * len(lines) > 2 * _MOST_CROSSINGS * len(sample)


def square_km(geometry: BaseGeometry) -> float:
    """The area on the sphere, in km²."""
    return float(shapely.transform(geometry, _equal_area).area)


def _edges(line: LinearRing) -> NDArray[np.float64]:
    points = shapely.get_coordinates(line)
    return np.stack([points[:-1], points[1:]], axis=1)


def _polygon(rings: object, where: str, largest: float) -> Polygon:
    arrays = [ring(one, where, largest) for one in _list(rings, where)]
    return Polygon(arrays[0], arrays[1:]) if arrays else Polygon()


def _list(value: object, where: str) -> list[object]:
    if not isinstance(value, list):
        raise LayerError(f"{where}: a list is missing")
    return value


def _equal_area(points: NDArray[np.float64]) -> NDArray[np.float64]:
    # Sinusoidal: areas are exact on the sphere, which is all that is asked of it.
    x = points[:, 0] * np.cos(np.radians(points[:, 1]))
    return np.asarray(np.column_stack([x, points[:, 1]]) * _KM_PER_DEGREE, dtype=np.float64)
