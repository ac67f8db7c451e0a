import pytest

from data.folding import folded, search_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("БАХМУТ", "бахмут"),
        ("КУП'ЯНСЬК", "Куп’янськ"),
        ("Kupʼiansk", "kup'iansk"),
        ("Їжак", "ЇЖАК"),
        ("Straße", "STRASSE"),
    ],
)
def test_case_apostrophes_and_composed_letters_do_not_count(one, other):
    assert folded(one) == folded(other)


def test_a_search_is_its_words():
    assert search_words("  Бахмут\tOutweighs \x00") == ["бахмут", "outweighs", "\ufffd"]


def test_a_search_has_limits():
    assert search_words("word " * 1000) == ["word"] * 20
    assert search_words("x" * 1_000_000) == ["x" * 100]
