"""The countries that cut the estimated areas: Ukraine and Russia off the committed basemap.

The same outlines that the map draws (Natural Earth, simplified to some 300 m, Crimea Ukraine's),
so that an area ends where the drawn coast or border does. Longitude, latitude in degrees.
"""

import json
from pathlib import Path

import shapely
from shapely.errors import ShapelyError
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
        shapes = {feature["properties"]["iso"]: feature["geometry"] for feature in features}
        found = {iso: shape(shapes[iso]) for iso in AT_WAR}
        clipped = {
            iso: shapely.clip_by_rect(land, *_SOUTH_WEST, *_NORTH_EAST)
            for iso, land in found.items()
        }
    except OSError as exc:
        raise LayerError(f"{path}: cannot be read ({exc.strerror or exc}); restore it") from exc
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as exc:
        raise LayerError(f"{path}: not the countries of the basemap ({exc!r}); restore it") from exc
    except (RecursionError, ShapelyError) as exc:
        raise LayerError(f"{path}: its outlines cannot be used ({exc}); restore it") from exc
    for iso, land in clipped.items():
        if land.is_empty or land.geom_type not in {"Polygon", "MultiPolygon"}:
            raise LayerError(f"{path}: {iso} has no area round Ukraine; restore it")
    return clipped
