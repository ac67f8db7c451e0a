"""What the layers of the map draw and answer, in a real Chromium: a saved map of three squares."""

import folium
import pytest

from dashboard.map.areas import Areas
from dashboard.map.basemap import Basemap
from dashboard.map.control import Control
from dashboard.map.places import Places
from dashboard.map.tiles import Tiles
from tests.dashboard.map.map_packs import (
    EAST,
    MIDDLE,
    REGION,
    SITE,
    SPOT,
    TOWN,
    TOWN_AT,
    VILLAGE,
    WEST,
    control_pack,
    counts_pack,
    places_pack,
)
from tests.theatre import UKRAINE

pytestmark = pytest.mark.browser
HOSTILE = "<img src=x onerror=alert(1)>"
NOWHERE = "https://tiles.invalid/{z}/{x}/{y}.png"
SEA = (46.2, 36.6)
LINE_EAST, LINE_WEST = (48.5, 38.0), (48.5, 37.5)
LAND = (48.9, 37.4)
FAR_AWAY = (50.5, 31.0)


@pytest.fixture
def open_map(browser, tmp_path):
    """Opens a saved map with all layers; at the end nothing may have gone wrong in it."""
    opened = []

    def open_(*, town="Town", zoom=9, at=MIDDLE, tiles=None, **context):
        made = folium.Map(at, zoom_start=zoom, tiles=None, zoom_snap=0.5, max_zoom=18)
        layers = [Basemap(UKRAINE), Control(control_pack(), theatre=UKRAINE), Areas()]
        layers += [Tiles(tiles)] if tiles else []
        for layer in [*layers, Places(places_pack(town), counts_pack())]:
            made.add_child(layer)
        path = tmp_path / f"map{len(opened)}.html"
        made.save(str(path))
        page = browser.new_context(**context).new_page()
        shown = MapPage(page)
        opened.append(shown)
        page.goto(path.as_uri())
        page.wait_for_function(
            "frontline.basemapDrawn && frontline.control.model && frontline.places.model"
        )
        shown.drawn()
        return shown

    yield open_
    for shown in opened:
        shown.page.context.close()
        assert shown.complaints == []


class MapPage:
    """A page with one map, and what a test asks of it."""

    def __init__(self, page):
        self.page, self.complaints = page, []
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        page.on("request", self._note)

    def _note(self, request):
        if not request.url.startswith(("file:", "data:", NOWHERE[:21])):
            self.complaints.append(request.url)

    def drawn(self):
        """Wait for the next frame, and for names to be laid out after it."""
        self.page.evaluate(
            """async () => {
              const { places, stage } = frontline, sheet = frontline.sheetOf(stage.map);
              const frame = () => new Promise((done, failed) => {
                stage.map.once("frontline:drawn", done);
                setTimeout(() => failed(new Error("no frame was drawn")), 60000);
                sheet.dirty();
              });
              await frame();
              places.labels.lay();
              await frame();
            }"""
        )

    def set(self, **state):
        """Change the state; days are given as ISO texts."""
        self.page.evaluate(
            """(state) => {
              for (const name of ["from", "to", "cursor"]) {
                if (name in state) state[name] = frontline.day(state[name]);
              }
              frontline.stage.set(state);
            }""",
            state,
        )
        self.drawn()

    def turn(self, day):
        self.set(cursor=day, cursorFollows=False)

    def look_at(self, place, zoom):
        self.page.evaluate(
            "([at, zoom]) => void frontline.stage.map.setView(at, zoom, { animate: false })",
            [place, zoom],
        )
        self.drawn()

    def state(self, name):
        return self.page.evaluate("(name) => frontline.stage.state[name]", name)

    def pixel(self, place):
        """Where a place lies on the page."""
        return self.page.evaluate(
            """(at) => {
              const { map } = frontline.stage, { x, y } = map.latLngToContainerPoint(at);
              const box = map.getContainer().getBoundingClientRect();
              return [box.left + x, box.top + y];
            }""",
            place,
        )

    def colour(self, layer, place):
        """Red, green, blue and opacity that the canvas of a layer has at a place, 0..255."""
        return self.page.evaluate(
            """([layer, x, y]) => {
              const canvas = document.querySelector(`canvas.fl-${layer}`);
              const box = canvas.getBoundingClientRect(), scale = canvas.width / box.width;
              const at = [(x - box.left) * scale, (y - box.top) * scale];
              return [...canvas.getContext("2d").getImageData(...at, 1, 1).data];
            }""",
            [layer, *self.pixel(place)],
        )

    def is_painted(self, layer, place):
        return self.colour(layer, place)[3] > 200

    def dots(self):
        """Ids and mentions of the places of each dot, those named most first."""
        return self.page.evaluate(
            """() => {
              const { places } = frontline;
              return [...places.dotBin.subarray(0, places.dots)].map((b) =>
                places.within(b).map(({ id, mentions }) => [id, mentions]));
            }"""
        )

    def names(self):
        """Each name that stands, with its box: left, top, right, bottom in CSS pixels."""
        return self.page.evaluate(
            """() => frontline.places.labels.visible().map(({ id, x, y, picture }) =>
              ({ id, box: [x, y, x + picture.width, y + picture.height] }))"""
        )

    def hover(self, place):
        """Point at a place; what is said there, or None."""
        self.page.mouse.move(*self.pixel(place))
        self.page.evaluate("() => new Promise(requestAnimationFrame)")
        tip = self.page.locator(".fl-tip")
        return tip.inner_text() if tip.is_visible() else None


