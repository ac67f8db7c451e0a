"""How far places were from the front on days that everyone knows."""

from datetime import date
from math import inf

import pytest

from geocode.resolution.front import front_km

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
def test_the_distance_to_the_front(place, day, least, most):
    assert least <= front_km(*place, day) <= most
