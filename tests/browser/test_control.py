"""The war's control in the browser: it comes by itself, and is the server's on every day."""

import random
from datetime import date, timedelta

import numpy as np
import pytest

from tests.data.frontline.test_packed import codes_on, line_on
from tests.packs import unpacked

pytestmark = pytest.mark.browser

WAR = (date(2022, 2, 24), date(2026, 2, 28))


@pytest.fixture
def control(open_screen):
    """A page once it has the control of the war, and what the server sent for it."""
    page = open_screen().page
    page.wait_for_function("frontline.stage.packs.control && !frontline.stage.info.front")
    address = page.evaluate("new URL(frontline.stage.info.packs.control, location).href")
    return page, *unpacked(page.request.get(address).body())


def some_days():
    chance = random.Random(11)
    between = (WAR[1] - WAR[0]).days
    return [WAR[0] + timedelta(days=chance.randint(0, between)) for _ in range(40)]


def test_the_browser_holds_and_draws_on_any_day_what_the_server_does(control):
    page, head, arrays = control
    days = [*some_days(), date(2022, 9, 9), date(2022, 9, 12), *WAR]
    seen = page.evaluate(
        """(days) => {
          const days_of = new frontline.ControlDays(frontline.stage.packs.control);
          const arcs = days_of.pack.arcs.length / 4;
          return days.map((day) => {
            days_of.go(frontline.day(day));
            const line = [...Array(arcs).keys()].filter((arc) => days_of.isLine(arc));
            return { held: [...days_of.holder], line };
          });
        }""",
        [day.isoformat() for day in days],
    )
    for day, found in zip(days, seen, strict=True):
        assert found["held"] == codes_on(head, arrays, day).tolist(), day
        ends = arrays["vertices"][arrays["arcs"][found["line"], :2]]
        drawn = {frozenset(map(tuple, pair)) for pair in ends.tolist()}
        assert drawn == line_on(head, arrays, day), day


def test_days_that_no_article_is_about_have_a_line_too(control):
    _page, head, arrays = control
    kupiansk = head["names"].index("Kupiansk")
    (cell,) = np.flatnonzero(arrays["cell_place"] == kupiansk)
    held = [
        head["holders"][codes_on(head, arrays, day)[cell]]
        for day in (date(2022, 9, 9), date(2022, 9, 12))
    ]
    assert held == ["RU", "UA"]
    assert (head["first_day"], head["last_day"]) == ("2022-02-24", "2026-02-01")


@pytest.mark.parametrize(
    ("day", "said"),
    [("2022-02-23", "begins on 2022-02-24"), ("2022-02-24", None), ("2026-06-01", "ends on 2026")],
)
def test_a_day_outside_the_record_is_said_to_be_so(control, day, said):
    page, _head, _arrays = control
    page.evaluate(
        "(day) => frontline.stage.set({ cursor: frontline.day(day), cursorFollows: false })", day
    )
    notices = page.locator(".fl-notice", has_text="The record of who holds what")
    assert notices.count() == (1 if said else 0)
    if said:
        assert said in notices.inner_text()


def test_a_change_of_hands_that_evidence_names_is_told_with_its_settlement(control):
    page, _head, _arrays = control
    told = page.evaluate(
        """() => {
          const days = new frontline.ControlDays(frontline.stage.packs.control);
          const near = days.changesWithin((lon, lat) => Math.hypot(lon - 38.0, lat - 48.6) < 0.05);
          return [...near].map(([day, moved]) => [frontline.iso(day), moved.map((one) =>
            [one.name, one.from, one.to])]);
        }"""
    )
    assert ["2023-05-20", [["Bakhmut", "contested", "RU"]]] in told
