"""A part of a town is told by the town, near it and not at it."""

import pytest

from geocode.geoparser import Geoparser
from geocode.precision import WherePrec
from geocode.resolution.candidates import wider


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("South Kharkiv", ["p:kharkiv"]),
        ("Greater Kharkiv", ["p:kharkiv"]),
        ("Port of Kharkiv", ["p:kharkiv"]),
        ("Siversk Township", ["p:siversk"]),
        ("North Texas", []),
        ("South", []),
        ("Eastern", []),
        ("Southern Cross", []),
    ],
)
def test_the_town_that_a_name_is_a_part_of(small_gazetteer, name, expected):
    assert [hit.place.place_id for hit in wider(name, small_gazetteer)] == expected


def test_the_answer_says_that_it_is_near(small_gazetteer):
    text = "It burned in South Kharkiv."
    (found,) = Geoparser(small_gazetteer).resolve(text, [(13, 26)])
    assert found.place.place_id == "p:kharkiv"
    assert (found.where_prec, found.uncertainty_m) == (WherePrec.NEAR, 10_000)
    assert found.confidence <= 0.85
