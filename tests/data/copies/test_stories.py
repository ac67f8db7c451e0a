from itertools import permutations

from data.copies import story_of


def test_a_story_is_all_that_hangs_together():
    assert story_of([1, 2, 3, 4, 5], [(2, 3), (5, 3)]) == {1: 1, 2: 2, 3: 2, 4: 4, 5: 2}


def test_the_order_of_pairs_changes_nothing():
    pairs = [(4, 3), (1, 2), (2, 3), (6, 5)]
    told = [story_of(range(1, 7), order) for order in permutations(pairs)]
    assert told == [{1: 1, 2: 1, 3: 1, 4: 1, 5: 5, 6: 5}] * 24


def test_a_long_chain_is_one_story():
    pairs = [(n, n + 1) for n in range(5_000, 0, -1)]
    assert set(story_of(range(1, 5_002), pairs).values()) == {1}
