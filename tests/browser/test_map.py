"""The map in a real Chromium: it paints, filters, answers clicks, and keeps its address."""

import json
import time
from pathlib import Path

import pytest
from dashboard.drawing import KIND_COLOURS
from playwright.sync_api import expect

from geocode.model import Kind
from tests.browser.screen import BAKHMUT, WAIT_MS, Screen

pytestmark = pytest.mark.browser


def rgb(colour):
    return [int(colour[n : n + 2], 16) for n in (1, 3, 5)]


def close(one, other):
    return all(abs(a - b) <= 40 for a, b in zip(one, other, strict=True))


def test_the_map_paints_with_its_markers(open_screen):
    screen = open_screen()
    drawn = screen.drawn()
    assert drawn["points"] > 100
    assert drawn["areas"] > 10
    frame = screen.page.locator("iframe").first
    assert frame.get_attribute("aria-label").startswith("Map of places;")
    screen.look_at(*BAKHMUT, 9)
    assert close(screen.colour(*BAKHMUT), rgb(KIND_COLOURS[Kind.CITY]))


def test_moving_the_date_range_changes_the_markers_and_not_the_view(open_screen):
    screen = open_screen()
    screen.look_at(48.6, 37.5, 8)
    before, view = screen.drawn(), screen.view()
    # Home takes the later thumb to the earlier one: the first day alone stays.
    screen.page.get_by_role("slider").nth(1).press("Home")
    after = screen.wait_for_drawing(f"drawn.points < {before['points']}")
    assert 0 < after["points"] < before["points"]
    assert screen.view() == view
    screen.page.wait_for_function("location.search.includes('to=2022-02-24')")
    screen.page.wait_for_function("location.hash.startsWith('#map=8/48.6')")


def test_a_click_on_bakhmut_shows_its_excerpts_and_keeps_the_view(open_screen, record_property):
    screen = open_screen()
    screen.look_at(*BAKHMUT, 10)
    view = screen.view()
    clicked_at = screen.click(*BAKHMUT)
    cards = screen.excerpts()
    seconds = time.monotonic() - clicked_at
    record_property("click_s", round(seconds, 2))
    print(f"click to excerpts: {seconds:.2f} s")
    screen.heading("Bakhmut")
    marks = screen.page.locator(".fl-card mark").all_inner_texts()
    assert {mark[:6] for mark in marks} <= {"Bakhmu", "Бахмут"}
    days = [card.split(" ")[0] for card in cards]
    assert days == sorted(days, reverse=True)
    assert screen.view() == view
    screen.page.wait_for_function("location.search.includes('place=geonames%3A713174')")


def test_reload_of_the_copied_address_gives_the_same(open_screen):
    first = open_screen("/?to=2023-06-30&kind=city&kind=region&q=Bakhmut")
    first.look_at(48.4, 37.2, 8)
    first.click(*BAKHMUT)
    cards = first.excerpts()
    first.page.wait_for_function("location.search.includes('place=') && location.hash")
    again = open_screen(first.page.url)
    assert again.excerpts() == cards
    assert again.view() == first.view()
    assert again.drawn() == first.drawn()
    again.page.wait_for_url(first.page.url)


def test_the_same_place_can_be_chosen_by_keyboard(open_screen):
    screen = open_screen()
    screen.page.get_by_role("combobox", name="places").focus()
    screen.page.keyboard.type("Soledar")
    screen.page.get_by_role("option").first.wait_for()
    screen.page.keyboard.press("Enter")
    screen.heading("Soledar")
    assert "Soledar" in screen.excerpts()[0]
    screen.wait_for_drawing("drawn.selected === 'geonames:706757'")


def test_another_page_of_excerpts_begins_at_its_top_and_keeps_the_focus(open_screen):
    screen = open_screen("/?place=geonames:713174")
    first = screen.excerpts()
    older = screen.page.get_by_role("button", name="Older")
    screen.page.locator(".fl-card").last.scroll_into_view_if_needed()
    older.press("Enter")
    screen.page.get_by_text("Page 2 of").wait_for()
    screen.page.wait_for_function(
        "before => document.querySelector('.fl-card').innerText !== before", arg=first[0]
    )
    screen.page.wait_for_function(
        """() => {
          const { y } = document.querySelector('.fl-card').getBoundingClientRect();
          return 0 < y && y < 450 && document.activeElement.innerText === 'Older';
        }"""
    )


