"""The user's front-line files beside the switches: whose, of which day, and what is wrong."""

from datetime import date

import pytest

from dashboard import cache
from data.frontline.evidence.model import Provider
from data.model import Filter
from tests.data.frontline.formats import SOUTH_EAST, mirror, save, shrunk


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("FRONTLINE_LAYERS", str(tmp_path))
    return tmp_path


def captions(page):
    return [one.value for one in page.caption]


def test_a_file_is_offered_with_its_own_day_and_what_must_be_said_beside_it(app, folder):
    save(folder, "deepstatemap_data_20230228.geojson", mirror([SOUTH_EAST]))
    page = app(front="1")
    (switch,) = [one for one in page.toggle if "DeepStateMap" in one.label]
    assert _unescaped([switch.label]) == ["DeepStateMap, occupied area only, as of 2023-02-28"]
    assert "day of download; the assessment is one or two days older" in _unescaped(captions(page))


def test_a_newer_file_that_is_broken_is_named(app, folder):
    save(folder, "deepstatemap_data_20230228.geojson", mirror([SOUTH_EAST]))
    save(folder, "deepstatemap_data_20230301.geojson", b"")
    page = app(front="1")
    assert any(line.endswith("20230301.geojson: empty") for line in _unescaped(captions(page)))


def test_where_all_files_of_the_days_are_broken_that_is_said(app, folder):
    save(folder, "deepstatemap_data_20230301.geojson", b"<html>")
    page = app(front="1")
    assert not page.exception
    (warning,) = _unescaped(one.value for one in page.warning)
    assert f"{folder}/deepstatemap_data_20230301.geojson: not JSON" in warning


def test_files_that_are_not_used_are_counted_where_no_file_is(app, folder):
    save(folder, "map1.geojson", b"{}")
    save(folder, "map2.geojson", b"{}")
    (said,) = [line for line in _unescaped(captions(app(front="1"))) if "No front-line" in line]
    assert said == (
        "No front-line file for 2023-03-01 or the week before it. Not used: 2 files of the folder, "
        f"such as {folder}/map1.geojson: not named like a front-line layer"
    )


def test_a_folder_that_cannot_be_listed_is_one_line_and_the_map_stays(app, folder, monkeypatch):
    monkeypatch.setenv("FRONTLINE_LAYERS", str(folder / "gone"))
    page = app(front="1", file="1")
    assert not page.exception
    (warning,) = _unescaped(one.value for one in page.warning)
    assert warning == (
        f"{folder}/gone: cannot be listed (No such file or directory); name a folder of layer files"
    )
    assert page.selectbox


def test_a_newer_file_in_the_folder_is_what_is_drawn(app, folder):
    save(folder, "deepstatemap_data_20230228.geojson", mirror([SOUTH_EAST]))
    app(front="1", file="1")
    day = date(2023, 3, 1)
    before = cache.drawing(Filter(), day, (Provider.TABLE,), file=True)
    save(folder, "deepstatemap_data_20230301.geojson", mirror([shrunk(SOUTH_EAST, 0.98)]))
    cache.layer_for.clear()  # a minute later
    assert cache.drawing(Filter(), day, (Provider.TABLE,), file=True) != before


def test_the_chosen_sources_are_in_the_address_and_the_usual_ones_are_not(app):
    page = app(front="1")
    chosen = page.multiselect(key="front_sources")
    assert chosen.value == ["table", "articles"]  # the articles make claims
    chosen.set_value(["table", "files"]).run()
    assert page.query_params["by"] == ["table", "files"]
    page.multiselect(key="front_sources").set_value(["table", "articles"]).run()
    assert "by" not in page.query_params


def test_what_could_not_be_used_is_a_line_and_the_map_stays(app):
    page = app(front="1", by="viina")
    assert not page.exception
    assert "no folder of front-line files; set FRONTLINE_LAYERS to one" in _unescaped(
        captions(page)
    )


def test_the_page_says_how_far_the_table_of_control_reaches(app):
    said = _unescaped(captions(app(front="1")))
    assert "The table of control is written up to 2026-02-01." in said


def test_the_settlements_of_a_clicked_stretch_are_shown_with_their_evidence(app):
    page = app(front="1", held="geonames:706757")
    shown = _unescaped([one.value for one in page.markdown])
    assert any("Soledar" in line and "Russian forces since 2023-01" in line for line in shown)


def _unescaped(lines):
    return [line.replace("\\", "") for line in lines]
