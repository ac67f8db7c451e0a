from datetime import date

import pytest

from data.dates import day_text


@pytest.mark.parametrize(
    ("day", "precision", "words"),
    [
        (date(2022, 11, 11), 1, "2022-11-11"),
        (date(2022, 2, 25), 2, "2022-02-25 or a few days after"),
        (date(2022, 3, 7), 3, "the week from 2022-03-07"),
        (date(2022, 3, 1), 4, "March 2022"),
        (date(2022, 3, 15), 4, "the month from 2022-03-15"),
        (date(2022, 1, 1), 5, "2022"),
        (date(2022, 3, 1), 5, "the year from 2022-03-01"),
    ],
)
def test_a_day_is_said_only_as_exactly_as_it_is_known(day, precision, words):
    assert day_text(day, precision) == words
