import sys
import threading
import time

import pytest

from data.reading.search.words import GAP, search_words, stem, stems, words

KUPIANSK = ["Куп'янськ", "Куп’янськ", "Купʼянськ", "Куп`янськ", "Куп‘янськ", "Купянськ"]


@pytest.mark.parametrize("written", KUPIANSK)
def test_every_apostrophe_and_none_are_one_word(written):
    assert words(f"У {written}у.") == ["у", "купянську"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Івано-Франківськ", ["івано", "франківськ"]),
        ("155-мм, F-16 and T-72", ["155", "мм", "f", "16", "and", "t", "72"]),
        ("10:30 on 1,200 km²", ["10", "30", "on", "1", "200", "km2"]),
        ("snake_case", ["snake", "case"]),
        ("Ба\u0301хмут", ["бахмут"]),
        ("Бах\u00adмут Бах\u200bмут", ["бахмут", "бахмут"]),
        ("И\u0306од", ["йод"]),
        ("Орёл, Ґалаґан", ["орел", "галаган"]),
        ("Бахмyтi", ["бахмуті"]),
        ("Łódź Kyïv", ["łodz", "kyiv"]),
        ("Russia's soldiers' «don’t»", ["russia", "soldiers", "dont"]),
        ("'''", []),
        ("", []),
        ("x" * 1000, ["x" * 100]),
        ("北京 \ufffd\x00", ["北京"]),
    ],
)  # fmt: skip
def test_words_are_runs_of_letters_and_digits_in_one_spelling(text, expected):
    assert words(text) == expected


def test_title_and_text_are_parted():
    assert search_words("Strikes", "Shelling of villages") == f"strike {GAP} shell of villag"


def test_which_stemmer_a_word_gets_is_told_by_its_letters():
    assert stems("villages сёла села 2024г 北京") == ["villag", "сел", "сел", "2024г", "北京"]


def test_an_article_takes_less_than_a_millisecond():
    text = "Російські війська обстріляли Куп’янськ, пошкоджено п’ять будинків. " * 30
    search_words("", text)
    begun = time.process_time()
    for _ in range(20):
        search_words("", text[:2000])
    assert (time.process_time() - begun) / 20 < 0.001


def test_threads_do_not_stem_each_others_words():
    asked = [f"{'abcdefgh'[n % 8]}{'aeiou'[n % 5]}shelling{'ed' * (n % 3)}" for n in range(240)]
    expected = dict(zip(asked, map(stem, asked), strict=True))
    found = []

    def work():
        for _ in range(5):
            stem.cache_clear()
            found.extend((word, stem(word)) for word in asked)

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(before)
    assert len(found) == 4 * 5 * len(asked)
    assert [(word, said) for word, said in found if said != expected[word]] == []
