"""The page round the map in a real Chromium: drawers, address, first look, other pages, a phone."""

import re
import shutil

import pytest
from playwright.sync_api import expect

from dashboard import preload
from tests.browser.screen import BAKHMUT, WAIT_MS, Screen
from tests.dashboard_server import serving

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}
BAKHMUT_ID, SOLEDAR_ID, HILL = "geonames:713174", "geonames:706757", "Ukraine may"
NO_STORAGE = """
for (const name of ["localStorage", "sessionStorage"]) {
  Object.defineProperty(window, name, { get() { throw new DOMException("denied"); } });
}
const own = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
  return /webgl/.test(kind) ? null : own.call(this, kind, ...rest);
};
"""


def opened(screen):
    return screen.page.evaluate("document.documentElement.dataset.flReading === 'open'")


def wait_for_drawer(screen, state):
    screen.page.wait_for_function(
        f"(document.documentElement.dataset.flReading || 'closed') === '{state}'"
    )


def wait_for_reading_from(screen, left):
    screen.page.wait_for_function(
        "left => document.querySelector('.st-key-reading')?.getBoundingClientRect().left === left",
        arg=left,
    )


def wait_until_they_meet(screen, above, below):
    """Wait until one element ends where the other begins: drawers move for a moment."""
    screen.page.wait_for_function(
        """([above, below]) => {
          const box = (one) => document.querySelector(one).getBoundingClientRect();
          return Math.abs(box(above).bottom - box(below).top) <= 1;
        }""",
        arg=[above, below],
    )


def test_the_map_lies_from_edge_to_edge_and_nothing_scrolls_under_it(open_screen):
    screen = open_screen("/?q=Bakhmut")
    left, top, right, bottom = screen.size(".fl-stage")
    assert (left, top, right, bottom) == (0, 45, 1366, 768)
    assert screen.size(".fl-map")[0] == screen.size("[data-testid=stSidebar]")[2]
    assert screen.size(".fl-map")[2] == 1366
    for selector in ("html", "[data-testid=stMain]"):
        scrolls = f"(e => [e.scrollWidth - e.clientWidth])(document.querySelector('{selector}'))"
        assert screen.page.evaluate(scrolls) == [0]
    before = screen.size(".fl-map")
    screen.page.mouse.move(700, 300)
    screen.page.evaluate("document.querySelector('[data-testid=stMain]').scrollBy(0, 500)")
    assert screen.size(".fl-map") == before


def test_the_left_drawer_closes_and_opens_and_the_map_stays_where_it_was(open_screen):
    screen = open_screen("/?q=Bakhmut#map=9/48.5942/37.9989")
    at = screen.pixel(*BAKHMUT)
    screen.page.get_by_role("button", name="Collapse sidebar").click()
    screen.page.wait_for_function("document.querySelector('.fl-map').offsetLeft === 0")
    assert screen.size(".fl-map")[::2] == (0, 1366)
    assert screen.pixel(*BAKHMUT) == pytest.approx(at, abs=1.5)
    screen.page.get_by_test_id("stExpandSidebarButton").click()
    screen.page.wait_for_function("document.querySelector('.fl-map').offsetLeft > 200")
    assert screen.pixel(*BAKHMUT) == pytest.approx(at, abs=1.5)


def test_the_right_drawer_is_made_wider_and_keeps_its_width(open_screen):
    screen = open_screen(f"/?place={BAKHMUT_ID}")
    screen.heading("Bakhmut")
    screen.wait_until_idle()
    edge = screen.page.get_by_role("separator", name="Width of the reading")
    box = edge.bounding_box()
    screen.page.mouse.move(box["x"] + 4, 300)
    screen.page.mouse.down()
    screen.page.mouse.move(866, 300, steps=4)
    screen.page.mouse.up()
    wait_for_reading_from(screen, 866)
    assert screen.size(".fl-map")[2] == 866
    edge.focus()
    screen.page.keyboard.press("ArrowRight")
    assert edge.get_attribute("aria-valuenow") == "476"
    screen.page.reload()
    wait_for_reading_from(screen, 890)


def test_the_right_drawer_closes_by_its_button_and_the_address_follows(open_screen):
    screen = open_screen(f"/?place={BAKHMUT_ID}&article=1")
    screen.heading("Bakhmut")
    screen.page.get_by_role("button", name="Close the reading").click()
    assert not opened(screen)
    assert screen.size(".fl-map")[2] == 1366
    screen.wait_for_query_without("place=")
    assert screen.page.evaluate("location.search") == ""


