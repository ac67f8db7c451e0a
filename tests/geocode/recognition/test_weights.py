"""Weights add up by word and slot as they do one by one."""

import pytest

from geocode.recognition.cues import load_cues
from geocode.recognition.reading import read
from geocode.recognition.spans import Span
from geocode.recognition.weights import Weights

_WEIGHTS = Weights(
    {
        "bias": 0.5, "F|w=old": 1.0, "E|w=town": 2.0, "I|w=market": 4.0, "F|t=titles": 64.0,
        "b1|w=in": 8.0, "a1|w=today": 16.0, "b2|<none>": 32.0, "a1|t=titles": 128.0,
    }
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "first", "end", "total"),
    [
        ("In Old Market Town today", 1, 4, 1.0 + 4.0 + 2.0 + 8.0 + 16.0 + 32.0),
        ("Old Town", 0, 2, 1.0 + 2.0 + 32.0),
        ("He left. Old Town", 2, 4, 1.0 + 2.0 + 32.0),
        ("in the old town president", 2, 3, 1.0),
        ("in the old president", 2, 3, 1.0 + 128.0),
        ("in the president", 2, 3, 64.0),
    ],
)
def test_a_span_gets_what_the_words_in_it_and_beside_it_weigh(text, first, end, total):
    assert _WEIGHTS.words(Span(first, end, ()), read(text), load_cues()) == total


def test_other_features_are_added_up_and_unseen_ones_weigh_nothing():
    assert _WEIGHTS.total(["bias", "never seen"]) == 0.5
