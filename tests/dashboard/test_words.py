import pytest

from dashboard.words import distance


@pytest.mark.parametrize(
    ("metres", "words"),
    [(500, "500 m"), (1500, "1.5 km"), (3000, "3 km"), (90_000, "90 km"), (12_340, "12 km")],
)
def test_distances_are_said_in_fitting_units(metres, words):
    assert distance(metres) == words
