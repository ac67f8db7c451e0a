"""Telling degrees from metres in a GeoJSON file."""

from pathlib import Path

import pytest

from data.errors import LayerError
from data.frontline.layers.projection import areas_in_degrees
from tests.data.frontline.formats import KHERSON, collection, held, metres

FILE = Path("x.geojson")
BOUNDS = pytest.approx((32.4, 46.5, 32.9, 46.8))


def bounds(*rings, crs=None):
    found = collection(*(held("RU", ring) for ring in rings), crs=crs)
    return [part.bounds for _, _, [part] in areas_in_degrees(found, FILE, "map")]


@pytest.mark.parametrize(
    "crs",
    [None, "EPSG:3857", "urn:ogc:def:crs:EPSG::3857", "urn:ogc:def:crs:EPSG:6.18:3857"],
)
def test_metres_are_turned_into_degrees(crs):
    assert bounds(metres(KHERSON), crs=crs) == [BOUNDS]


@pytest.mark.parametrize(
    "crs", [None, "EPSG:4326", "urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::4326"]
)
def test_degrees_stay(crs):
    assert bounds(KHERSON, crs=crs) == [BOUNDS]


def test_one_area_beyond_the_date_line_does_not_make_metres_of_degrees():
    beyond = [[x + 160, y] for x, y in KHERSON]
    assert bounds(KHERSON, beyond, KHERSON)[::2] == [BOUNDS, BOUNDS]


@pytest.mark.parametrize(
    ("rings", "crs", "reason"),
    [
        ([KHERSON], "EPSG:32636", "the coordinate system 'EPSG:32636' is not read; use EPSG:4326"),
        ([metres(KHERSON)], "EPSG:4326", "feature 1: a coordinate that is no degree"),
        ([KHERSON, [[35, 1000]] * 4], None, r"feature 2: a coordinate that is no degree \(1000\)"),
    ],
)
def test_what_cannot_be_degrees_is_refused(rings, crs, reason):
    with pytest.raises(LayerError, match=reason):
        bounds(*rings, crs=crs)
