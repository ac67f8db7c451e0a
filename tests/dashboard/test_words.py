from datetime import date

import pytest

from dashboard.words import day_words, distance, holder_words
from tests.theatre import UKRAINE


@pytest.mark.parametrize(
    ("metres", "words"),
    [(500, "500 m"), (1500, "1.5 km"), (3000, "3 km"), (90_000, "90 km"), (12_340, "12 km")],
)
def test_distances_are_said_in_fitting_units(metres, words):
    assert distance(metres) == words


@pytest.mark.parametrize(
    ("first", "prec", "words"),
    [
        ("2023-03-01", 1, "1 March 2023"),
        ("2023-03-01", 2, "1 March 2023 or a few days after"),
        ("2023-03-01", 3, "the week from 1 March 2023"),
        ("2023-01-01", 4, "January 2023"),
        ("2023-01-16", 4, "the month from 16 January 2023"),
        ("2014-01-01", 5, "2014"),
        ("2014-02-20", 5, "the year from 20 February 2014"),
    ],
)
def test_a_day_is_said_as_exactly_as_it_is_known(first, prec, words):
    assert day_words(date.fromisoformat(first), prec) == words


def test_the_day_of_the_week_is_said_on_request():
    assert day_words(date(2023, 2, 28), weekday=True) == "Tuesday, 28 February 2023"


@pytest.mark.parametrize(
    ("holder", "words"),
    [("RU", "Russian forces"), ("contested", "contested"), ("", "not known")],
)
def test_a_holder_is_said_in_words(holder, words):
    assert holder_words(holder, UKRAINE) == words