def test_escape_closes_a_drawer_only_while_the_focus_is_in_it(open_screen):
    screen = open_screen(f"/?place={BAKHMUT_ID}")
    screen.heading("Bakhmut")
    screen.page.get_by_role("link", name="Articles").focus()
    screen.page.keyboard.press("Escape")
    assert opened(screen)
    screen.page.locator(".st-key-reading a").first.focus()
    screen.page.keyboard.press("Escape")
    wait_for_drawer(screen, "closed")
    screen.page.get_by_role("button", name="Reset the filter").focus()
    screen.page.keyboard.press("Escape")
    screen.page.wait_for_function("document.querySelector('.fl-map').offsetLeft === 0")


def test_a_copied_address_shows_the_same(open_screen):
    first = open_screen("/?from=2022-09-01&to=2023-03-02&by=event&q=Bakhmut&day=2022-11-12")
    first.look_at(*BAKHMUT, 9)
    first.choose(selected=BAKHMUT_ID)
    first.heading("Bakhmut")
    first.wait_for_query(f"place={BAKHMUT_ID}")
    first.page.wait_for_function("location.hash.startsWith('#map=9/')", polling=100)
    again = open_screen(first.page.url)
    again.heading("Bakhmut")
    assert again.state() == first.state()
    assert again.view() == pytest.approx(first.view(), abs=0.002)
    assert len(again.page.url.split("#")[0].split("?")[1]) < 110


def test_acts_in_quick_succession_all_count(open_screen):
    screen = open_screen("/?q=Bakhmut")
    screen.page.evaluate(
        f"""(() => {{
          const {{ stage }} = frontline;
          stage.set({{ selected: "{BAKHMUT_ID}" }}, {{ tell: true }});
          const days = {{ from: frontline.day("2022-09-01"), to: frontline.day("2023-03-02") }};
          stage.set(days, {{ tell: true }});
          stage.set({{ tiles: false, choropleth: true }}, {{ tell: true }});
        }})()"""
    )
    for words in (
        f"place={BAKHMUT_ID}",
        "from=2022-09-01",
        "to=2023-03-02",
        "areas=1",
        "q=Bakhmut",
    ):
        screen.wait_for_query(words)
    state = screen.state()
    assert (state["selected"], state["from"], state["choropleth"]) == (
        BAKHMUT_ID, "2022-09-01", True,
    )  # fmt: skip


def test_a_slow_answer_never_undoes_what_the_hand_did_since(open_screen):
    screen = open_screen("/?q=Bakhmut")
    screen.choose(selected=BAKHMUT_ID)
    day = screen.page.evaluate("frontline.day('2022-10-10')")
    screen.page.evaluate(f"frontline.stage.set({{ to: {day} }})")  # the hand still drags
    screen.heading("Bakhmut")
    screen.wait_for_query(f"place={BAKHMUT_ID}")
    assert screen.state()["to"] == "2022-10-10"


def test_back_takes_the_last_choice_back(open_screen):
    screen = open_screen("/?q=Bakhmut")
    screen.choose(selected=BAKHMUT_ID)
    screen.wait_for_query("place=")
    screen.choose(selected=SOLEDAR_ID)
    screen.wait_for_query(SOLEDAR_ID)
    screen.heading("Soledar")
    screen.page.go_back()
    screen.wait_for_state(f"state.selected === '{BAKHMUT_ID}'")
    screen.heading("Bakhmut")


def test_a_day_outside_the_articles_days_is_drawn_as_asked(open_screen):
    screen = open_screen("/?to=2022-09-09")
    assert screen.state()["cursor"] == "2022-09-09"
    expect(screen.page.get_by_label("Day of the front line").first).to_have_value(
        "9 September 2022", timeout=WAIT_MS
    )


def test_a_hostile_address_is_said_as_text_and_draws_the_page(open_screen):
    screen = open_screen(
        "/?from=x&place=%3Cscript%3E&kind=http%3A%2F%2Fevil.example%2F--%3E&page=-7#map=99/900/x"
    )
    note = screen.page.locator(".st-key-notes")
    assert note.locator("p").count() == 4
    assert "kind=http://evil.example/--> in the address" in note.inner_text()
    assert note.locator("a, script").count() == 0
    note.get_by_role("button", name="Close these lines").click()
    expect(note.locator(".fl-note")).to_be_hidden()


def test_at_first_the_newest_own_article_is_open_on_its_day_with_its_places_lit(open_screen):
    screen = open_screen("/?article=1&day=2023-03-01")
    address = screen.page.url.split("#")[0]
    screen = open_screen("/")
    # The hostile article of this store is a day newer than The Hill's.
    screen.wait_for_query("day=2023-03-02")
    state = screen.state()
    assert state["article"]
    assert BAKHMUT_ID in state["lit"]
    assert (state["cursor"], state["from"], state["to"]) == ("2023-03-02", None, None)
    x, y = screen.pixel(*BAKHMUT)
    left, top, right, bottom = screen.size(".fl-map")
    assert left < x < right
    assert top < y < bottom
    assert address != screen.page.url
    hint = screen.page.locator(".fl-hint")
    expect(hint).to_contain_text("The newest article is open")
    hint.get_by_role("button", name="Close this for good").click()
    expect(hint).to_be_hidden()
    screen.visit("/")
    screen.page.locator(".fl-reading h2").wait_for()
    expect(screen.page.locator(".fl-hint")).to_be_hidden()


