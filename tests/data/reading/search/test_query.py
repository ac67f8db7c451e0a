import pytest

from data.reading.search.query import MOST_WORDS, Term, read_search

BAKHMUT = Term(("бахмут",))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Бахмуті", [BAKHMUT]),
        ("  Бахмут  бахмутом ", [BAKHMUT]),
        ("Бахмут strikes", [BAKHMUT, Term(("strike",))]),
        ('"удар по Бахмуту"', [Term(("удар", "по", "бахмут"))]),
        ("«удар по Бахмуту»", [Term(("удар", "по", "бахмут"))]),
        ("„удар“ ”по”", [Term(("удар",)), Term(("по",))]),
        ('"удар по', [Term(("удар", "по"))]),
        ("Івано-Франківськ", [Term(("іван", "франківск"))]),
        ("F-16", [Term(("f", "16"))]),
        ("обстріл*", [Term(("обстріл",), beginning="обстріл")]),
        ("об*", [Term(("об",))]),
        ('"удар ракет*"', [Term(("удар", "ракет"), beginning="ракет")]),
        ("-Бахмут", [Term(("бахмут",), without=True)]),
        ('-"удар по"', [Term(("удар", "по"), without=True)]),
        ("-обстріл*", [Term(("обстріл",), beginning="обстріл", without=True)]),
        ("Бахмут - Херсон", [BAKHMUT, Term(("херсон",))]),
        ("Бахмут — Херсон", [BAKHMUT, Term(("херсон",))]),
        ("--Бахмут", [Term(("бахмут",), without=True)]),
        ("Бахмут OR", [BAKHMUT, Term(("or",))]),
        ("NEAR(Бахмут)", [Term(("near", "бахмут"))]),
        ("words:Бахмут", [Term(("word", "бахмут"))]),
        ("Бахмут&!()|<->:*'\\", [BAKHMUT]),
    ],
)
def test_what_is_typed_means_something(typed, expected):
    assert list(read_search(typed).terms) == expected


@pytest.mark.parametrize(
    "typed", ["", " ", '"', '""', "*", "-", "- -", '-"', "***", "()", "\x00", "\ud800", "'", "…"]
)
def test_what_holds_no_word_leaves_nothing_out(typed):
    assert read_search(typed).terms == ()


def test_no_more_than_twenty_words_are_read():
    typed = " ".join(f'w{n} "a{n} b{n}"' for n in range(50))
    found = read_search(typed).terms
    assert sum(len(term.stems) for term in found) == MOST_WORDS
    assert found[-1] == Term(("a6",))


def test_ten_thousand_characters_are_one_word_of_at_most_a_hundred():
    assert [len(term.stems[0]) for term in read_search("щі" * 5_000).terms] == [99]


def test_wanted_and_unwanted_are_told_apart():
    search = read_search("Бахмут -Херсон")
    assert [term.stems for term in search.wanted] == [("бахмут",)]
    assert [term.stems for term in search.unwanted] == [("херсон",)]
