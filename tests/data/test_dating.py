from datetime import date

import pytest

from data.dating import published_day


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("2023-03-01", date(2023, 3, 1)),
        (" 2023-03-01 ", date(2023, 3, 1)),
        ("2023-3-1", date(2023, 3, 1)),
        ("2023/03/01", date(2023, 3, 1)),
        ("20230301", date(2023, 3, 1)),
        ("01.03.2023", date(2023, 3, 1)),
        ("2023-03-01T23:30:00Z", date(2023, 3, 1)),
        ("2023-03-01 23:30", date(2023, 3, 1)),
        ("2023-03-01T23:30:00.123456+02:00", date(2023, 3, 1)),
        ("2023-03-01 23:30:00 UTC", date(2023, 3, 1)),
        ("20230301T090000Z", date(2023, 3, 1)),
        ("2024-02-29", date(2024, 2, 29)),
    ],
)
def test_iso_forms_and_the_dotted_form_give_the_day_as_written(raw, day):
    assert published_day(raw) == (day, None)


@pytest.mark.parametrize(
    "raw",
    [
        "31/02/24",
        "2023-02-29",
        "2023-13-01",
        "2023-03-01 or so",
        "03/04/2022",
        "0001-01-01",
        "9999-12-31",
        "1677628800",
        "٢٠٢٣-٠٣-٠١",
        "March 1, 2023",
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
