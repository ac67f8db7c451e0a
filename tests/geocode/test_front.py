"""How far places were from the front on days that everyone knows."""

import pickle
from datetime import date
from math import inf

import pytest

from geocode.front import Front

BAKHMUT, KHERSON, LVIV = (48.594, 37.999), (46.636, 32.615), (49.838, 24.023)


@pytest.mark.parametrize(
    ("place", "day", "least", "most"),
    [
        (BAKHMUT, date(2023, 2, 10), 0, 12),
        (KHERSON, date(2023, 6, 1), 0, 12),
        (KHERSON, date(2022, 6, 1), 15, 80),
        (LVIV, date(2023, 2, 10), inf, inf),
        (BAKHMUT, date(2021, 2, 10), inf, inf),
        (BAKHMUT, None, 0, 12),
        (BAKHMUT, date(2030, 1, 1), 0, 60),
    ],
)
def test_the_distance_to_the_front(war, place, day, least, most):
    assert least <= war.front.km(*place, day) <= most


def test_without_lines_nothing_is_near_a_front():
    assert Front().km(*BAKHMUT, None) == inf


def test_it_can_be_sent_to_another_process(war):
    sent = pickle.loads(pickle.dumps(war.front))
    assert sent.lines == war.front.lines
    assert sent.km(*BAKHMUT, date(2023, 2, 10)) == war.front.km(*BAKHMUT, date(2023, 2, 10))
