"""The front of a few days, by few statements, on real settlements round Avdiivka."""

from datetime import date

import pytest
import shapely

from data.frontline.evidence.model import Provider
from data.frontline.front import UNKNOWN, Front
from data.frontline.mesh import Settlement
from tests.data.frontline.builders import said
from tests.theatre import UKRAINE

AVDIIVKA = ("geonames:713716x", "Avdiivka", 48.13989, 37.74255)
DONETSK = ("geonames:709717", "Donetsk", 48.023, 37.80224)
POKROVSK = ("geonames:704858", "Pokrovsk", 48.28203, 37.17583)
KHARKIV = ("geonames:706483", "Kharkiv", 49.98081, 36.25272)
VILLAGES = [
    Settlement("x:west", "Western village", 48.24, 37.30, "UA"),
    Settlement("x:east", "Eastern village", 48.05, 37.76, "UA"),
    Settlement("x:lviv", "Far village", 49.8, 24.0, "UA"),
]
EVIDENCE = [
    said("RU", "2014-04-07", place=DONETSK, evidence_id="table:donetsk"),
    said("UA", "2022-02-24", place=POKROVSK, evidence_id="table:pokrovsk"),
    said("UA", "2022-02-24", place=AVDIIVKA, evidence_id="table:avdiivka-held"),
    said("RU", "2024-02-17", place=AVDIIVKA, evidence_id="table:avdiivka-lost"),
    said("UA", "2022-02-24", place=KHARKIV, evidence_id="table:kharkiv"),
]


@pytest.fixture(scope="module")
def front():
    return Front(UKRAINE, VILLAGES, EVIDENCE)


def by_name(front_on_day):
    return {one.settlement.name: one for one in front_on_day.settlements()}


def test_a_settlement_with_evidence_says_since_when_and_by_what(front):
    found = by_name(front.on(date(2024, 2, 18)))["Avdiivka"]
    assert (found.holder, found.since, found.inferred) == ("RU", date(2024, 2, 17), False)
    assert found.evidence == ("table:avdiivka-lost",)


def test_a_settlement_without_evidence_goes_with_its_neighbours_and_says_so(front):
    found = by_name(front.on(date(2024, 2, 1)))
    east, west = found["Eastern village"], found["Western village"]
    assert (east.holder, west.holder) == ("RU", "UA")
    assert (east.inferred, east.since, east.evidence) == (True, None, ("table:donetsk",))
    assert 0.5 <= east.confidence < 0.97


def test_ground_far_from_all_evidence_is_unknown_and_uncoloured(front):
    day = front.on(date(2024, 2, 1))
    found = by_name(day)["Far village"]
    assert (found.holder, found.confidence, found.evidence) == (UNKNOWN, 0.0, ())
    ground = shapely.union_all([area.geometry for area in day.areas()])
    assert not ground.covers(shapely.Point(24.0, 49.8))


def test_the_line_moves_when_a_town_falls_and_names_what_it_rests_on(front):
    before, after = (front.on(day) for day in (date(2024, 2, 16), date(2024, 2, 18)))
    town = shapely.Point(37.74255, 48.13989)
    ground = {area.holder: area.geometry for area in before.areas()}
    assert ground["UA"].covers(town)
    assert {area.holder: area.geometry for area in after.areas()}["RU"].covers(town)
    rests_on = {one for piece in before.line() for one in piece.evidence}
    assert {"table:donetsk", "table:avdiivka-held"} <= rests_on
    assert "table:avdiivka-lost" in {one for piece in after.line() for one in piece.evidence}


def test_the_line_runs_where_ground_of_the_invader_meets_that_of_others(front):
    day = front.on(date(2024, 2, 18))
    ground = {area.holder: area.geometry for area in day.areas()}
    meeting = ground["RU"].buffer(1e-4).intersection(ground["UA"].buffer(1e-4))
    line = shapely.union_all([piece.geometry for piece in day.line()])
    assert line.length > 0.2
    assert line.buffer(0.01).covers(meeting)  # a straight line on the plane bends in degrees


def test_no_front_runs_along_a_state_border_with_each_side_at_home():
    belgorod = ("geonames:578072", "Belgorod", 50.61074, 36.58015)
    home = said("RU", "2014-01-01", place=belgorod)
    home = type(home)(**{**{f: getattr(home, f) for f in home.__slots__}, "country": "RU"})
    day = Front(UKRAINE, [], [*EVIDENCE, home]).on(date(2024, 2, 18))
    assert by_name(day)["Belgorod"].holder == "RU"
    line = shapely.union_all([piece.geometry for piece in day.line()])
    assert line.distance(shapely.Point(36.4, 50.35)) > 0.5


def test_before_any_evidence_there_is_neither_ground_nor_line():
    day = Front(UKRAINE, VILLAGES, EVIDENCE).on(date(2013, 1, 1))
    assert day.areas() == []
    assert day.line() == []


def test_a_settlements_name_and_point_are_the_tables_before_those_of_others():
    table = ("geonames:1", "Named by the table", 48.24, 37.30)
    paper = ("geonames:1", "Named by a paper", 48.25, 37.31)
    statements = [
        said("UA", "2022-02-24", place=table, provider=Provider.TABLE, evidence_id="table:z"),
        said("UA", "2022-03-24", place=paper, evidence_id="articles:1"),
    ]
    found = by_name(Front(UKRAINE, [], [*EVIDENCE, *statements]).on(date(2024, 2, 18)))
    assert (found["Named by the table"].settlement.latitude, "Named by a paper" in found) == (
        48.24,
        False,
    )


def test_the_other_side_of_the_line_is_the_invaders_ground_or_any_that_is_not(front):
    day = front.on(date(2024, 2, 1))
    beside, apart_km = day.across(AVDIIVKA[0])
    assert beside.settlement.name == "Eastern village"
    assert apart_km == pytest.approx(10.1, abs=0.2)
    assert day.across("x:east")[0].settlement.name == "Avdiivka"
    assert day.across("x:lviv") is None
    assert day.across("geonames:1") is None
