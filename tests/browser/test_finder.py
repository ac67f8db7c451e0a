"""Finding and reading the map without pointing, in a real Chromium.

The field that finds a place, the list of places, areas named, legend, badge, keys, live region.
"""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

import data
from data.model import DateRange, Filter
from geocode.model import AREAL_KINDS

pytestmark = pytest.mark.browser
WINTER = ("2023-02-01", "2023-03-01")


@pytest.fixture
def finder(open_screen):
    """Opens the page and waits for the field and its list."""

    def open_(path="/", **size):
        return Finder(open_screen(path, **size).page)

    return open_


class Finder:
    """What a test does with the field and the lists, and what it reads of them."""

    def __init__(self, page):
        self.page = page
        self.field = page.locator("#fl-find")
        self.options = page.locator("#fl-found [role=option]")
        self.rows = page.locator(".fl-places button")
        self.areas = page.locator(".fl-areas li button")
        self.badge = page.locator(".fl-badge")
        expect(self.field).to_be_visible()
        expect(self.badge).to_be_visible()
        page.evaluate("frontline.closeReading()")  # the newest article is open at first

    def tab(self, name):
        return self.page.locator(".fl-list").get_by_role("button", name=name, exact=True)

    def state(self, name):
        return self.page.evaluate(f"frontline.stage.state.{name}")

    def place(self, index_or_id):
        """Name of a place by its id."""
        return self.page.evaluate(
            "(id) => frontline.named.name(frontline.named.indexOf(id))", index_or_id
        )

    def look_at(self, latitude, longitude, zoom):
        self.page.evaluate(
            "(to) => void frontline.stage.map.setView([to[0], to[1]], to[2], {animate: false})",
            [latitude, longitude, zoom],
        )

    def show_days(self, first, last):
        self.page.evaluate(
            "(days) => frontline.stage.set({from: days[0], to: days[1]})",
            [self.day(first), self.day(last)],
        )

    def day(self, iso):
        return self.page.evaluate("(iso) => frontline.day(iso)", iso)

    def spy(self):
        """Note what is sent to Python from now on."""
        self.page.evaluate(
            """() => {
              const { stage } = frontline, act = stage.act;
              window.acts = [];
              stage.act = function (what, fields) {
                acts.push({ what, ...fields });
                return act.call(this, what, fields);
              };
            }"""
        )

    def acts(self, what):
        return self.page.evaluate("(what) => acts.filter((act) => act.what === what)", what)


@pytest.mark.parametrize(
    "typed",
    ["Avdiivka", "AVDIYIVKA", "avdii", "Авдіївка", "авдеевка", "Avdeyevka"],
)
def test_a_place_is_found_by_any_spelling(finder, typed):
    page = finder()

    page.field.fill(typed)

    expect(page.options.first.locator(".fl-name")).to_have_text("Avdiivka")


@pytest.mark.parametrize("typed", ["Artemivsk", "Артемовск", "Artyomovsk"])
def test_a_place_is_found_by_its_former_name(finder, typed):
    page = finder()

    page.field.fill(typed)

    expect(page.options.first.locator(".fl-name")).to_have_text("Bakhmut")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kyiv", "Kiev"),
        ("Kharkiv", "Харьков"),
        ("Zaporizhzhia", "Zaporozhye"),
        ("Luhansk", "Lugansk"),
    ],
)
def test_both_languages_names_share_their_loose_form(finder, one, other):
    page = finder()

    forms = page.page.evaluate(
        "(names) => names.map((n) => frontline.nameForms(n).loose)", [one, other]
    )

    assert forms[0] == forms[1]


def test_enter_chooses_the_first_place_and_escape_clears_the_field(finder):
    page = finder()
    page.spy()

    page.field.fill("bakhm")
    page.field.press("Enter")

    assert page.place(page.state("selected")) == "Bakhmut"
    assert len(page.acts("place")) == 1
    expect(page.field).to_have_value("Bakhmut")
    expect(page.field).to_have_attribute("aria-expanded", "false")
    page.field.press("Escape")
    expect(page.field).to_have_value("")


def test_arrow_keys_walk_the_places_found_and_light_them(finder):
    page = finder()

    page.field.fill("av")
    page.field.press("ArrowDown")

    second = page.options.nth(1)
    expect(second).to_have_attribute("aria-selected", "true")
    expect(page.field).to_have_attribute("aria-activedescendant", second.get_attribute("id"))
    assert page.place(page.state("hover")) == second.locator(".fl-name").inner_text()
    page.field.press("Escape")
    assert page.state("hover") is None


