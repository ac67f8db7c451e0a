"""``python -m data front`` on the theatre that ships and on one that never was."""

import json

import pytest

from data.cli import main
from tests.data.test_made_up_theatre import FOLDER


@pytest.fixture
def made_up(monkeypatch, gazetteer_path):
    monkeypatch.setenv("FRONTLINE_THEATRE", str(FOLDER))
    monkeypatch.setenv("GEOCODE_GAZETTEER", str(gazetteer_path))
    monkeypatch.delenv("FRONTLINE_LAYERS", raising=False)


def rows_of(capsysbinary, *arguments):
    assert main(["front", *arguments]) == 0
    return [json.loads(line) for line in capsysbinary.readouterr().out.decode().splitlines()]


def test_it_prints_a_row_for_each_settlement(made_up, capsysbinary):
    rows = {row["name"]: row for row in rows_of(capsysbinary, "--day", "2031-05-06")}
    assert rows["Prešov"] == {
        "place_id": "geonames:723819",
        "name": "Prešov",
        "lat": 48.99923,
        "lon": 21.2355,
        "holder": "east",
        "confidence": 0.952,
        "since": "2031-05-04",
        "inferred": False,
        "stale_days": 2,
        "evidence": ["table:presov-2"],
    }
    near = rows["Veľký Šariš"]
    assert (near["holder"], near["inferred"], near["since"]) == ("east", True, None)


def test_as_geojson_it_prints_areas_and_the_line_with_its_evidence(made_up, capsysbinary):
    (content,) = rows_of(capsysbinary, "--day", "2031-05-06", "--format", "geojson")
    areas = [f for f in content["features"] if f["properties"]["kind"] == "area"]
    line = [f for f in content["features"] if f["properties"]["kind"] == "line"]
    assert [f["properties"]["holder"] for f in areas] == ["east", "west", "contested"]
    assert any("table:presov-2" in f["properties"]["evidence"] for f in line)
    longitude, latitude = line[0]["geometry"]["coordinates"][0][:2]
    assert 16 < longitude < 23
    assert 47 < latitude < 50


def test_a_source_that_has_nothing_says_so_and_the_others_stay(made_up, capsysbinary):
    status = main(["front", "--day", "2031-05-06", "--sources", "table,files"])
    said = capsysbinary.readouterr()
    assert status == 1
    assert said.err.decode() == "no folder of front-line files; set FRONTLINE_LAYERS to one\n"
    assert b'"holder": "east"' in said.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--day", "2031-05-06", "--sources", "table,maps"], "'table,maps': sources are table"),
        (["--day", "6/2031"], "is not a day"),
        (["--day", "06/03/2031"], "'06/03/2031' may be 6 March or 3 June; use YYYY-MM-DD"),
        ([], "--day"),
    ],
    ids=["another source", "no day", "two days", "nothing"],
)
def test_wrong_usage_is_one_line(made_up, capsysbinary, arguments, said):
    assert main(["front", *arguments]) == 2
    err = capsysbinary.readouterr().err.decode()
    assert said in err
    assert err.count("\n") == 1
