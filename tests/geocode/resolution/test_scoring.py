"""Shares: what nothing tells apart shares the score, and nothing reaches one."""

import pytest

from geocode.resolution.scoring import PIN_THRESHOLD, UNKNOWN, shares


@pytest.mark.parametrize(
    ("sums", "expected"),
    [
        ([], []),
        ([UNKNOWN], [0.5]),
        ([UNKNOWN, UNKNOWN], [1 / 3, 1 / 3]),
        ([1000.0, 0.0], [1.0, 0.0]),
        ([-1000.0], [0.0]),
    ],
)
def test_shares(sums, expected):
    assert shares(sums) == pytest.approx(expected)


def test_equal_namesakes_stay_below_the_threshold():
    assert max(shares([20.0] * 3)) < PIN_THRESHOLD
