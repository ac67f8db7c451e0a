"""How sure the best candidate is, and what is never pinned."""

import pytest

from geocode.focus import Focus
from geocode.gazetteer.protocol import NameHit
from geocode.model import Candidate, Kind, Mention, Place
from geocode.resolution.confidence import (
    CONTESTED_MOST,
    PIN_THRESHOLD,
    confidence_of,
    decide,
    is_well_known,
    lead,
)
from geocode.resolution.senses import Name

WEIGHTS = {"odds": 1.0}
OBLAST = Place("o", "Donetsk Oblast", 48.0, 37.8, Kind.REGION, "ADM1", "UA", "Donetsk")


CITY = Place("m", "Lyman", 47.1, 37.5, Kind.CITY, "PPL", "UA", "Kharkiv", population=425_000)


def village(place_id, latitude, admin1="Kharkiv"):
    return Place(place_id, "Lyman", latitude, 37.0, Kind.VILLAGE, "PPL", "UA", admin1)


def name(*scores, places=None, close=False, container=None):
    places = places or [village(f"v{i}", 49.0 + i) for i in range(len(scores))]
    hits = [NameHit(p, official=True, inflected=False, close=close) for p in places]
    best = scores.index(max(scores))
    return Name([0], hits, None, "lyman", container=container, scores=list(scores), best=best)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (name(0.8, 0.1), 0.8),
        (name(0.9999, 0.0), CONTESTED_MOST),
        (name(0.9), 0.9),
        (name(0.4, 0.4, places=[village("a", 49.0), village("b", 49.05)]), 0.8),
        (name(0.95, close=True), 0.8),
        (name(0.95, container=OBLAST), PIN_THRESHOLD),
        (name(0.95, container=OBLAST, places=[CITY]), 0.95),
    ],
    ids=["share", "never certain among namesakes", "alone", "one spot twice", "misspelt",
         "the text puts it elsewhere", "a great city is meant all the same"],
)  # fmt: skip
def test_the_confidence(asked, expected):
    assert confidence_of(asked, None, WEIGHTS) == pytest.approx(expected, abs=1e-6)


def test_a_name_without_candidates_has_none():
    assert confidence_of(Name([0], [], None, "x"), None, WEIGHTS) == 0.0


def test_the_theatre_has_weights_of_its_own():
    war = Focus(countries=("UA", "RU"))
    assert {key for key in lead(name(0.7, 0.2), "UA", war) if key.endswith("(theatre)")}
    assert not {key for key in lead(name(0.7, 0.2), "RU", war) if key.endswith("(theatre)")}


def test_a_local_paper_means_less_known_places():
    country = Place("g", "Georgia", 42.0, 43.5, Kind.COUNTRY, "PCLI", "GE")
    weights = {"odds": 1.0, "well known in a local paper": -1.0}
    asked = name(0.8, places=[country])
    assert confidence_of(asked, None, weights) == pytest.approx(0.8)
    assert confidence_of(asked, None, weights, local=1.0) == pytest.approx(0.595, abs=0.001)
    assert confidence_of(name(0.8), None, weights, local=1.0) == pytest.approx(0.8)


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (Place("g", "Georgia", 42.0, 43.5, Kind.COUNTRY, "PCLI", "GE"), True),
        (Place("t", "Texas", 31.3, -98.6, Kind.REGION, "ADM1", "US", "Texas"), True),
        (Place("h", "Hanover", 18.4, -78.1, Kind.REGION, "ADM1", "JM", "Hanover"), False),
        (Place("k", "Bern", 46.9, 7.4, Kind.CITY, "PPLC", "CH", "Bern", population=121_631), True),
        (CITY, False),
    ],
)
def test_well_known_places(place, expected):
    assert is_well_known(place) is expected


OXFORD = Place("gb", "Oxford", 51.75, -1.26, Kind.CITY, "PPL", "GB", population=162_100)
OXFORD_MS = Place("ms", "Oxford", 34.37, -89.52, Kind.CITY, "PPL", "US", population=22_314)
NEW_YORK = Place("ny", "New York", 43.0, -75.5, Kind.REGION, "ADM1", "US", "New York")
NEW_YORK_CITY = Place(
    "nyc", "New York City", 40.7, -74.0, Kind.CITY, "PPL", "US", "New York", population=8_804_190
)
OXFORD_BIG = Place("big", "Oxford", 39.5, -84.7, Kind.CITY, "PPL", "US", population=90_000)


@pytest.mark.parametrize(
    ("places", "certainty", "confidence", "expected"),
    [
        ((OXFORD, OXFORD_MS), 0.9, 0.4, "gb"),
        ((OXFORD, OXFORD_MS), 0.9, 0.25, None),
        ((OXFORD, OXFORD_MS), 0.65, 0.4, "gb"),
        ((OXFORD, OXFORD_MS), 0.55, 0.4, None),
        ((NEW_YORK, NEW_YORK_CITY), 0.7, 0.4, "ny"),
        ((OXFORD, OXFORD_BIG), 0.9, 0.4, None),
        ((OXFORD_MS, village("v", 49.0)), 0.9, 0.4, None),
    ],
    ids=[
        "stands out",
        "unlikely",
        "likely a place",
        "hardly a place",
        "its own city",
        "a namesake of renown",
        "small itself",
    ],
)
def test_what_stands_out_is_placed_where_a_reader_would_not_hesitate(
    places, certainty, confidence, expected
):
    asked = name(0.4, 0.1, places=list(places))
    mention = Mention(0, 6, "Oxford", certainty=certainty)
    shown = tuple(Candidate(place, 0.4, ()) for place in places)
    found = decide(mention, asked, shown, confidence, PIN_THRESHOLD)
    assert (found.place.place_id if found.place else None) == expected


@pytest.mark.parametrize(("certainty", "expected"), [(0.65, None), (0.8, "gb")])
def test_a_place_that_is_officially_called_otherwise_needs_more_certainty(certainty, expected):
    hits = [NameHit(OXFORD, official=False, inflected=False)]
    asked = Name([0], hits, None, "oxenford", scores=[0.4], best=0)
    mention = Mention(0, 8, "Oxenford", certainty=certainty)
    found = decide(mention, asked, (Candidate(OXFORD, 0.4, ()),), 0.4, PIN_THRESHOLD)
    assert (found.place.place_id if found.place else None) == expected
