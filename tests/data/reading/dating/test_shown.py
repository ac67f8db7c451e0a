from datetime import date

import pytest

from data.reading.dating.shown import days_shown

DAY = date(2015, 2, 3)


@pytest.mark.parametrize(
    "line",
    [
        "Tuesday, 3 February 2015",
        "February 3rd, 2015, 7:41 p.m. ET",
        "вівторок, 3 лютого 2015, 14:05",
        "Опубликовано: 3 февраля 2015 г.",
        "Dienstag, 3. Februar 2015",
        "Publié le 3 février 2015 à 10h",
        "3 de febrero de 2015",
        "wtorek, 3 lutego 2015",
        "03.02.15 - 10:16 Uhr",
        "2015-02-03 09:20",
        "2015年2月3日",
    ],
)
def test_a_day_is_read_in_the_languages_of_the_web(line):
    assert [found.day for found in days_shown(line)] == [DAY]


@pytest.mark.parametrize(
    ("line", "day_first", "days"),
    [
        ("03/02/2015", True, [DAY]),
        ("02/03/2015", False, [DAY]),
        ("03/02/2015", None, []),
        ("25/12/2015", None, [date(2015, 12, 25)]),
        ("30 February 2015", None, []),
        ("February 2015", None, []),
        ("version 1.2.3.2015", None, []),
        ("3 February 2015 - 4 February 2015", None, [DAY, date(2015, 2, 4)]),
    ],
)
def test_what_may_be_two_days_is_read_only_where_the_order_is_known(line, day_first, days):
    assert [found.day for found in days_shown(line, day_first=day_first)] == days
