"""Reading UAControlMap's daily files."""

from datetime import date
from pathlib import Path

import pytest

from data.errors import LayerError
from data.frontline.layers import uacontrolmap
from data.frontline.layers.model import LayerSource, Status, area_at
from tests.data.frontline.formats import SOUTH_EAST, label_at, owl, read, save

OWL = "owlmaps_20240218.json"


@pytest.mark.parametrize("name", [OWL, "20240218.json", "owlmaps_20240218_BROKEN.json"])
def test_the_name_tells_the_format_and_the_day(name):
    file = uacontrolmap.named(Path(name))
    assert (file.source, file.assessment_day) == (LayerSource.UACONTROLMAP, date(2024, 2, 18))


def test_a_name_with_a_day_that_is_none_is_an_error():
    with pytest.raises(LayerError, match="the name holds no day"):
        uacontrolmap.named(Path("owlmaps_20241301.json"))


def test_latitude_comes_first(tmp_path):
    content = owl(SOUTH_EAST, abroad=[[[35, 51], [35.5, 51], [35.5, 51.4]]])
    layer = read(uacontrolmap, save(tmp_path, OWL, content))
    assert label_at(layer, 46.0, 35.0) == "inside"
    assert area_at(layer, 51.1, 35.3).status is Status.HELD_ABROAD
    assert [area.holder for area in layer.areas] == ["RU", "UA"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (owl(), "no area at all; a broken day, not a liberation"),
        ({"frontline": []}, "no list of areas"),
        ({"areas": [[[46, 35]]]}, "fewer than three points"),
        ({"areas": [SOUTH_EAST]}, "latitude and longitude are swapped"),
        ({"areas": [], "areas_ua": {"a": 1}}, "areas_ua is no list"),
    ],
)
def test_a_broken_file_is_refused_in_one_line(tmp_path, content, reason):
    path = save(tmp_path, OWL, content)
    with pytest.raises(LayerError, match=reason):
        read(uacontrolmap, path)
