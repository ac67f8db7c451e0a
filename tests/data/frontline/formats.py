"""Small files of our own in the formats of other people's maps: a square of land each."""

import json
import math

from data.frontline.layers.geometry import read_json
from data.frontline.layers.model import Layer, area_at
from data.frontline.layers.placing import place_areas
from tests.theatre import UKRAINE

# The area everything in the real files encloses: some 88,000 km2, south-east of Ukraine.
SOUTH_EAST = [[33.0, 45.0], [38.0, 45.0], [38.0, 47.0], [33.0, 47.0], [33.0, 45.0]]
KHERSON = [[32.4, 46.5], [32.9, 46.5], [32.9, 46.8], [32.4, 46.8], [32.4, 46.5]]
KARELIA = [[29.0, 61.0], [30.0, 61.0], [30.0, 62.0], [29.0, 62.0], [29.0, 61.0]]


def feature(name, rings, *, fill="#bcaaa4", kind="Polygon"):
    return {
        "type": "Feature",
        "properties": {"name": name, "fill": fill},
        "geometry": {"type": kind, "coordinates": rings},
    }


def with_height(ring):
    return [[*point, 0] for point in ring]


def shrunk(ring, share):
    """The ring with its eastern edge pulled in, so that ``share`` of the area is left."""
    west, east = min(x for x, _ in ring), max(x for x, _ in ring)
    return [[west + (x - west) * share if x == east else x, y] for x, y in ring]


def deepstate(*features):
    unit = {
        "type": "Feature",
        "properties": {"name": "1st brigade", "icon": "tank"},
        "geometry": {"type": "Point", "coordinates": [35.0, 46.0, 0]},
    }
    return {"type": "FeatureCollection", "features": [unit, *features]}


def occupied(ring=SOUTH_EAST):
    return feature("Окуповано /// Occupied /// geoJSON.status.occupied\n", [with_height(ring)])


def mirror(*polygons):
    return {
        "type": "FeatureCollection",
        "name": "deepstatemap_data_20240708",
        "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}},
        "features": [
            {
                "type": "Feature",
                "properties": {},
                "geometry": {"type": "MultiPolygon", "coordinates": list(polygons)},
            }
        ],
    }


def owl(*rings, abroad=()):
    """UAControlMap's day: rings of latitude, longitude, and units that nobody may read."""
    return {
        "areas": [[[y, x] for x, y in ring] for ring in rings],
        "areas_ua": [[[y, x] for x, y in ring] for ring in abroad],
        "frontline": [],
        "geos": [],
        "units": {"ru": [{"c": [35.0, 46.0], "d": "1st brigade"}], "ua": []},
    }


def held(holder, ring, **properties):
    """A feature of any dated GeoJSON: who holds it stands in its properties."""
    return {
        "type": "Feature",
        "properties": {"holder": holder, **properties},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def collection(*features, crs=None):
    named = {"crs": {"type": "name", "properties": {"name": crs}}} if crs else {}
    return {"type": "FeatureCollection", "features": list(features), **named}


def box(west, south, east, north):
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def metres(ring):
    """The ring in EPSG:3857."""
    radius = 6_378_137
    return [
        [
            math.radians(x) * radius,
            math.log(math.tan(math.pi / 4 + math.radians(y) / 2)) * radius,
        ]
        for x, y in ring
    ]


def read(module, path):
    """The file as a layer of that format, whatever its extent."""
    placed = place_areas(module.stated(read_json(path), path), UKRAINE, path)
    return Layer(module.named(path), placed.areas, notes=placed.notes)


def save(folder, name, content):
    path = folder / name
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


def label_at(layer, latitude, longitude):
    area = area_at(layer, latitude, longitude)
    return area.label if area else ""
