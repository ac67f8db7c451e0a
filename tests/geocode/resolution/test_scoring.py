"""Shares: what nothing tells apart shares the score, and nothing reaches one."""

import pytest

from geocode.resolution.confidence import PIN_THRESHOLD
from geocode.resolution.scoring import shares


@pytest.mark.parametrize(
    ("sums", "expected"),
    [
        ([], []),
        ([2.0], [0.5]),
        ([2.0, 2.0], [1 / 3, 1 / 3]),
        ([1000.0, 0.0], [1.0, 0.0]),
        ([-1000.0], [0.0]),
    ],
)
def test_shares_beside_a_chance_of_two_that_none_is_meant(sums, expected):
    assert shares(sums, 2.0) == pytest.approx(expected)


def test_equal_namesakes_stay_below_the_threshold():
    assert max(shares([20.0] * 3, 2.0)) < PIN_THRESHOLD
