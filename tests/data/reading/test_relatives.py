"""Where the store puts the pins of relative places, and what their mentions keep."""

import json

import pytest

from data.export.geojson import places_geojson
from data.model import Filter
from data.queries import holdings
from data.queries import tables as queries
from data.reading.relatives import ID_PREFIX
from tests.data.builders import article, store_found

EVERYTHING = Filter(associative=True)


@pytest.fixture
def take(engine, writer, geoparser):
    """Stores texts as the pipeline does; gives back the places on the map, most named first."""

    def take_(*texts):
        for text in texts:
            store_found(writer, article(text, day="2023-03-01"), geoparser.parse(text))
        return queries.places(engine, Filter()).set_index("name")

    return take_


def test_an_offset_has_a_pin_of_its_own_and_none_at_the_named_town(take, engine):
    pins = take("Trucks burned 10 km south of Bakhmut.")
    assert list(pins.index) == ["10 km south of Bakhmut"]
    (pin,) = pins.to_dict("records")
    assert pin["place_id"].startswith(ID_PREFIX)
    assert (pin["latitude"], pin["longitude"]) == (48.50007, 38.0)
    assert (pin["kind"], pin["where_prec"], pin["uncertainty_m"]) == ("spot", 2, 5500)
    (excerpt,) = queries.excerpts(engine, pin["place_id"], Filter(), limit=9, offset=0)
    marked = excerpt.text[excerpt.mark_start : excerpt.mark_end]
    assert (marked, excerpt.relative.phrase) == ("10 km south of Bakhmut",) * 2
    assert (excerpt.relative.named, excerpt.relative.named_id) == ("Bakhmut", "geonames:712451")
    assert (excerpt.where_prec, excerpt.uncertainty_m) == (2, 5500)


def test_the_same_words_in_another_language_are_the_same_pin(take):
    pins = take(
        "Trucks burned 10 km south of Bakhmut.", "Бої точилися за 10 км на південь від Бахмут."
    )
    assert list(pins["mentions"]) == [2]


def test_a_line_between_two_is_one_pin_and_both_names_stay(take, engine):
    text = "Fields between Bakhmut and Kherson burn."
    pins = take(text)
    assert list(pins.index) == ["between Bakhmut and Kherson"]
    assert list(pins["kind"]) == ["area"]  # 230 km either way is no point
    (excerpt,) = queries.excerpts(engine, pins["place_id"].iloc[0], Filter(), limit=9, offset=0)
    assert excerpt.text[excerpt.mark_start : excerpt.mark_end] == text[7:34]
    named = holdings.mentions(engine, EVERYTHING)[["text", "name", "role", "named_id"]]
    assert named.to_dict("records") == [
        {"text": "Bakhmut", "name": "between Bakhmut and Kherson", "role": "literal",
         "named_id": "geonames:712451"},
        {"text": "Kherson", "name": "Kherson", "role": "locating", "named_id": "geonames:706448"},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "where_prec"),
    [("Fire near Bakhmut.", 2), ("Fire on the outskirts of Bakhmut.", 2), ("Fire in Bakhmut.", 1)],
)
def test_near_a_town_stays_at_its_pin_and_is_less_exact(take, engine, text, where_prec):
    assert list(take(text).index) == ["Bakhmut"]
    assert list(holdings.mentions(engine, Filter())["where_prec"]) == [where_prec]


def test_a_distance_without_a_direction_is_a_circle_and_no_pin(take):
    pin = take("Heard 20 miles from Bakhmut.").loc["20 miles from Bakhmut"]
    assert (pin["kind"], pin["where_prec"], pin["latitude"]) == ("area", 5, 48.59)


def test_part_of_a_region_is_an_area_of_that_region(take):
    pin = take("Shelling in northern Donetsk Oblast.").loc["northern Donetsk oblast"]
    assert (pin["kind"], pin["country"], pin["where_prec"]) == ("area", "UA", 5)


def test_a_name_that_only_locates_another_shows_when_all_names_do(take, engine):
    text = "Fighting in Bakhmut, 460 km north-east of Kherson."
    assert list(take(text).index) == ["Bakhmut"]
    assert sorted(queries.places(engine, EVERYTHING)["name"]) == ["Bakhmut", "Kherson"]


def test_exports_carry_the_point_the_words_and_the_licence(take, engine):
    pins = take("Trucks burned 10 km south of Bakhmut.").reset_index()
    (feature,) = json.loads(places_geojson(pins))["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [38.0, 48.50007]}
    assert feature["properties"]["licence"] == (
        "CC BY 4.0, GeoNames (geonames.org); the point is computed from those of the places named"
    )
    (row,) = holdings.mentions(engine, Filter()).to_dict("records")
    assert (row["text"], row["told_by"]) == ("Bakhmut", "10 km south of Bakhmut")
    assert (row["latitude"], row["named_id"]) == (48.50007, "geonames:712451")
