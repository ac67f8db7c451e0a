"""Each clue says one thing, and only where it applies; every signal has a weight and words."""

from datetime import date

import pytest

from geocode.focus import Focus
from geocode.front import Front
from geocode.gazetteer.protocol import NameHit
from geocode.model import Kind, Mention, Place, Role
from geocode.resolution import clues
from geocode.resolution import clues_from_others as others
from geocode.resolution.beside import Beside
from geocode.resolution.clues import unknown_signals
from geocode.resolution.context import Case, Context, Placed
from geocode.resolution.possible import possible
from geocode.resolution.scoring import shipped_weights
from geocode.resolution.wording import words

BAKHMUT = Place("b", "Bakhmut", 48.594, 37.999, Kind.CITY, "PPL", "UA", "Donetsk", None, 71_094)
LYMAN_K = Place("lk", "Lyman", 49.59, 36.47, Kind.VILLAGE, "PPL", "UA", "Kharkiv", None, 4_008)
KYIV = Place("k", "Kyiv", 50.45, 30.52, Kind.CITY, "PPLC", "UA", "Kyiv City", None, 2_952_301)
PARIS = Place("p", "Paris", 33.66, -95.56, Kind.CITY, "PPL", "US", "Texas", None, 24_782)
PETERSBURG = Place(
    "sp", "Saint Petersburg", 59.9, 30.3, Kind.CITY, "PPLA", "RU", None, None, 5 * 10**6
)
HAMLET = Place("h", "Rivne", 48.6, 38.0, Kind.VILLAGE, "PPL", "UA", "Donetsk")
UKRAINE = Place("u", "Ukraine", 49.0, 32.0, Kind.COUNTRY, "PCLI", "UA")
GEORGIA = Place("g", "Georgia", 42.0, 43.5, Kind.COUNTRY, "PCLI", "GE")
OBLAST = Place("o", "Donetsk Oblast", 48.0, 37.8, Kind.REGION, "ADM1", "UA", "Donetsk")
RIVER = Place("r", "Oskil", 49.2, 37.4, Kind.WATER, "STM")
FRONT = Front([(date(2023, 1, 1), [(48.6, 38.0)])])
WAR = Focus(countries=("UA", "RU"), neighbours=frozenset({"PL"}), front=FRONT)
IN_UKRAINE = Context(country="UA", focus=WAR)


def hit(place, *, official=True, note=None):
    return NameHit(place, official, inflected=False, note=note)


TWO_NAMES = possible([("Bakhmut", [hit(BAKHMUT)]), ("Rivne", [hit(HAMLET)])])
LISTED = Context(beside=Beside({"Donetsk": [{(Kind.REGION, "UA")}]}, {"Donetsk": [[hit(BAKHMUT)]]}))


def names(said):
    return [name for name, _, _ in said]


def placed(place, sentence=0, start=0):
    return Placed(place, sentence, start, start + 5)


