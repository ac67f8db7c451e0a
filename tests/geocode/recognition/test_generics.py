"""Names keep the generic word that is part of them, and no other."""

import pytest

from geocode.geoparser import Geoparser


@pytest.fixture(scope="module")
def parser(gazetteer, war):
    return Geoparser(gazetteer, focus=war)


def test_a_river_that_no_gazetteer_has_is_whole_too(parser):
    (found,) = parser.parse("Barges stopped on the Mississippi River on Friday.")
    assert (found.mention.text, found.mention.generic) == ("Mississippi River", None)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Police in Laurel County, Kentucky, made an arrest.", "Laurel County", "district"),
        ("He lived in Lexington, Ky. and died there.", "Ky.", "region"),
        ("Shells fell in Donetsk Oblast overnight.", "Donetsk", "region"),
        ("Troops crossed the Dnipro River at night.", "Dnipro", "water"),
        ("Police in Laurel county, Kentucky, made an arrest.", "Laurel", "district"),
    ],
)
def test_a_name_is_whole_where_the_generic_word_belongs_to_it(text, name, kind, parser):
    kinds = {r.mention.text: r.place.kind.value for r in parser.parse(text) if r.place}
    assert kinds.get(name) == kind