def test_coordinates_are_gone_to(finder):
    page = finder()

    page.field.fill("48.59, 38.00")
    expect(page.options).to_have_text(["Go to 48.59, 38"])
    page.field.press("Enter")

    centre = page.page.evaluate(
        "(() => { const c = frontline.stage.map.getCenter(); return [c.lat, c.lng] })()"
    )
    assert centre == pytest.approx([48.59, 38.0], abs=0.01)
    assert page.state("ground") == {"lat": 48.59, "lon": 38}


def test_what_no_article_names_is_said_and_chosen_by_nothing(finder):
    page = finder()

    page.field.fill("<b>Nowhere")

    expect(page.page.locator(".fl-nothing")).to_have_text(
        "No place named <b>Nowhere in these articles"
    )
    page.field.press("Enter")
    assert page.state("selected") is None


def test_the_list_has_the_places_in_view_most_mentions_first(finder):
    page = finder()
    whole = page.rows.count()

    page.look_at(48.59, 38.0, 11)

    expect(page.rows.first.locator(".fl-name")).to_have_text("Bakhmut")
    expect(page.tab("In view")).to_have_attribute("aria-pressed", "true")
    expect(page.rows).not_to_have_count(whole)
    numbers = [int(text) for text in page.rows.locator(".fl-number").all_inner_texts()]
    assert numbers == sorted(numbers, reverse=True)
    page.tab("All").click()
    expect(page.rows).to_have_count(50)


def test_the_list_is_walked_by_keys_lights_the_place_and_enter_chooses_it(finder):
    page = finder()

    page.rows.first.focus()
    page.page.keyboard.press("ArrowDown")

    expect(page.rows.nth(1)).to_be_focused()
    name = page.rows.nth(1).locator(".fl-name").inner_text()
    assert page.place(page.state("hover")) == name
    page.page.keyboard.press("Enter")
    assert page.place(page.state("selected")) == name
    expect(page.rows.nth(1)).to_have_attribute("aria-current", "true")


def test_list_and_badge_count_what_the_store_counts(finder, store_url):
    page = finder()
    engine = data.open_engine(store_url, read_only=True)
    first, last = (date.fromisoformat(day) for day in WINTER)
    table = data.places(engine, Filter(days=DateRange(first, last)))
    engine.dispose()
    points = table[~table["kind"].isin([kind.value for kind in AREAL_KINDS])]

    page.show_days(*WINTER)

    expect(page.badge).to_have_text(
        f"{len(points)} places, {points['mentions'].sum()} mentions, "
        "published 1 Feb 2023 – 1 Mar 2023"
    )
    page.tab("All").click()
    expect(page.page.locator(".fl-list-head .fl-dim")).to_have_text(str(len(points)))


def test_the_filter_can_be_narrowed_to_the_view(finder):
    page = finder()
    page.look_at(48.59, 38.0, 10)
    page.spy()

    page.page.get_by_role("button", name="Filter by view").click()

    (act,) = page.acts("view")
    assert act["south"] < 48.59 < act["north"]
    assert act["west"] < 38.0 < act["east"]


def test_areas_named_are_listed_with_counts_light_up_and_can_be_chosen(finder):
    page = finder()
    expect(page.areas).to_have_count(6)

    page.page.get_by_role("button", name=re.compile(r"^\d+ more$")).last.click()
    page.areas.first.focus()

    assert page.areas.count() > 6
    name = page.areas.first.locator(".fl-name").inner_text()
    assert name == "Donetsk Oblast"
    assert page.place(page.state("hover")) == name
    page.page.keyboard.press("Enter")
    assert page.place(page.state("selected")) == name


def test_the_areas_are_coloured_by_one_switch(finder):
    page = finder()

    page.page.get_by_role("switch", name="Colour areas by mentions").press("Space")

    assert page.state("choropleth") is True
    legend = page.page.get_by_role("region", name="Legend")
    expect(legend.get_by_text("area: few to many mentions")).to_be_visible()


def test_a_chosen_area_fits_its_outline_into_the_map(finder):
    page = finder()
    page.look_at(48.59, 38.0, 12)

    page.areas.first.press("Enter")

    page.page.wait_for_function("frontline.stage.map.getZoom() < 10")
    west, east = page.page.evaluate(
        "[frontline.stage.map.getBounds().getWest(), frontline.stage.map.getBounds().getEast()]"
    )
    assert west < 36.6  # Donetsk Oblast from its west end
    assert east > 39.0  # to its east end


