"""Trees move the candidates in question and no others, and come back from their file the same."""

import pytest

from geocode.gazetteer.protocol import NameHit
from geocode.model import Kind, Place
from geocode.resolution.trees import (
    Trees,
    described,
    in_question,
    read_trees,
    shipped_trees,
    stored_trees,
)

TREES = Trees(("near", "size"), ((0, 0.5, -1.0, (1, 4.0, 2.0, 3.0)), 0.25))


@pytest.mark.parametrize(
    ("row", "expected"),
    [({}, -0.75), ({"near": 1.0, "size": 4.0}, 2.25), ({"near": 1.0, "size": 4.1}, 3.25)],
)
def test_a_correction_is_the_sum_of_the_leaves(row, expected):
    assert TREES.correction(row) == expected


@pytest.mark.parametrize(
    ("sums", "expected"),
    [
        ([1.0, 5.0, 4.0], [1, 2, 0]),
        ([-3.0, 5.0, 4.0], [1, 2]),
        ([5.0], []),
        ([9.0, 1.0], []),
        ([3.0] * 7, [0, 1, 2, 3, 4]),
    ],
    ids=["best first", "far behind", "one alone", "decided", "five at most"],
)
def test_candidates_in_question(sums, expected):
    assert in_question(sums) == expected


def test_a_candidate_is_described_by_its_signals_and_its_rivals():
    country = Place("g", "Georgia", 42.0, 43.5, Kind.COUNTRY, "PCLI", "GE", population=3_700_000)
    state = Place("s", "Georgia", 33.0, -83.0, Kind.REGION, "ADM1", "US", "Georgia")
    hits = [NameHit(one, official=True, inflected=False) for one in (country, state)]
    said = [[("country", 1.0, None)], [("region", 1.0, None), ("near", 2.0, None)]]
    first, second = described(hits, said, [1.0, 4.0], [1, 0], country="US", mentions=3)
    assert (first["near"], first["region"], first["kind region"]) == (2.0, 1.0, 1.0)
    assert (first["of the text's country"], second["of the text's country"]) == (1.0, 0.0)
    assert (first["sum behind the best"], second["sum behind the best"]) == (0.0, 3.0)
    assert first["a namesake is a country"] == second["a namesake is a country"] == 1.0
    assert (first["lead of the best"], first["mentions"]) == (3.0, 3.0)


def test_trees_are_read_as_they_were_stored():
    assert read_trees(stored_trees(TREES)) == TREES


def test_no_trees_are_false():
    assert not Trees()
    assert shipped_trees()
