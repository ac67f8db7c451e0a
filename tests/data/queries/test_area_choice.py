"""The areas to choose from are those in which places are named, whether named themselves or not."""

import pytest

import data
from data.model import Box, Filter
from geocode.model import Candidate, Kind, Mention, Place, Resolution
from tests.data.builders import BAKHMUT, DONBAS, article, new_writer, store, store_found

UKRAINE = Place(
    "geonames:690791", "Ukraine", 49.0, 32.0, Kind.COUNTRY, "PCLI", "UA", uncertainty_m=440_000
)
IN_RAION = Place(
    "geonames:713174", "Bakhmut", 48.59, 38.0, Kind.CITY, "PPLA2", "UA", "Donetsk", "Bakhmut"
)


@pytest.fixture
def filled(engine):
    text = "Bakhmut and Donbas and Ukraine. Bakhmut again."
    found = []
    for name, place, start in (
        ("Bakhmut", IN_RAION, 0),
        ("Donbas", DONBAS, 12),
        ("Ukraine", UKRAINE, 23),
        ("Bakhmut", IN_RAION, 32),
    ):
        mention = Mention(start, start + len(name), name)
        candidate = (Candidate(place, 0.9, ("only one",)),)
        found.append(
            Resolution(mention, place, 0.9, place.where_prec, place.uncertainty_m, candidate)
        )
    store_found(new_writer(engine), article(text, day="2023-03-01"), found)
    return engine


def test_areas_are_listed_with_their_places_and_mentions(filled):
    listed = [
        (area.place_id, area.name, area.kind, area.inside, area.places, area.mentions)
        for area in data.areas_to_choose(filled, Filter())
    ]
    assert listed == [
        ("geonames:690791", "Ukraine", Kind.COUNTRY, "", 3, 4),
        ("iso:UA-14", "Donetsk Oblast", Kind.REGION, "Ukraine", 1, 2),
        (
            "katottg:UA14020000000013572",
            "Bakhmut Raion",
            Kind.DISTRICT,
            "Donetsk Oblast, Ukraine",
            1,
            2,
        ),
    ]


def test_each_listed_area_holds_as_many_mentions_as_the_list_says(filled):
    for area in data.areas_to_choose(filled, Filter()):
        held = data.places(filled, Filter(inside=area.place_id))
        assert (len(held), held.mentions.sum()) == (area.places, area.mentions)


def test_the_chosen_area_does_not_shorten_the_list(filled):
    everywhere = data.areas_to_choose(filled, Filter())
    narrow = Filter(inside=BAKHMUT.place_id, box=Box(0.0, 0.0, 1.0, 1.0))
    assert data.areas_to_choose(filled, narrow) == everywhere
    assert data.areas_to_choose(filled, Filter(kinds=(Kind.VILLAGE,))) == ()


def test_a_limit_keeps_the_most_named(filled):
    (first,) = data.areas_to_choose(filled, Filter(), limit=1)
    assert first.name == "Ukraine"


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ("iso:UA-14", ("iso:UA-14",)),
        ("donetsk oblast", ("iso:UA-14",)),
        ("Донецька область", ("iso:UA-14",)),
        ("Донецкая область", ("iso:UA-14",)),
        ("Donetsk", ("iso:UA-14",)),
        ("Bakhmut", ("katottg:UA14020000000013572",)),
        ("Donbas", ("frontline:donbas",)),
        ("Kharkiv Oblast", ()),
        ("", ()),
    ],
)
def test_an_area_is_found_by_id_and_by_name(filled, asked, ids):
    assert data.areas_named(filled, asked) == ids


def test_an_area_is_listed_as_soon_as_a_place_in_it_is_stored(filled):
    before = {area.place_id for area in data.areas_to_choose(filled, Filter())}
    text = "Kherson was shelled."
    store(new_writer(filled), article(text, day="2023-03-02"), "Kherson")
    after = {area.place_id for area in data.areas_to_choose(filled, Filter())}
    assert after - before == {"iso:UA-65"}