def dark(colour):
    return sum(colour[:3]) < 3 * 100


# ---- control


def test_only_ground_that_the_invader_took_is_filled(open_map):
    shown = open_map()
    shown.turn("2022-03-01")
    assert [shown.is_painted("ground", at) for at in (WEST, MIDDLE, EAST)] == [False, False, True]
    red, green, blue, _ = shown.colour("ground", EAST)
    assert red > green + 20
    assert red > blue + 20


def test_ground_changes_hands_on_its_day_and_back_when_time_runs_backward(open_map):
    shown = open_map()
    for day, taken in [("2022-03-10", False), ("2022-03-11", True), ("2022-03-10", False)]:
        shown.turn(day)
        assert shown.is_painted("ground", MIDDLE) is taken
        assert shown.is_painted("line", LINE_WEST) is taken
        assert shown.is_painted("line", LINE_EAST) is not taken


def test_ground_that_is_filled_again_cell_by_cell_is_as_if_drawn_at_once(open_map):
    shown = open_map()
    picture = """() => {
      const canvas = document.querySelector("canvas.fl-ground");
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      return data.reduce((sum, part, n) => sum + (n % 4 === 3 && part > 127 ? 1 : 0), 0);
    }"""
    shown.turn("2022-03-10")
    first = shown.page.evaluate(picture)
    shown.turn("2022-03-20")
    assert shown.page.evaluate(picture) > 1.8 * first
    shown.turn("2022-03-10")
    assert abs(shown.page.evaluate(picture) - first) < 0.005 * first


def test_before_the_first_day_nothing_is_known(open_map):
    shown = open_map()
    shown.turn("2022-02-20")
    assert not shown.is_painted("ground", EAST)
    assert shown.hover(EAST) is None


def test_the_line_is_the_darkest_stroke_and_cased_in_paper(open_map):
    shown = open_map()
    shown.turn("2022-03-01")
    assert dark(shown.colour("line", LINE_EAST))
    x, y = shown.pixel(LINE_EAST)
    beside = shown.page.evaluate(
        "([x, y]) => { const { map } = frontline.stage;"
        " const at = map.mouseEventToLatLng({ clientX: x, clientY: y }); return [at.lat, at.lng] }",
        [x + 2.6, y],
    )
    assert shown.colour("line", beside)[:3] == [255, 255, 255]


def test_pointing_says_who_holds_ground_and_since_when(open_map):
    shown = open_map()
    shown.turn("2022-03-20")
    assert shown.hover(MIDDLE) == "Midove\nheld by Russian forces since 11 Mar 2022"
    assert shown.hover(EAST) == "Eastove\nheld by Russian forces"
    assert shown.hover(LINE_WEST).splitlines()[1:] == [
        "Westove: held by Ukrainian forces",
        "Midove: held by Russian forces since 11 Mar 2022",
    ]


