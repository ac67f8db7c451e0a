"""The strip of time in a real Chromium: range, line's day, play, typed days, bars, hatching."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
FIRST_OF_WAR = "2022-02-24"


@pytest.fixture
def strip(open_screen):
    """Opens the page at an address and waits for the strip's bars."""

    def open_(path="/", **size):
        return Strip(open_screen(path, **size).page)

    return open_


class Strip:
    """What a test does with the strip, and what it reads of it."""

    def __init__(self, page):
        self.page = page
        page.wait_for_function("window.frontline?.stage?.packs.counts && frontline.strip.ui.scene")
        page.evaluate(
            """() => {
              const { stage } = frontline, act = stage.act;
              window.acts = [];
              stage.act = function (what, fields) {
                acts.push({ what, ...fields });
                return act.call(this, what, fields);
              };
            }"""
        )

    def acts(self):
        """What was told to Python of the days since the strip was opened."""
        return self.page.evaluate("acts.filter((act) => act.what === 'days')")

    def range(self):
        """From, to and the line's day, ISO; None where an end is open."""
        return self.page.evaluate(
            "['from', 'to', 'cursor'].map((n) => frontline.iso(frontline.stage.state[n]))"
        )

    def follows(self):
        return self.page.evaluate("frontline.stage.state.cursorFollows")

    def handle(self, name):
        return self.page.locator(f".fl-strip-handle[data-grip={name}]")

    def field(self, name):
        return self.page.locator(f"input[name=fl-{name}]")

    def button(self, name):
        return self.page.locator(f".fl-strip [data-do={name}]")

    def point(self, iso, *, share=0.6):
        """Where the middle of a day lies on the page, at a share of the bars' height."""
        return self.page.evaluate(
            """([iso, share]) => {
              const { shape, plot } = frontline.strip.ui, box = plot.getBoundingClientRect();
              const { base, top } = shape;
              return [box.left + shape.x(frontline.day(iso) + 0.5), box.top + top + (base - top) * share];
            }""",  # noqa: E501
            [iso, share],
        )

    def type(self, name, text, *, key="Enter"):
        field = self.field(name)
        field.fill(text)
        field.press(key)


def test_a_drag_of_a_handle_tells_python_nothing_until_it_is_released(strip):
    time = strip("/?from=2022-06-01&to=2023-03-01")
    mouse = time.page.mouse
    box = time.handle("to").bounding_box()
    mouse.move(box["x"] + 2, box["y"] + 20)
    mouse.down()
    mouse.move(*time.point("2023-09-01"), steps=12)
    time.page.wait_for_function("frontline.iso(frontline.stage.state.to).startsWith('2023-0')")
    assert time.range()[1] > "2023-08-01"
    assert time.acts() == []
    mouse.up()
    [act] = time.acts()
    assert [act["from"], act["to"]] == ["2022-06-01", time.range()[1]]
    time.page.wait_for_function(f"location.search.includes('to={act['to']}')")


def test_the_range_is_moved_as_a_whole_and_the_line_follows_its_end(strip):
    time = strip("/?from=2022-06-01&to=2022-06-30")
    mouse = time.page.mouse
    mouse.move(*time.point("2022-06-15"))
    mouse.down()
    mouse.move(*time.point("2022-09-13"), steps=6)
    mouse.up()
    first, last, line = time.range()
    days = time.page.evaluate(f"frontline.day('{last}') - frontline.day('{first}')")
    assert days == 29
    assert "2022-08-25" < first < "2022-09-05"
    assert line == last


def test_escape_puts_back_what_a_drag_has_changed(strip):
    time = strip("/?from=2022-06-01&to=2022-06-30")
    mouse = time.page.mouse
    mouse.move(*time.point("2022-06-15"))
    mouse.down()
    mouse.move(*time.point("2023-06-15"), steps=6)
    time.page.wait_for_function("frontline.iso(frontline.stage.state.to) > '2023'")
    time.page.keyboard.press("Escape")
    mouse.up()
    assert time.range() == ["2022-06-01", "2022-06-30", "2022-06-30"]
    assert time.acts() == []


