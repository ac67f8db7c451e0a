"""The gate of copies: what is asked is a precision of .98 and a recall of .90."""

import json

import pytest

from data.reading.copies.comparison import compare
from tests.quality.copies_gold import figures, pairs
from tests.quality.scoring import HERE

FLOORS = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))["copies"]


@pytest.mark.parametrize("part", ["open", "held_out"])
def test_copies_stand_above_their_floors(part):
    reached = figures(pairs(part))
    assert reached.precision >= FLOORS[part]["precision"]
    assert reached.recall >= FLOORS[part]["recall"]
    assert reached.candidates >= FLOORS[part]["candidates"]


def test_a_comparison_is_the_same_whichever_article_is_named_first():
    unlike = [pair.row_id for pair in pairs() if compare(pair.a, pair.b) != compare(pair.b, pair.a)]
    assert unlike == []


def test_the_gold_holds_what_it_should():
    rows = pairs()
    assert len(rows) == 225
    assert sum(pair.copy for pair in rows) == 113
    assert sum(pair.held_out for pair in rows) == 73
    assert len({pair.row_id for pair in rows}) == 225
    languages = [pair.lang for pair in rows]
    assert {lang: languages.count(lang) for lang in ("en", "uk", "ru")} == {
        "en": 104,
        "uk": 64,
        "ru": 57,
    }
