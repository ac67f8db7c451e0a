"""The quality gate: figures on the committed gold may not fall below ``floors.json``."""

import json

import pytest

from geocode.geoparser import Geoparser
from tests.quality.scoring import HERE, brief_recall, false_pins, gold, score

FLOORS = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def parser(gazetteer, war):
    return Geoparser(gazetteer, focus=war)


def fallen(parser, articles, floors) -> dict[str, float]:
    """The figures that stand below their floors."""
    figures = score(parser, articles)
    return {name: figures[name] for name, floor in floors.items() if figures[name] < floor}


@pytest.mark.parametrize("held_out", [False, True], ids=["open", "held_out"])
@pytest.mark.parametrize("lang", ["en", "uk", "ru"])
def test_worked_figures_stand_above_their_floors(parser, lang, held_out):
    articles = [
        article
        for article in gold("worked.jsonl")
        if article["lang"] == lang and article["held_out"] is held_out
    ]
    floors = FLOORS["gold"][lang]["held_out" if held_out else "open"]
    assert fallen(parser, articles, floors) == {}


@pytest.mark.parametrize("part", ["open", "held_out"])
@pytest.mark.parametrize("name", sorted(FLOORS["own_gold"]))
def test_gold_figures_stand_above_their_floors(parser, name, part):
    asked = [item for item in gold(f"{name}.jsonl") if item["held_out"] is (part == "held_out")]
    assert fallen(parser, asked, FLOORS["own_gold"][name][part]) == {}


def test_the_traps_of_the_rules_make_no_pins(parser):
    assert len(false_pins(parser, gold("traps.jsonl"))) <= FLOORS["false_pins_at_most"]


def test_people_organisations_and_words_make_few_pins(parser):
    traps = [*gold("traps_en.jsonl"), *gold("traps_uk_ru.jsonl")]
    assert len(traps) == 155
    assert len(false_pins(parser, traps)) <= FLOORS["false_pins_on_own_traps_at_most"]


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
