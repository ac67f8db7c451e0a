"""The gate of the stemmer: case forms that share a stem, and other words that do not."""

import json

import pytest

from tests.quality.scoring import HERE, gold
from tests.quality.word_forms import shares

FLOORS = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))["word_forms"]


@pytest.mark.parametrize("part", ["open", "held_out"])
def test_forms_and_pairs_stand_above_their_floors(part):
    assert [
        (name, share)
        for name, share in shares(part).items()
        if share < FLOORS["apart" if name == "apart" else "same"][part]
    ] == []


def test_the_gold_holds_what_it_should():
    rows = gold("word_forms.jsonl")
    assert sum("same" in row for row in rows) == 170
    assert sum("apart" in row for row in rows) == 68
    assert sum(row["held_out"] for row in rows) == 79
