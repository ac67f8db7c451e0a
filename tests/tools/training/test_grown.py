"""Trees learn what the sums leave wrong, and the same twice."""

import pytest

from tools.training.grown import Question, grow


def question(*right: bool):
    """Two candidates with equal sums, of which the first has a clue; none else is likely."""
    return Question(({"clue": 1.0}, {"clue": 0.0}), (1.0, 1.0), right, -5.0, 1.0)


@pytest.mark.parametrize(
    ("right", "first_more", "second_more"),
    [((True, False), True, False), ((False, True), False, True), ((True, True), False, False)],
    ids=["the one with the clue", "the other", "both"],
)
def test_the_right_candidates_gain(right, first_more, second_more):
    trees = grow([question(*right)] * 200)
    first, second = trees.correction({"clue": 1.0}), trees.correction({})
    assert (first > second + 1) is first_more
    assert (second > first + 1) is second_more


def test_candidates_lose_where_none_is_right():
    trees = grow([question(False, False)] * 100 + [question(True, False)] * 100)
    assert trees.correction({}) < -1


def test_growing_is_deterministic():
    made = [question(number % 3 == 0, number % 3 == 1) for number in range(200)]
    assert grow(made) == grow(made)
