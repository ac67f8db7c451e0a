"""A name is associative where it means a government, an office or part of a longer name."""

import pytest

from geocode.focus import Focus
from geocode.geoparser import Geoparser
from geocode.model import Role
from geocode.recognition.cues import load_cues
from geocode.recognition.reading import read
from geocode.recognition.role_features import role_features
from geocode.recognition.spans import Span


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


def test_towns_between_which_something_moves_are_literal_in_every_language(gazetteer):
    parser = Geoparser(gazetteer)
    for text in (
        "Trains between London and Paris were late.",
        "Поїзди між Лондоном і Парижем запізнилися.",
        "Поезда между Лондоном и Парижем опоздали.",
    ):
        assert [found.mention.role for found in parser.parse(text)] == [Role.LITERAL] * 2


def test_both_names_of_a_list_have_the_role_of_their_verb(gazetteer):
    parser = Geoparser(gazetteer)
    for text in (
        "Kerala and Karnataka sued over the dam.",
        "Польща та Литва заявили протест.",
        "Польша и Литва заявили протест.",
    ):
        assert [found.mention.role for found in parser.parse(text)] == [Role.ASSOCIATIVE] * 2


def test_names_of_two_clauses_are_no_list(gazetteer):
    found = Geoparser(gazetteer).parse("Дрон впав біля Ізмаїла, Бухарест протестує.")
    assert [one.mention.role for one in found] == [Role.LITERAL, Role.ASSOCIATIVE]


def test_a_service_before_a_country_is_told_by_the_focus_alone(gazetteer):
    text = "Про це сказали у ВС України."
    reading = read(text)
    span = Span(5, 6, gazetteer.lookup("України"))
    with_services = load_cues(Focus(countries=("UA",), services=frozenset({"вс"})))
    assert "b1t=services" in role_features(span, reading, with_services)
    without = role_features(span, reading, load_cues())
    assert "b1t=services" not in without
    assert "b1=вс" in without