def test_changes_of_hands_in_view_are_those_that_evidence_states(open_map):
    shown = open_map()
    changes = "() => Object.fromEntries(frontline.control.changesInView())"
    moved = {"name": "Midove", "place_id": "c:middle", "from": "UA", "to": "RU"}
    day = shown.page.evaluate("() => frontline.day('2022-03-11')")
    assert shown.page.evaluate(changes) == {str(day): [moved]}
    shown.look_at(FAR_AWAY, 11)
    assert shown.page.evaluate(changes) == {}


# ---- places


def test_dots_are_the_points_named_in_the_range_and_never_areas(open_map):
    shown = open_map(zoom=10)
    shown.set(**{"from": None, "to": None})
    assert sorted(shown.dots()) == [[[SITE, 6]], [[SPOT, 2]], [[TOWN, 39]], [[VILLAGE, 1]]]
    shown.set(**{"from": "2022-03-05", "to": "2022-03-08"})
    assert shown.dots() == [[[TOWN, 2]]]
    assert shown.is_painted("dots", TOWN_AT)


def test_places_that_would_lie_under_one_another_are_added_up(open_map):
    shown = open_map(zoom=6)
    shown.set(**{"from": "2022-03-01", "to": "2022-03-02"})
    assert shown.dots() == [[[TOWN, 30], [VILLAGE, 1]]]
    assert "and 1 more place here:\nVillage (1)" in shown.hover(TOWN_AT)
    shown.look_at(TOWN_AT, 12)
    assert sorted(shown.dots()) == [[[TOWN, 30]], [[VILLAGE, 1]]]


def test_more_mentions_make_a_larger_dot(open_map):
    shown = open_map()
    size = "(id) => frontline.places.spot(id).radius"
    shown.set(**{"from": "2022-03-01", "to": "2022-03-01"})
    many = shown.page.evaluate(size, TOWN)
    shown.set(**{"from": "2022-03-06", "to": "2022-03-06"})
    assert shown.page.evaluate(size, TOWN) < many


def test_hollow_is_inexact_and_a_halo_is_new_in_the_range(open_map):
    shown = open_map()
    shown.set(**{"from": "2022-03-02", "to": "2022-03-08"})
    looks = shown.page.evaluate(
        "() => [0, 2, 3].map((k) => { const { hollow, halo } = frontline.places.look(k);"
        " return [hollow, halo] })"
    )
    assert looks == [[0, 0], [0, 1], [1, 1]]  # town, site, spot


def test_a_click_chooses_the_place_under_it_before_the_ground(open_map):
    shown = open_map()
    shown.page.mouse.click(*shown.pixel(TOWN_AT))
    assert (shown.state("selected"), shown.state("ground")) == (TOWN, None)
    shown.page.mouse.click(*shown.pixel(EAST))
    assert shown.state("selected") is None
    assert shown.state("ground")["lat"] == pytest.approx(EAST[0], abs=0.01)


def test_a_click_on_the_open_sea_does_nothing(open_map):
    shown = open_map()
    shown.set(selected=TOWN)
    shown.look_at(SEA, 9)
    shown.page.mouse.click(*shown.pixel(SEA))
    assert (shown.state("selected"), shown.state("ground")) == (TOWN, None)


def test_a_finger_beside_two_dots_chooses_the_nearer_one(open_map):
    shown = open_map(zoom=11, has_touch=True, viewport={"width": 390, "height": 600}, at=TOWN_AT)
    x, y = shown.pixel(TOWN_AT)
    shown.page.touchscreen.tap(x - 9, y + 7)
    assert shown.state("selected") == TOWN
    x, y = shown.pixel((48.6, 37.63))
    shown.page.touchscreen.tap(x + 8, y - 6)
    assert shown.state("selected") == VILLAGE


def test_the_open_articles_places_are_lit_even_where_the_range_does_not_name_them(open_map):
    shown = open_map()
    shown.set(**{"from": "2022-03-20", "to": "2022-03-21"})
    assert shown.dots() == []
    shown.set(lit=[TOWN, REGION])
    red, green, blue, _ = shown.colour("marks", TOWN_AT)
    assert red > green > blue
    assert [name["id"] for name in shown.names() if name["id"]] == [TOWN]


