"""A list is of one sort, and a name after a comma may hold the one before it."""

import pytest

from geocode.gazetteer.protocol import NameHit
from geocode.model import Kind, Mention, Place
from geocode.resolution.beside import beside, listed_alike


def place(place_id, kind, country, population=0):
    return Place(place_id, place_id, 0.0, 0.0, kind, "X", country, place_id, population=population)


CAUCASUS = place("GE", Kind.COUNTRY, "GE")
KNOWN = {
    "Georgia": [place("US-GA", Kind.REGION, "US"), CAUCASUS],
    "Ohio": [place("US-OH", Kind.REGION, "US")],
    "Texas": [place("US-TX", Kind.REGION, "US")],
    "Athens": [place("athens", Kind.CITY, "US", 127_315)],
    "Dnipro": [place("river", Kind.WATER, None), place("dnipro", Kind.CITY, "UA", 968_502)],
    "Kharkiv": [place("kharkiv", Kind.CITY, "UA", 1_421_125)],
    "France": [place("FR", Kind.COUNTRY, "FR")],
}


def read(text):
    found = sorted((text.index(name), name) for name in KNOWN if name in text)
    mentions = [Mention(start, start + len(name), name) for start, name in found]
    hits = [
        [NameHit(one, official=True, inflected=False) for one in KNOWN[name]] for _, name in found
    ]
    return mentions, hits


def told(text):
    mentions, hits = read(text)
    pairs = zip(mentions, hits, strict=True)
    names = {number: (mention.text, found) for number, (mention, found) in enumerate(pairs)}
    return beside(text, mentions, names)


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Georgia, Ohio and Texas vote.", "Georgia", {"US-GA": 1, "GE": 0}),
        ("Ohio, Georgia, and Texas vote.", "Georgia", {"US-GA": 2, "GE": 0}),
        ("Georgia and France sign.", "Georgia", {"US-GA": 0, "GE": 1}),
        ("over Dnipro, Kharkiv", "Dnipro", {"river": 0, "dnipro": 1}),
        ("Georgia near Ohio", "Georgia", {"US-GA": 0, "GE": 0}),
    ],
)
def test_neighbours_of_its_sort_in_a_list(text, name, expected):
    found = told(text)
    assert {p.place_id: found.like(p, name) for p in KNOWN[name]} == expected


def test_a_name_knows_what_stands_before_it_and_a_comma():
    found = told("In Athens, Georgia, and Ohio it rained.")
    assert [hit.place.place_id for hit in found.before["Georgia"][0]] == ["athens"]
    assert set(found.before) == {"Georgia"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ohio, Georgia and Texas", {0, 1, 2}),
        ("Ohio, Georgia", set()),
        ("Athens, Georgia and Ohio", set()),
    ],
)
def test_a_row_of_three_units_of_one_country(text, expected):
    mentions, hits = read(text)
    assert listed_alike(text, mentions, dict(enumerate(hits))) == expected
