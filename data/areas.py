"""Reads the outlines of places that are drawn as an area or a line, by place id.

Decides nothing: the committed file says it all, and which outlines are only approximate (a raion
drawn from its settlements, the left bank, a reservoir). A place that is not in it has no outline
and is drawn from its point and radius. Refuses a file that is not whole. Geometry is GeoJSON's:
longitude, latitude in degrees.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from data.errors import LayerError

FILE = Path(__file__).parent / "files" / "areas" / "areas.geojson"

_KINDS = frozenset({"Polygon", "MultiPolygon", "LineString", "MultiLineString"})


@dataclass(frozen=True, slots=True)
class Outline:
    """Where a place lies on the ground."""

    place_id: str
    geometry: Mapping[str, object]
    """A GeoJSON polygon or line, possibly of several parts; longitude, latitude."""
    approximate: bool
    """True: drawn by us from settlements or by hand, not a surveyed border."""


@cache
def outlines(path: Path = FILE) -> Mapping[str, Outline]:
    """Every outline by place id; read once per path and run. LayerError names a broken file."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except OSError as exc:
        raise LayerError(f"{path}: cannot be read ({exc.strerror}); restore it") from exc
    except (RecursionError, ValueError) as exc:
        raise LayerError(f"{path}: not JSON ({exc}); restore it") from exc
    features = found.get("features") if isinstance(found, dict) else None
    if not isinstance(features, list):
        raise LayerError(f"{path}: no list of features; restore it")
    by_id: dict[str, Outline] = {}
    for number, feature in enumerate(features, start=1):
        outline = _outline(feature, f"{path} feature {number}")
        if outline.place_id in by_id:
            raise LayerError(f"{path} feature {number}: {outline.place_id} is there twice")
        by_id[outline.place_id] = outline
    return MappingProxyType(by_id)


def _outline(feature: object, where: str) -> Outline:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    if not isinstance(properties, dict) or not isinstance(geometry, dict):
        raise LayerError(f"{where}: no properties or no geometry")
    place_id, approximate = properties.get("place_id"), properties.get("approximate")
    if not isinstance(place_id, str) or not isinstance(approximate, bool):
        raise LayerError(f"{where}: needs place_id (text) and approximate (true or false)")
    if geometry.get("type") not in _KINDS or not geometry.get("coordinates"):
        raise LayerError(f"{where}: {place_id} has no polygon or line")
    return Outline(place_id, geometry, approximate)
