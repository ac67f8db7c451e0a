"""What the tagger learns from: gold names against proposals, swapped copies, and the regression."""

import numpy as np
import pytest

from tools.training.examples import examples, labelled
from tools.training.gold import Gold, MarkedText, corpora
from tools.training.logistic import fit_features
from tools.training.swapping import Swapper
from tools.training.tagger import accepting, write


@pytest.mark.parametrize(
    ("spans", "gold", "labels"),
    [
        ([(0, 7)], Gold(0, 7, False), [True]),
        ([(0, 7)], Gold(0, 7, True), [False]),
        ([(0, 7), (0, 13)], Gold(0, 13, False), [None, True]),
        ([(0, 7), (0, 20)], Gold(0, 7, False), [True, False]),
        ([(0, 7), (8, 13)], Gold(0, 16, False), [True, None]),
        ([(20, 25)], Gold(0, 7, False), [False]),
    ],
    ids=["exact", "demonym", "part of it", "longer than it", "best part", "elsewhere"],
)
def test_the_best_fit_of_a_gold_name_is_its_example(spans, gold, labels):
    assert [label for label, _ in labelled(spans, [gold])] == labels


def test_towns_are_swapped_everywhere_alike_and_marks_move_along(gazetteer):
    text = "Siversk is near Bilohorivka. Ukraine holds Siversk."
    starts = [(0, "Siversk"), (16, "Bilohorivka"), (29, "Ukraine"), (43, "Siversk")]
    marked = MarkedText("t", text, tuple(Gold(s, s + len(n), False) for s, n in starts))
    copy = Swapper(gazetteer).swapped(marked)
    town, village, country, again = (copy.text[mark.start : mark.end] for mark in copy.gold)
    assert copy.text == f"{town} is near {village}. Ukraine holds {town}."
    assert (country, again) == ("Ukraine", town)
    assert {"Siversk", "Bilohorivka"}.isdisjoint({town, village})
    assert copy == Swapper(gazetteer).swapped(marked)


def test_regression_finds_the_feature_that_tells():
    rows = [["a", "noise"], ["a"], ["b", "noise"], ["b"]] * 20
    weights = fit_features(rows, [True, True, False, False] * 20, l2=0.1)
    assert weights["a"] > 2.0
    assert weights["b"] < -2.0
    assert abs(weights["noise"]) < 0.1


def test_regression_is_the_minimum_of_what_it_says_it_minimises():
    rows, labels, l2 = (
        [["a"], ["a"], ["a"], ["b", "a"], ["b"]],
        [True, True, False, False, True],
        0.5,
    )
    weights = fit_features(rows, labels, l2=l2)

    def slope(name):
        total = l2 * weights[name]
        for row, label in zip(rows, labels, strict=True):
            if name in row:
                total += 1 / (1 + np.exp(-sum(weights[n] for n in row))) - label
        return total

    assert [abs(slope(name)) < 1e-3 for name in ("a", "b")] == [True, True]


def test_a_feature_of_one_example_is_not_learned():
    assert set(fit_features([["a"], ["a", "once"]], [True, False], l2=1.0)) == {"a"}


def test_what_our_own_texts_mark_more_often_is_no_weight(gazetteer, tmp_path):
    text = MarkedText("t", "Fighting in Bakhmut.", (Gold(12, 19, False, False),))
    found = [examples(text, gazetteer), examples(text, gazetteer)]
    weights = accepting({"own": found})
    assert "own|bias" in weights
    write(weights, tmp_path / "w.tsv", "a test")
    lines = (tmp_path / "w.tsv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "# python -m tools, from a test"
    assert not [line for line in lines if line.startswith("own|")]


def test_a_corpus_that_is_not_there_is_said_and_left_out(tmp_path, capsys):
    assert list(corpora(tmp_path)) == ["own"]
    assert "lgl.jsonl is not there; left out" in capsys.readouterr().out
