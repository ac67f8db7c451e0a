"""Reading a theatre: the committed one whole, and every error of a wrong one in a line."""

from datetime import date

import pytest

from data.errors import TheatreError
from data.theatre import FILE, THEATRES, load_theatre

SMALLEST = """
first_day = 2031-05-01
time_zone = "UTC"
languages = ["en"]
countries = ["SK"]
control = "control.csv"
name = { en = "Dispute" }
extent = { west = 16.0, south = 47.0, east = 23.0, north = 50.0 }
view = { latitude = 48.7, longitude = 19.5, zoom = 7 }
occupied_km2 = { least = 1, most = 50_000 }
[[parties]]
id = "N"
name = { en = "the North" }
adjective = { en = "Northern" }
colour = { light = "#aa0000", dark = "#ff0000" }
invader = true
[[parties]]
id = "S"
name = { en = "the South", uk = "Південь" }
adjective = { en = "Southern" }
colour = { light = "#0000aa", dark = "#0000ff" }
"""
WORDS = (
    "subject_stems", "war_stems", "languages", "neighbours", "proclaimed_units", "services",
    "organisations",
)  # fmt: skip


def folder(tmp_path, old="", new=""):
    assert old in SMALLEST
    (tmp_path / FILE).write_text(SMALLEST.replace(old, new) if old else SMALLEST, encoding="utf-8")
    (tmp_path / "control.csv").touch()
    (tmp_path / "front.csv").write_text("day,latitude,longitude\n")
    (tmp_path / "words.toml").write_text("".join(f"{name} = []\n" for name in WORDS))
    return tmp_path


def test_the_committed_theatre_is_found_by_its_name():
    theatre = load_theatre("ukraine")
    assert theatre.folder == THEATRES / "ukraine"
    assert theatre.holders == ("RU", "UA", "contested")
    assert theatre.invader.id == "RU"
    assert theatre.control_reaches > date(2026, 1, 1)
    assert (theatre.first_day, theatre.time_zone.key) == (date(2022, 2, 24), "Europe/Kyiv")
    assert [(one.place_id, one.weight) for one in theatre.barriers] == [
        ("frontline:dnipro", 0.0),
        ("frontline:siverskyi-donets", 0.2),
    ]


def test_a_theatre_is_read_from_any_folder(tmp_path):
    theatre = load_theatre(folder(tmp_path))
    assert (theatre.id, theatre.countries) == (tmp_path.name, ("SK",))
    assert theatre.control_reaches is None
    assert [party.name.to("uk") for party in theatre.parties] == ["the North", "Південь"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("first_day = 2031-05-01", "", "first_day is missing; give a day"),
        ("2031-05-01", '"2031-05-01"', "first_day is '2031-05-01'; give a day"),
        ('"UTC"', '"Mars/Base"', "time_zone is 'Mars/Base'; give a name of the IANA list"),
        ('"UTC"', '"../x"', "time_zone is '../x'; give a name of the IANA list"),
        ('["SK"]', '["Slovakia"]', "countries holds 'Slovakia'; give ISO 3166-1"),
        ('["SK"]', "[]", "countries is empty; give ISO 3166-1"),
        ("north = 50.0", "north = 91.0", "extent.north is 91; give a number from -90 to 90"),
        ("north = 50.0", "north = 40", "extent is empty; west and south are the smaller"),
        ("north = 50.0", "north = nan", "extent.north is nan; give a number"),
        ("north = 50.0", "north = true", "extent.north is True; give a number"),
        ('"#0000aa"', '"blue"', "parties[2].colour.light is 'blue'; give #rrggbb"),
        ('id = "S"', 'id = "N"', "parties must be two or more, with an id each"),
        ('id = "S"', 'id = "contested"', "parties must be two or more, with an id each"),
        ("invader = true", "", "parties must have invader = true in exactly one"),
        ('"control.csv"', '"gone.csv"', "control names 'gone.csv', which is not in"),
        (
            'control = "control.csv"',
            'control = "control.csv"\ncontrol_reaches = 2031-04-30',
            "control_reaches is 2031-04-30, before first_day; give the table's last day",
        ),
        (
            'control = "control.csv"',
            'control = "control.csv"\ncontrol_reaches = "May"',
            "control_reaches is 'May'; give a day",
        ),
        ('name = { en = "Dispute" }', "name = 3", "name is 3; give a table [name]"),
    ],
)
def test_what_is_wrong_is_said_with_where_and_what_to_do(tmp_path, old, new, says):
    with pytest.raises(TheatreError) as error:
        load_theatre(folder(tmp_path, old, new))
    assert f"{tmp_path / FILE}: {says}" in str(error.value)


def test_all_errors_are_named_at_once_a_line_each(tmp_path):
    wrong = folder(tmp_path, "invader = true", 'id2 = "unused"')
    text = (wrong / FILE).read_text().replace('"#0000ff"', "7").replace('["en"]', '["EN"]')
    (wrong / FILE).write_text(text)
    with pytest.raises(TheatreError) as error:
        load_theatre(wrong)
    assert len(str(error.value).splitlines()) == 3


def test_an_unknown_name_lists_those_that_there_are(tmp_path):
    with pytest.raises(TheatreError, match=r"no theatre 'mars'; use .*ukraine.* or a folder"):
        load_theatre("mars")


@pytest.mark.parametrize("content", [b"[", b"\xff\xfe"], ids=["no TOML", "no UTF-8"])
def test_a_file_that_is_no_toml_is_one_line(tmp_path, content):
    (tmp_path / FILE).write_bytes(content)
    with pytest.raises(TheatreError, match="not TOML") as error:
        load_theatre(tmp_path)
    assert "\n" not in str(error.value)