def test_the_line_is_pulled_from_the_end_of_the_range_and_let_follow_again(strip):
    time = strip("/?from=2022-06-01&to=2023-03-01")
    mouse = time.page.mouse
    box = time.page.locator(".fl-strip-flag").bounding_box()
    mouse.move(box["x"] + 8, box["y"] + 8)
    mouse.down()
    mouse.move(box["x"] - 150, box["y"] + 8, steps=5)
    mouse.up()
    first, last, line = time.range()
    assert (first, last) == ("2022-06-01", "2023-03-01")
    assert "2022-06-01" < line < "2023-03-01"
    assert not time.follows()
    time.page.wait_for_function("location.search.includes('day=')")
    time.button("follow").click()
    assert time.range()[2] == "2023-03-01"
    assert time.follows()


@pytest.mark.parametrize(
    ("name", "typed", "day"),
    [
        ("from", "2024-05-17", "2024-05-17"),
        ("from", "2024-05", "2024-05-01"),
        ("from", "2024", "2024-01-01"),
        ("from", "17 May 2024", "2024-05-17"),
        ("from", "May 17th, 2024", "2024-05-17"),
        ("from", "May 2024", "2024-05-01"),
        ("from", "17.05.2024", "2024-05-17"),
        ("to", "2024-02", "2024-02-29"),
        ("to", "Sept 2024", "2024-09-30"),
        ("to", "2024", "2024-12-31"),
        ("cursor", "2022-09", "2022-09-30"),
    ],
)
def test_a_typed_day_is_read_in_any_of_these_forms(strip_page, name, typed, day):
    assert (
        strip_page.evaluate(
            "([typed, name]) => frontline.iso(frontline.strip.days.read(typed, name))",
            [typed, name],
        )
        == day
    )


@pytest.mark.parametrize(
    "typed", ["31 Feb 2024", "2024-13", "17/05/2024", "Ma 2024", "May", "yesterday", "99", "20244"]
)
def test_what_is_no_day_is_not_read_as_one(strip_page, typed):
    assert strip_page.evaluate(
        "(typed) => frontline.strip.days.read(typed, 'from') === undefined", typed
    )


