"""Choosing the layer of a day out of a folder: by its own day, and never a broken one."""

from datetime import date, timedelta

import pytest

from data.errors import LayerError
from data.frontline.layers.folder import layer_on, read_layers, survey
from data.frontline.layers.model import Layer, LayerSource
from tests.data.frontline.formats import (
    KHERSON,
    SOUTH_EAST,
    collection,
    deepstate,
    held,
    mirror,
    occupied,
    owl,
    save,
    shrunk,
)
from tests.theatre import UKRAINE

DAY = date(2024, 7, 8)
FULL_OF_THE_6TH = "deepstate_x_1720281600.geojson"  # 2024-07-06 16:00 UTC


def mirror_on(folder, day, share=1.0):
    name = f"deepstatemap_data_{day:%Y%m%d}.geojson"
    return save(folder, name, mirror([shrunk(SOUTH_EAST, share)]))


def chosen(folder, day, **options):
    layer = layer_on(folder, day, UKRAINE, **options)
    return layer and layer.assessment_day


def test_the_files_of_all_formats_are_listed_oldest_first(tmp_path):
    mirror_on(tmp_path, DAY)
    save(tmp_path, FULL_OF_THE_6TH, deepstate(occupied()))
    save(tmp_path, "owlmaps_20240707.json", owl(SOUTH_EAST))
    assert [(file.assessment_day.day, file.source) for file in survey(tmp_path).files] == [
        (6, LayerSource.DEEPSTATE),
        (7, LayerSource.UACONTROLMAP),
        (8, LayerSource.DEEPSTATE_DAILY),
    ]


@pytest.mark.parametrize(
    ("asked", "got"),
    [(7, None), (8, 8), (9, 8), (10, 10), (17, 10), (18, None)],
)
def test_a_layer_is_the_newest_at_most_a_week_old_and_never_newer(tmp_path, asked, got):
    mirror_on(tmp_path, DAY)
    mirror_on(tmp_path, date(2024, 7, 10))
    layer = layer_on(tmp_path, date(2024, 7, asked), UKRAINE)
    assert (layer and layer.assessment_day.day) == got


def test_how_old_a_layer_may_be_can_be_said(tmp_path):
    mirror_on(tmp_path, DAY)
    assert chosen(tmp_path, date(2024, 7, 9), most_days_old=0) is None
    assert chosen(tmp_path, date(2024, 8, 9), most_days_old=40) == DAY


def test_on_equal_days_the_full_map_goes_first_and_a_source_can_be_named(tmp_path):
    mirror_on(tmp_path, date(2024, 7, 6))
    save(tmp_path, FULL_OF_THE_6TH, deepstate(occupied()))
    save(tmp_path, "owlmaps_20240706.json", owl(SOUTH_EAST))
    assert layer_on(tmp_path, DAY, UKRAINE).source is LayerSource.DEEPSTATE
    save(tmp_path, "other_20240706.geojson", collection(held("RU", SOUTH_EAST)))
    for source in LayerSource:
        assert layer_on(tmp_path, DAY, UKRAINE, source=source).source is source


def test_of_two_publications_on_one_day_the_later_counts(tmp_path):
    save(tmp_path, "1720281600.geojson", deepstate(occupied()))
    later = save(tmp_path, "1720285200.geojson", deepstate(occupied()))
    assert layer_on(tmp_path, DAY, UKRAINE).file.path == later


def test_files_that_are_no_layer_are_named_with_the_reason(tmp_path):
    save(tmp_path, "readme.txt", b"hello")
    save(tmp_path, "owlmaps_20241301.json", b"{}")
    save(tmp_path, "owlmaps_20240701.json", b"")
    (tmp_path / "owlmaps_20240702.json").mkdir()
    found = survey(tmp_path)
    assert found.files == ()
    assert [(one.path.name, one.reason.rpartition(": ")[2]) for one in found.refused] == [
        ("owlmaps_20240701.json", "empty"),
        ("owlmaps_20240702.json", "not a file"),
        ("owlmaps_20241301.json", "the name holds no day (YYYYMMDD)"),
        ("readme.txt", "not named like a front-line layer"),
    ]


