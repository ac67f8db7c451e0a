"""The countries that cut the areas: both, in the theatre, or one line that says what is wrong."""

import json

import pytest

from data.errors import LayerError
from data.frontline.land import COUNTRIES, lands
from tests.theatre import UKRAINE

SQUARE = [[[30.0, 45.0], [40.0, 45.0], [40.0, 50.0], [30.0, 50.0], [30.0, 45.0]]]
FAR = [[[100.0, 45.0], [110.0, 45.0], [110.0, 50.0], [100.0, 50.0], [100.0, 45.0]]]


def countries(kind="Polygon", coordinates=SQUARE):
    return {
        "features": [
            {
                "properties": {"iso": iso},
                "geometry": {"type": kind, "coordinates": coordinates},
            }
            for iso in ("UA", "RU")
        ]
    }


def test_the_committed_basemap_has_both_countries():
    assert sorted(lands(UKRAINE)) == ["RU", "UA"]


def test_other_countries_on_the_basemap_do_no_harm(tmp_path):
    broken = {"properties": {"iso": "XX"}, "geometry": None}
    path = tmp_path / "countries.geojson"
    path.write_text(json.dumps({"features": [broken, *countries()["features"]]}))
    assert lands(UKRAINE, path)["UA"].bounds == (30.0, 45.0, 40.0, 50.0)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("<html>", "not the countries of the basemap"),
        ('{"features": []}', "not the countries of the basemap"),
        ("[" * 100_000, "its outlines cannot be used"),
        (json.dumps(countries("Blob")), "its outlines cannot be used"),
        (json.dumps(countries("Polygon", [[[1.0]]])), "not the countries of the basemap"),
        (json.dumps(countries("Polygon", [])), "UA has no area in the theatre"),
        (json.dumps(countries("Polygon", FAR)), "UA has no area in the theatre"),
        (json.dumps(countries("Point", [36.0, 48.0])), "UA has no area in the theatre"),
    ],
    ids=["no JSON", "no countries", "deep", "no type", "no points", "empty", "far", "a point"],
)
def test_a_broken_basemap_is_one_line(tmp_path, content, says):
    path = tmp_path / "countries.geojson"
    path.write_text(content)
    with pytest.raises(LayerError) as error:
        lands(UKRAINE, path)
    told = str(error.value)
    assert told.startswith(f"{path}: {says}")
    assert told.endswith("; restore it")
    assert "\n" not in told


def test_a_missing_basemap_is_one_line():
    gone = COUNTRIES.with_name("gone.geojson")
    with pytest.raises(LayerError) as error:
        lands(UKRAINE, gone)
    assert str(error.value) == f"{gone}: cannot be read (No such file or directory); restore it"
