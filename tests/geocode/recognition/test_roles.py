"""A name is associative where it means a government, an office or part of a longer name."""

import pytest

from geocode.focus import Focus
from geocode.geoparser import Geoparser
from geocode.model import Role


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Shells fell near Bakhmut.", "Bakhmut", Role.LITERAL),
        ("Officials say Kyiv may decide soon.", "Kyiv", Role.ASSOCIATIVE),
        ("The blast in Kyiv hurt nobody.", "Kyiv", Role.LITERAL),
        ("The Kharkiv Group of Forces moved.", "Kharkiv", Role.ASSOCIATIVE),
        ("It is a Moscow-backed plan.", "Moscow", Role.ASSOCIATIVE),
        ("It was a victory for Moscow.", "Moscow", Role.ASSOCIATIVE),
        ("Shares in Santander fell in Kyiv.", "Kyiv", Role.LITERAL),
    ],
)
def test_the_role_of_a_name(small_gazetteer, war, text, name, role):
    start = text.index(name)
    parser = Geoparser(small_gazetteer, focus=war)
    (found,) = parser.resolve(text, [(start, start + len(name))])
    assert found.mention.role is role


def test_a_service_of_the_war_before_its_country_makes_it_associative(small_gazetteer):
    text = "Про це сказали у ВС України."
    start = text.index("України")
    for services, role in ((frozenset({"вс"}), Role.ASSOCIATIVE), (frozenset(), Role.LITERAL)):
        parser = Geoparser(small_gazetteer, focus=Focus(countries=("UA",), services=services))
        (found,) = parser.resolve(text, [(start, start + 7)])
        assert found.mention.role is role
