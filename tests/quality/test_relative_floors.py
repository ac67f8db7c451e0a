"""The gate of relative places: shares of ``relative.jsonl`` that are right, by language."""

import json

import pytest

from geocode.geoparser import Geoparser
from tests.quality.relative_gold import scored
from tests.quality.scoring import HERE

FLOORS = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))["relative"]


@pytest.fixture(scope="module")
def rows(gazetteer, war):
    return scored(Geoparser(gazetteer, focus=war))


@pytest.mark.parametrize("part", ["open", "held_out"])
def test_relative_places_stand_above_their_floors(rows, part):
    right = [good for row, good, _ in rows if row["held_out"] is (part == "held_out")]
    assert sum(right) / len(right) >= FLOORS[part]


def test_the_gold_holds_what_it_should(rows):
    languages = [row["lang"] for row, _, _ in rows]
    assert {lang: languages.count(lang) for lang in ("en", "uk", "ru")} == {
        "en": 24,
        "uk": 8,
        "ru": 8,
    }
    for row, _, _ in rows:
        assert row["text"][row["start"] : row["end"]].strip() != "", row["id"]