def test_the_line_of_the_first_look_follows_the_range_once_that_is_moved(open_screen):
    screen = open_screen("/")
    screen.wait_for_query("day=2023-03-02")
    end = screen.page.locator("input[name=fl-to]")
    end.fill("2023-06-01")
    end.press("Enter")
    screen.wait_for_query("to=2023-06-01")
    assert screen.state()["cursor"] == "2023-06-01"
    assert screen.state()["cursorFollows"]


def test_a_choice_outlives_the_filter_that_hides_it_and_says_so(open_screen):
    screen = open_screen(f"/?place={BAKHMUT_ID}")
    screen.heading("Bakhmut")
    words = screen.page.get_by_role("textbox", name="Words in title or text")
    words.fill("Kakhovka")
    words.press("Enter")
    screen.page.get_by_text("The filter leaves out every mention of this place").wait_for()
    screen.heading("Bakhmut")
    screen.wait_for_query("q=Kakhovka")
    assert screen.state()["selected"] == BAKHMUT_ID


def test_briefs_are_one_quiet_line_that_hides_them(open_screen):
    screen = open_screen("/?q=Bakhmut")
    screen.page.get_by_text("of them briefs of this project").wait_for()
    screen.page.get_by_role("button", name="Hide briefs").click()
    screen.wait_for_query("briefs=0")
    screen.page.get_by_role("button", name="Show briefs").click()
    screen.wait_for_query_without("briefs=0")


def test_what_is_in_view_can_be_all_that_counts(open_screen):
    screen = open_screen("/?names=1#map=10/48.5942/37.9989")
    screen.page.get_by_role("combobox", name="Inside").click()
    screen.page.get_by_role("option", name="What is in view").click()
    screen.wait_for_query("box=48.")
    inside = screen.page.get_by_role("combobox", name="Inside")
    expect(inside).to_have_value(re.compile(r"^48\.\d to 48\.\d"), timeout=WAIT_MS)


def test_a_title_in_the_list_opens_the_article_and_the_map_shows_its_places(open_screen):
    screen = open_screen("/?q=pull%20back")
    screen.page.get_by_role("link", name="Articles").click()
    title = screen.page.locator(".fl-articles").get_by_role("button", name=HILL)
    title.click()
    screen.page.locator(".fl-reading h2", has_text=HILL).wait_for()
    expect(title).to_have_attribute("aria-current", "true")
    screen.page.get_by_role("button", name="Show its places on the map").click()
    screen.wait_for_map()
    state = screen.wait_for_state("state.lit.length > 1")
    assert {BAKHMUT_ID, SOLEDAR_ID} <= set(state["lit"])
    wait_for_drawer(screen, "open")
    screen.wait_for_query("article=")


def test_without_storage_and_webgl_the_page_works(browser, server):
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    context.add_init_script(NO_STORAGE)
    screen = Screen(context.new_page(), server)
    screen.visit("/")
    screen.choose(selected=BAKHMUT_ID)
    screen.heading("Bakhmut")
    screen.page.get_by_role("button", name="Close the reading").click()
    wait_for_drawer(screen, "closed")
    context.close()


def test_a_store_that_goes_away_gives_a_line_and_comes_back_by_itself(browser, store_url, tmp_path):
    store, away = tmp_path / "store.sqlite", tmp_path / "away.sqlite"
    shutil.copyfile(store_url.removeprefix("sqlite:///"), store)
    with serving(f"sqlite:///{store}", tmp_path) as address:
        context = browser.new_context(viewport={"width": 1366, "height": 768})
        screen = Screen(context.new_page(), address)
        screen.visit("/?q=Bakhmut")
        shutil.copyfile(store, away)
        store.write_bytes(b"no database at all" * 1000)
        words = screen.page.get_by_role("textbox", name="Words in title or text")
        words.fill("Soledar")
        words.press("Enter")
        screen.page.locator(".fl-note").first.wait_for()
        shutil.copyfile(away, store)
        expect(screen.page.locator(".fl-note")).to_have_count(0, timeout=WAIT_MS)
        screen.wait_for_map()
        screen.page.goto("about:blank")  # so that the server ends without an open connection
        context.close()


