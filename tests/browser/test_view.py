"""The live map's view and what a hand does on it: the address, clicks and taps, what is lit."""

import pytest

from tests.browser.screen import BAKHMUT, Screen

pytestmark = pytest.mark.browser
TORETSK, OPEN_GROUND, HORLIVKA = (48.398, 37.848), (48.42, 37.70), (48.306, 38.029)
FAR_AWAY = (50.2, 27.5)
PHONE = {"width": 390, "height": 844}


def state(screen, name):
    return screen.page.evaluate("(name) => frontline.stage.state[name]", name)


def wait_for_state(screen, name, value):
    screen.page.wait_for_function(
        "([name, value]) => frontline.stage.state[name] === value", arg=[name, value]
    )


def test_the_first_look_fits_the_open_articles_places(open_screen):
    screen = open_screen()
    lit = screen.page.evaluate("frontline.places.marks.lit().map((spot) => spot.place.name)")
    assert lit == ["Bakhmut"]
    inside = screen.page.evaluate("frontline.stage.map.getBounds().contains([48.59, 38.0])")
    assert inside
    assert screen.view()[0] <= 9


def test_a_view_in_the_address_is_kept_beside_an_open_article(open_screen):
    screen = open_screen("/#map=6/48.6/33.5")
    assert screen.view()[0] == 6
    screen.page.wait_for_function("location.hash.startsWith('#map=6/48.6000/33.5000')")


def test_reload_of_the_copied_address_gives_the_same_view(open_screen):
    first = open_screen("/?to=2023-06-30&place=geonames:713174")
    first.look_at(48.4, 37.2, 8.5)
    again = open_screen(first.page.url)
    assert again.view() == first.view()
    assert state(again, "selected") == "geonames:713174"


def test_another_page_and_back_keeps_the_view_and_what_is_drawn(open_screen):
    screen = open_screen("/?to=2023-06-30")
    screen.look_at(48.4, 37.2, 8)
    drawn = screen.dots()
    screen.page.get_by_role("link", name="Not mapped").click()
    screen.page.locator(".fl-stage").wait_for(state="detached")
    screen.page.get_by_role("link", name="Map", exact=True).click()
    screen.page.wait_for_function(
        "document.querySelector('.fl-stage')?.dataset.built && frontline.places.dots"
    )
    screen.page.wait_for_function("(drawn) => frontline.places.dots === drawn", arg=drawn)
    assert screen.view()[0] == 8


def test_a_click_shows_the_excerpts_and_leaves_the_place_where_it_was(open_screen):
    screen = open_screen("/?to=2023-06-30#map=10/48.55/37.9")
    place = screen.pixel(*BAKHMUT)
    screen.click(*BAKHMUT)
    screen.heading("Bakhmut")
    assert state(screen, "selected") == "geonames:713174"
    assert screen.pixel(*BAKHMUT) == pytest.approx(place, abs=2)
    screen.page.wait_for_function("location.search.includes('place=geonames%3A713174')")


def test_a_click_on_open_ground_asks_for_the_ground(open_screen):
    screen = open_screen("/?to=2024-05-31#map=11/48.41/37.75")
    screen.page.wait_for_function("frontline.control.model")
    screen.click(*OPEN_GROUND)
    assert state(screen, "selected") is None
    ground = state(screen, "ground")
    assert (ground["lat"], ground["lon"]) == pytest.approx(OPEN_GROUND, abs=0.005)
    screen.page.wait_for_function("location.search.includes('at=48.4')")


def test_a_tap_at_bakhmut_on_a_phone_chooses_bakhmut(browser, server):
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    screen = Screen(context.new_page(), server)
    screen.visit("/?to=2023-06-30#map=7/48.6/38")
    x, y = screen.pixel(*BAKHMUT)
    screen.page.touchscreen.tap(x + 3, y - 3)
    wait_for_state(screen, "selected", "geonames:713174")
    context.close()


def test_the_map_goes_to_a_place_that_was_chosen_beside_it_only_where_it_is_not_in_view(
    open_screen,
):
    screen = open_screen("/?to=2023-06-30#map=9/48.5/37.9")
    screen.page.keyboard.press("Shift")  # a hand is there: what is chosen now may move the map
    choose = "(id) => frontline.stage.set({ selected: id })"
    view = screen.view()
    screen.page.evaluate(choose, "geonames:713174")
    screen.page.evaluate("() => new Promise((done) => setTimeout(done, 900))")
    assert screen.view()[0] == view[0]
    screen.look_at(*FAR_AWAY, 9)
    screen.page.evaluate("frontline.stage.set({ selected: null })")
    screen.page.evaluate(choose, "geonames:713174")
    screen.page.wait_for_function("frontline.stage.map.getBounds().contains([48.5942, 37.9989])")


def test_a_pack_that_is_away_for_a_moment_is_asked_for_again(browser, server):
    context = browser.new_context()
    screen = Screen(context.new_page(), server)
    missed = []

    def answer(route):
        if route.request.url.endswith((".es", ".css")) or missed:
            route.continue_()
        else:
            missed.append(route.request.url)
            route.fulfill(status=404)

    screen.page.route(f"{server}/media/*", answer)
    screen.visit("/")
    screen.page.wait_for_function("frontline.places.dots > 50")
    assert len(missed) == 1
    context.close()
