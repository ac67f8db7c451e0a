"""A part of a town is told by the town, near it and not at it."""

import pytest

from geocode.geoparser import Geoparser
from geocode.model import Kind, Place
from geocode.precision import WherePrec
from geocode.recognition.cues import Sort, load_cues
from geocode.resolution.candidates import candidates, wider
from tests.memory_gazetteer import MemoryGazetteer


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("South Kharkiv", ["p:kharkiv"]),
        ("Greater Kharkiv", ["p:kharkiv"]),
        ("Port of Kharkiv", ["p:kharkiv"]),
        ("Siversk Township", ["p:siversk"]),
        ("North Texas", []),
        ("South", []),
        ("Eastern", []),
        ("Southern Cross", []),
    ],
)
def test_the_town_that_a_name_is_a_part_of(small_gazetteer, name, expected):
    assert [hit.place.place_id for hit in wider(name, small_gazetteer)] == expected


def test_the_answer_says_that_it_is_near(small_gazetteer):
    text = "It burned in South Kharkiv."
    (found,) = Geoparser(small_gazetteer).resolve(text, [(13, 26)])
    assert found.place.place_id == "p:kharkiv"
    assert (found.where_prec, found.uncertainty_m) == (WherePrec.NEAR, 10_000)
    assert found.confidence <= 0.85


NORFOLK_GB = Place("gb", "Norfolk", 52.7, 1.0, Kind.DISTRICT, "ADM2", "GB")
NORFOLK_VA = Place("va", "Norfolk", 36.9, -76.2, Kind.CITY, "PPL", "US", "Virginia")
NORFOLK_TOWN = Place("town", "Norfolk", 52.6, 1.2, Kind.CITY, "PPL", "GB", "England")
NORFOLK_MA = Place("ma", "Norfolk County", 42.2, -71.2, Kind.DISTRICT, "ADM2", "US")


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ([NORFOLK_GB, NORFOLK_VA], {"gb", "va"}),
        ([NORFOLK_GB, NORFOLK_TOWN], {"town"}),
        ([NORFOLK_MA, NORFOLK_VA], {"va"}),
    ],
    ids=["a county of that name", "a district called after its town", "it is called County"],
)
def test_districts_without_their_generic_word(places, expected):
    gazetteer = MemoryGazetteer([(place, ["Norfolk"]) for place in places])
    found = candidates("Norfolk", None, None, gazetteer.lookup)
    assert {hit.place.place_id for hit in found} == expected


@pytest.mark.parametrize(
    ("name", "generic", "expected"),
    [
        ("Hrodivka", "community", {"Hrodivska Hromada"}),
        ("Гродівська", "громада", {"Hrodivska Hromada"}),
        ("Покровська", "громада", {"ADM3"}),
        ("Pokrovsk", "district", {"Pokrovsk Raion"}),
    ],
)
def test_a_hromada_goes_by_its_town_or_its_adjective(name, generic, expected, gazetteer):
    sort = load_cues().generics[generic].sort
    found = [hit.place for hit in candidates(name, generic, sort, gazetteer.lookup)]
    told = {place.feature_code if "ADM3" in expected else place.name for place in found}
    assert told == expected


@pytest.mark.parametrize(
    ("name", "generic", "sort", "has_region"),
    [
        ("Gao", None, None, False),
        ("Gao", "region", Sort.REGION, True),
        ("Saada", None, None, False),
        ("Rakhine", None, None, True),
    ],
)
def test_a_lesser_region_named_after_its_town_needs_its_generic_word(
    gazetteer, name, generic, sort, has_region
):
    kinds = {hit.place.kind for hit in candidates(name, generic, sort, gazetteer.lookup)}
    assert (Kind.REGION in kinds) is has_region
    assert has_region or Kind.CITY in kinds


RIVER = Place("river", "Irpin River", 50.6, 30.3, Kind.WATER, "STM", "UA")
TOWN = Place("irpin", "Irpin", 50.5, 30.2, Kind.CITY, "PPL", "UA", "Kyiv", None, 65_000)
VILLAGE = Place("village", "Irpin", 50.5, 30.2, Kind.VILLAGE, "PPL", "UA", "Kyiv", None, 900)


@pytest.mark.parametrize(
    ("text", "places", "expected"),
    [
        ("Shells fell in Irpin.", [RIVER, TOWN], "irpin"),
        ("They crossed the Irpin.", [RIVER, TOWN], "river"),
        ("Shells fell on Irpin.", [RIVER, VILLAGE], "river"),
    ],
)
def test_a_town_outweighs_the_river_it_stands_on_unless_a_river_is_spoken_of(
    text, places, expected
):
    gazetteer = MemoryGazetteer([(place, ["Irpin"] * (place is RIVER)) for place in places])
    start = text.index("Irpin")
    (found,) = Geoparser(gazetteer).resolve(text, [(start, start + 5)])
    assert found.place.place_id == expected
