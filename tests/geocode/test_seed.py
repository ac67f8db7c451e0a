"""The article that the project was asked for with: what the geoparser must make of it."""

from pathlib import Path

import pytest

from geocode.gazetteer.earth import distance_km
from geocode.geoparser import Geoparser
from geocode.model import AREAL_KINDS, Kind, Role

SEED = Path(__file__).resolve().parents[2] / "seeds" / "000_e2c2174b0325c6ec.txt"
POINT_KM = 2.0


@pytest.fixture(scope="module")
def text():
    return SEED.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def found(gazetteer, text, war):
    return Geoparser(gazetteer, focus=war).parse(text)


def _named(found, name):
    return [r for r in found if r.mention.text == name]


def test_every_span_is_what_the_text_says_there(found, text):
    assert all(text[r.mention.start : r.mention.end] == r.mention.text for r in found)
    assert [r.mention.start for r in found] == sorted(r.mention.start for r in found)


@pytest.mark.parametrize(
    ("name", "times", "latitude", "longitude"),
    [("Bakhmut", 9, 48.5942, 37.9989), ("Soledar", 1, 48.6797, 38.0897)],
)
def test_towns_are_pins_within_two_km(found, name, times, latitude, longitude):
    mentions = _named(found, name)
    assert len(mentions) == times
    for r in mentions:
        km = distance_km(r.place.latitude, r.place.longitude, latitude, longitude)
        assert (r.place.kind, r.mention.role, km <= POINT_KM) == (Kind.CITY, Role.LITERAL, True)


@pytest.mark.parametrize(
    ("name", "place_ids", "kind"),
    [
        ("Donetsk", ["iso:UA-14", "iso:UA-14"], Kind.REGION),
        ("Luhansk", ["iso:UA-09"], Kind.REGION),
        ("Donbas", ["frontline:donbas"], Kind.AREA),
        ("Ukraine", ["geonames:690791"] * 4, Kind.COUNTRY),
    ],
)
def test_regions_and_countries_are_areas(found, name, place_ids, kind):
    mentions = _named(found, name)
    assert [r.place.place_id for r in mentions] == place_ids
    assert {r.place.kind for r in mentions} == {kind}
    assert kind in AREAL_KINDS


@pytest.mark.parametrize(
    "name", ["CNN", "Kremlin", "Wagner", "Associated Press", "Zelensky", "Rodnyansky", "Prigozhin"]
)
def test_people_and_organisations_are_no_mentions(found, text, name):
    at = text.index(name)
    assert all(
        r.mention.end <= start or start + len(name) <= r.mention.start
        for r in found
        for start in (at,)
    )
    assert not [r for r in found if name in r.mention.text]


def test_governments_are_associative(found, text):
    kyiv = _named(found, "Kyiv")
    assert [(r.mention.start, r.mention.role) for r in kyiv] == [
        (text.index("Kyiv may soon decide"), Role.ASSOCIATIVE)
    ]
    assert [r.mention.role for r in _named(found, "Moscow")] == [Role.ASSOCIATIVE] * 2
    russia = text.index("Russia does not count people")
    assert [r.mention.role for r in found if r.mention.start == russia] == [Role.ASSOCIATIVE]


def test_nothing_else_is_found(found):
    assert {r.mention.text for r in found} == {
        "Bakhmut", "Donbas", "Donetsk", "Kyiv", "Luhansk", "Moscow", "Russia", "Soledar", "Ukraine",
    }  # fmt: skip
