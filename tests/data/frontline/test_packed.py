"""What the browser gets: the same holders and the same line as the server has, on every day."""

from datetime import date, timedelta

import numpy as np
import pytest

from data.frontline.daily import daily_holders
from data.frontline.front import Front
from data.frontline.packed import CHANGING, pack
from tests.data.frontline.test_front import EVIDENCE, VILLAGES
from tests.packs import unpacked
from tests.theatre import UKRAINE

LAST = date(2024, 3, 1)


@pytest.fixture(scope="module")
def front():
    return Front(UKRAINE, VILLAGES, EVIDENCE)


@pytest.fixture(scope="module")
def packed(front):
    return pack(front, daily_holders(front, LAST), LAST)


def codes_on(head, arrays, day):
    """As the browser works them out: constants, then the changes up to the day."""
    codes = arrays["constant"].copy()
    codes[codes == CHANGING] = 0
    until = (day - date.fromisoformat(head["first_day"])).days
    for on, cell, code in arrays["changes"].tolist():
        if on <= until:
            codes[cell] = code
    return codes


def line_on(head, arrays, day):
    """The ends of the arcs that are line, as a set."""
    held = codes_on(head, arrays, day)[arrays["arcs"][:, 2:]]
    parted = (held == head["invader"]).sum(axis=1) == 1
    border = (arrays["border"] > 0).all(axis=1) & (held == arrays["border"]).all(axis=1)
    line = arrays["arcs"][parted & (held > 0).all(axis=1) & ~border, :2]
    points = arrays["vertices"]
    return {frozenset(map(tuple, points[pair].tolist())) for pair in line}


@pytest.mark.parametrize("day", ["2022-02-24", "2024-02-16", "2024-02-17", "2024-03-01"])
def test_the_browser_draws_the_line_that_the_server_draws(front, packed, day):
    head, arrays = unpacked(packed)
    on = date.fromisoformat(day)
    arcs = front.mesh.arcs[front.is_line(front.on(on).holders), :2]
    degrees = front.mesh.plane.degrees(front.mesh.vertices_km).round(4).astype("<f4")
    expected = {frozenset(map(tuple, degrees[pair].tolist())) for pair in arcs}
    assert line_on(head, arrays, on) == expected


def test_a_town_changes_hands_on_its_day(packed):
    head, arrays = unpacked(packed)
    (cell,) = np.flatnonzero(
        arrays["cell_place"] == head["places"].index("geonames:713716x")
    ).tolist()
    days = [date(2024, 2, 17) - timedelta(days=1), date(2024, 2, 17)]
    held = [head["holders"][codes_on(head, arrays, day)[cell]] for day in days]
    assert held == ["UA", "RU"]


def test_ground_that_never_changes_hands_is_merged_by_holder(packed):
    _head, arrays = unpacked(packed)
    constant = arrays["constant"][arrays["constant"] != CHANGING].tolist()
    assert len(constant) == len(set(constant))
    assert set(arrays["changes"][:, 1]) <= set(np.flatnonzero(arrays["constant"] == CHANGING))


def test_every_change_says_whether_evidence_names_its_settlement(packed):
    head, arrays = unpacked(packed)
    start = date.fromisoformat(head["first_day"])
    moved = [
        (
            (start + timedelta(days=day)).isoformat(),
            head["names"][arrays["cell_place"][cell]],
            head["holders"][code],
            bool(stated),
        )
        for (day, cell, code), stated in zip(
            arrays["changes"].tolist(), arrays["stated"].tolist(), strict=True
        )
        if head["names"][arrays["cell_place"][cell]] == "Avdiivka"
    ]
    assert moved == [
        ("2022-02-24", "Avdiivka", "UA", False),
        ("2024-02-17", "Avdiivka", "RU", True),
    ]


def test_every_cell_that_changes_has_the_point_of_its_settlement(packed):
    head, arrays = unpacked(packed)
    (cell,) = [n for n, name in enumerate(head["names"]) if name == "Avdiivka"]
    assert arrays["cell_point"][cell].tolist() == pytest.approx([37.74255, 48.13989])
    merged = arrays["constant"] != CHANGING
    assert np.isnan(arrays["cell_point"][merged]).all()


def test_the_head_says_which_days_the_record_has(packed):
    head, _arrays = unpacked(packed)
    found = {key: head[key] for key in ("first_day", "last_day", "reaches")}
    assert found == {"first_day": "2022-02-24", "last_day": "2024-03-01", "reaches": "2026-02-01"}


def test_each_cell_says_whose_own_country_it_lies_in(packed):
    head, arrays = unpacked(packed)
    known = (arrays["constant"] > 0) | (arrays["constant"] == CHANGING)
    homes = {head["holders"][code] for code in arrays["home"][known]}
    assert homes == {"UA"}
    assert (np.diff(arrays["ring_start"].astype(int)) >= 3).all()
