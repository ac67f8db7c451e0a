"""Reading the daily mirror of DeepStateMap's occupied area."""

from datetime import date
from pathlib import Path

import pytest

from data.errors import LayerError
from data.frontline.layers import deepstate_daily
from data.frontline.layers.model import LayerSource, Status
from tests.data.frontline.formats import KHERSON, SOUTH_EAST, label_at, mirror, read, save

DAILY = "deepstatemap_data_20240708.geojson"
SWAPPED = [[y, x] for x, y in SOUTH_EAST]


def test_the_name_tells_the_format_and_the_day_of_the_download():
    file = deepstate_daily.named(Path(DAILY))
    assert (file.source, file.assessment_day) == (LayerSource.DEEPSTATE_DAILY, date(2024, 7, 8))
    assert file.day_note == "day of download; the assessment is one or two days older"
    assert deepstate_daily.named(Path("deepstatemap_data_2024.geojson")) is None


def test_a_name_with_a_day_that_is_none_is_an_error():
    with pytest.raises(LayerError, match="the name holds no day"):
        deepstate_daily.named(Path("deepstatemap_data_20240231.geojson"))


def test_the_mirror_is_one_occupied_area(tmp_path):
    layer = read(deepstate_daily, save(tmp_path, DAILY, mirror([SOUTH_EAST], [KHERSON])))
    assert [(area.status, area.label) for area in layer.areas] == [(Status.OCCUPIED, "inside")]
    assert label_at(layer, 46.64, 32.61) == "inside"
    assert label_at(layer, 48.0, 32.6) == ""


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ({"features": []}, "no features with areas"),
        ({"features": [3]}, "no GeoJSON feature"),
        (mirror([SWAPPED]), "latitude and longitude are swapped"),
    ],
)
def test_a_broken_file_is_refused_in_one_line(tmp_path, content, reason):
    path = save(tmp_path, DAILY, content)
    with pytest.raises(LayerError, match=reason):
        read(deepstate_daily, path)
