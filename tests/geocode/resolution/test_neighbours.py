"""Open names see those beside them; directions and relations reach as far as the text says."""

from datetime import date

import pytest

from geocode.focus import NO_FOCUS, Focus
from geocode.gazetteer.protocol import NameHit
from geocode.model import Kind, Mention, Place
from geocode.recognition.cues import Sort
from geocode.resolution.context import NO_NEIGHBOURS
from geocode.resolution.neighbours import Surroundings
from geocode.resolution.relations import Relations
from geocode.resolution.senses import Name
from geocode.sectors import Sector, Sectors

TOWN = Place("t", "Town", 48.0, 37.0, Kind.CITY, "PPL", "UA", "Donetsk", "Pokrovsk", 20_000)
HERE = Place("a1", "A", 48.1, 37.0, Kind.VILLAGE, "PPL", "UA", "Donetsk", "Pokrovsk")
THERE = Place("a2", "A", 51.0, 31.0, Kind.VILLAGE, "PPL", "UA", "Chernihiv", "Nizhyn")
ABROAD = Place("a3", "A", 52.0, 21.0, Kind.VILLAGE, "PPL", "PL")
GROUP = Sector(("east",), date(2022, 1, 1), date(2024, 1, 1), 48.0, 37.0, 40.0)
WAR = Focus(countries=("UA", "RU"), sectors=Sectors([GROUP], ["group"]))


def hit(place):
    return NameHit(place, official=True, inflected=False)


def name(index, places, scores, sort=None):
    made = Name([index], [hit(place) for place in places], sort, f"key {index}")
    made.scores, made.best = scores, 0
    return made


def mentions_of(text, *words):
    return [Mention(text.index(word), text.index(word) + len(word), word) for word in words]


def test_open_names_of_a_sentence_see_each_other_and_settled_ones_see_nothing():
    text = "Fights near Alpha, Beta and Town."
    mentions = mentions_of(text, "Alpha", "Beta", "Town")
    names = [
        name(0, [HERE, THERE, ABROAD], [0.3, 0.3, 0.3]),
        name(1, [HERE, THERE], [0.4, 0.4]),
        name(2, [TOWN, ABROAD], [0.99, 0.01]),
    ]
    alpha, beta, town = Surroundings(text, names, mentions, [0, 0, 0], WAR).look()
    assert [[part for *_, part in meanings] for meanings in beta.beside] == [[0.5, 0.5]]
    assert len(alpha.beside) == 1
    assert town == NO_NEIGHBOURS
    assert Surroundings(text, names, mentions, [0, 0, 0], NO_FOCUS).look() == [NO_NEIGHBOURS] * 3


@pytest.mark.parametrize(("sentence", "reached"), [(0, True), (3, True), (4, False)])
def test_a_direction_holds_for_some_sentences(sentence, reached):
    text = "In the Town direction they shelled Alpha."
    mentions = mentions_of(text, "Town", "Alpha")
    names = [name(0, [TOWN], [0.99], Sort.FRONT), name(1, [HERE, THERE], [0.4, 0.4])]
    _, alpha = Surroundings(text, names, mentions, [0, sentence], WAR).look()
    assert (alpha.direction is TOWN) is reached


def test_the_group_that_was_named_last_reports():
    text = "The group East took Alpha."
    (alpha,) = Surroundings(
        text, [name(0, [HERE, THERE], [0.4, 0.4])], mentions_of(text, "Alpha"), [0], WAR
    ).look()
    assert alpha.group == "east"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("They hold Alpha, north of Town, and Beta.", {0: (None, "N")}),
        ("They hold Alpha near Town and Beta.", {0: (None, None)}),
        ("They hold Alpha, 12 km south-west of Town, and Beta.", {0: (12_000.0, "SW")}),
        ("They hold Alpha with guns that were brought from near Town. Beta is lost.", {}),
        ("They hold Alpha, Town and Beta.", {}),
    ],
)
def test_what_is_said_of_the_name_before(text, said):
    mentions = mentions_of(text, "Alpha", "Town", "Beta")
    found = Relations(text, mentions, [0, 0, 1 if ". B" in text else 0]).to({1: TOWN})
    assert {number: (r[0].metres, r[0].point) for number, r in found.items()} == said


def test_a_relation_at_the_beginning_is_said_of_all_that_follow():
    text = "На північ від Town ворог узяв Alpha та Beta."
    found = Relations(text, mentions_of(text, "Town", "Alpha", "Beta"), [0, 0, 0]).to({0: TOWN})
    assert {number: r[0].point for number, r in found.items()} == {1: "N", 2: "N"}


def test_what_settled_a_name_is_not_lost_in_the_next_round():
    text = "Fights near Alpha and Beta."
    names = [name(0, [HERE, THERE], [0.4, 0.4]), name(1, [HERE, THERE], [0.4, 0.4])]
    surroundings = Surroundings(text, names, mentions_of(text, "Alpha", "Beta"), [0, 0], WAR)
    names[0].scores = [0.99, 0.01]
    assert [len(each.beside) for each in surroundings.look()] == [1, 1]
