"""The estimate: cells round settlements, cut at 25 km, at borders and gulfs, and their line."""

from datetime import date
from itertools import permutations

import pytest
import shapely
from geopy.distance import geodesic
from shapely.geometry import LineString, Point, Polygon, box

from data.frontline.control import holders_on, load_control
from data.frontline.estimate import estimate_front
from data.frontline.land import lands
from data.model import ControlRow, ControlState
from tests.theatre import UKRAINE

DAY = date(2022, 11, 12)
RU, UA, CONTESTED = "RU", "UA", "contested"


def state(row_id, latitude, longitude, holder, country="UA"):
    place_id = f"frontline:{row_id}"
    row = ControlRow(
        row_id, place_id, row_id, latitude, longitude, DAY, 1, holder, "test", "", country
    )
    return ControlState(row, DAY)


def estimate(states, **options):
    return estimate_front(states, UKRAINE, **options)


WEST_EAST = [state("west", 48.0, 37.0, UA), state("east", 48.0, 37.4, RU)]


def area(result, holder):
    return next(area.geometry for area in result.areas if area.holder == holder)


def test_no_settlement_no_area():
    result = estimate([])
    assert (result.areas, result.line) == ((), ())


def test_one_settlement_speaks_for_25_kilometres_round_it_and_no_more():
    result = estimate([state("lone", 48.0, 37.0, UA)])
    rim = [(y, x) for x, y in area(result, UA).exterior.coords]
    distances = [geodesic((48.0, 37.0), point).km for point in rim]
    assert min(distances) > 24.8
    assert max(distances) < 25.2
    assert result.line == ()


@pytest.mark.parametrize("latitude", [44.5, 48.0, 52.3])
def test_the_line_runs_midway_on_the_ellipsoid_too(latitude):
    # North-east to south-west, where a plane that distorts angles would err most.
    one, other = (latitude, 37.0), (latitude + 0.12, 37.2)
    result = estimate([state("one", *one, UA), state("other", *other, RU)])
    (stretch,) = result.line
    for x, y in stretch.geometry.coords:
        first, second = geodesic((y, x), one).km, geodesic((y, x), other).km
        assert first == pytest.approx(second, abs=0.2)


def test_a_stretch_names_the_rows_on_both_sides_russias_first():
    (stretch,) = estimate(WEST_EAST).line
    assert stretch.invader_row_ids == ("east",)
    assert stretch.other_row_ids == ("west",)
    assert stretch.row_ids == ("east", "west")
    assert stretch.geometry.bounds[0] == pytest.approx(37.2, abs=1e-5)


def test_every_area_names_the_rows_it_rests_on_in_the_order_ru_ua_contested():
    states = [*WEST_EAST, state("mid", 48.2, 37.2, CONTESTED), state("far", 48.0, 36.9, UA)]
    result = estimate(states)
    assert [(one.holder, one.row_ids) for one in result.areas] == [
        (RU, ("east",)),
        (UA, ("far", "west")),
        (CONTESTED, ("mid",)),
    ]


def test_the_line_parts_russia_from_contested_ground_but_not_ukraine_from_it():
    states = [
        state("ua", 48.0, 37.0, UA),
        state("grey", 48.0, 37.2, CONTESTED),
        state("ru", 48.0, 37.4, RU),
    ]
    assert [stretch.row_ids for stretch in estimate(states).line] == [("ru", "grey")]


def test_what_is_farther_than_the_radius_is_not_coloured_and_has_no_line():
    result = estimate([state("west", 48.0, 36.0, UA), state("east", 48.0, 38.0, RU)])
    assert result.line == ()
    assert not any(one.geometry.covers(Point(37.0, 48.0)) for one in result.areas)


def test_areas_of_different_holders_do_not_overlap():
    result = estimate(WEST_EAST)
    shared = area(result, RU).intersection(area(result, UA))
    assert shared.area < 1e-6
    assert area(result, RU).covers(Point(37.4, 48.0))
    assert area(result, UA).covers(Point(37.0, 48.0))


def test_the_order_of_the_settlements_changes_nothing():
    states = [*WEST_EAST, state("mid", 48.2, 37.2, CONTESTED)]
    assert len({repr(estimate(order)) for order in permutations(states)}) == 1


def test_two_settlements_on_one_point_that_disagree_are_contested_together():
    states = [state("a", 48.0, 37.0, UA), state("b", 48.0, 37.0, RU)]
    (only,) = estimate(states).areas
    assert (only.holder, only.row_ids) == (CONTESTED, ("a", "b"))


