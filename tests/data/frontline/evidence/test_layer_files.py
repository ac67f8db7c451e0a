"""What front-line files say of settlements, from file to file."""

from data.frontline.evidence.layer_files import read_files
from data.frontline.mesh import Settlement
from tests.data.frontline.formats import (
    KHERSON,
    SOUTH_EAST,
    deepstate,
    feature,
    mirror,
    occupied,
    save,
    with_height,
)
from tests.theatre import UKRAINE

SETTLEMENTS = [
    Settlement("x:melitopol", "Melitopol", 46.8, 35.4, "UA"),
    Settlement("x:kherson", "Kherson", 46.63695, 32.61458, "UA"),
    Settlement("x:lviv", "Lviv", 49.84, 24.03, "UA"),
]
FIRST, SECOND = "deepstatemap_data_20240708.geojson", "deepstatemap_data_20240710.geojson"


def found(folder):
    read = read_files(folder, UKRAINE, SETTLEMENTS)
    return [(one.name, one.day.isoformat(), one.holder) for one in read.evidence], read.refused


def test_what_leaves_the_occupied_area_was_taken_back_and_silence_is_nobodys(tmp_path):
    save(tmp_path, FIRST, mirror([SOUTH_EAST], [KHERSON]))
    save(tmp_path, SECOND, mirror([SOUTH_EAST]))
    assert found(tmp_path)[0] == [
        ("Melitopol", "2024-07-08", "RU"),
        ("Kherson", "2024-07-08", "RU"),
        ("Kherson", "2024-07-10", "UA"),
    ]


def test_grey_ground_is_contested_and_liberated_ground_is_the_defenders(tmp_path):
    grey = feature("Невідомий статус /// Unknown status", [with_height(KHERSON)])
    save(tmp_path, "deepstate_2022-11-12_1668296906.geojson", deepstate(occupied(), grey))
    statements, _ = found(tmp_path)
    assert ("Kherson", "2022-11-12", "contested") in statements
    freed = feature("Звільнено /// Liberated", [with_height(KHERSON)])
    save(tmp_path, "deepstate_2022-11-13_1668383306.geojson", deepstate(occupied(), freed))
    statements, _ = found(tmp_path)
    assert ("Kherson", "2022-11-13", "UA") in statements


def test_a_broken_day_is_named_and_liberates_nobody(tmp_path):
    save(tmp_path, FIRST, mirror([SOUTH_EAST]))
    save(tmp_path, SECOND, mirror())
    statements, refused = found(tmp_path)
    assert statements == [("Melitopol", "2024-07-08", "RU")]
    assert [one.path.name for one in refused] == [SECOND]
