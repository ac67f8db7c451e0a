import json

import pytest

from data import queries
from data.export.geojson import places_geojson
from data.model import Filter
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
        "coordinates": [[[37, 47], [39, 47], [39, 49], [37, 49], [37, 47]]],
    }
    outlined = json.loads(places_geojson(places, outlines={"frontline:donbas": square}))
    area = outlined["features"][0]
    assert (area["geometry"], area["properties"]["geometry_is"]) == (square, "outline")
    pointed = json.loads(places_geojson(places))["features"][0]
    assert pointed["geometry"] == {"type": "Point", "coordinates": [38.2, 48.3]}
    assert (pointed["properties"]["where_prec"], pointed["properties"]["geo_precision"]) == (5, 3)
    assert pointed["properties"]["name_local"] is None


def test_nothing_found_is_an_empty_collection(engine):
    assert json.loads(places_geojson(queries.places(engine, Filter())))["features"] == []


def test_a_feature_stands_on_a_line_of_its_own(places):
    lines = places_geojson(places).splitlines()
    assert [line.startswith('{"type": "Feature"') for line in lines] == [False, True, True, False]
