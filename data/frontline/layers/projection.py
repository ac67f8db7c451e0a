"""Reads the features of a GeoJSON file with their polygons in degrees, whatever its coordinates.

A file's coordinates are degrees (EPSG:4326) or metres (EPSG:3857), as its ``crs`` says; without
one they are metres where most lie beyond 180. Another system is refused.
"""

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import Polygon

from data.errors import LayerError
from data.frontline.layers.geometry import features, polygons

_METRES = re.compile(r"(?:epsg:{1,2}|epsg:[\d.]+:)(?:3857|900913|102100|3785)$", re.IGNORECASE)
_DEGREES = re.compile(r"(?:epsg:{1,2}|epsg:[\d.]+:)(?:4326|4258)$|crs84h?$", re.IGNORECASE)
_LARGEST_DEGREES = 360.0
"""A map that scrolls round the world may write 190 for -170."""
_RADIUS_M = 6_378_137.0
_LARGEST_M = 20_037_509.0
"""Of EPSG:3857, half the way round the equator."""


def areas_in_degrees(
    found: object, path: Path, what: str
) -> list[tuple[str, dict[str, object], list[Polygon]]]:
    """The features that have polygons: where each is, the feature, its polygons in degrees.

    ``what`` names the expected file in the message of a LayerError.
    """
    listed = features(found, path, what)
    shapes = [
        list(polygons(feature.get("geometry"), f"{path} {where}", largest=_LARGEST_M))
        for where, feature in listed
    ]
    metres = _in_metres(found, shapes, path)
    result = []
    for (where, feature), parts in zip(listed, shapes, strict=True):
        largest = _largest(parts)
        if not metres and largest > _LARGEST_DEGREES:
            raise LayerError(f"{path} {where}: a coordinate that is no degree ({largest:g})")
        if parts:
            if metres:
                parts = [shapely.transform(part, _from_mercator) for part in parts]
            result.append((where, feature, parts))
    return result


def _in_metres(found: object, shapes: Sequence[Sequence[Polygon]], path: Path) -> bool:
    name = _crs(found)
    if name is None:
        coordinates = shapely.get_coordinates([part for parts in shapes for part in parts])
        return bool(coordinates.size and np.median(np.abs(coordinates)) > 180)
    if not _METRES.search(name) and not _DEGREES.search(name):
        raise LayerError(
            f"{path}: the coordinate system {name[:60]!r} is not read; use EPSG:4326 or EPSG:3857"
        )
    return bool(_METRES.search(name))


def _largest(parts: Sequence[Polygon]) -> float:
    return float(np.abs(shapely.get_coordinates(parts)).max(initial=0))


def _crs(found: object) -> str | None:
    crs = found.get("crs") if isinstance(found, dict) else None
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    return name.strip() if isinstance(name, str) else None


def _from_mercator(points: NDArray[np.float64]) -> NDArray[np.float64]:
    longitude = np.degrees(points[:, 0] / _RADIUS_M)
    latitude = np.degrees(2 * np.arctan(np.exp(points[:, 1] / _RADIUS_M)) - np.pi / 2)
    return np.column_stack([longitude, latitude])
