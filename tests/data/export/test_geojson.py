import json

import pytest
from shapely.geometry import shape

from data.areas import Outline, outlines
from data.export.geojson import places_geojson
from data.model import Filter
from data.queries import tables as queries
from tests.data.builders import article, store


@pytest.fixture
def places(engine, writer):
    text = "Donbas and Bakhmut <script>alert(1)</script>"
    store(writer, article(text, day="2023-03-01"), "Donbas", "Bakhmut")
    return queries.places(engine, Filter())


def test_a_place_is_a_feature_longitude_first(places):
    collection = json.loads(places_geojson(places))
    assert collection["type"] == "FeatureCollection"
    assert "crs" not in collection
    feature = {feature["id"]: feature for feature in collection["features"]}["geonames:712451"]
    assert feature == {
        "type": "Feature",
        "id": "geonames:712451",
        "geometry": {"type": "Point", "coordinates": [38.0, 48.59]},
        "properties": {
            "place_id": "geonames:712451",
            "name": "Bakhmut",
            "name_local": "Бахмут",
            "kind": "city",
            "feature_code": "PPLA",
            "country": "UA",
            "admin1": "Donetsk",
            "where_prec": 1,
            "uncertainty_m": 3000,
            "mentions": 1,
            "articles": 1,
            "sources": 1,
            "first_day": "2023-03-01",
            "last_day": "2023-03-01",
            "geo_precision": 1,
            "geometry_is": "point",
            "licence": "CC BY 4.0, GeoNames (geonames.org)",
        },
    }


def test_an_area_is_its_outline_where_there_is_one_and_else_says_how_vague_its_point_is(places):
    square = {
        "type": "Polygon",
        "coordinates": [[[37.0, 47.0], [39.0, 47.0], [39.0, 49.0], [37.0, 49.0], [37.0, 47.0]]],
    }
    for approximate, said in ((False, "outline"), (True, "approximate outline")):
        outline = Outline("frontline:donbas", square, approximate)
        area = json.loads(places_geojson(places, outlines={outline.place_id: outline}))
        feature = area["features"][0]
        assert (feature["geometry"], feature["properties"]["geometry_is"]) == (square, said)
    pointed = json.loads(places_geojson(places))["features"][0]
    assert pointed["geometry"] == {"type": "Point", "coordinates": [38.2, 48.3]}
    assert (pointed["properties"]["where_prec"], pointed["properties"]["geo_precision"]) == (5, 3)
    assert pointed["properties"]["name_local"] is None


@pytest.mark.parametrize(
    ("place_id", "licence"),
    [
        ("iso:UA-14", "public domain, Natural Earth"),
        ("frontline:dnipro", "public domain, Natural Earth"),
        ("katottg:UA14020000000013572", "CC BY 4.0, GeoNames (geonames.org)"),
        (
            "frontline:left-bank",
            "MIT, Frontline; coasts and borders: public domain, Natural Earth",
        ),
    ],
)
def test_an_outline_carries_its_own_licence_and_not_that_of_the_point(places, place_id, licence):
    one = places.iloc[:1].assign(place_id=place_id)
    (feature,) = json.loads(places_geojson(one, outlines=outlines()))["features"]
    assert feature["properties"]["licence"] == licence


def test_nothing_found_is_an_empty_collection(engine):
    assert json.loads(places_geojson(queries.places(engine, Filter())))["features"] == []


def test_a_feature_stands_on_a_line_of_its_own(places):
    lines = places_geojson(places).splitlines()
    assert [line.startswith('{"type": "Feature"') for line in lines] == [False, True, True, False]


def test_outlines_are_wound_as_the_standard_asks(places):
    # RFC 7946 section 3.1.6: outer rings anticlockwise, holes clockwise.
    text = places_geojson(places, outlines=outlines())
    area = json.loads(text)["features"][0]
    assert area["properties"]["geometry_is"] != "point"
    geometry = shape(area["geometry"])
    for part in getattr(geometry, "geoms", [geometry]):
        assert part.exterior.is_ccw
        assert [hole.is_ccw for hole in part.interiors] == [False] * len(part.interiors)