def test_a_file_too_large_is_named_without_being_opened(tmp_path):
    mirror_on(tmp_path, DAY)
    assert "larger than 99 bytes" in survey(tmp_path, largest_bytes=99).refused[0].reason


def test_a_link_out_of_the_folder_is_refused_and_one_within_it_is_not(tmp_path):
    folder, outside = tmp_path / "in", tmp_path / "out"
    for one in (folder, outside):
        one.mkdir()
    (folder / "owlmaps_20240701.json").symlink_to(save(outside, "a", owl(SOUTH_EAST)))
    (folder / "owlmaps_20240702.json").symlink_to(save(folder, "owlmaps_20240703.json", b"{}"))
    (folder / "owlmaps_20240704.json").symlink_to(folder / "owlmaps_20240704.json")
    found = survey(folder)
    assert [one.assessment_day.day for one in found.files] == [2, 3]
    assert "a link to a file outside the folder" in found.refused[0].reason
    assert "cannot be read" in found.refused[1].reason


def test_a_missing_folder_is_one_clear_line(tmp_path):
    with pytest.raises(LayerError, match="cannot be listed"):
        survey(tmp_path / "none")


def test_a_broken_file_is_passed_over_and_named(tmp_path):
    mirror_on(tmp_path, DAY)
    broken = save(tmp_path, "deepstatemap_data_20240709.geojson", b"<html>")
    layer = layer_on(tmp_path, date(2024, 7, 9), UKRAINE)
    assert layer.assessment_day == DAY
    assert [(one.path, "not JSON" in one.reason) for one in layer.passed_over] == [(broken, True)]


@pytest.mark.parametrize("share", [0.05, 0.3], ids=["tenth", "third"])
def test_a_day_with_too_little_ground_is_broken_not_a_liberation(tmp_path, share):
    mirror_on(tmp_path, DAY)
    mirror_on(tmp_path, date(2024, 7, 9), share=share)
    layer = layer_on(tmp_path, date(2024, 7, 9), UKRAINE)
    assert layer.assessment_day == DAY
    assert "a broken day, not a change of control" in layer.passed_over[0].reason


def test_a_jump_that_the_next_file_takes_back_is_broken(tmp_path):
    for days, share in [(0, 1.0), (1, 0.8), (2, 1.0)]:
        mirror_on(tmp_path, DAY + timedelta(days=days), share=share)
    assert chosen(tmp_path, DAY + timedelta(days=1)) == DAY
    assert chosen(tmp_path, DAY + timedelta(days=2)) == DAY + timedelta(days=2)


def test_a_jump_that_nothing_bears_out_yet_is_not_shown(tmp_path):
    mirror_on(tmp_path, DAY)
    mirror_on(tmp_path, DAY + timedelta(days=1), share=0.8)
    layer = layer_on(tmp_path, DAY + timedelta(days=1), UKRAINE)
    assert layer.assessment_day == DAY
    assert "the next file does not confirm it" in layer.passed_over[0].reason


def test_a_jump_that_lasts_is_a_change(tmp_path):
    for days, share in [(0, 1.0), (1, 0.8), (2, 0.8)]:
        mirror_on(tmp_path, DAY + timedelta(days=days), share=share)
    assert chosen(tmp_path, DAY + timedelta(days=1)) == DAY + timedelta(days=1)


def test_months_apart_any_change_is_believed(tmp_path):
    mirror_on(tmp_path, DAY)
    mirror_on(tmp_path, DAY + timedelta(days=60), share=0.7)
    assert chosen(tmp_path, DAY + timedelta(days=60)) == DAY + timedelta(days=60)


