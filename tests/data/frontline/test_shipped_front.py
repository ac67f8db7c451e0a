"""The front by the shipped table and the whole gazetteer, on the days that matter."""

from datetime import date

import pytest
import shapely
from shapely.geometry import LineString, Point

from data.frontline.gathering import open_front
from data.frontline.land import lands
from tests.theatre import UKRAINE


@pytest.fixture(scope="module")
def front(gazetteer_path):
    whole, notes = open_front(UKRAINE, gazetteer_path=gazetteer_path)
    assert notes == ()
    return whole


@pytest.mark.parametrize("day", ["2022-03-20", "2022-11-12", "2024-02-18", "2026-01-15"])
def test_its_areas_are_valid_and_within_the_countries(front, day):
    everywhere = shapely.union_all(list(lands(UKRAINE).values())).buffer(0.01)
    areas = front.on(date.fromisoformat(day)).areas()
    assert [area.holder for area in areas] == ["RU", "UA", "contested"]
    for area in areas:
        assert shapely.is_valid_reason(area.geometry) == "Valid Geometry"
        assert area.geometry.difference(everywhere).area < 1e-6


def test_the_areas_are_the_ground_of_the_settlements_so_held(front):
    day = front.on(date(2024, 2, 18))
    for area in day.areas():
        cells = front.mesh.ground[day.holders == area.holder]
        assert area.geometry.area == pytest.approx(shapely.area(cells).sum(), rel=1e-4)


@pytest.mark.parametrize(
    ("day", "held", "latitude", "longitude"),
    [
        ("2022-11-12", "UA", 46.64, 32.61),
        ("2022-11-12", "RU", 46.58, 32.75),
        ("2022-11-10", "RU", 46.64, 32.61),
        ("2023-01-16", "RU", 48.68, 38.09),
        ("2023-01-16", "UA", 48.59, 37.99),
        ("2024-02-18", "RU", 48.14, 37.75),
        ("2024-02-18", "UA", 48.20, 37.60),
    ],
)
def test_it_holds_the_right_towns_on_the_days_that_matter(front, day, held, latitude, longitude):
    areas = front.on(date.fromisoformat(day)).areas()
    point = Point(longitude, latitude)
    assert [area.holder for area in areas if area.geometry.covers(point)] == [held]


def test_the_line_of_november_2022_runs_beside_kherson(front):
    bridge = LineString([(32.62, 46.64), (32.72, 46.60)])
    crossed = [
        piece for piece in front.on(date(2022, 11, 12)).line() if piece.geometry.intersects(bridge)
    ]
    assert {"geonames:706448"} < {one for piece in crossed for one in piece.between}
    assert "table:kherson-2022-11-11" in {one for piece in crossed for one in piece.evidence}


def test_a_settlement_is_found_by_its_place_with_who_holds_it_and_why(front):
    day = front.on(date(2024, 2, 18))
    found = day.settlement("geonames:713122")
    assert (found.settlement.name, found.holder, found.inferred) == ("Avdiivka", "RU", False)
    assert [front.evidence[one].name for one in found.evidence] == ["Avdiivka"]
    assert found in list(day.with_evidence())
    assert day.settlement("geonames:5128581") is None