@pytest.fixture(scope="module")
def strip_page(browser, server):
    """One page for the tests that only ask the scripts."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(server)
    page.wait_for_function("window.frontline?.stage?.packs.counts && frontline.strip.ui.scene")
    yield page
    context.close()


def test_a_typed_day_is_taken_on_enter_and_on_a_click_elsewhere(strip):
    time = strip()
    time.type("from", "2023-02")
    assert time.range()[0] == "2023-02-01"
    time.page.wait_for_function("location.search.includes('from=2023-02-01')")
    time.field("to").fill("1 March 2023")
    time.page.mouse.click(*time.point("2022-06-01", share=1.5))  # on the axis
    expect(time.field("to")).to_have_value("1 March 2023")
    assert time.range()[:2] == ["2023-02-01", "2023-03-01"]
    time.page.wait_for_function("location.search.includes('to=2023-03-01')")


def test_what_cannot_be_read_is_said_at_the_field_and_kept(strip):
    time = strip()
    time.type("from", "31 Feb 2024")
    expect(time.page.get_by_text("“31 Feb 2024” is not a day.")).to_be_visible()
    expect(time.field("from")).to_have_value("31 Feb 2024")
    assert time.range()[0] is None
    time.type("from", "29 Feb 2024")
    expect(time.page.get_by_text("is not a day.")).to_have_count(0)
    assert time.range()[0] == "2024-02-29"


def test_a_day_outside_the_articles_days_is_honoured(strip):
    time = strip()
    time.type("cursor", "2022-02-20")
    assert time.range()[2] == "2022-02-20"
    time.type("to", "2031-01-15")
    assert time.range()[1] == "2031-01-15"
    span = time.page.evaluate(
        "[frontline.strip.ui.span.first, frontline.strip.ui.span.last].map(frontline.iso)"
    )
    assert span == ["2022-02-20", "2031-01-15"]


def test_the_day_typed_past_the_other_end_moves_it_along(strip):
    time = strip("/?from=2022-06-01&to=2022-06-30")
    time.type("from", "2024-05-01")
    assert time.range() == ["2024-05-01", "2024-05-30", "2024-05-30"]


def test_an_emptied_field_opens_its_end(strip):
    time = strip("/?from=2022-06-01&to=2022-06-30")
    time.type("from", "")
    assert time.range()[0] is None
    expect(time.field("from")).to_have_attribute("placeholder", "24 February 2022")


def test_handles_are_moved_by_keys_and_python_is_told_once_they_rest(strip):
    time = strip("/?from=2022-06-01&to=2023-03-01")
    handle = time.handle("to")
    expect(handle).to_have_attribute("role", "slider")
    handle.focus()
    days, told = handle.evaluate(
        """(handle) => {
          const keys = [["ArrowLeft"], ["ArrowRight", true], ["PageDown"], ["PageUp"]];
          const days = keys.map(([key, shiftKey]) => {
            handle.dispatchEvent(new KeyboardEvent("keydown", { key, shiftKey, bubbles: true }));
            return frontline.iso(frontline.stage.state.to);
          });
          return [days, acts.length];
        }"""
    )
    assert days == ["2023-02-28", "2023-03-07", "2023-02-07", "2023-03-07"]
    assert told == 0
    expect(handle).to_have_attribute("aria-valuetext", "7 March 2023")
    time.page.wait_for_function("location.search.includes('to=2023-03-07')")
    assert len(time.acts()) == 1
    handle.press("End")
    assert time.range()[1] is None
    time.handle("from").press("Home")
    assert time.range()[0] is None


def test_play_moves_the_line_and_tells_python_when_it_stops(strip):
    time = strip("/?from=2022-06-01&to=2022-06-30")
    time.button("play").click()
    time.page.wait_for_function("frontline.iso(frontline.stage.state.cursor) >= '2022-07-04'")
    assert time.acts() == []
    expect(time.button("play")).to_have_attribute("aria-label", "Pause")
    time.button("play").click()
    first, last, line = time.range()
    assert line == last
    assert time.page.evaluate(f"frontline.day('{last}') - frontline.day('{first}')") == 29
    assert [act["to"] for act in time.acts()] == [last]
    expect(time.button("play")).to_have_attribute("aria-label", "Play")


def test_play_ends_on_the_last_day_and_begins_anew_after_it(strip):
    time = strip("/?from=2022-02-24")
    last = time.page.evaluate("frontline.iso(frontline.stage.bounds.last)")
    assert time.range()[2] == last
    time.button("play").click()
    time.page.wait_for_function("frontline.iso(frontline.stage.state.cursor) < '2023'")
    assert time.page.evaluate("frontline.stage.state.playing")


def test_a_step_back_and_on_moves_the_range(strip):
    time = strip("/?from=2022-06-01&to=2022-06-30")
    time.button("on").click()
    assert time.range() == ["2022-06-02", "2022-07-01", "2022-07-01"]
    time.button("back").click()
    assert time.range() == ["2022-06-01", "2022-06-30", "2022-06-30"]


@pytest.mark.parametrize(("name", "days"), [("preset_7", 7), ("preset_30", 30)])
def test_a_preset_takes_the_last_days_of_what_there_is(strip, name, days):
    time = strip(width=1366, height=768)
    time.button(name).click()
    first, last, _line = time.range()
    newest = time.page.evaluate(
        """() => {
          const { first_day, days } = frontline.stage.packs.counts.head;
          return frontline.iso(frontline.day(first_day) + days - 1);
        }"""
    )
    assert last == newest
    assert time.page.evaluate(f"frontline.day('{last}') - frontline.day('{first}')") == days - 1
    expect(time.button(name)).to_have_attribute("aria-pressed", "true")
    time.button("preset_all").click()
    assert time.range()[:2] == [None, None]


BARS = """() => {
  const { scene } = frontline.strip.ui, { counts } = frontline.stage.packs;
  const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);
  return { shown: sum(scene.totals), stated: counts.head.stated, bars: scene.totals.length };
}"""


@pytest.mark.parametrize("series", ["total", "language", "kind"])
def test_the_bars_add_up_to_the_mentions_that_state_a_day(strip, series):
    time = strip(width=1366, height=768)
    time.page.evaluate("(series) => frontline.strip.ui.barsBy(series)", series)
    bars = time.page.evaluate(BARS)
    assert bars["shown"] == bars["stated"]
    assert bars["bars"] > 100


def test_the_bars_are_those_of_the_newest_filter(strip):
    time = strip(width=1366, height=768)
    before = time.page.evaluate(BARS)["stated"]
    words = time.page.get_by_label(re.compile("^Words"))
    for typed in ("Bakhmut", "Avdiivka"):
        words.fill(typed)
        words.press("Enter")
        time.page.wait_for_function(
            "(before) => frontline.stage.packs.counts.head.stated !== before", arg=before
        )
        bars = time.page.evaluate(BARS)
        assert 0 < bars["stated"] != before
        assert bars["shown"] == bars["stated"]
        before = bars["stated"]


def test_days_without_any_article_are_hatched_and_no_other(strip):
    time = strip()
    time.page.evaluate(
        """() => {
          const { ui } = frontline.strip, day = frontline.day("2022-06-01");
          ui.setView({ start: day, end: day + 60 });
        }"""
    )
    wrong = time.page.evaluate(
        """() => {
          const { scene } = frontline.strip.ui, { counts } = frontline.stage.packs;
          const first = frontline.day(counts.head.first_day), wrong = [];
          for (let day = scene.edges[0]; day < scene.edges[scene.edges.length - 1]; day++) {
            const hatched = scene.hatched.some(([a, b]) => day >= a && day < b);
            if (hatched === Boolean(counts.covered[day - first])) wrong.push(frontline.iso(day));
          }
          return wrong;
        }"""
    )
    assert wrong == []
    assert time.page.evaluate("frontline.strip.ui.scene.hatched.length") > 3


def test_the_wheel_zooms_the_axis_and_a_double_click_shows_all_of_it(strip):
    time = strip("/?from=2022-06-01&to=2023-03-01")
    length = "(frontline.strip.ui.view.end - frontline.strip.ui.view.start)"
    whole = time.page.evaluate(length)
    time.page.mouse.move(*time.point("2022-10-01"))
    for _ in range(6):
        time.page.mouse.wheel(0, -240)
    time.page.wait_for_function(f"{length} < {whole / 4}")
    assert time.page.evaluate("frontline.strip.ui.scene.unit") == "day"
    time.page.mouse.dblclick(*time.point("2022-10-01"))
    time.page.wait_for_function(f"{length} === {whole}")
    assert time.range() == ["2022-06-01", "2023-03-01", "2023-03-01"]
    assert time.follows()


def test_two_fingers_zoom_the_axis_and_leave_the_range_alone(strip):
    time = strip("/?from=2022-06-01&to=2023-03-01")
    length = "(frontline.strip.ui.view.end - frontline.strip.ui.view.start)"
    whole = time.page.evaluate(length)
    x, y = time.point("2022-10-01")
    touch = time.page.context.new_cdp_session(time.page)

    def fingers(kind, *places):
        points = [{"x": place, "y": y, "id": number} for number, place in enumerate(places)]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    fingers("touchStart", x - 20)
    fingers("touchStart", x - 20, x + 20)
    for apart in (40, 80, 120):
        fingers("touchMove", x - apart, x + apart)
    fingers("touchEnd")
    time.page.wait_for_function(f"{length} < {whole / 4}")
    assert time.range() == ["2022-06-01", "2023-03-01", "2023-03-01"]
    assert time.acts() == []


def test_the_day_that_counts_is_switched_and_told(strip):
    time = strip(width=1366, height=768)
    time.button("by").select_option("event")
    assert time.acts()[-1]["by"] == "event"
    time.page.wait_for_function("frontline.stage.packs.counts.head.by === 'event'")
    silent = time.page.evaluate("frontline.stage.packs.counts.head.silent")
    expect(time.page.locator(".fl-strip-notes")).to_contain_text(
        re.compile(rf"{silent:,} mentions? states? no day of the event")
    )


def test_the_strip_says_that_bars_of_another_switch_are_on_their_way(strip):
    time = strip(width=1366, height=768)
    notes = time.page.evaluate(
        """() => {
          frontline.stage.set({ by: "event" });
          const notes = document.querySelector(".fl-strip-notes").textContent;
          frontline.stage.set({ by: "published" });
          return [notes, document.querySelector(".fl-strip-notes").textContent];
        }"""
    )
    assert notes == ["Counting by day of the event …", ""]


def test_the_strip_says_that_counts_by_week_are_exact_only_after_a_drag(strip):
    time = strip(width=1366, height=768)
    time.page.evaluate(
        """() => {
          const { stage } = frontline;
          stage.packs.counts.head.unit = "week";
          stage.emit(new Set(["by"]));
        }"""
    )
    expect(time.page.locator(".fl-strip-notes")).to_have_text(
        "counts by week while you drag; exact when you let go"
    )


def test_play_is_slow_where_less_motion_is_asked_for(strip):
    time = strip("/?from=2022-06-01&to=2022-06-30")
    time.page.emulate_media(reduced_motion="reduce")
    apart = time.page.evaluate(
        """() => new Promise((done) => {
          const moments = [];
          frontline.stage.on((changed) => {
            if (!changed.has("cursor")) return;
            moments.push(performance.now());
            if (moments.length === 2) done(moments[1] - moments[0]);
          });
          frontline.stage.set({ playing: true });
        })"""
    )
    assert apart > 900


def test_a_click_on_a_tick_puts_the_line_on_the_day_of_the_change(strip):
    time = strip(width=1366, height=768)
    time.page.wait_for_function("frontline.strip.ui.changes.length > 0")
    day, x, y = time.page.evaluate(
        """() => {
          const { ui } = frontline.strip, box = ui.plot.getBoundingClientRect();
          const { day } = ui.changes[Math.floor(ui.changes.length / 2)];
          ui.setView({ start: day - 20, end: day + 20 });
          return [frontline.iso(day), box.left + ui.shape.x(day + 0.5), box.top + ui.shape.ticks + 3];
        }"""  # noqa: E501
    )
    time.page.mouse.move(x, y)
    expect(time.page.locator(".fl-strip-tip")).to_contain_text(re.compile("To |Contested"))
    time.page.mouse.click(x, y)
    assert time.range()[2] == day
    assert not time.follows()


def test_a_step_of_the_range_takes_two_milliseconds_of_script_at_most(strip):
    time = strip("/?from=2022-06-01&to=2023-03-01", width=1366, height=768)
    median = time.page.evaluate(
        """() => {
          const { stage, strip } = frontline, took = [];
          for (let n = 0; n < 101; n++) {
            stage.state.to += 1;
            const begun = performance.now();
            strip.ui.show();
            took.push(performance.now() - begun);
          }
          return took.sort((a, b) => a - b)[50];
        }"""
    )
    assert median <= 2


def test_on_a_phone_the_strip_is_low_and_the_rest_is_in_its_menu(strip):
    time = strip(width=390, height=844)
    assert time.page.locator(".fl-strip").bounding_box()["height"] <= 106
    expect(time.button("preset_30")).to_be_hidden()
    time.button("more").click()
    expect(time.button("preset_30")).to_be_visible()
    time.button("preset_30").click()
    assert time.range()[0] is not None
    time.page.keyboard.press("Escape")
    expect(time.button("preset_30")).to_be_hidden()
