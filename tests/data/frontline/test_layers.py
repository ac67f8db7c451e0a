"""Reading one file of each format: what is an area, what it says, and what is refused."""

import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from data.errors import LayerError
from data.frontline.layers import deepstate, deepstate_daily, geometry, uacontrolmap
from data.frontline.layers.model import Layer, LayerSource, Status, area_at
from tests.data.frontline.formats import (
    KARELIA,
    KHERSON,
    SOUTH_EAST,
    feature,
    label_at,
    mirror,
    occupied,
    owl,
    save,
    with_height,
)
from tests.data.frontline.formats import deepstate as collection
from tests.theatre import UKRAINE

FULL = "deepstate_2024-02-18_1708268516.geojson"
DAILY = "deepstatemap_data_20240708.geojson"
OWL = "owlmaps_20240218.json"


def full_layer(folder, *features):
    path = save(folder, FULL, collection(*features))
    return Layer(deepstate.named(path), deepstate.areas(path, UKRAINE.extent))


@pytest.mark.parametrize(
    ("module", "name", "source", "day"),
    [
        (deepstate, FULL, LayerSource.DEEPSTATE, date(2024, 2, 18)),
        (deepstate, "1708268516.geojson", LayerSource.DEEPSTATE, date(2024, 2, 18)),
        # 23:48 UTC, past midnight in Kyiv: the map of the 12th, published in the night after it.
        (deepstate, "1668296906.geojson", LayerSource.DEEPSTATE, date(2022, 11, 12)),
        (deepstate_daily, DAILY, LayerSource.DEEPSTATE_DAILY, date(2024, 7, 8)),
        (uacontrolmap, OWL, LayerSource.UACONTROLMAP, date(2024, 2, 18)),
        (uacontrolmap, "20240218.json", LayerSource.UACONTROLMAP, date(2024, 2, 18)),
    ],
)
def test_the_name_tells_the_format_and_the_day(module, name, source, day):
    file = module.named(Path(name))
    assert (file.source, file.assessment_day) == (source, day)


def test_a_full_map_also_tells_the_moment_of_publication():
    file = deepstate.named(Path(FULL))
    assert file.published_at == datetime(2024, 2, 18, 15, 1, 56, tzinfo=UTC)
    assert file.day_note == ""


def test_the_mirror_says_that_its_day_is_that_of_the_download():
    note = deepstate_daily.named(Path(DAILY)).day_note
    assert note == "day of download; the assessment is one or two days older"


@pytest.mark.parametrize(
    "name", ["map.geojson", "170826851.geojson", "notes.json", "deepstatemap_data_2024.geojson"]
)
def test_another_name_is_no_layer(name):
    modules = (deepstate, deepstate_daily, uacontrolmap)
    assert [module.named(Path(name)) for module in modules] == [None, None, None]


@pytest.mark.parametrize("name", ["deepstatemap_data_20240231.geojson", "owlmaps_20241301.json"])
def test_a_name_with_a_day_that_is_none_is_an_error(name):
    with pytest.raises(LayerError, match="the name holds no day"):
        deepstate_daily.named(Path(name)) or uacontrolmap.named(Path(name))


@pytest.mark.parametrize(
    ("name", "fill", "status"),
    [
        ("Окуповано /// Occupied\xa0/// geoJSON.status.occupied\n", "#a52714", Status.OCCUPIED),
        ("Звільнено\xa0/// Liberated\xa0/// geoJSON.status.dismissed", "#0f9d58", Status.LIBERATED),
        ("Статус невідомий /// Unknown status", "#bcaaa4", Status.UNKNOWN),
        ("ОРДЛО /// CADR and CALR", "#880e4f", Status.OCCUPIED),
        ("Окупований Крим /// Occupied Crimea", "#880e4f", Status.OCCUPIED),
        ("Острів Тузла /// Occupied Tuzla Island", "#880e4f", Status.OCCUPIED),
        ("Ізюм. Окуповано\xa0", "#a52714", Status.OCCUPIED),
        ("Рубіжне. Території зайняті ворогом", "#a52714", Status.OCCUPIED),
        ("звільнено 26.03.2022", "#0288d1", Status.LIBERATED),
        ("Орки відсутні 30.03", "#0288d1", Status.LIBERATED),
        ("Під питанням", "#bcaaa4", Status.UNKNOWN),
        ("Невідомо точно при вихід", "#bcaaa4", Status.UNKNOWN),
        ("24.03", "#0288d1", Status.LIBERATED),
        ("Зміїний", "#a52714", Status.OCCUPIED),
        ("Зміїний ///\xa0Snake Island", "#0F9D58", Status.LIBERATED),
        ("something else", "#123456", Status.UNKNOWN),
        (
            "Тимчасово окупована територія Карелії.\n///\nThe",
            "#ff5252",
            Status.ELSEWHERE,
        ),
        ("Окупована Абхазія /// Occupied Abkhazia", "#ff5252", Status.ELSEWHERE),
        ("Придністров'я", "#880e4f", Status.ELSEWHERE),
    ],
)
def test_words_tell_the_status_and_colour_only_where_words_do_not(tmp_path, name, fill, status):
    layer = full_layer(tmp_path, feature(name, [SOUTH_EAST], fill=fill))
    assert [area.status for area in layer.areas] == [status]
    assert label_at(layer, 46.0, 35.0) == name.strip()


