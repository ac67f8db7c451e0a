"""Reading DeepStateMap's full files: what is an area, what it says, and what is refused."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from data.errors import LayerError
from data.frontline.layers import deepstate
from data.frontline.layers.model import LayerSource, Status, area_at
from tests.data.frontline.formats import (
    KARELIA,
    KHERSON,
    SOUTH_EAST,
    feature,
    label_at,
    occupied,
    read,
    save,
    with_height,
)
from tests.data.frontline.formats import deepstate as deepstate_file

FULL = "deepstate_2024-02-18_1708268516.geojson"


def full_layer(folder, *features):
    return read(deepstate, save(folder, FULL, deepstate_file(*features)))


@pytest.mark.parametrize(
    ("name", "day"),
    [
        (FULL, date(2024, 2, 18)),
        ("deepstate_1708268516.geojson", date(2024, 2, 18)),
        ("1708268516.geojson", date(2024, 2, 18)),
        # 23:48 UTC, past midnight in Kyiv: the map of the 12th, published in the night after it.
        ("1668296906.geojson", date(2022, 11, 12)),
    ],
)
def test_the_name_tells_the_format_and_the_day(name, day):
    file = deepstate.named(Path(name))
    assert (file.source, file.assessment_day) == (LayerSource.DEEPSTATE, day)


def test_a_full_map_also_tells_the_moment_of_publication():
    file = deepstate.named(Path(FULL))
    assert file.published_at == datetime(2024, 2, 18, 15, 1, 56, tzinfo=UTC)
    assert file.day_note == ""


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
        ("28.05 /// 26.05 Contested", "#bcaaa4", Status.UNKNOWN),
        ("Сєвєродонецьк. Відбито /// Recaptured territories.", "", Status.LIBERATED),
        ("Окупо\ufffd\ufffdано", "#A52714", Status.OCCUPIED),
        ("Стат\ufffd\ufffdс невідо\ufffdий", "#bdbdbd", Status.UNKNOWN),
        (
            "Тимчасово окупована територія Карелії.\n///\nThe",
            "#ff5252",
            Status.ELSEWHERE,
        ),
        ("Окупована Абхазія /// Occupied Abkhazia", "#ff5252", Status.ELSEWHERE),
        ("Придністров'я", "#880e4f", Status.ELSEWHERE),
        ("Тимчасово окупована східна Прусія", "#ff5252", Status.ELSEWHERE),
        ("Окупо\ufffdаний кра\ufffd /// geoJSON.territories.prussia", "", Status.ELSEWHERE),
        ("Окупо\ufffdаний К\ufffdим /// geoJSON.territories.crimea", "", Status.OCCUPIED),
    ],
)
def test_words_tell_the_status_and_colour_only_where_words_do_not(tmp_path, name, fill, status):
    layer = full_layer(tmp_path, occupied(), feature(name, [SOUTH_EAST], fill=fill))
    assert [area.status for area in layer.areas] == [Status.OCCUPIED, status]
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


def test_a_misspelt_name_of_another_war_is_recognised_by_its_colour_and_noted(tmp_path):
    prussia = feature("Окупована східна Прусія", [KARELIA], fill="#ff5252")
    layer = full_layer(tmp_path, occupied(), prussia)
    assert [area.status for area in layer.areas] == [Status.OCCUPIED, Status.ELSEWHERE]
    assert layer.notes == (
        "feature 3 ('Окупована східна Прусія'): its name is not known, by its colour it is of "
        "another war",
    )


@pytest.mark.parametrize("name", ["Багатокутник 54", None])
def test_an_area_of_no_known_class_is_left_out_with_a_note(tmp_path, name):
    layer = full_layer(tmp_path, occupied(), feature(name, [KHERSON], fill="#fbc02d"))
    assert [area.status for area in layer.areas] == [Status.OCCUPIED]
    assert layer.notes == (f"feature 3 ({name or ''!r}): left out, its class is not known",)


SWAPPED = [[y, x] for x, y in SOUTH_EAST]
DEEP = b'{"features":' + b"[" * 100_000


def wrapped(geometry, deep):
    """A file of one geometry within ``deep`` others, written by hand: json refuses to."""
    start = b'{"type": "GeometryCollection", "geometries": ['
    text = start * deep + json.dumps(geometry).encode() + b"]}" * deep
    return b'{"features": [{"geometry": ' + text + b"}]}"


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
        (deepstate_file(None), "feature 2: no GeoJSON feature"),
        (deepstate_file({"geometry": []}), "feature 2: no GeoJSON geometry"),
        (deepstate_file({"geometry": {"type": "Circle"}}), "'Circle' is none of GeoJSON's"),
        (deepstate_file({"geometry": {"type": "Polygon"}}), "a list is missing"),
        (deepstate_file(feature("Окуповано", [[[1, 2], [3, 4]]])), "fewer than three points"),
        (deepstate_file(feature("Окуповано", [[["a", "b"]] * 4])), "no list of points"),
        (
            deepstate_file(feature("Окуповано", [[[35, None]] * 4])),
            "coordinate that is no degree",
        ),
        (
            deepstate_file(feature("Окуповано", [[[35, 1e999]] * 4])),
            "coordinate that is no degree",
        ),
        (deepstate_file(feature("Окуповано", [["35,46"] * 4])), "no list of points"),
        (deepstate_file(feature("Окуповано", [[[35, float("nan")]] * 4])), r"no degree \(nan\)"),
        (deepstate_file(feature("Окуповано", [[[35, 1e308]] * 4])), r"no degree \(1e\+308\)"),
        (wrapped({"type": "Polygon", "coordinates": [SOUTH_EAST]}, 1000), "nested too deeply"),
        (wrapped({"type": "Polygon", "coordinates": [SOUTH_EAST]}, 20), "nested too deeply"),
        (json.dumps(deepstate_file(occupied()))[:-20].encode(), "not JSON .*cut short"),
        (deepstate_file(), "no area in the theatre"),
        (deepstate_file(feature("Окуповано", [])), "no area in the theatre .*it has no extent"),
        (deepstate_file(feature("Окуповано", [[[35, 46]] * 4])), "it has no extent"),
        (deepstate_file(feature("Окуповано", [SWAPPED])), "latitude and longitude are swapped"),
        (deepstate_file(feature(None, [SOUTH_EAST], fill="")), "its class is not known"),
        (
            {"features": [{"geometry": {"type": "Polygon", "coordinates": [SOUTH_EAST]}}]},
            "its class is not known",
        ),
    ],
)
def test_a_broken_full_map_is_refused_in_one_line(tmp_path, content, reason):
    path = save(tmp_path, FULL, content)
    with pytest.raises(LayerError, match=reason) as caught:
        read(deepstate, path)
    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)
