"""The gate of claims: precision and recall on the gold of another hand, by language."""

import json

import pytest

from geocode.geoparser import Geoparser
from tests.quality.claims_gold import FILES, precision_recall, scored
from tests.quality.scoring import HERE

FLOORS = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))["claims"]


@pytest.fixture(scope="module")
def answers(gazetteer, war):
    parser = Geoparser(gazetteer, focus=war)
    return {name: list(scored(parser, name)) for name in FILES}


@pytest.mark.parametrize("lang", ["en", "uk", "ru"])
@pytest.mark.parametrize("name", FILES)
def test_claims_stand_above_their_floors(answers, name, lang):
    precision, recall = precision_recall([a for a in answers[name] if a.row["lang"] == lang])
    assert precision >= FLOORS[name][lang]["precision"]
    assert recall >= FLOORS[name][lang]["recall"]


@pytest.mark.parametrize("name", FILES)
def test_a_third_of_the_gold_claims_nothing(answers, name):
    without = [not answer.wanted for answer in answers[name]]
    assert 0.25 <= sum(without) / len(without) <= 0.5
