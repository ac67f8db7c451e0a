"""What stands round a name that is not settled tells which of its namesakes is meant."""

from datetime import date

import pytest

from geocode.focus import Focus
from geocode.gazetteer.protocol import NameHit
from geocode.geoparser import Geoparser
from geocode.model import Kind, Place
from geocode.resolution import clues_from_lists as lists
from geocode.resolution.context import Case, Context, Neighbours, Placed, Relation
from geocode.sectors import Sector, Sectors

TOWN = Place("t", "Town", 48.0, 37.0, Kind.CITY, "PPL", "UA", "Donetsk", "Pokrovsk", 20_000)
NORTH = Place("n", "Ivanivka", 48.1, 37.0, Kind.VILLAGE, "PPL", "UA", "Donetsk", "Pokrovsk")
FAR = Place("f", "Ivanivka", 51.0, 31.0, Kind.VILLAGE, "PPL", "UA", "Chernihiv", "Nizhyn")
RAION = Place("r", "Pokrovsk Raion", 48.2, 37.2, Kind.DISTRICT, "ADM2", "UA", "Donetsk", "Pokrovsk")
HROMADA = Place("h", "Hrodivska Hromada", 48.1, 37.1, Kind.DISTRICT, "ADM3", "UA", "Donetsk",
                uncertainty_m=12_000)  # fmt: skip
HELD = Sector(("east",), date(2022, 1, 1), date(2024, 1, 1), 48.0, 37.0, 40.0)
WAR = Focus(countries=("UA", "RU"), sectors=Sectors([HELD], ["group"]))
CONTEXT = Context(country="UA", focus=WAR)


def hit(place):
    return NameHit(place, official=True, inflected=False)


def case(**neighbours):
    return Case(neighbours=Neighbours(**neighbours), sentences=(0,), day=date(2023, 1, 1))


def said(clue, place, asked, context=CONTEXT):
    return {name: value for name, value, _ in clue(hit(place), asked, context)}


def test_members_of_a_list_pull_each_other():
    beside = (((48.05, 37.05, 0.5), (50.0, 30.0, 0.5)),)
    near, far = (said(lists.near_its_list, place, case(beside=beside)) for place in (NORTH, FAR))
    assert near["names beside it could be near"] > far["names beside it could be near"] + 1


def test_a_direction_draws_what_is_near_it():
    assert said(lists.direction, NORTH, case(direction=TOWN))["in the direction named"] > 2
    assert said(lists.direction, FAR, case(direction=TOWN)) == {}


@pytest.mark.parametrize(
    ("place", "metres", "point", "signals"),
    [
        (NORTH, None, None, {"named as near"}),
        (NORTH, None, "N", {"named as near", "on the side named"}),
        (NORTH, None, "S", {"named as near", "on another side than named"}),
        (NORTH, 11_000.0, None, {"at the distance named"}),
        (NORTH, 60_000.0, "NE", {"not at the distance named", "on the side named"}),
        (TOWN, None, "N", set()),
    ],
)
def test_what_the_text_says_of_where_it_is(place, metres, point, signals):
    relations = (Relation(TOWN, metres, point),)
    assert set(said(lists.relation, place, case(relations=relations))) == signals


@pytest.mark.parametrize(
    ("unit", "sentence", "place", "signals"),
    [
        (RAION, 0, NORTH, {"district in the sentence": 1.0}),
        (RAION, 5, NORTH, {"district in the text": 1.0}),
        (HROMADA, 5, NORTH, {"district in the text": 1.0}),
        (RAION, 0, FAR, {}),
        (HROMADA, 0, FAR, {}),
    ],
)
def test_a_district_named_anywhere_counts(unit, sentence, place, signals):
    context = Context(country="UA", focus=WAR, containers=[Placed(unit, sentence, 90, 99)])
    assert said(lists.district, place, case(), context) == signals


def test_the_group_that_reports_speaks_of_its_sector():
    assert said(lists.sector, NORTH, case(group="east")) == {"in the sector of the group": 1.0}
    assert said(lists.sector, FAR, case(group="east")) == {"out of the sector of the group": 1.0}


def test_elsewhere_nothing_of_this_counts():
    elsewhere = Context(country="PL", focus=WAR)
    asked = case(direction=TOWN, group="east", beside=(((48.05, 37.05, 1.0),),))
    for clue in (lists.near_its_list, lists.direction, lists.sector):
        assert said(clue, NORTH, asked, elsewhere) == {}


@pytest.fixture(scope="module")
def parser(gazetteer, war):
    return Geoparser(gazetteer, focus=war)


@pytest.mark.parametrize(
    ("text", "day", "name", "raion"),
    [
        ("In the Pokrovsk direction they attacked near Malynivka, Myrne and Volodymyrivka.",
         date(2025, 7, 29), "Malynivka", "Pokrovsk"),
        ("In the Kupiansk direction Russian troops attacked near Pishchane and Petropavlivka.",
         date(2024, 8, 1), "Pishchane", "Kupiansk"),
        ("Ukrainian drones struck Andriivka near Kurakhove.", date(2024, 11, 20), "Andriivka",
         "Volnovakha"),
        ("На Новопавлівському напрямку ворог атакував Рівнопіль і Макарівку.",
         date(2024, 12, 21), "Рівнопіль", "Volnovakha"),
    ],
)  # fmt: skip
def test_namesakes_of_the_war_in_sentences(text, day, name, raion, parser):
    found = {r.mention.text: r.place for r in parser.parse(text, published=day)}
    assert found[name] is not None
    assert found[name].admin2 == raion
