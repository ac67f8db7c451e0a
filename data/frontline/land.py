"""The countries that cut the estimated areas: Ukraine and Russia off the committed basemap.

The same outlines that the map draws (Natural Earth, simplified to some 300 m, Crimea Ukraine's),
so that an area ends where the drawn coast or border does. Longitude, latitude in degrees.
"""

import json
from pathlib import Path

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from data.errors import LayerError

COUNTRIES = Path(__file__).resolve().parent.parent / "files" / "basemap" / "countries.geojson"
AT_WAR = ("UA", "RU")
_SOUTH_WEST, _NORTH_EAST = (20.0, 42.0), (45.0, 58.0)
"""Degrees; the rest of Russia would only cost time."""


def lands(path: Path = COUNTRIES) -> dict[str, BaseGeometry]:
    """Ukraine and the part of Russia round it, by ISO code; read from disk each time."""
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        found = {feature["properties"]["iso"]: shape(feature["geometry"]) for feature in features}
        chosen = {iso: found[iso] for iso in AT_WAR}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as exc:
        raise LayerError(f"{path}: not the countries of the basemap ({exc!r})") from exc
    return {
        iso: shapely.clip_by_rect(land, *_SOUTH_WEST, *_NORTH_EAST) for iso, land in chosen.items()
    }
