import pytest

from data.articles.formats.tables.cells import point, stated_points
from data.model import StatedPoint


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
