"""How sure the best candidate is, and what is never pinned."""

import pytest

from geocode.focus import Focus
from geocode.gazetteer.protocol import NameHit
from geocode.model import Kind, Place
from geocode.resolution.confidence import (
    CONTESTED_MOST,
    PIN_THRESHOLD,
    confidence_of,
    lead,
)
from geocode.resolution.senses import Name

WEIGHTS = {"odds": 1.0}
OBLAST = Place("o", "Donetsk Oblast", 48.0, 37.8, Kind.REGION, "ADM1", "UA", "Donetsk")


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
    ],
    ids=["share", "never certain among namesakes", "alone", "one spot twice", "misspelt",
         "the text puts it elsewhere"],
)  # fmt: skip
def test_the_confidence(asked, expected):
    assert confidence_of(asked, None, WEIGHTS) == pytest.approx(expected, abs=1e-6)


def test_a_name_without_candidates_has_none():
    assert confidence_of(Name([0], [], None, "x"), None, WEIGHTS) == 0.0


def test_the_theatre_has_weights_of_its_own():
    war = Focus(countries=("UA", "RU"))
    assert {key for key in lead(name(0.7, 0.2), "UA", war) if key.endswith("(theatre)")}
    assert not {key for key in lead(name(0.7, 0.2), "RU", war) if key.endswith("(theatre)")}
