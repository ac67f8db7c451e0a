from dataclasses import replace
from datetime import date

import pytest

from dashboard.acts import follow
from dashboard.address import Screen
from data.model import Box, DateRange, DayBy, Filter

READING = Screen(article=7, place_id="geonames:713174", ground=None, page=3)


def after(act, screen=READING):
    return follow(screen, [{"seq": 1, **act}], 0)[0]


@pytest.mark.parametrize(
    ("act", "changes"),
    [
        ({"do": "place", "selected": "iso:UA-14"}, {"place_id": "iso:UA-14", "page": 1}),
        ({"do": "place", "selected": None}, {"place_id": None, "page": 1}),
        (
            {"do": "ground", "ground": {"lat": 48.38934, "lon": 37.8}},
            {"ground": (48.3893, 37.8), "place_id": None, "page": 1},
        ),
        ({"do": "article", "article": 9}, {"article": 9, "place_id": None, "page": 1}),
        ({"do": "page", "page": 4}, {"page": 4}),
        ({"do": "close"}, {"article": None, "place_id": None, "page": 1}),
        ({"do": "switch", "tiles": True, "file": False}, {"tiles": True}),
        (
            {"do": "view", "south": 48.12345, "west": 37, "north": 49, "east": 38.5},
            {"filter": Filter(box=Box(48.123, 37.0, 49.0, 38.5)), "page": 1},
        ),
        (
            {"do": "days", "from": "2022-09-01", "to": None, "cursor": "2022-09-09",
             "cursorFollows": False, "by": "event"},
            {"filter": Filter(days=DateRange(date(2022, 9, 1), None), by=DayBy.EVENT),
             "day": date(2022, 9, 9), "page": 1},
        ),
        (
            {"do": "days", "from": None, "to": "2022-09-09", "cursor": "2022-09-09"},
            {"filter": Filter(days=DateRange(None, date(2022, 9, 9))), "day": None, "page": 1},
        ),
    ],
    ids=lambda value: value.get("do", ""),
)  # fmt: skip
def test_an_act_changes_what_it_is_about(act, changes):
    assert after(act) == replace(READING, **changes)


@pytest.mark.parametrize(
    "act",
    [
        {"do": "nothing of the kind"},
        {"do": ["place"]},
        {"do": "place", "selected": "<script>"},
        {"do": "place", "selected": 5},
        {"do": "ground", "ground": [48, 37]},
        {"do": "ground", "ground": {"lat": 480, "lon": 37}},
        {"do": "ground", "ground": {"lat": float("nan"), "lon": 37}},
        {"do": "article", "article": "9"},
        {"do": "article", "article": True},
        {"do": "article", "article": -1},
        {"do": "page", "page": 10**9},
        {"do": "switch", "tiles": "yes"},
        {"do": "view", "south": 49, "west": 37, "north": 48, "east": 38},
        {"do": "view", "south": None, "west": 37, "north": 48, "east": 38},
        {"do": "days", "from": "2023-02-02", "to": "2022-01-01", "by": ["event"]},
    ],
    ids=str,
)
def test_an_act_that_does_not_fit_changes_nothing(act):
    assert after(act) == READING


@pytest.mark.parametrize("sent", [None, "acts", 5, {"do": "close"}, [None, 7, "close"]], ids=str)
def test_what_is_no_list_of_acts_changes_nothing(sent):
    assert follow(READING, sent, 3) == (READING, [], 3)


def test_acts_are_followed_once_each_and_in_order():
    sent = [
        {"seq": 4, "do": "close"},
        {"seq": 5, "do": "place", "selected": "iso:UA-14"},
        {"seq": 6, "do": "article", "article": 9},
    ]
    screen, names, number = follow(READING, sent, 4)
    assert (screen.article, screen.place_id) == (9, None)
    assert (names, number) == (["place", "article"], 6)
    assert follow(screen, sent, number) == (screen, [], 6)