@pytest.mark.parametrize(
    ("content", "says"), [(b"", "empty"), (b"<html>", "not JSON")], ids=["empty", "no JSON"]
)
def test_where_all_files_of_these_days_are_broken_it_is_said_and_not_taken_for_none(
    tmp_path, content, says
):
    mirror_on(tmp_path, date(2024, 6, 1))
    save(tmp_path, "deepstatemap_data_20240706.geojson", b"[]")
    newest = save(tmp_path, "deepstatemap_data_20240708.geojson", content)
    with pytest.raises(LayerError) as error:
        layer_on(tmp_path, DAY, UKRAINE)
    told = str(error.value)
    assert told.startswith(f"{newest}: {says}")
    assert told.endswith(", and 1 more; put a good file for 2024-07-08 or the days before there")
    assert layer_on(tmp_path, date(2024, 6, 30), UKRAINE) is None


def test_an_empty_file_of_the_day_is_passed_over_and_named(tmp_path):
    mirror_on(tmp_path, DAY)
    empty = save(tmp_path, "deepstatemap_data_20240709.geojson", b"")
    layer = layer_on(tmp_path, date(2024, 7, 9), UKRAINE)
    assert layer.assessment_day == DAY
    assert [(one.path, one.reason) for one in layer.passed_over] == [(empty, f"{empty}: empty")]
    assert layer_on(tmp_path, DAY, UKRAINE).passed_over == ()


def test_the_last_good_layer_says_how_many_days_old_it_is(tmp_path):
    mirror_on(tmp_path, DAY)
    save(tmp_path, "deepstatemap_data_20240709.geojson", b"<html>")
    stale = [layer_on(tmp_path, DAY + timedelta(days=n), UKRAINE).stale_days for n in range(3)]
    assert stale == [0, 1, 2]


def verdicts(folder):
    return [
        (one.file.assessment_day.day, isinstance(one, Layer))
        for one in read_layers(survey(folder), UKRAINE)
    ]


@pytest.mark.parametrize(
    ("shares", "good"),
    [
        ([1.0, 0.8, 1.0, 1.0], [True, False, True, True]),
        ([1.0, 0.8, 0.8, 0.8], [True, True, True, True]),
        ([1.0, 1.0, 0.8], [True, True, False]),
        ([1.0, 0.1, 1.0], [True, False, True]),
    ],
    ids=["taken back", "confirmed", "not confirmed yet", "nearly empty"],
)
def test_all_layers_are_read_without_the_broken_days(tmp_path, shares, good):
    for days, share in enumerate(shares):
        mirror_on(tmp_path, DAY + timedelta(days=days), share=share)
    assert verdicts(tmp_path) == [(8 + days, one) for days, one in enumerate(good)]
    for days, one in enumerate(good):
        day = DAY + timedelta(days=days)
        assert (chosen(tmp_path, day) == day) is one


def test_series_of_different_makers_are_not_compared(tmp_path):
    save(tmp_path, "a_20240708.geojson", collection(held("RU", SOUTH_EAST)))
    save(tmp_path, "b_20240709.geojson", collection(held("RU", shrunk(SOUTH_EAST, 0.7))))
    assert verdicts(tmp_path) == [(8, True), (9, True)]


def test_a_series_of_a_part_of_the_theatre_may_change_wholly(tmp_path):
    save(tmp_path, "a_20240708.geojson", collection(held("RU", KHERSON)))
    save(tmp_path, "a_20240709.geojson", collection(held("UA", KHERSON)))
    assert verdicts(tmp_path) == [(8, True), (9, True)]


def test_hostile_files_are_named_and_the_others_stay(tmp_path):
    mirror_on(tmp_path, DAY)
    nan = [[35.0, float("nan")]] * 4
    save(tmp_path, "a_20240708.geojson", collection(held("RU", nan)))
    save(tmp_path, "b_20240708.geojson", b'{"features": ' + b"[" * 1000 + b"]" * 1000 + b"}")
    save(tmp_path, "c_20240708.geojson", b'{"features": [{')
    save(tmp_path, "d_20240708.geojson", b"\x00" * 50)
    found = [one for one in read_layers(survey(tmp_path), UKRAINE)]
    assert [isinstance(one, Layer) for one in found].count(True) == 1
    assert all(isinstance(one, Layer) or "\n" not in one.reason for one in found)
    assert chosen(tmp_path, DAY) == DAY