def test_the_legend_names_what_is_on_screen_and_stays_folded(finder):
    page = finder()
    legend = page.page.get_by_role("region", name="Legend")
    page.look_at(48.59, 38.0, 6)
    expect(legend.get_by_text("place, by mentions")).to_be_visible()
    page.look_at(43.0, 31.0, 10)  # the Black Sea
    expect(legend.get_by_text("place, by mentions")).to_be_hidden()

    legend.get_by_role("button").click()
    page.page.reload()

    expect(page.page.locator(".fl-fold")).to_have_attribute("aria-expanded", "false")


def test_single_keys_work_on_the_map_and_not_in_a_field(finder):
    page = finder()
    map_box = page.page.locator(".fl-map")

    map_box.focus()
    page.page.keyboard.press("/")
    expect(page.field).to_be_focused()
    page.page.keyboard.type("?/")
    expect(page.field).to_have_value("?/")

    map_box.focus()
    before = page.state("cursor")
    page.page.keyboard.press(",")
    assert page.state("cursor") == before - 1
    page.page.keyboard.press("]")
    assert page.state("cursor") == before


def test_escape_on_the_map_closes_what_is_open(finder):
    page = finder()
    page.field.fill("bakhmut")
    page.field.press("Enter")

    page.page.locator(".fl-map").focus()
    page.page.keyboard.press("Escape")

    assert page.state("selected") is None


def test_the_keys_are_listed_in_a_dialog(finder):
    page = finder()

    page.page.locator(".fl-map").focus()
    page.page.keyboard.press("?")

    dialog = page.page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(dialog).to_be_visible()
    page.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.page.locator(".fl-map")).to_be_focused()


@pytest.mark.parametrize(
    ("name", "goal"),
    [
        ("Skip to the map", ".fl-map"),
        ("Skip to the list of places", ".fl-places li:first-child button"),
    ],
)
def test_the_first_buttons_lead_past_everything_else(finder, name, goal):
    page = finder()

    expect(page.rows.first).to_be_visible()
    page.page.get_by_role("button", name=name).focus()
    page.page.keyboard.press("Enter")

    expect(page.page.locator(goal)).to_be_focused()


def test_what_changed_is_said_once_it_rests(finder):
    page = finder()

    page.show_days(*WINTER)

    expect(page.page.locator(".fl-live")).to_have_text(re.compile(r"^\d+ places on the map$"))


def test_the_field_lies_over_the_map_while_the_drawer_is_closed(finder):
    page = finder()

    page.page.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click()

    expect(page.page.locator(".fl-over #fl-find")).to_be_visible()
    page.page.get_by_test_id("stExpandSidebarButton").click()
    expect(page.page.get_by_test_id("stSidebar").locator("#fl-find")).to_be_visible()


def test_on_a_phone_the_empty_field_offers_the_places_in_view(finder):
    page = finder(width=390, height=844)
    page.look_at(48.59, 38.0, 11)

    page.field.click()

    expect(page.options.first.locator(".fl-name")).to_have_text("Bakhmut")
    page.options.first.click()
    assert page.place(page.state("selected")) == "Bakhmut"


def test_a_button_shows_the_whole_war(finder):
    page = finder()
    page.look_at(0, 0, 5)

    page.page.get_by_role("button", name="Show the whole war").click()

    page.page.wait_for_function("frontline.stage.map.getBounds().contains([48.6, 33.5])")


def test_a_button_shows_the_places_of_the_open_article(open_screen):
    screen = open_screen("/?article=1&briefs=1")
    screen.wait_for_state("state.lit.length > 1")
    screen.look_at(0, 0, 5)

    screen.page.get_by_role("button", name="Show the places of the open article").click()

    screen.page.wait_for_function(
        """() => {
          const { map, packs, state } = frontline.stage, { lat, lon } = packs.places;
          return state.lit.map((id) => frontline.named.indexOf(id))
            .filter((at) => at >= 0 && !frontline.named.isArea(at))
            .every((at) => map.getBounds().contains([lat[at], lon[at]]));
        }"""
    )


def test_a_part_of_the_page_that_fails_does_not_stop_the_others(finder):
    page = finder()

    shown = page.page.evaluate(
        """() => {
          const { stage } = frontline, heard = [];
          window.reportError = (error) => heard.push(error.message);
          const off = stage.on(() => { throw new Error("broken part"); });
          const after = stage.on(() => heard.push("the next part"));
          stage.set({ hover: "geonames:713174" });
          off();
          after();
          return heard;
        }"""
    )

    assert shown == ["broken part", "the next part"]
