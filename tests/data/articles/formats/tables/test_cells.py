from datetime import UTC, date, datetime, time

import pytest

from data.articles.formats.tables.cells import (
    cell_text,
    day_comes_first,
    day_text,
    point,
    stated_points,
)
from data.model import StatedPoint


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("  as it is ", "  as it is "),
        (None, ""),
        (float("nan"), ""),
        (float("inf"), ""),
        (3.0, "3"),
        (46.635, "46.635"),
        (7, "7"),
        (True, "True"),
        (date(2022, 3, 1), "2022-03-01"),
        (datetime(2022, 3, 1), "2022-03-01"),
        (datetime(2022, 3, 1, 22, 30), "2022-03-01 22:30:00"),
        (datetime(2022, 3, 1, tzinfo=UTC), "2022-03-01 00:00:00+00:00"),
        (time(5, 30), "05:30:00"),
        (b"caf\xc3\xa9", "café"),
        (["a"], ""),
        ({"a": 1}, ""),
    ],
)
def test_a_cell_is_text(value, text):
    assert cell_text(value) == text


@pytest.mark.parametrize(
    ("values", "first"),
    [
        (["03/04/2022", "25/04/2022"], True),
        (["03/04/22", "3/14/22"], False),
        (["03/04/2022"], None),
        (["14/03/2022", "3/14/2022"], None),
        (["2022-03-01"], None),
        ([], None),
    ],
    ids=["day", "month", "either", "both", "iso", "nothing"],
)
def test_a_whole_column_tells_whether_the_day_comes_first(values, first):
    assert day_comes_first(values) is first


@pytest.mark.parametrize(
    ("value", "day_first", "text"),
    [
        ("03/04/2022", True, "2022-04-03"),
        ("03/04/2022", False, "2022-03-04"),
        ("3-4-22 10:15", True, "2022-04-03 10:15"),
        ("03/04/2022", None, "03/04/2022"),
        ("1 March 2022", True, "1 March 2022"),
    ],
)
def test_a_slashed_day_is_put_as_a_day_where_that_can_be_told(value, day_first, text):
    assert day_text(value, day_first=day_first) == text


def test_a_point_has_latitude_longitude_and_a_name():
    assert point(" 48,594 ", "37.998", name=" Bakhmut  town", where_prec=1) == StatedPoint(
        48.594, 37.998, "Bakhmut town", 1
    )


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [
        ("", ""),
        ("48.5", ""),
        ("x", "y"),
        ("91", "0"),
        ("0", "181"),
        ("0", "0.0"),
        ("nan", "1"),
        ("1e999", "1"),
    ],
)
def test_what_is_no_point_on_earth_is_none(latitude, longitude):
    assert point(latitude, longitude) is None


def test_a_row_without_a_point_has_nothing_to_say_and_a_broken_one_is_named():
    assert stated_points("", "", "Kherson", where="a line 2") == ((), ())
    assert stated_points("north", "", "", where="a line 2") == (
        (),
        ("a line 2: 'north', '' is no latitude and longitude; left out",),
    )
