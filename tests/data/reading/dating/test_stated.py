from dataclasses import replace
from datetime import date

import pytest

from data.reading.dating import Published, day_in, published, published_day
from tests.theatre import UKRAINE


def in_kyiv(raw):
    found = published(raw)
    if found.instant is None:
        return found
    return replace(found, day=day_in(UKRAINE.time_zone, found.instant), instant=None)


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("2023-03-01T22:00:00Z", date(2023, 3, 2)),
        ("2023-03-01T21:59:59Z", date(2023, 3, 1)),
        ("2023-07-01T21:00:00Z", date(2023, 7, 2)),
        ("2023-07-01T20:59:59Z", date(2023, 7, 1)),
        ("Wed, 01 Mar 2023 23:30:00 GMT", date(2023, 3, 2)),
        ("1677709800", date(2023, 3, 2)),
        ("1677709800000", date(2023, 3, 2)),
        ("March 1, 2023 11:30 PM GMT", date(2023, 3, 2)),
        ("1 March 2023 12:30 am UTC", date(2023, 3, 1)),
    ],
)
def test_an_instant_is_the_day_that_the_calendar_in_kyiv_showed(raw, day):
    assert in_kyiv(raw) == Published(day)


@pytest.mark.parametrize("raw", ["2023-03-01T00:00:00Z", "2023-03-01 00:00 UTC", "1677628800"])
def test_midnight_sharp_in_utc_is_a_day_without_a_time(raw):
    assert published(raw) == Published(date(2023, 3, 1))


@pytest.mark.parametrize(
    "raw",
    [
        "2023-03-01T23:30:00.123456+02:00",
        "2023-03-01T23:30:00-05:00",
        "2023-03-01 23:30",
        "Wed, 01 Mar 2023 23:30:00 -0500",
        "March 1, 2023 at 11:30 p.m. EST",
        "1 березня 2023 року о 23:50",
    ],
)
def test_a_time_of_the_publishers_own_keeps_the_day_as_written(raw):
    assert published(raw) == Published(date(2023, 3, 1))


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        (" 2023-03-01 ", date(2023, 3, 1)),
        ("20230301T090000Z", date(2023, 3, 1)),
        ("2023-03-01\u00a014:05", date(2023, 3, 1)),
        ("01.03.2023", date(2023, 3, 1)),
        ("01.03.23", date(2023, 3, 1)),
        ("25/12/2022", date(2022, 12, 25)),
        ("12/25/2022", date(2022, 12, 25)),
        ("2024-02-29", date(2024, 2, 29)),
        ("Wednesday, 01-Mar-23 10:00:00 GMT", date(2023, 3, 1)),
        ("Wed Mar  1 10:05:00 2023", date(2023, 3, 1)),
        ("СЕРЕДА, 1 БЕРЕЗНЯ 2023", date(2023, 3, 1)),
    ],
)
def test_forms_of_one_day_give_it(raw, day):
    assert published_day(raw) == (day, None)


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("1 marca 2023", date(2023, 3, 1)),
        ("1. März 2023", date(2023, 3, 1)),
        ("1 сакавіка 2023", date(2023, 3, 1)),
        ("1 de marzo de 2023", date(2023, 3, 1)),
    ],
)
def test_other_languages_are_read_where_day_month_and_year_all_stand_there(raw, day):
    assert in_kyiv(raw) == Published(day)


@pytest.mark.parametrize(
    ("raw", "first", "prec"),
    [
        ("March 2023", date(2023, 3, 1), 4),
        ("березень 2023 р.", date(2023, 3, 1), 4),
        ("2023-03", date(2023, 3, 1), 4),
        ("2023", date(2023, 1, 1), 5),
    ],
)
def test_a_month_or_a_year_is_told_by_its_first_day_and_is_no_day(raw, first, prec):
    assert published(raw) == Published(first, prec)
    problem = f"date {raw!r} names no single day; use YYYY-MM-DD; kept as undated"
    assert published_day(raw) == (None, problem)


@pytest.mark.parametrize(
    "raw",
    [
        "31/02/24",
        "2023-02-29",
        "2023-13-01",
        "2023-03-01 or so",
        "2023-03-01T25:00:00Z",
        "03/04/2022",
        "0001-01-01",
        "9999-12-31",
        "٢٠٢٣-٠٣-٠١",
        "12345678",
        "2023030114",
        "yesterday",
        "2 hours ago",
        "5 березня",
        "Updated: March 1, 2023",
        "12 foo 2023",
    ],
)
def test_what_is_not_a_day_is_said_and_not_guessed(raw):
    assert published_day(raw) == (
        None,
        f"date {raw!r} is not a day; use YYYY-MM-DD; kept as undated",
    )


@pytest.mark.parametrize("raw", [None, "", "   "])
def test_no_date_is_undated(raw):
    assert published_day(raw) == (None, "no date is given; kept as undated")


def test_a_date_that_says_it_is_unknown_is_undated():
    assert published_day("Unknown") == (None, "date 'Unknown' is not a day; kept as undated")


def test_a_long_value_is_cut_in_the_note():
    day, note = published_day("9" * 100_000)
    assert day is None
    assert note == f"date '{'9' * 40}…' is not a day; use YYYY-MM-DD; kept as undated"
