"""A well-known name of the war is found with one letter wrong; other words are left alone."""

import pytest

from geocode.focus import NO_FOCUS
from geocode.geoparser import Geoparser
from geocode.resolution.candidates import CLOSE_MOST


@pytest.fixture(scope="module")
def parser(gazetteer, war):
    return Geoparser(gazetteer, focus=war)


@pytest.mark.parametrize(
    ("text", "typo", "place"),
    [
        ("Avdiika came under fire again.", "Avdiika", "Avdiivka"),
        ("Heavy shelling of Avdiika continued.", "Avdiika", "Avdiivka"),
        ("Dontesk was shelled, officials said.", "Dontesk", "Donetsk"),
        ("Explosion near Donestk airport", "Donestk", "Donetsk"),
        ("Russian tanks in Izum", "Izum", "Izium"),
        ("Missile strike on Zaporizhzhia and Dnirpo", "Dnirpo", "Dnipro"),
        ("Ворог завдав удару по Константинівки.", "Константинівки", "Kostiantynivka"),
        ("Російські війська обстріляли Бахмтут.", "Бахмтут", "Bakhmut"),
        ("Бійці відійшли з Авдіїки.", "Авдіїки", "Avdiivka"),
    ],
)
def test_one_letter_wrong_in_a_name_of_the_war(text, typo, place, parser):
    found = {r.mention.text: r for r in parser.parse(text)}
    assert found[typo].place is not None
    assert found[typo].place.name == place
    assert 0.5 < found[typo].confidence <= CLOSE_MOST


@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param("Layman terms help in Ukraine.", "Layman", id="an English word"),
        pytest.param("Ukraine asked Odesan guests to wait.", "Odesan", id="people of a town"),
        pytest.param("Ukraine's envoy Antonova left Kyiv.", "Antonova", id="a surname"),
        pytest.param("Olha Khersona sings in Ukraine.", "Khersona", id="behind a given name"),
        pytest.param("Vologva, in Ukraine they say, is cold.", "Vologva", id="a city elsewhere"),
        pytest.param("Одесит переміг у Києві.", "Одесит", id="people of a town, in Ukrainian"),
        pytest.param("Пологове відділення у Києві зачинили.", "Пологове", id="another case ending"),
        pytest.param("Купили борошно для Оленки у Львові.", "Оленки", id="a given name"),
        pytest.param("Світова спільнота підтримує Україну.", "Світова", id="an adjective"),
    ],
)
def test_what_is_no_typing_error_of_a_known_name(text, word, parser):
    found = {r.mention.text: r.place for r in parser.parse(text)}
    assert found.get(word) is None


def test_without_a_war_no_name_is_well_known(gazetteer):
    parser = Geoparser(gazetteer, focus=NO_FOCUS)
    assert [r.mention.text for r in parser.parse("Dontesk was shelled, officials said.")] == []
