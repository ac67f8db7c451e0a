"""Turns the JSON of a front-line file into valid areas, or says in one line what is wrong.

Decides what a polygon in a layer file may be; refuses a file that is too large, no JSON, nested
without end, or whose areas hold anything but finite degrees. A file with one bad area is refused
whole: an area that is silently left out would look like a liberation. Crossing rings are mended.
GeoJSON order in and out: longitude, latitude in degrees; heights are dropped. Areas are in km².
"""

import json
import logging
import math
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from data.errors import LayerError
from data.theatre import Extent

_log = logging.getLogger(__name__)

LARGEST_BYTES = 16_000_000
"""The fullest real file holds 0.6 MB."""
_DEEPEST = 8
_KM_PER_DEGREE = math.pi * 6371.0088 / 180


def read_json(path: Path) -> object:
    """What the file holds; LayerError says in one line why it cannot be used."""
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_BYTES + 1)
    except OSError as exc:
        raise LayerError(f"{path}: cannot be read ({exc.strerror or exc})") from exc
    if not raw.strip():
        raise LayerError(f"{path}: empty")
    if len(raw) > LARGEST_BYTES:
        raise LayerError(f"{path}: larger than {LARGEST_BYTES:,} bytes; no layer file is")
    try:
        found: object = json.loads(raw)
    except RecursionError as exc:
        raise LayerError(f"{path}: nested too deeply to be a map") from exc
    except ValueError as exc:
        raise LayerError(f"{path}: not JSON ({exc})") from exc
    return found


def polygons(geometry: object, where: str, depth: int = 0) -> Iterator[Polygon]:
    """The polygons of a GeoJSON geometry; points and lines in it are passed over unread."""
    if not isinstance(geometry, dict) or depth > _DEEPEST:
        raise LayerError(f"{where}: no GeoJSON geometry")
    kind = geometry.get("type")
    if kind == "GeometryCollection":
        for part in _list(geometry.get("geometries"), where):
            yield from polygons(part, where, depth + 1)
    elif kind == "Polygon":
        yield _polygon(geometry.get("coordinates"), where)
    elif kind == "MultiPolygon":
        for part in _list(geometry.get("coordinates"), where):
            yield _polygon(part, where)
    elif kind not in {"Point", "MultiPoint", "LineString", "MultiLineString"}:
        raise LayerError(f"{where}: geometry type {kind!r} is none of GeoJSON's")


def area_of(parts: Iterable[Polygon], where: str, *, within: Extent | None) -> BaseGeometry:
    """The valid Polygon or MultiPolygon of these parts.

    Raises:
        LayerError: no area is left, or it reaches out of ``within`` (coordinates in the wrong
            order do). Stray parts far from it are left out and logged when another lies in it.
    """
    valid = [shapely.make_valid(part) for part in parts]
    flat = [one for part in valid for one in shapely.get_parts(part) if one.area > 0]
    if within is not None:
        around = shapely.box(within.west, within.south, within.east, within.north)
        near = [one for one in flat if one.intersects(around)]
        if near and len(near) < len(flat):
            # Real: a triangle off Arabia, drawn by a slip of the hand, in DeepStateMap's grey
            # zone of May 2023.
            _log.info(
                "%s: left out %d stray parts far from the theatre", where, len(flat) - len(near)
            )
            flat = near
    whole = shapely.union_all([one for one in flat if isinstance(one, Polygon | MultiPolygon)])
    if whole.is_empty:
        raise LayerError(f"{where}: an area without extent")
    west, south, east, north = whole.bounds
    if within is not None and not (
        west >= within.west
        and south >= within.south
        and east <= within.east
        and north <= within.north
    ):
        raise LayerError(
            f"{where}: reaches from {south:.1f} N {west:.1f} E to {north:.1f} N {east:.1f} E, "
            "which is not in the theatre; are latitude and longitude swapped?"
        )
    return whole


def square_km(geometry: BaseGeometry) -> float:
    """The area on the sphere, in km²."""
    return float(shapely.transform(geometry, _equal_area).area)


def ring(points: object, where: str) -> NDArray[np.float64]:
    """The ring's first two numbers a point, checked to be finite and at least three points."""
    try:
        pairs = [_list(point, where)[:2] for point in _list(points, where)]
        array = np.asarray(pairs, dtype=np.float64)
    except (TypeError, ValueError, OverflowError) as exc:
        raise LayerError(f"{where}: a ring that is no list of points") from exc
    if array.ndim != 2 or array.shape[1] != 2 or len(array) < 3:
        raise LayerError(f"{where}: a ring of fewer than three points")
    if not bool((np.abs(array) <= 360).all()):
        raise LayerError(f"{where}: a coordinate that is no degree")
    return array


def _polygon(rings: object, where: str) -> Polygon:
    arrays = [ring(one, where) for one in _list(rings, where)]
    if not arrays:
        raise LayerError(f"{where}: a polygon without a ring")
    return Polygon(arrays[0], arrays[1:])


def _list(value: object, where: str) -> list[object]:
    if not isinstance(value, list):
        raise LayerError(f"{where}: a list is missing")
    return value


def _equal_area(points: NDArray[np.float64]) -> NDArray[np.float64]:
    # Sinusoidal: areas are exact on the sphere, which is all that is asked of it.
    x = points[:, 0] * np.cos(np.radians(points[:, 1]))
    return np.asarray(np.column_stack([x, points[:, 1]]) * _KM_PER_DEGREE, dtype=np.float64)