def test_show_on_map_moves_the_view_only_when_asked(open_screen):
    screen = open_screen("/?place=geonames:713174")
    screen.excerpts()
    view = screen.view()
    screen.page.get_by_role("button", name="Show on the map").click()
    screen.page.wait_for_function("location.hash.startsWith('#map=10/48.5')")
    assert screen.view() != view


def test_back_takes_the_last_choice_back(open_screen):
    screen = open_screen()
    screen.look_at(*BAKHMUT, 10)
    screen.click(*BAKHMUT)
    screen.heading("Bakhmut")
    screen.page.wait_for_function("location.search.includes('place=')")
    screen.page.go_back()
    screen.page.wait_for_function("!location.search.includes('place=')")
    screen.heading("Excerpts")
    assert not screen.page.get_by_role("heading", name="Bakhmut", exact=True).is_visible()


def test_another_page_and_back_keeps_filter_choice_and_view(open_screen):
    screen = open_screen("/?to=2023-06-30&place=geonames:713174")
    screen.look_at(48.4, 37.2, 8)
    drawn, view = screen.drawn(), screen.view()
    screen.page.get_by_role("link", name="Not mapped").click()
    screen.page.get_by_role("heading", name="Not mapped", exact=True).wait_for()
    screen.page.get_by_role("link", name="Map", exact=True).click()
    screen.wait_for_map()
    screen.heading("Bakhmut")
    assert screen.drawn() == drawn
    assert screen.view() == view
    screen.page.wait_for_function("location.search.includes('to=2023-06-30')")


def test_a_stretch_of_the_front_names_its_settlements_and_their_evidence(open_screen):
    screen = open_screen("/?to=2022-11-12&front=1#map=10/46.65/32.6")
    screen.wait_for_drawing("drawn.lines > 0")
    held = screen.frame.evaluate(
        """() => {
          const found = [];
          frontline.map.eachLayer(layer => {
            const held = layer.feature && layer.feature.properties.held;
            if (held && held.length > 1) found.push(held);
          });
          return found[0];
        }"""
    )
    screen.visit(f"/?to=2022-11-12&front=1&held={held[0]}&held={held[1]}")
    screen.page.get_by_text("The front line here").wait_for()
    screen.page.get_by_text("forces since").first.wait_for()
    assert "table, " in screen.page.locator(".fl-evidence").first.inner_text()


def test_the_front_line_is_drawn_by_the_chosen_sources(open_screen):
    screen = open_screen("/?to=2022-11-12&front=1&by=viina#map=8/47.5/34.6")
    screen.page.get_by_text("no folder of front-line files").wait_for()
    assert screen.drawn()["lines"] == 0
    screen.visit("/?to=2022-11-12&front=1")
    screen.wait_for_drawing("drawn.lines > 100")


def test_a_narrow_window_shows_the_map_without_sideways_scrolling(open_screen):
    screen = open_screen(width=420, height=900)
    assert screen.page.evaluate("document.documentElement.scrollWidth") <= 420
    assert screen.drawn()["points"] > 100


def test_the_hostile_article_is_text_everywhere(open_screen):
    screen = open_screen("/?place=geonames:713174&from=2023-03-02&to=2023-03-02#map=10/48.59/38.0")
    (*_, card) = screen.excerpts()
    assert "<img src=x onerror=alert(4)> Bakhmut **under** fire </script>" in card
    assert "<script>document.title='owned'</script> shells fell on Bakhmut" in card
    assert "[press here](javascript:alert(2)), said invoice[U+202E]gnp.exe" in card
    assert "**Bold** <b>Wire</b> [x](javascript:alert(3))" in card
    panel = screen.page.locator(".fl-cards")
    assert panel.locator("a, img, script, b, strong").count() == 0
    screen.page.mouse.move(*screen.pixel(*BAKHMUT))
    tip = screen.frame.locator(".place-tip")
    tip.wait_for()
    assert tip.locator("img, script, a").count() == 0
    assert screen.page.title() == "Frontline"
    sources = screen.page.get_by_role("combobox", name="Source")
    sources.click()
    option = screen.page.get_by_role("option").filter(has_text="Bold")
    option.wait_for()
    assert "**Bold** <b>Wire</b> [x](javascript:alert(3))" in option.inner_text()
    assert option.locator("strong, b, a").count() == 0