@pytest.mark.parametrize(
    ("clue", "asked", "case", "context", "expected"),
    [
        (clues.prior, hit(BAKHMUT), Case(), Context(), ["residents"]),
        (clues.prior, hit(HAMLET), Case(), Context(), ["residents", "residents unknown"]),
        (clues.prior, hit(KYIV), Case(), Context(), ["residents", "capital"]),
        (clues.prior, hit(KYIV), Case(mentions=(Mention(0, 4, "Kyiv", Role.ASSOCIATIVE),)),
         Context(), ["residents", "capital that speaks"]),
        (clues.prior, hit(RIVER), Case(), Context(), ["stream"]),
        (clues.prior, hit(UKRAINE), Case(), Context(), ["country"]),
        (clues.name_standing, hit(BAKHMUT), Case(), Context(), []),
        (clues.name_standing, hit(BAKHMUT, official=False, note="renamed 2016"), Case(),
         Context(), ["former name"]),
        (clues.name_standing, hit(BAKHMUT, official=False, note="renamed 2016"),
         Case(day=date(2015, 5, 1)), Context(), []),
        (clues.name_standing, hit(HAMLET, official=False),
         Case(officially=frozenset({"x"})), IN_UKRAINE, ["alternate name beside an official one"]),
        (clues.name_standing, hit(PARIS, official=False), Case(), IN_UKRAINE,
         ["alternate name abroad"]),
        (clues.name_standing, hit(PETERSBURG, official=False),
         Case(mentions=(Mention(0, 14, "St. Petersburg"),), officially=frozenset({"x"})),
         Context(), []),
        (clues.name_standing, hit(PETERSBURG, official=False),
         Case(mentions=(Mention(0, 14, "Leningrad"),), officially=frozenset({"x"})),
         Context(), ["alternate name beside an official one"]),
        (clues.name_standing, hit(OBLAST, official=False), Case(officially=frozenset({"x"})),
         Context(), ["alternate name"]),
        (clues.subject, hit(BAKHMUT), Case(), IN_UKRAINE, ["in the theatre"]),
        (clues.subject, hit(BAKHMUT), Case(), Context(country="UA", country_given=True),
         ["in the focus as told"]),
        (clues.subject, hit(PARIS), Case(), IN_UKRAINE, ["small and out of the focus"]),
        (clues.subject, hit(GEORGIA), Case(), IN_UKRAINE, ["out of the focus"]),
        (clues.subject, hit(RIVER), Case(), IN_UKRAINE, []),
        (clues.idiom, hit(PARIS), Case(), Context(idiom={"US": 3}),
         ["place, words of its papers"]),
        (clues.idiom, hit(GEORGIA), Case(), Context(idiom={"US": 3}),
         ["country, words of other papers"]),
        (clues.idiom, hit(GEORGIA), Case(), Context(idiom={"US": 1}), []),
        (clues.idiom, hit(PARIS), Case(), Context(), []),
        (clues.front, hit(BAKHMUT), Case(day=date(2023, 1, 15)), IN_UKRAINE,
         ["at the front"]),
        (clues.front, hit(BAKHMUT), Case(day=date(2023, 1, 15)), Context(), []),
        (clues.front, hit(KYIV), Case(day=date(2023, 1, 15)), IN_UKRAINE, []),
        (clues.said_inside, hit(BAKHMUT), Case(container=OBLAST), Context(),
         ["named as inside"]),
        (clues.said_inside, hit(LYMAN_K), Case(container=OBLAST), Context(),
         ["named as elsewhere"]),
        (clues.village_word, hit(HAMLET),
         Case(mentions=(Mention(0, 5, "Rivne", generic="village"),)), Context(),
         ["called a village"]),
        (clues.village_word, hit(KYIV),
         Case(mentions=(Mention(0, 4, "Kyiv", generic="village"),)), Context(),
         ["called a village, but is a city"]),
        (clues.could_be_near, hit(HAMLET), Case(key="Rivne"), Context(possible=TWO_NAMES),
         ["others could be near"]),
        (clues.could_be_near, hit(HAMLET), Case(key="Rivne"),
         Context(possible=TWO_NAMES, country="UA", focus=WAR), ["others could be near (theatre)"]),
        (clues.could_be_near, hit(PARIS), Case(key="Paris"), Context(possible=TWO_NAMES), []),
        (clues.listed, hit(OBLAST), Case(key="Donetsk"), LISTED, ["region listed with its like"]),
        (clues.listed, hit(GEORGIA), Case(key="Donetsk"), LISTED, []),
        (clues.could_hold, hit(OBLAST), Case(key="Donetsk"), LISTED,
         ["could hold the name before it"]),
        (clues.could_hold, hit(GEORGIA), Case(key="Donetsk"), LISTED, []),
        (clues.definite, hit(RIVER), Case(definite=True), Context(), ["stands as rivers do"]),
        (clues.definite, hit(BAKHMUT), Case(definite=True), Context(),
         ["does not stand as towns do"]),
        (others.sentence_container, hit(BAKHMUT), Case(sentences=(0,)),
         Context(containers=[placed(OBLAST)]), []),
        (others.sentence_container, hit(BAKHMUT), Case(sentences=(0,), starts=frozenset({9})),
         Context(containers=[placed(OBLAST)]), ["region in the sentence"]),
        (others.sentence_container, hit(LYMAN_K), Case(sentences=(0,), starts=frozenset({9})),
         Context(containers=[placed(OBLAST)]), ["other region in the sentence"]),
        (others.article_container, hit(BAKHMUT), Case(starts=frozenset({9})),
         Context(containers=[placed(OBLAST, 3)]), ["region in the text"]),
        (others.company, hit(BAKHMUT), Case(others_by_country={"UA": 2.0},
         leading=(("UA", 2.0),)), Context(mass=2.0),
         ["others in the country, share", "others in the country, number"]),
        (others.company, hit(PARIS), Case(others_by_country={"UA": 2.0}, leading=(("UA", 2.0),)),
         Context(mass=2.0), ["place, others elsewhere"]),
        (others.one_sense, hit(BAKHMUT), Case(placed=frozenset({"b"})), Context(),
         ["same name placed there"]),
        (others.holds, hit(OBLAST), Case(anchors=(placed(BAKHMUT),)), Context(),
         ["holds others"]),
        (others.holds, hit(BAKHMUT), Case(anchors=(placed(HAMLET),)), Context(), []),
        (others.nearness, hit(OBLAST), Case(anchors=(placed(BAKHMUT),)), Context(), []),
    ],
)  # fmt: skip
def test_a_clue_says(clue, asked, case, context, expected):
    if clue is others.sentence_container and not expected:
        case = Case(sentences=(0,), starts=frozenset({0}))  # the container is the name itself
    assert names(clue(asked, case, context)) == expected


def test_nearness_counts_the_three_nearest_and_the_sentence():
    anchors = tuple(placed(p, n) for n, p in enumerate((LYMAN_K, KYIV, HAMLET)))
    said = others.nearness(hit(BAKHMUT), Case(anchors=anchors, sentences=(1,)), IN_UKRAINE)
    assert names(said) == [
        "nearest place (theatre)",
        "second nearest place (theatre)",
        "third nearest place (theatre)",
        "nearest of the sentence (theatre)",
    ]
    values = [value for _, value, _ in said]
    assert values[0] > values[1] > values[2] == values[3] > 0
    assert words(said[0]) == "1 km from Rivne"


def test_what_the_clues_say_has_weights():
    known = shipped_weights().clues
    signals = [*unknown_signals("UA", WAR), *clues.prior(hit(KYIV), Case(), Context())]
    assert all(name in known for name, _, _ in signals)
    assert unknown_signals("UA") == unknown_signals(None) == (("no candidate", 1.0, None),)
