"""Weights: read from text, summed by feature and by word, and as they ship."""

import pytest

from geocode.recognition.cues import load_cues
from geocode.recognition.lexicon import load_lexicon
from geocode.recognition.reading import read
from geocode.recognition.spans import Span
from geocode.recognition.tagging.weights import ROLES_FILE, TAGGER_FILE, Weights, read_weights
from geocode.recognition.tagging.word_features import Word, parsed, word_features


def test_thousandths_in_a_file_become_weights(tmp_path):
    path = tmp_path / "w.tsv"
    path.write_text("# made by hand\nbias\t-500\nb1|w=in\t1250\n", encoding="utf-8")
    weights = read_weights(path)
    assert weights.total(["bias", "bias", "not there"]) == -1.0
    assert weights.words(Span(1, 2, ()), read("in Qarvol"), load_cues()) == 1.25


@pytest.mark.parametrize(
    ("feature", "text", "span", "expected"),
    [
        ("F|w=south", "South Qarvol Tepe", (0, 3), 1.0),
        ("E|w=tepe", "South Qarvol Tepe", (0, 3), 1.0),
        ("I|w=qarvol", "South Qarvol Tepe", (0, 3), 1.0),
        ("b1|w=near", "shells near Qarvol", (2, 3), 1.0),
        ("b2|w=shells", "shells near Qarvol", (2, 3), 1.0),
        ("a1|w=fell", "Qarvol fell today", (0, 1), 1.0),
        ("a2|w=today", "Qarvol fell today", (0, 1), 1.0),
        ("b1|<none>", "Qarvol fell today", (0, 1), 1.0),
        ("a1|<none>", "They left Qarvol. Rain fell.", (2, 3), 1.0),
        ("a1|w=rain", "They left Qarvol. Rain fell.", (2, 3), 0.0),
    ],
)
def test_a_word_counts_by_where_it_stands(feature, text, span, expected):
    weights = Weights({feature: 1.0})
    assert weights.words(Span(*span, ()), read(text), load_cues()) == expected


@pytest.mark.parametrize(
    ("text", "form", "some"),
    [
        ("U.S.", "us", {"w=us", "s=X."}),
        ("1994", "1994", {"s=9999"}),
        ("said", "said", {"s=x", "t=saying_verbs"}),
        ("Mayor", "mayor", {"s=Xx", "t=titles"}),
        ("river", "river", {"g=water"}),
        ("Qarvolovka", "qarvolovka", {"c=?", "x3=vka", "x4=ovka"}),
    ],
)
def test_a_word_is_told_by_form_shape_ends_and_tables(text, form, some):
    assert some <= set(word_features(text, form, load_cues()))


def test_towns_and_surnames_are_of_different_word_classes():
    towns, surnames = (
        {parsed(load_lexicon()[name]).capital_class for name in names}
        for names in (("manchester", "kentucky"), ("faulkner", "logan", "smith"))
    )
    assert len(towns) == len(surnames) == 1
    assert towns != surnames
    assert parsed(load_lexicon()["said"]) == Word(446, 116, -5)


@pytest.mark.parametrize("path", [TAGGER_FILE, ROLES_FILE], ids=lambda path: path.name)
def test_the_weights_that_ship_say_what_made_them(path):
    first, *rows = path.read_text(encoding="utf-8").splitlines()
    assert first.startswith("# python -m tools, from ")
    assert rows == sorted(rows, key=lambda row: row.rpartition("\t")[0])
    assert len(rows) == len({row.rpartition("\t")[0] for row in rows})
