"""A file's areas as the browser gets them."""

from datetime import date

from data.frontline.layers.folder import layer_on
from data.frontline.layers.packed import layer_pack
from tests.data.frontline.formats import (
    KARELIA,
    SOUTH_EAST,
    collection,
    deepstate,
    feature,
    held,
    occupied,
    save,
)
from tests.packs import unpacked
from tests.theatre import UKRAINE

DAY = date(2024, 7, 6)
MOMENT = "deepstate_x_1720281600.geojson"  # 2024-07-06 16:00 UTC


def test_the_areas_of_a_file_with_whose_map_it_is_and_of_which_day(tmp_path):
    elsewhere = feature("Карелія /// Karelia /// geoJSON.territories.karelia", [KARELIA])
    save(tmp_path, MOMENT, deepstate(occupied(), elsewhere))
    layer = layer_on(tmp_path, date(2024, 7, 8), UKRAINE)
    head, arrays = unpacked(layer_pack(layer))
    assert (head["source"], head["day"], head["stale_days"]) == ("DeepStateMap", "2024-07-06", 2)
    assert head["until"] == "2024-07-13"
    assert [(area["status"], area["holder"]) for area in head["areas"]] == [("occupied", "RU")]
    assert arrays["area_start"].tolist() == [0, 1]
    corners = {tuple(point) for point in arrays["vertices"].tolist()}
    assert corners == {tuple(point) for point in SOUTH_EAST}


def test_an_area_with_a_hole_is_two_rings(tmp_path):
    inland = [[35.0, 47.6], [36.0, 47.6], [36.0, 48.4], [35.0, 48.4], [35.0, 47.6]]
    hole = [[35.3, 47.8], [35.6, 47.8], [35.6, 48.0], [35.3, 48.0], [35.3, 47.8]]
    beside = [[36.2, 47.6], [36.6, 47.6], [36.6, 48.4], [36.2, 48.4], [36.2, 47.6]]
    area = held("RU", inland)
    area["geometry"]["coordinates"].append(hole)
    save(tmp_path, "mine_20240706.geojson", collection(area, held("RU", beside)))
    _head, arrays = unpacked(layer_pack(layer_on(tmp_path, DAY, UKRAINE)))
    assert arrays["ring_start"].tolist() == [0, 4, 8, 12]
    assert arrays["area_start"].tolist() == [0, 2, 3]
