"""Which places lie inside an area: by their units, else by their point in its outline."""

import pytest
import sqlalchemy as sa

from data.model import Box, Filter
from data.store.engine import reading, writing
from data.store.schema import PLACE
from data.store.within import places_within

# Id, kind, code, country, admin1, admin2, latitude, longitude, uncertainty in metres.
ROWS = (
    ("geonames:690791", "country", "PCLI", "UA", None, None, 49.0, 32.0, 440_000),
    ("iso:UA-14", "region", "ADM1", "UA", "Donetsk", None, 48.0, 37.8, 90_000),
    ("geonames:713174", "city", "PPLA2", "UA", "Donetsk", "Bakhmut", 48.59, 38.0, 3_000),
    ("geonames:709717", "city", "PPLA", "UA", "Donetsk", "Donetsk", 48.0, 37.8, 3_000),
    ("frontline:bakhmutka", "water", "STM", "UA", "Donetsk", None, 48.7, 38.1, 40_000),
    ("north of Bakhmut", "area", "RELATIVE", "UA", "Donetsk", None, 48.61, 38.0, 5_000),
    ("10 km from Bakhmut", "spot", "RELATIVE", None, None, None, 48.68, 38.0, 5_000),
    ("900 km from Bakhmut", "area", "RELATIVE", None, None, None, 48.59, 38.0, 900_000),
    ("geonames:703448", "city", "PPLC", "UA", "Kyiv City", None, 50.45, 30.52, 3_000),
    ("iso:UA-32", "region", "ADM1", "UA", "Kyiv", None, 50.3, 30.4, 90_000),
    ("geonames:707565", "city", "PPLA3", "UA", "Kyiv", "Bucha", 50.52, 30.25, 3_000),
    ("geonames:694423", "city", "PPLA", "UA", "Sevastopol", None, 44.6, 33.52, 3_000),
    ("geonames:693805", "city", "PPLA2", "UA", "Crimea", "Simferopol", 44.95, 34.1, 3_000),
    ("geonames:688532", "city", "PPL", "RU", "Donetsk", "Bakhmut", 47.0, 41.0, 3_000),
    ("frontline:donbas", "area", "RGN", "UA", None, None, 48.3, 38.2, 160_000),
    ("frontline:volga", "water", "STM", None, None, None, 50.0, 45.0, 900_000),
    ("fiji", "city", "PPL", "FJ", None, None, -17.0, 178.0, 3_000),
    ("samoa", "city", "PPL", "WS", None, None, -14.0, -172.0, 3_000),
)
DONETSK_OBLAST = {
    "iso:UA-14", "geonames:713174", "geonames:709717", "frontline:bakhmutka", "north of Bakhmut",
    "10 km from Bakhmut",
}  # fmt: skip


@pytest.fixture
def filled(engine):
    columns = "place_id kind feature_code country admin1 admin2 latitude longitude uncertainty_m"
    names = columns.split()
    with writing(engine) as connection:
        for number, row in enumerate(ROWS, start=1):
            values = {**dict(zip(names, row, strict=True)), "place_no": number, "name": row[0]}
            rest = {"population": 0, "where_prec": 1, "gazetteer_version": "g"}
            connection.execute(sa.insert(PLACE).values(**values, **rest))
    return engine


def found(engine, **where):
    with reading(engine) as connection:
        numbers = places_within(connection, Filter(**where))
    return None if numbers is None else {ROWS[number - 1][0] for number in numbers}


@pytest.mark.parametrize(
    ("area", "inside"),
    [
        ("iso:UA-14", DONETSK_OBLAST),
        (
            "katottg:UA14020000000013572",
            {"geonames:713174", "north of Bakhmut", "10 km from Bakhmut"},
        ),
        ("iso:UA-32", {"iso:UA-32", "geonames:707565"}),
        ("iso:UA-30", {"geonames:703448"}),
        ("iso:UA-43", {"geonames:693805"}),
        ("frontline:donbas", DONETSK_OBLAST | {"frontline:donbas"}),
        ("frontline:volga", {"frontline:volga"}),
        ("geonames:713174", {"geonames:713174"}),
        ("no such area", set()),
    ],
    ids=[
        "oblast",
        "raion that is no place of the store",
        "oblast without its capital",
        "city with the rank of an oblast",
        "Crimea without Sevastopol",
        "area with an outline",
        "river",
        "city",
        "unknown",
    ],
)
def test_what_lies_inside_an_area(filled, area, inside):
    assert found(filled, inside=area) == inside


def test_inside_a_country_lies_what_names_it_or_has_its_point_there(filled):
    of_ukraine = {row[0] for row in ROWS if row[3] == "UA"}
    assert found(filled, inside="geonames:690791") == of_ukraine | {"10 km from Bakhmut"}


def test_a_box_holds_the_points_in_it(filled):
    assert found(filled, box=Box(50.0, 30.0, 50.5, 31.0)) == {"geonames:703448", "iso:UA-32"}


def test_a_box_may_lie_over_the_180th_meridian(filled):
    assert found(filled, box=Box(-20.0, 170.0, -10.0, -170.0)) == {"fiji", "samoa"}


def test_area_and_box_have_both_to_hold_a_place(filled):
    both = found(filled, inside="iso:UA-32", box=Box(50.5, 30.0, 51.0, 31.0))
    assert both == {"geonames:707565"}


def test_without_area_and_box_every_place_counts(filled):
    assert found(filled) is None
