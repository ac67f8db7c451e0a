"""What a text puts a name in, and whether the gazetteer agrees."""

import pytest

from geocode.focus import Focus
from geocode.model import Kind, Mention, Place
from geocode.resolution.context import Context, Placed, lies_in, named_container

UKRAINE = Place("u", "Ukraine", 49.0, 32.0, Kind.COUNTRY, "PCLI", "UA")
DONETSK = Place("d", "Donetsk Oblast", 48.0, 37.8, Kind.REGION, "ADM1", "UA", "Donetsk")
TEXAS = Place("t", "Texas", 31.3, -98.6, Kind.REGION, "ADM1", "US", "Texas")
RAION = Place("r", "Bakhmut Raion", 48.6, 38.0, Kind.DISTRICT, "ADM2", "UA", "Donetsk", "Bakhmut")
SIVERSK = Place("s", "Siversk", 48.87, 38.1, Kind.CITY, "PPL", "UA", "Donetsk", "Bakhmut")
NOWHERE = Place("n", "Siversk", 48.87, 38.1, Kind.VILLAGE, "PPL", "UA", "Donetsk")


@pytest.mark.parametrize(
    ("place", "container", "expected"),
    [
        (SIVERSK, UKRAINE, True),
        (SIVERSK, DONETSK, True),
        (SIVERSK, TEXAS, False),
        (SIVERSK, RAION, True),
        (NOWHERE, RAION, None),
        (DONETSK, RAION, None),
        (DONETSK, DONETSK, None),
    ],
    ids=["country", "region", "another country", "district", "district unknown",
         "a region in a district", "itself"],
)  # fmt: skip
def test_a_place_lies_in_a_container(place, container, expected):
    assert lies_in(place, container) is expected


@pytest.mark.parametrize(
    ("text", "name", "unit", "inside"),
    [
        ("Siversk, Donetsk Oblast, burned.", "Siversk", "Donetsk Oblast", True),
        ("Siversk in Texas burned.", "Siversk", "Texas", True),
        ("Siversk, a town in Donetsk Oblast, burned.", "Siversk", "Donetsk Oblast", True),
        ("Бої за Сіверськ Донецької області.", "Сіверськ", "Донецької", True),
        ("Бои за Северск ДНР.", "Северск", "ДНР", True),
        ("Siversk burned, and so did much of Texas.", "Siversk", "Texas", False),
    ],
    ids=["comma", "in", "apposition", "genitive", "proclaimed unit", "elsewhere"],
)
def test_the_text_puts_a_name_in_a_container(text, name, unit, inside):
    start, at = text.index(name), text.index(unit)
    context = Context(
        containers=[Placed(DONETSK, 0, at, at + len(unit))],
        focus=Focus(proclaimed_units=frozenset({"днр"})),
    )
    mention = Mention(start, start + len(name), name)
    assert (named_container(text, mention, 0, context) is DONETSK) is inside


def test_a_container_of_another_sentence_holds_nothing():
    context = Context(containers=[Placed(TEXAS, 1, 9, 14)])
    assert named_container("Siversk. Texas.", Mention(0, 7, "Siversk"), 0, context) is None