def test_the_reach_is_drawn_only_while_its_place_is_chosen(open_map):
    shown = open_map()
    inside = (48.34, 38.2)  # 4 km from the spot, whose reach is 10 km
    assert shown.colour("marks", inside)[3] == 0
    shown.set(selected=SPOT)
    assert shown.colour("marks", inside)[3] > 0


def test_names_never_lie_over_one_another_and_the_chosen_one_stands(open_map):
    shown = open_map(zoom=8)
    shown.set(selected=VILLAGE)
    names = shown.names()
    assert names[0]["id"] == VILLAGE
    boxes = [name["box"] for name in names]
    for n, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[n + 1 :]:
            apart = right <= other[0] or other[2] <= left
            assert apart or bottom <= other[1] or other[3] <= top


def test_a_hostile_name_is_text(open_map):
    shown = open_map(town=HOSTILE)
    assert shown.hover(TOWN_AT).startswith(HOSTILE)
    assert shown.page.locator(".fl-tip img").count() == 0


# ---- areas, basemap, tiles


def test_an_area_has_an_outline_only_while_it_is_pointed_at_or_chosen(open_map):
    shown = open_map(zoom=8)
    within = (48.0, 37.3)  # in Donetsk oblast, whose outline is shipped
    assert shown.colour("areas", within)[3] == 0
    shown.set(hover=REGION)
    shown.page.wait_for_function("frontline.areas.shapes")
    shown.drawn()
    assert shown.colour("areas", within)[3] > 0
    shown.set(hover=None)
    assert shown.colour("areas", within)[3] == 0


def test_areas_are_shaded_by_mentions_on_request(open_map):
    shown = open_map(zoom=7)
    shown.set(choropleth=True)
    shown.page.wait_for_function("frontline.areas.shapes")
    shown.drawn()
    assert shown.colour("areas", (48.0, 37.3))[3] > 20
    shown.set(**{"from": "2022-03-10", "to": "2022-03-11"})
    assert shown.colour("areas", (48.0, 37.3))[3] == 0


def test_the_map_follows_the_theme_while_it_is_open(open_map):
    shown = open_map(color_scheme="light")
    assert not dark(shown.colour("land", LAND))
    shown.page.emulate_media(color_scheme="dark")
    shown.drawn()
    assert dark(shown.colour("land", LAND))
    assert not dark(shown.colour("line", LINE_WEST))
    shown.page.emulate_media(color_scheme="light")
    shown.drawn()
    assert not dark(shown.colour("land", LAND))


def test_at_street_level_the_map_says_that_it_has_no_streets_and_offers_tiles(open_map):
    shown = open_map(tiles=NOWHERE)
    assert not shown.page.get_by_text("no streets").is_visible()
    shown.look_at(TOWN_AT, 14)
    shown.page.get_by_text("no streets").wait_for()
    shown.page.get_by_role("button", name="Turn on online tiles").click()
    shown.page.get_by_text("The online tiles do not answer").wait_for()
    assert shown.is_painted("land", TOWN_AT)
    assert shown.page.locator(".fl-with-tiles").count() == 0


def test_the_picture_is_as_sharp_as_the_screen(open_map):
    shown = open_map(device_scale_factor=2)
    ratio = "() => { const c = document.querySelector('canvas.fl-dots');"
    assert shown.page.evaluate(ratio + " return c.width / c.getBoundingClientRect().width }") == 2
    assert shown.is_painted("dots", TOWN_AT)


def test_dragging_the_map_keeps_what_is_drawn_in_its_place(open_map):
    shown = open_map()
    shown.page.evaluate("() => { frontline.stage.map.options.inertia = false }")
    x, y = shown.pixel(TOWN_AT)
    shown.page.mouse.move(x - 40, y + 60)
    shown.page.mouse.down()
    shown.page.mouse.move(x + 160, y + 200, steps=8)
    shown.page.mouse.up()
    shown.drawn()
    assert shown.pixel(TOWN_AT)[0] == pytest.approx(x + 200, abs=60)
    assert shown.is_painted("dots", TOWN_AT)
    assert shown.hover(TOWN_AT).startswith("Town\nМісто")
