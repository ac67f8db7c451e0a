"""Words and sentences: offsets index the string as given, time grows with its length alone."""

import pytest

from geocode.text import sentences, tokens
from tests.growth import assert_linear


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Fighting near Bakhmut.", ["Fighting", "near", "Bakhmut"]),
        ("Russia's army", ["Russia", "'s", "army"]),
        ("у Куп'янську та Слов’янську", ["у", "Куп'янську", "та", "Слов’янську"]),
        ("Tavrijs´ke, Tavrijsʻke", ["Tavrijs´ke", "Tavrijsʻke"]),
        ("Rostov-on-Don", ["Rostov", "on", "Don"]),
        ("Luhans'k", ["Luhans'k"]),
        ("the U.S. said", ["the", "U.S.", "said"]),
        ("Бахму́т 2023", ["Бахму́т", "2023"]),
        ("", []),
        ("\x00\ud800 ☃", []),
    ],
)
def test_words(text, words):
    found = tokens(text)
    assert [token.text for token in found] == words
    assert all(text[token.start : token.end] == token.text for token in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Headline without stop\n\nBody here.", ["Headline without stop", "Body here."]),
        ("Gen. Smith left St. Louis. He came.", ["Gen. Smith left St. Louis.", "He came."]),
        ("У м. Бахмут бої. Далі тихо.", ["У м. Бахмут бої.", "Далі тихо."]),
        ("Це було у 2022 р. Далі тихо.", ["Це було у 2022 р.", "Далі тихо."]),
        ("В. Зеленський прибув. Так.", ["В. Зеленський прибув.", "Так."]),
        ("He said “no.” Then left.", ["He said “no.”", "Then left."]),
        ("It cost 3.5 million. Yes.", ["It cost 3.5 million.", "Yes."]),
        ("The U.S. Army came. It left.", ["The U.S. Army came.", "It left."]),
        ("first line\nsecond Line\n", ["first line\nsecond Line"]),
        ("First line\r\nSecond line", ["First line", "Second line"]),
        ("  \n\n ", []),
        ("", []),
    ],
)
def test_sentences(text, expected):
    assert [text[start:end] for start, end in sentences(text)] == expected


def test_a_hard_wrapped_line_does_not_end_its_sentence():
    text = (
        "Russian forces led by the mercenaries were able to take the town of\n"
        "Soledar in January. It was costly."
    )
    assert len(sentences(text)) == 2


@pytest.mark.parametrize(
    "unit", ["a", ".", "\n", " ", "'", "'s", "A.", ". A", "…\n", "\ud800", "é́", "м. "]
)
def test_time_is_linear_and_everything_but_space_is_covered(unit):
    small, text = unit * (12_000 // len(unit)), unit * (96_000 // len(unit))
    assert_linear(lambda given: (sentences(given), tokens(given)), small, text)
    spans, words = sentences(text), tokens(text)
    assert sum(len(text[s:e].split()) for s, e in spans) == len(text.split())
    assert all(text[w.start : w.end] == w.text for w in words)