def test_points_are_never_read(tmp_path):
    layer = full_layer(tmp_path, occupied())
    assert len(layer.areas) == 1
    assert all("brigade" not in area.label for area in layer.areas)


def test_outside_all_areas_nothing_is_known(tmp_path):
    layer = full_layer(tmp_path, occupied())
    assert label_at(layer, 50.45, 30.52) == ""
    assert area_at(layer, 50.45, 30.52) is None


def test_collections_heights_and_holes_are_understood(tmp_path):
    hole = [[34.0, 45.5], [35.0, 45.5], [35.0, 46.0], [34.0, 46.0], [34.0, 45.5]]
    parts = [
        {"type": "Polygon", "coordinates": [with_height(SOUTH_EAST), with_height(hole)]},
        {"type": "Polygon", "coordinates": [KHERSON]},
        {"type": "Point", "coordinates": [35.0, 46.0]},
    ]
    whole = feature("Окуповано", [])
    whole["geometry"] = {"type": "GeometryCollection", "geometries": parts}
    layer = full_layer(tmp_path, whole)
    assert label_at(layer, 46.64, 32.61) == "Окуповано"
    assert label_at(layer, 45.75, 34.5) == ""
    assert not layer.areas[0].geometry.has_z


def test_of_overlapping_areas_the_last_counts(tmp_path):
    layer = full_layer(tmp_path, occupied(), feature("Звільнено", [SOUTH_EAST]))
    assert label_at(layer, 46.0, 35.0) == "Звільнено"


def test_a_ring_that_crosses_itself_is_mended(tmp_path):
    bow = [[33.0, 45.0], [38.0, 47.0], [38.0, 45.0], [33.0, 47.0], [33.0, 45.0]]
    layer = full_layer(tmp_path, occupied(bow))
    assert layer.areas[0].geometry.is_valid
    assert label_at(layer, 46.0, 37.5) != ""
    assert label_at(layer, 46.9, 35.5) == ""


def test_a_stray_part_beside_the_real_one_is_left_out_and_logged(tmp_path, caplog):
    stray = [[64.4, 14.6], [64.1, 14.4], [64.4, 14.3], [64.4, 14.6]]
    polygon = feature("Статус невідомий", [[KHERSON], [stray]], kind="MultiPolygon")
    with caplog.at_level("INFO"):
        layer = full_layer(tmp_path, polygon)
    assert layer.areas[0].geometry.bounds == (32.4, 46.5, 32.9, 46.8)
    assert "feature 2: left out 1 stray parts" in caplog.text


def test_areas_of_other_wars_may_lie_anywhere(tmp_path):
    layer = full_layer(tmp_path, feature("Окупована територія Карелії", [KARELIA]))
    assert [area.status for area in layer.areas] == [Status.ELSEWHERE]


def test_the_mirror_is_one_occupied_area(tmp_path):
    path = save(tmp_path, DAILY, mirror([SOUTH_EAST], [KHERSON]))
    layer = Layer(deepstate_daily.named(path), deepstate_daily.areas(path, UKRAINE.extent))
    assert [(area.status, area.label) for area in layer.areas] == [(Status.OCCUPIED, "inside")]
    assert label_at(layer, 46.64, 32.61) == "inside"
    assert label_at(layer, 48.0, 32.6) == ""


