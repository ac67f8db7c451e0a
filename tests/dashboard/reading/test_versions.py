from dataclasses import replace
from datetime import datetime

import pytest

from dashboard.reading import versions
from data import Version
from tests.dashboard.reading.builders import links, opened

KNOWN = tuple(Version(n, datetime(2026, 11, n, 9, 5)) for n in (1, 2, 3))


def _html(old, new, *, known=KNOWN[:2], title="Fires"):
    found = replace(opened(new), title=title, article_id=7)
    return versions.html(found, known, known[-2:], (old, new), links())


@pytest.mark.parametrize(
    ("asked", "numbers", "as_asked"),
    [
        (None, (2, 3), True),
        ((1, 3), (1, 3), True),
        ((1, 9), (2, 3), False),
        ((2, 2), (2, 3), False),
    ],
)
def test_the_pair_that_is_asked_for_is_compared_or_the_last_two(asked, numbers, as_asked):
    pair, found = versions.pair_of(KNOWN, asked)
    assert (tuple(one.number for one in pair), found) == (numbers, as_asked)


def test_what_went_and_what_came_is_marked_under_its_version():
    shown = _html("Two were hurt.", "Three were hurt.")
    assert "Version 1, stored on 1 November 2026 at 09:05 UTC" in shown
    assert "<del>Two</del> were hurt." in shown
    assert "<ins>Three</ins> were hurt." in shown
    assert "1 paragraph differs." in shown


def test_paragraphs_far_from_a_change_are_folded():
    same = [f"Paragraph {n} of many." for n in range(9)]
    shown = _html("\n\n".join([*same, "Old."]), "\n\n".join([*same, "New."]))
    assert "<summary>8 paragraphs are the same</summary>" in shown
    assert shown.count("fl-beside fl-same") == 9


def test_a_text_that_is_cut_says_so():
    long = "word " * 6001
    assert "first 30,000 characters" in _html(long, long + "x")
    assert "Both versions have the same words." in _html(long, long + "x")


def test_other_pairs_of_versions_are_one_click_away():
    shown = _html("Old.", "New.", known=KNOWN)
    assert [f"{a} and {b}" in shown for a, b in ((1, 2), (1, 3), (2, 3))] == [True, True, False]


def test_hostile_words_are_text():
    hostile = "<script>alert(1)</script>"
    shown = _html(f"Old {hostile}", f"New {hostile}{hostile}", title=hostile)
    assert "<script" not in shown