WEST, EAST = box(36.0, 47.0, 37.2, 49.0), box(37.2, 47.0, 38.5, 49.0)
BOTH = {"UA": WEST, "RU": EAST}


def test_an_area_ends_at_the_border_of_its_settlements_country():
    result = estimate([state("border", 48.0, 37.1, UA)], lands=BOTH)
    assert area(result, UA).bounds[2] == pytest.approx(37.2, abs=1e-5)


def test_a_settlement_just_across_a_coarse_border_still_colours_its_own_country():
    result = estimate([state("border", 48.0, 37.21, UA)], lands=BOTH)
    assert area(result, UA).bounds[2] == pytest.approx(37.2, abs=1e-5)
    assert area(result, UA).bounds[0] < 36.95


def test_the_state_border_alone_is_no_front_line():
    states = [state("ours", 48.0, 37.1, UA), state("theirs", 48.0, 37.3, RU, "RU")]
    assert estimate(states, lands=BOTH).line[0].row_ids == ("theirs", "ours")
    apart = {"UA": box(36.0, 47.0, 37.15, 49.0), "RU": box(37.25, 47.0, 38.5, 49.0)}
    assert estimate(states, lands=apart).line == ()


def test_a_settlement_does_not_speak_across_a_gulf():
    gulf = Polygon([(36.5, 48.05), (38.0, 48.05), (38.0, 48.1), (36.5, 48.1)])
    land = box(36.8, 47.0, 37.5, 49.0).difference(gulf)
    result = estimate([state("south", 48.0, 37.2, RU)], lands={"UA": land})
    assert area(result, RU).bounds[3] == pytest.approx(48.05, abs=1e-5)
    north = state("north", 48.15, 37.2, UA)
    assert estimate([state("south", 48.0, 37.2, RU), north], lands={"UA": land}).line == ()


def test_an_island_that_the_basemap_lacks_has_no_area():
    result = estimate([state("snake", 45.255, 30.204, UA)], lands=BOTH)
    assert (result.areas, result.line) == ((), ())


@pytest.fixture(scope="module")
def table():
    return load_control(UKRAINE)


@pytest.mark.parametrize(
    "day", ["2022-03-20", "2022-11-12", "2023-01-16", "2024-02-18", "2025-08-03"]
)
def test_the_real_table_gives_valid_areas_within_the_countries(table, day):
    states = holders_on(table, date.fromisoformat(day))
    countries = lands(UKRAINE)
    result = estimate(states, lands=countries)
    everywhere = shapely.union_all(list(countries.values())).buffer(1e-4)
    for one in result.areas:
        assert shapely.is_valid_reason(one.geometry) == "Valid Geometry"
        assert one.geometry.difference(everywhere).area < 1e-6
    known = {state.row.row_id: state.holder for state in states}
    for stretch in result.line:
        assert {known[row_id] for row_id in stretch.invader_row_ids} == {RU}
        assert RU not in {known[row_id] for row_id in stretch.other_row_ids}


@pytest.mark.parametrize(
    ("day", "held", "latitude", "longitude"),
    [
        ("2022-11-12", UA, 46.64, 32.61),
        ("2022-11-12", RU, 46.58, 32.75),
        ("2022-11-10", RU, 46.64, 32.61),
        ("2023-01-16", RU, 48.70, 38.10),
        ("2023-01-16", UA, 48.59, 37.99),
        ("2024-02-18", RU, 48.14, 37.75),
        ("2024-02-18", UA, 48.20, 37.60),
    ],
)
def test_the_estimate_holds_the_right_towns_on_the_days_that_matter(
    table, day, held, latitude, longitude
):
    result = estimate(holders_on(table, date.fromisoformat(day)), lands=lands(UKRAINE))
    point = Point(longitude, latitude)
    assert [one.holder for one in result.areas if one.geometry.covers(point)] == [held]


def test_the_line_of_november_2022_crosses_from_kherson_to_oleshky(table):
    result = estimate(holders_on(table, DAY), lands=lands(UKRAINE))
    bridge = LineString([(32.62, 46.64), (32.72, 46.60)])
    crossed = {s.row_ids for s in result.line if s.geometry.intersects(bridge)}
    assert crossed == {("oleshky-2022-02-25", "kherson-2022-11-11")}