def test_uacontrolmap_writes_latitude_first(tmp_path):
    path = save(tmp_path, OWL, owl(SOUTH_EAST, abroad=[[[35, 51], [35.5, 51], [35.5, 51.4]]]))
    layer = Layer(uacontrolmap.named(path), uacontrolmap.areas(path, UKRAINE.extent))
    assert label_at(layer, 46.0, 35.0) == "inside"
    assert area_at(layer, 51.1, 35.3).status is Status.HELD_ABROAD
    assert len(layer.areas) == 2


SWAPPED = [[y, x] for x, y in SOUTH_EAST]
DEEP = b'{"features":' + b"[" * 100_000


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"   \n", "empty"),
        (b"<html>", "not JSON"),
        (b"\xff\xfe\x00", "not JSON"),
        (DEEP, "nested too deeply"),
        (b"[]", "no list of features"),
        (b'{"features": {}}', "no list of features"),
        (collection(None), "feature 2: no GeoJSON feature"),
        (collection({"type": "Feature"}), "feature 2: no GeoJSON geometry"),
        (collection({"geometry": {"type": "Circle"}}), "'Circle' is none of GeoJSON's"),
        (collection({"geometry": {"type": "Polygon"}}), "a list is missing"),
        (collection(feature("Окуповано", [])), "a polygon without a ring"),
        (collection(feature("Окуповано", [[[1, 2], [3, 4]]])), "fewer than three points"),
        (collection(feature("Окуповано", [[["a", "b"]] * 4])), "no list of points"),
        (collection(feature("Окуповано", [[[35, None]] * 4])), "a coordinate that is no degree"),
        (collection(feature("Окуповано", [[[35, 1e999]] * 4])), "a coordinate that is no degree"),
        (collection(feature("Окуповано", [["35,46"] * 4])), "no list of points"),
        (collection(feature("Окуповано", [[[35, 46]] * 4])), "an area without extent"),
        (collection(feature("Окуповано", [SWAPPED])), "latitude and longitude swapped"),
        (collection(feature(None, [SOUTH_EAST])), "without a name"),
        (
            {"features": [{"geometry": {"type": "Polygon", "coordinates": [SOUTH_EAST]}}]},
            "without a name",
        ),
    ],
)
def test_a_broken_full_map_is_refused_in_one_line(tmp_path, content, reason):
    path = save(tmp_path, FULL, content)
    with pytest.raises(LayerError, match=reason) as caught:
        deepstate.areas(path, UKRAINE.extent)
    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("module", "name", "content", "reason"),
    [
        (deepstate_daily, DAILY, {"features": []}, "no features"),
        (deepstate_daily, DAILY, {"features": [3]}, "no GeoJSON feature"),
        (deepstate_daily, DAILY, mirror([SWAPPED]), "swapped"),
        (uacontrolmap, OWL, owl(), "no area at all; a broken day, not a liberation"),
        (uacontrolmap, OWL, {"frontline": []}, "no list of areas"),
        (uacontrolmap, OWL, {"areas": [[[46, 35]]]}, "fewer than three points"),
        (uacontrolmap, OWL, {"areas": [SOUTH_EAST]}, "swapped"),
        (uacontrolmap, OWL, {"areas": [], "areas_ua": {"a": 1}}, "areas_ua is no list"),
    ],
)
def test_a_broken_daily_file_is_refused_in_one_line(tmp_path, module, name, content, reason):
    path = save(tmp_path, name, content)
    with pytest.raises(LayerError, match=reason):
        module.areas(path, UKRAINE.extent)


def test_a_huge_file_is_refused_unread(tmp_path):
    path = save(tmp_path, FULL, b"{")
    os.truncate(path, geometry.LARGEST_BYTES + 1)
    with pytest.raises(LayerError, match="larger than 16,000,000 bytes"):
        deepstate.areas(path, UKRAINE.extent)


def test_square_kilometres_are_those_of_the_sphere():
    # One degree of latitude by one of longitude at 45 degrees north.
    square = geometry.Polygon([(30, 44.5), (31, 44.5), (31, 45.5), (30, 45.5)])
    assert geometry.square_km(square) == pytest.approx(111.195**2 * 0.7071, rel=2e-3)