def test_exports_hand_out_the_hostile_text_as_data(open_screen):
    screen = open_screen("/?from=2023-03-02&to=2023-03-02")
    screen.page.get_by_text("as a table, and export").click()
    with screen.page.expect_download() as waiting:
        screen.page.get_by_role("button", name="Mentions as CSV").click()
    text = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    assert "<img src=x onerror=alert(4)> Bakhmut **under** fire" in text
    assert "javascript:alert(6)" not in text


def test_areas_are_handed_out_with_their_outlines(open_screen):
    screen = open_screen()
    screen.page.get_by_text("as a table, and export").click()
    with screen.page.expect_download() as waiting:
        screen.page.get_by_role("button", name="Places as GeoJSON").click()
    features = json.loads(Path(waiting.value.path()).read_text(encoding="utf-8"))["features"]
    donetsk = {feature["id"]: feature for feature in features}["iso:UA-14"]
    assert donetsk["properties"]["geometry_is"] == "outline"


def test_a_hostile_address_draws_the_page_all_the_same(open_screen):
    screen = open_screen("/?from=x&place=%3Cscript%3E&kind=castle&page=-7#map=99/900/x")
    assert screen.drawn()["points"] > 100
    expect(screen.page.get_by_test_id("stAlert")).to_have_count(4, timeout=WAIT_MS)


def test_markers_shrink_where_countries_show_and_grow_back(open_screen):
    screen = open_screen()
    radius = "Math.max(...Object.values(frontline.map._layers)"
    radius += ".filter(l => l.wholeRadius).map(l => l.getRadius() / l.wholeRadius))"
    shares = []
    for zoom in (4, 6, 8, 10):
        screen.look_at(*BAKHMUT, zoom)
        shares.append(round(screen.frame.evaluate(radius), 3))
    assert shares == [0.5, 0.75, 1, 1]


def test_tiles_that_do_not_answer_leave_the_map_and_say_so(open_screen):
    screen = open_screen()
    drawn, view = screen.drawn(), screen.view()
    screen.page.get_by_text("Online tiles").click()
    words = screen.frame.locator(".map-message")
    words.wait_for()
    assert words.inner_text() == "The online tiles do not answer; this is the map without them."
    assert (screen.drawn(), screen.view()) == (drawn, view)
    screen.page.get_by_text("Online tiles").click()
    words.wait_for(state="detached")
    asked, screen.requests_elsewhere = screen.requests_elsewhere, []
    assert {address.split("/")[2] for address in asked} == {"tile.openstreetmap.org"}
    screen.complaints.clear()  # the browser logs each tile that it could not get


def test_places_that_are_away_for_a_moment_are_asked_for_again(browser, server):
    context = browser.new_context()
    screen = Screen(context.new_page(), server)
    asked = []

    def answer(route):
        asked.append(route.request.url)
        route.fulfill(status=404) if len(asked) == 1 else route.continue_()

    screen.page.route(f"{server}/media/*", answer)
    screen.visit("/")
    assert screen.drawn()["points"] > 100
    assert screen.frame.locator(".map-message").count() == 0
    assert len(asked) == 2
    context.close()


def test_a_place_told_by_two_others_is_one_hollow_pin_between_them(open_screen):
    screen = open_screen()
    between = (49.0156, 37.6902)  # half-way from Sviatohirsk to Lyman
    screen.look_at(49.0, 37.7, 11)
    screen.click(*between)
    (card,) = screen.excerpts()
    screen.heading("between Sviatohirsk and Lyman")
    words = screen.page.get_by_text("estimated point, ±9.1 km")
    expect(words).to_have_count(1, timeout=WAIT_MS)
    marks = screen.page.locator(".fl-card mark").all_inner_texts()
    assert marks == ["між Святогірськом і Лиманом"]
    assert "Лиманом" in card
