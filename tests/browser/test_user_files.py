"""A front-line file of the user's own on a saved map: outlined on its day and the week after."""

from datetime import date

import folium
import pytest

from dashboard.map.user_files import UserFiles
from data import layer_on, layer_pack
from tests.data.frontline.formats import collection, held, save
from tests.theatre import UKRAINE

pytestmark = pytest.mark.browser

INLAND = [[36.5, 47.6], [37.5, 47.6], [37.5, 48.4], [36.5, 48.4], [36.5, 47.6]]
PIXELS = """() => {
  const canvas = document.querySelector("canvas.fl-file");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return data.filter((value, n) => n % 4 === 3 && value > 128).length;
}"""


@pytest.fixture
def page(browser, tmp_path):
    save(tmp_path, "mine_20240706.geojson", collection(held("RU", INLAND)))
    pack = layer_pack(layer_on(tmp_path, date(2024, 7, 6), UKRAINE))
    drawn = folium.Map((48.0, 37.0), zoom_start=8, tiles=None)
    drawn.add_child(UserFiles(pack))
    drawn.save(str(tmp_path / "map.html"))
    page = browser.new_page()
    page.goto((tmp_path / "map.html").as_uri())
    page.wait_for_function("frontline.stage.packs.file")
    yield page
    page.close()


@pytest.mark.parametrize(
    ("day", "seen"),
    [("2024-07-05", False), ("2024-07-06", True), ("2024-07-13", True), ("2024-07-14", False)],
)
def test_a_file_is_outlined_from_its_day_for_a_week(page, day, seen):
    page.evaluate(
        "(day) => { frontline.stage.set({ cursor: frontline.day(day), cursorFollows: false });"
        " frontline.sheetOf(frontline.stage.map).draw(); }",
        day,
    )
    assert (page.evaluate(PIXELS) > 0) is seen
