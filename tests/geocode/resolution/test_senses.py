"""Mentions of one name share a meaning, but for the river and for what the text puts elsewhere."""

import pytest

from geocode.model import Kind, Mention, Place
from geocode.recognition.reading import read
from geocode.resolution.senses import is_definite, names_of, sentences_of
from tests.memory_gazetteer import MemoryGazetteer

TOWN = Place("c", "Dnipro", 48.47, 35.04, Kind.CITY, "PPL", "UA", population=968_502)
RIVER = Place("w", "Dnipro", 47.9, 35.1, Kind.WATER, "STM")


def mentions_in(text, name):
    starts = [i for i in range(len(text)) if text.startswith(name, i)]
    return [Mention(i, i + len(name), name) for i in starts]


@pytest.mark.parametrize(
    ("text", "name", "definite"),
    [
        ("They crossed the Dnipro.", "Dnipro", True),
        ("Fire across the Dnipro went on.", "Dnipro", True),
        ("Smoke over the Dnipro lifted.", "Dnipro", True),
        ("A bridge over Dnipro burned.", "Dnipro", True),
        ("Drones were heard over Dnipro.", "Dnipro", False),
        ("They shelled the Dnipro suburbs.", "Dnipro", False),
        ("A fire in Dnipro.", "Dnipro", False),
        ("на лівому березі Дніпра", "Дніпра", True),
        ("місто на Дніпрі", "Дніпрі", True),
        ("удар на Дніпро", "Дніпро", False),
    ],
)
def test_a_river_is_known_by_the_words_around_it(text, name, definite):
    (mention,) = mentions_in(text, name)
    assert is_definite(text, mention) is definite


def test_the_river_and_the_town_of_one_name_are_two_names():
    text = "In Dnipro they crossed the Dnipro. Dnipro burned."
    gazetteer = MemoryGazetteer([(TOWN, ()), (RIVER, ())])
    found = names_of(text, mentions_in(text, "Dnipro"), gazetteer, any_sort=False)
    assert [(name.mentions, name.definite) for name in found] == [([0, 2], False), ([1], True)]


def test_mentions_know_their_sentence_in_any_order():
    text = "In Dnipro it rained. Dnipro burned."
    first, second = mentions_in(text, "Dnipro")
    assert sentences_of(read(text), [second, first]) == [1, 0]
