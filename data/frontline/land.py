"""Reads the theatre's countries from the committed basemap; they cut the ground of the front.

The same outlines that the map draws (Natural Earth, simplified to some 300 m), so that an area
ends where the drawn coast or border does. Longitude, latitude in degrees.
"""

import json
from pathlib import Path

import shapely
from shapely.errors import ShapelyError
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from data.errors import LayerError
from data.theatre import Theatre

COUNTRIES = Path(__file__).resolve().parent.parent / "files" / "basemap" / "countries.geojson"


def lands(theatre: Theatre, path: Path = COUNTRIES) -> dict[str, BaseGeometry]:
    """What of each country lies in the theatre, by ISO code; read from disk each time."""
    box = theatre.extent
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        shapes = {feature["properties"]["iso"]: feature["geometry"] for feature in features}
        found = {iso: shape(shapes[iso]) for iso in theatre.countries}
        clipped = {
            iso: shapely.clip_by_rect(land, box.west, box.south, box.east, box.north)
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
            raise LayerError(f"{path}: {iso} has no area in the theatre; restore it")
    return clipped
