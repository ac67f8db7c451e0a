"""A demonym is about a country where its span is given, and no place where names are looked for."""

import pytest

from geocode.geoparser import Geoparser
from geocode.model import Role


@pytest.mark.parametrize(
    ("text", "span", "place_id"),
    [
        ("Russian troops left.", (0, 7), "c:ru"),
        ("Two Americans were there.", (4, 13), "c:us"),
        ("A TEXAN was there.", (2, 7), "r:texas"),
        ("A Martian was there.", (2, 9), None),
    ],
)
def test_the_span_of_a_demonym_is_its_country(small_gazetteer, text, span, place_id):
    (found,) = Geoparser(small_gazetteer).resolve(text, [span])
    assert (found.place.place_id if found.place else None) == place_id
    assert (found.mention.role is Role.ASSOCIATIVE) is (place_id is not None)


def test_no_demonym_is_found_in_a_text(small_gazetteer):
    assert Geoparser(small_gazetteer).parse("Russian troops met two Americans.") == []
