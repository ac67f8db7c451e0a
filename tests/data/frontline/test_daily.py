"""Who holds every settlement on each day, as the front of that day alone has it."""

from datetime import date, timedelta

import numpy as np
import pytest

from data.frontline.daily import NEVER, Span, daily_holders
from data.frontline.front import Front
from tests.data.frontline.builders import said
from tests.data.frontline.test_front import AVDIIVKA, EVIDENCE, VILLAGES
from tests.theatre import UKRAINE

LAST = date(2024, 3, 1)
NEIGHBOUR = ("geonames:1", "Neighbour", 48.1405, 37.7432)  # 100 m from Avdiivka: the same cell
LATE = ("geonames:2", "Late", 48.06, 37.70)
FIXED = [
    *EVIDENCE,
    said("UA", "2024-02-17", place=NEIGHBOUR),
    said("contested", "2024-02-20", place=NEIGHBOUR),
    said("RU", "2024-01-05", place=LATE),
]


@pytest.fixture(scope="module")
def front():
    return Front(UKRAINE, VILLAGES, FIXED)


@pytest.fixture(scope="module")
def daily(front):
    return daily_holders(front, LAST)


def test_every_day_is_held_as_the_front_of_that_day_says(front, daily):
    held, at = daily.first.copy(), 0
    for number in range((LAST - UKRAINE.first_day).days + 1):
        while at < len(daily.day) and daily.day[at] <= number:
            held[daily.node[at]] = daily.code[at]
            at += 1
        expected = front.on(UKRAINE.first_day + timedelta(days=number)).holders
        assert [daily.holders[code] for code in held] == list(expected)


def node(front, name):
    return next(n for n, one in enumerate(front.mesh.settlements) if one.name == name)


def test_the_spans_of_a_settlement_say_from_when_evidence_speaks_of_it(front, daily):
    assert daily.spans(node(front, "Late")) == [
        Span(date(2022, 2, 24), "RU", inferred=True),
        Span(date(2024, 1, 5), "RU", inferred=False),
    ]


def test_of_settlements_in_one_cell_the_one_that_changed_last_speaks(front, daily):
    assert front.mesh.node_of[NEIGHBOUR[0]] == front.mesh.node_of[AVDIIVKA[0]]
    spans = daily.spans(front.mesh.node_of[AVDIIVKA[0]])
    assert [(span.first_day.isoformat(), span.holder) for span in spans] == [
        ("2022-02-24", "UA"),
        ("2024-02-20", "contested"),
    ]


def test_a_settlement_that_no_evidence_names_is_inferred_throughout(front, daily):
    assert daily.spoken[node(front, "Western village")] == NEVER
    assert [span.inferred for span in daily.spans(node(front, "Western village"))] == [True]


def test_changes_come_by_day(daily):
    assert (np.diff(daily.day) >= 0).all()
    assert daily.stated[daily.day == (date(2024, 2, 20) - UKRAINE.first_day).days].tolist() == [1]


def test_who_holds_ground_of_which_nothing_was_known_is_no_change_of_hands():
    far = ("geonames:3", "Far", 49.8, 24.1)
    front = Front(UKRAINE, VILLAGES, [*EVIDENCE, said("RU", "2024-02-01", place=far)])
    daily = daily_holders(front, LAST)
    moved = daily.node == node(front, "Far")
    assert (daily.code[moved].tolist(), daily.stated[moved].tolist()) == ([1], [0])
