import pytest

from data.reading.copies.alignment import Gap, Passage, gaps, shared_passages


def _passages(a: str, b: str) -> list[Passage]:
    return shared_passages(a.split(), b.split())


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("a b c d", "a b c d", [Passage(0, 0, 4)]),
        ("a b c d e", "x a b c y d e", [Passage(0, 1, 3)]),
        ("a b c 1 d e f", "a b c 2 d e f", [Passage(0, 0, 3), Passage(4, 4, 3)]),
        ("d e f a b c", "a b c d e f", [Passage(0, 3, 3), Passage(3, 0, 3)]),
        ("a b c x a b c d", "a b c d", [Passage(0, 0, 3), Passage(4, 0, 4)]),
        ("a b", "a b", []),
        ("", "a b c", []),
    ],
    ids=["same", "inserted", "replaced", "moved", "repeated", "too short", "empty"],
)
def test_passages_are_runs_of_three_words_and_more(a, b, expected):
    assert _passages(a, b) == expected


def test_of_a_repeated_phrase_the_longest_run_is_taken():
    assert _passages("n e a r k i e v", "n e a x n e a r k i e v") == [Passage(0, 4, 8)]


def test_what_stands_between_two_passages_stands_in_each_others_place():
    passages = [Passage(0, 0, 3), Passage(4, 5, 3)]
    assert gaps(passages, 7, 8) == [Gap(0, 0, 0, 0), Gap(3, 4, 3, 5), Gap(7, 7, 8, 8)]


def test_a_moved_passage_stands_in_the_place_of_nothing():
    assert gaps([Passage(0, 3, 3), Passage(3, 0, 3)], 6, 6) == [Gap(0, 0, 0, 3), Gap(6, 6, 3, 6)]


def test_a_phrase_said_ten_thousand_times_takes_no_longer_than_another_text():
    said = ["again", "and", "again"] * 10_000
    assert shared_passages(said, said) == [Passage(0, 0, 30_000)]
