import json

import pytest

from data.reading.language import guess_language, language_code, sentence_languages
from tests.quality.scoring import HERE, gold

FLOORS = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))["language"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Війська відійшли від міста Бахмут.", "uk"),
        ("Войска вышли из города Бахмут, объявил штаб.", "ru"),
        ("The army has not yet pulled out of the city.", "en"),
        ("Truppen haben sich aus der Stadt Bachmut nicht zurückgezogen.", "de"),
        ("Про це сказала прокуратура.", "uk"),
        ("Бахмут", ""),
        ("CNN: Війська відійшли від міста", "uk"),
        ("Ворог завдав удару по місту, пише The New York Times.", "uk"),
        ("", ""),
        ("1 2 3", ""),
    ],
)
def test_letters_then_small_words_then_models_tell_the_language_or_nothing_does(text, language):
    assert guess_language(text) == language


@pytest.mark.parametrize("part", ["open", "held_out"])
def test_languages_of_the_gold_stand_above_their_floor(part):
    asked = [row for row in gold("language.jsonl") if row["held_out"] is (part == "held_out")]
    right = [row for row in asked if guess_language(row["text"]) == row["lang"]]
    assert len(right) / len(asked) >= FLOORS[part]


def test_a_text_is_mixed_from_a_fifth_of_its_letters_on():
    ukrainian = "Рятувальники працювали всю ніч, їм допомагали сусіди."
    russian = "Мы все живы."
    assert guess_language(f"{ukrainian} {russian}") == "uk"
    assert guess_language(f"{ukrainian} {russian} {russian}") == "mixed"


def test_each_sentence_of_a_mixed_text_has_its_own_language():
    text = "Є поранені. Мы все живы. The attack began at dawn. 12:30."
    assert [(text[start:end], code) for start, end, code in sentence_languages(text)] == [
        ("Є поранені.", "uk"),
        ("Мы все живы.", "ru"),
        ("The attack began at dawn.", "en"),
        ("12:30.", ""),
    ]


def test_a_sentence_that_does_not_tell_is_in_the_language_of_its_text():
    text = "Обстріляли Нікополь. Бахмут. Є поранені."
    assert [code for _, _, code in sentence_languages(text)] == ["uk", "uk", "uk"]


def test_hostile_text_has_no_language_and_takes_no_time():
    for text in ("\x00" * 1000, "\ud800" * 1000, "." * 100_000, "ъ" * 100_000, "a" * 100_000):
        assert guess_language(text) in {"", "ru", "bg"}
        assert all(code in {"", "ru", "bg"} for _, _, code in sentence_languages(text))


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("en", "en"),
        ("EN-us", "en"),
        ("uk_UA", "uk"),
        ("ua", "uk"),
        ("Ukrainian", "uk"),
        ("rus", "ru"),
        ("<b>", ""),
        ("", ""),
    ],
)
def test_a_language_is_a_lower_case_code(raw, code):
    assert language_code(raw) == code
