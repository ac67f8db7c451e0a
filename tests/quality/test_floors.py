"""The quality gate: figures on the committed gold may not fall below ``floors.json``."""

import json

import pytest

from geocode.geoparser import Geoparser
from tests.quality.scoring import HERE, brief_recall, false_pins, gold, score

FLOORS = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def parser(gazetteer):
    return Geoparser(gazetteer)


@pytest.mark.parametrize("held_out", [False, True], ids=["open", "held_out"])
@pytest.mark.parametrize("lang", ["en", "uk", "ru"])
def test_gold_figures_stand_above_their_floors(parser, lang, held_out):
    articles = [
        article
        for article in gold("worked.jsonl")
        if article["lang"] == lang and article["held_out"] is held_out
    ]
    figures = score(parser, articles)
    floors = FLOORS["gold"][lang]["held_out" if held_out else "open"]
    fallen = {name: figures[name] for name, floor in floors.items() if figures[name] < floor}
    assert fallen == {}


def test_people_organisations_and_words_make_no_pins(parser):
    assert len(false_pins(parser, gold("traps.jsonl"))) <= FLOORS["false_pins_at_most"]


def test_the_main_places_of_the_briefs_are_found(parser):
    assert brief_recall(parser) >= FLOORS["brief_recall"]


def test_gold_spans_say_what_their_texts_say():
    for pattern, spans in (
        ("gold*.jsonl", "toponyms"),
        ("worked.jsonl", "toponyms"),
        ("traps*.jsonl", "never"),
    ):
        for path in sorted(HERE.glob(pattern)):
            for article in gold(path.name):
                for span in article[spans]:
                    said = article["text"][span["start"] : span["end"]]
                    assert said == span["text"], article["id"]
