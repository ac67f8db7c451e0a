"""Reading any GeoJSON with a day in its name and holders in its properties."""

from datetime import date
from pathlib import Path

import pytest

from data.errors import LayerError
from data.frontline.layers.dated_geojson import named
from data.frontline.layers.folder import read_layer, survey
from data.frontline.layers.model import LayerSource, Status, area_at
from tests.data.frontline.formats import (
    KHERSON,
    SOUTH_EAST,
    box,
    collection,
    held,
    metres,
    save,
)
from tests.theatre import UKRAINE

NAME = "control_2024-02-18.geojson"
FREE = box(35.0, 49.0, 36.0, 49.5)


def layer_of(folder, *features, crs=None, name=NAME):
    path = save(folder, name, collection(*features, crs=crs))
    return read_layer(survey(folder).files[0] if name != NAME else named(path), UKRAINE)


@pytest.mark.parametrize(
    ("name", "day", "series"),
    [
        (NAME, date(2024, 2, 18), "control_.geojson"),
        ("20240218-front.json", date(2024, 2, 18), "-front.json"),
        ("front 2024-02-18T1200 v2.GeoJSON", date(2024, 2, 18), "front T1200 v2.GeoJSON"),
        ("20240218.geojson", date(2024, 2, 18), ".geojson"),
        ("v20249999_20240218.geojson", date(2024, 2, 18), "v_.geojson"),
    ],
)
def test_the_day_may_stand_anywhere_in_the_name(name, day, series):
    file = named(Path(name))
    assert (file.source, file.assessment_day, file.series) == (LayerSource.GEOJSON, day, series)


@pytest.mark.parametrize("name", ["map.geojson", "front_2024-02-18.csv", "1708268516.geojson"])
def test_a_name_without_a_day_or_of_another_kind_is_no_layer(name):
    assert named(Path(name)) is None


def test_a_name_with_a_day_that_is_none_is_an_error():
    with pytest.raises(LayerError, match="the name holds no day"):
        named(Path("front_2024-02-31.geojson"))


@pytest.mark.parametrize(
    ("words", "holder"),
    [
        *[(words, "RU") for words in ("RU", "ru", "Russia", "RUSSIAN", "росія", "Росії")],
        *[(words, "RU") for words in ("російський", "російська", "Россия", "российские")],
        *[
            (words, "UA")
            for words in ("ua", "Ukrainian", " Україна\n", "української", "украинская")
        ],
        *[(words, "contested") for words in ("contested", "Grey", "gray zone", "UNKNOWN")],
    ],
)
def test_a_holder_is_a_party_by_id_name_or_adjective_or_contested(tmp_path, words, holder):
    layer = layer_of(tmp_path, held(words, KHERSON))
    assert [area.holder for area in layer.areas] == [holder]
    assert layer.areas[0].label == words.strip()


@pytest.mark.parametrize("key", ["holder", "control", "Status", "SIDE", "occupant"])
def test_the_holder_may_stand_under_several_keys(tmp_path, key):
    feature = held("RU", KHERSON)
    feature["properties"] = {"name": "UA", key: "RU"}
    assert [area.holder for area in layer_of(tmp_path, feature).areas] == ["RU"]


def test_a_key_that_names_no_party_does_not_hide_one_that_does(tmp_path):
    layer = layer_of(tmp_path, held("since 2022", KHERSON, status="Ukrainian"))
    assert [area.holder for area in layer.areas] == ["UA"]


def test_each_holder_has_its_status(tmp_path):
    taken = box(36.0, 47.0, 37.0, 47.5)
    layer = layer_of(tmp_path, held("RU", taken), held("grey", KHERSON), held("UA", FREE))
    assert [area.status for area in layer.areas] == [Status.OCCUPIED, Status.UNKNOWN, Status.HELD]


def test_a_feature_without_a_party_of_the_theatre_is_left_out_with_a_note(tmp_path):
    layer = layer_of(tmp_path, held("France", KHERSON), held(7, KHERSON), held("RU", FREE))
    assert [area.holder for area in layer.areas] == ["RU"]
    assert layer.notes == (
        "feature 1 ('France'): left out, its class is not known",
        "feature 2 (''): left out, its class is not known",
    )


def test_a_file_may_cover_a_few_villages(tmp_path):
    layer = layer_of(tmp_path, held("RU", box(37.9, 48.5, 38.1, 48.7)))
    assert area_at(layer, 48.594, 37.999).holder == "RU"


def test_metres_are_read_too(tmp_path):
    layer = layer_of(tmp_path, held("RU", metres(FREE)))
    assert area_at(layer, 49.2, 35.5).holder == "RU"


SWAPPED = [[y, x] for x, y in SOUTH_EAST]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (collection(), "no area with a party of the theatre in its property holder, control"),
        (collection(held("France", KHERSON)), "no area with a party of the theatre"),
        (collection(held("RU", [[35, 1e308]] * 4)), r"no degree \(1e\+308\)"),
        (collection(held("RU", SWAPPED)), "latitude and longitude are swapped"),
        (collection(held("RU", metres(SWAPPED))), "latitude and longitude are swapped"),
        (collection(held("RU", box(1, 1, 2, 2))), "no area in the theatre"),
        ({"type": "Topology"}, "no list of features; this is no GeoJSON file of areas"),
    ],
)
def test_a_broken_file_is_refused_in_one_line(tmp_path, content, reason):
    path = save(tmp_path, NAME, content)
    with pytest.raises(LayerError, match=reason) as caught:
        read_layer(named(path), UKRAINE)
    assert "\n" not in str(caught.value)


def test_features_under_the_name_of_another_format_are_read_too(tmp_path):
    layer = layer_of(tmp_path, held("RU", KHERSON), name="20240218.json")
    assert (layer.source, layer.assessment_day) == (LayerSource.GEOJSON, date(2024, 2, 18))