def test_on_a_phone_the_reading_is_a_sheet_of_three_heights(open_screen):
    screen = open_screen("/", **PHONE)
    screen.page.locator(".fl-reading h2").wait_for()
    grip = screen.page.get_by_role("button", name="Pull the reading up or down")
    assert screen.size(".st-key-reading")[::2] == (0, 390)
    wait_until_they_meet(screen, ".fl-map", ".st-key-reading")
    grip.focus()
    screen.page.keyboard.press("ArrowUp")
    screen.page.wait_for_function(
        "document.querySelector('.st-key-reading').getBoundingClientRect().top < 70"
    )
    grip.click()
    screen.page.wait_for_function("document.documentElement.dataset.flSheet === 'peek'")
    expect(grip).to_have_attribute("aria-expanded", "false")
    wait_until_they_meet(screen, ".st-key-reading", ".fl-strip")
    assert screen.page.evaluate("document.documentElement.scrollWidth") == 390


def test_on_a_phone_the_sheet_is_pulled_by_the_finger(open_screen):
    screen = open_screen("/", **PHONE)
    screen.page.locator(".fl-reading h2").wait_for()
    box = screen.page.locator(".fl-grip").bounding_box()
    x, y = box["x"] + 100, box["y"] + 10
    screen.page.evaluate(
        """async ([x, y]) => {
          const grip = document.querySelector(".fl-grip");
          grip.setPointerCapture = () => {};
          const send = (type, at) => grip.dispatchEvent(new PointerEvent(type, {
            bubbles: true, pointerId: 1, pointerType: "touch", clientX: x, clientY: at }));
          send("pointerdown", y);
          for (let at = y; at > 80; at -= 40) send("pointermove", at);
          send("pointerup", 80);
        }""",
        [x, y],
    )
    assert screen.page.evaluate("document.documentElement.dataset.flSheet") == "full"


def test_on_a_phone_filters_and_pages_are_behind_a_button_and_targets_are_large(open_screen):
    screen = open_screen("/", **PHONE)
    expand = screen.page.get_by_test_id("stExpandSidebarButton")
    box = expand.bounding_box()
    assert box["height"] >= 40
    assert box["width"] >= 40
    expand.click()
    screen.page.get_by_test_id("stSidebar").get_by_role("link", name="Articles").wait_for()
    for selector in (".fl-grip", ".fl-close", "[data-testid=stSidebarNavLink]"):
        heights = screen.page.locator(selector).evaluate_all(
            "found => found.map((one) => one.getBoundingClientRect().height).filter(Boolean)"
        )
        assert heights
        assert min(heights) >= 40, selector
    screen.page.get_by_test_id("stSidebar").get_by_role("link", name="Articles").click()
    screen.page.locator(".fl-articles").wait_for()


def test_the_hostile_article_is_text_everywhere(open_screen):
    screen = open_screen(f"/?place={BAKHMUT_ID}&from=2023-03-02&to=2023-03-02")
    card = screen.page.locator(".fl-card").filter(has_text="under** fire")
    card.wait_for()
    shown = card.inner_text()
    assert "<img src=x onerror=alert(4)> Bakhmut **under** fire </script>" in shown
    assert "<script>document.title='owned'</script> shells fell on Bakhmut" in shown
    assert "said invoice[U+202E]gnp.exe" in shown
    assert card.locator("img, script, b, strong, a[href^=javascript]").count() == 0
    assert screen.page.title() == "Frontline"
    screen.page.get_by_role("combobox", name="Source").click()
    option = screen.page.get_by_role("option").filter(has_text="Bold")
    option.wait_for()
    assert "**Bold** <b>Wire</b> [x](javascript:alert(3))" in option.inner_text()
    assert option.locator("strong, b, a").count() == 0


def test_exports_hand_out_what_passes_the_filter(open_screen, tmp_path):
    screen = open_screen("/?from=2023-03-02&to=2023-03-02")
    screen.page.get_by_test_id("stSidebar").get_by_text("Export", exact=True).click()
    with screen.page.expect_download() as waiting:
        screen.page.get_by_role("button", name="Mentions as CSV").click()
    waiting.value.save_as(tmp_path / "mentions.csv")
    text = (tmp_path / "mentions.csv").read_text(encoding="utf-8-sig")
    assert "<img src=x onerror=alert(4)> Bakhmut **under** fire" in text
    assert "javascript:alert(6)" not in text


def test_every_script_of_the_page_is_named_with_it(browser, server):
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    screen, asked = Screen(context.new_page(), server), set()
    screen.page.on("request", lambda request: asked.add(request.url))

    screen.visit("/")
    screen.wait_until_idle()

    scripts = {url.rpartition("/")[2] for url in asked if "/static/js/" in url}
    assert scripts
    assert scripts <= set(preload.scripts())
    context.close()
