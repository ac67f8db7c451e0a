"""A gazetteer in memory answers what it was given, in the protocol's order."""

import pytest

from geocode.model import Kind, Place
from geocode.precision import WherePrec
from tests.memory_gazetteer import MemoryGazetteer


def _settlement(place_id, name, latitude, longitude, population=0, local=None, **more):
    return Place(
        place_id, name, latitude, longitude, more.pop("kind", Kind.CITY), "PPL", "UA",
        population=population, name_local=local, **more,
    )  # fmt: skip


@pytest.fixture
def gazetteer():
    return MemoryGazetteer(
        [
            (_settlement("geonames:2", "Lyman", 49.59, 36.47, 4008, "Лиман"), ["Liman"]),
            (_settlement("geonames:1", "Lyman", 48.99, 37.81, 20066, "Лиман"), ["Krasnyi Lyman"]),
            (_settlement("geonames:3", "Ivano-Frankivsk", 48.92, 24.71, 230929), []),
            (_settlement("geonames:4", "Land's End", 50.07, -5.71), []),
            (
                _settlement(
                    "iso:UA-14", "Donetsk Oblast", 48.0, 37.8, kind=Kind.REGION,
                    where_prec=WherePrec.REGION,
                ),
                ["Donetsk"],
            ),
        ]
    )  # fmt: skip


def test_lookup_gives_the_most_populous_bearer_first(gazetteer):
    hits = gazetteer.lookup("LYMAN")
    assert [(h.place.place_id, h.official, h.inflected) for h in hits] == [
        ("geonames:1", True, False),
        ("geonames:2", True, False),
    ]
    assert [h.place.place_id for h in gazetteer.lookup("Liman") if not h.official] == ["geonames:2"]
    assert list(gazetteer.lookup("Nowhere")) == []


@pytest.mark.parametrize(
    ("tokens", "start", "count"),
    [
        (["in", "Krasnyi", "Lyman", "today"], 1, 2),
        (["Krasnyi", "dom"], 0, 0),
        (["Lyman", ","], 0, 1),
        (["Lyman", "'s"], 0, 1),
        (["Land", "'s", "End"], 0, 3),
        (["Ivano-Frankivsk"], 0, 1),
        (["Ivano", "Frankivsk"], 0, 2),
        (["Lyman"], 1, 0),
        ([], 0, 0),
    ],
)
def test_longest_counts_tokens_of_the_longest_name(gazetteer, tokens, start, count):
    assert gazetteer.longest(tokens, start) == count


def test_near_gives_settlements_nearest_first_and_no_region(gazetteer):
    found = gazetteer.near(49.0, 37.8, radius_km=200, limit=5)
    assert [place.place_id for place, _ in found] == ["geonames:1", "geonames:2"]
    assert found[0][1] == pytest.approx(1.34, abs=0.05)
    assert list(gazetteer.near(49.0, 37.8, radius_km=1, limit=5)) == []
    assert len(gazetteer.near(49.0, 37.8, radius_km=200, limit=1)) == 1


def test_points_in_a_unit_are_those_of_its_settlements():
    def settlement(number, admin1, admin2, **more):
        return _settlement(
            f"geonames:{number}", "A", number, 30, admin1=admin1, admin2=admin2, **more
        )

    gazetteer = MemoryGazetteer(
        [
            (settlement(1, "Donetsk", "Bakhmut"), []),
            (settlement(2, "Donetsk", "Mariupol"), []),
            (settlement(3, "Luhansk", "Bakhmut"), []),
            (settlement(4, "Donetsk", "Bakhmut", kind=Kind.DISTRICT), []),
        ]
    )
    assert list(gazetteer.points_in("UA", "Donetsk")) == [(1, 30), (2, 30)]
    assert list(gazetteer.points_in("UA", "Donetsk", "Bakhmut")) == [(1, 30)]
    assert list(gazetteer.points_in("RU", "Donetsk")) == []


def test_place_by_id_and_version_by_content(gazetteer):
    assert gazetteer.place("iso:UA-14").name == "Donetsk Oblast"
    assert gazetteer.place("iso:UA-99") is None
    assert gazetteer.version.startswith("memory-")
    assert MemoryGazetteer([]).version != gazetteer.version
