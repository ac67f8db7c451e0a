"""Airports are found under full and short names; their bare names are no words of a text."""

import pytest

from geocode.gazetteer.entries import NameSort
from geocode.gazetteer.sources.airports import short_names
from geocode.model import Kind


@pytest.mark.parametrize(
    ("name", "city", "offered", "bare"),
    [
        ("London Heathrow Airport", "London", ["Heathrow Airport"], ["Heathrow"]),
        ("Brussels Airport", "Brussels", [], []),
        (
            "Sheremetyevo International Airport", "Moscow",
            ["Sheremetyevo Airport", "Sheremetyevo International"], ["Sheremetyevo"],
        ),
        ("Misawa Air Base", "Misawa", [], []),
        ("Amsterdam Airport Schiphol", "Amsterdam", ["Schiphol Airport"], ["Schiphol"]),
    ],
)  # fmt: skip
def test_short_names_leave_out_the_city_or_the_kind(name, city, offered, bare):
    names = list(short_names(name, city))
    assert [n.text for n in names if n.sort is NameSort.VARIANT] == offered
    assert [n.text for n in names if n.sort is NameSort.LOOKUP] == bare


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Heathrow Airport", "frontline:airport-lhr"),
        ("Toronto Pearson International Airport", "frontline:airport-yyz"),
        ("Kennedy International Airport", "frontline:airport-jfk"),
        ("Charles de Gaulle Airport", "frontline:airport-cdg"),
    ],
)
def test_an_airport_is_found_by_the_names_in_use(gazetteer, name, found):
    place = gazetteer.lookup(name)[0].place
    assert (place.place_id, place.kind) == (found, Kind.SITE)


def test_a_bare_name_is_looked_up_but_not_offered(gazetteer):
    found = {hit.place.place_id for hit in gazetteer.lookup("Sheremetyevo")}
    assert "frontline:airport-svo" in found
    assert gazetteer.longest(["Sheremetyevo", "Airport"], 0) == 2
    assert gazetteer.longest(["Gatwick"], 0) == 0
