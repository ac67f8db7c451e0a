"""A group of forces is found in a text by its name beside a word for one, and holds its sector."""

from datetime import date

import pytest

from geocode.sectors import Sector, Sectors, read_sectors

EAST = Sector(("east", "схід"), date(2022, 9, 1), date(2023, 12, 31), 47.8, 37.0, 50.0)
SECTORS = Sectors([EAST], ["group", "угрупован"])
HEADER = "names,from_date,to_date,latitude,longitude,radius_km,reason\n"


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("The group of forces “East” took a village.", ["east"]),
        ("Battles in the east went on.", []),
        ("The East group reports gains.", ["east"]),
        ("Угруповання «Схід» заявило про наступ.", ["east"]),
        ("A group of scientists went far to the far distant lands of the East.", []),
    ],
)
def test_a_group_is_named_beside_a_word_for_one(text, groups):
    assert [group for _, group in SECTORS.named_in(text)] == groups


@pytest.mark.parametrize(
    ("latitude", "day", "held"),
    [
        (47.9, date(2023, 1, 1), True),
        (49.9, date(2023, 1, 1), False),
        (47.9, date(2025, 1, 1), None),
        (47.9, None, True),
    ],
)
def test_a_group_holds_its_circle_on_its_days(latitude, day, held):
    assert SECTORS.holds("east", latitude, 37.0, day) is held


def test_a_theatre_without_the_table_has_no_sectors(tmp_path):
    errors = []
    assert read_sectors(tmp_path / "sectors.csv", ["group"], errors).named_in("group East") == []
    assert errors == []


def test_what_is_wrong_in_the_table_is_said_by_line(tmp_path):
    path, errors = tmp_path / "sectors.csv", []
    path.write_text(f"{HEADER}east,,,47.8,37.0,50,\n,,,1,1,1,\nwest,soon,,1,1,1,\n")
    assert len(read_sectors(path, ["group"], errors).sectors) == 1
    assert [error.split(": ")[0].rsplit(" ", 2)[-2:] for error in errors] == [
        ["line", "3"],
        ["line", "4"],
    ]
