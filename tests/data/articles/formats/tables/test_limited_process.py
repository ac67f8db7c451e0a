"""Readers of tables end within limits, and what they said until then is kept."""

import tempfile

import pytest

from data.articles.formats.tables.limited_process import (
    Allowance,
    allowance,
    lines_of,
    most_articles,
)
from data.errors import LoadError

MODULE = "tests.data.articles.formats.tables.breaking_process"
OVER = "a.xlsx asks for more memory or time than a file of its size may; save it as CSV"


@pytest.mark.parametrize(
    ("wish", "says"),
    [
        ("abort", OVER),
        ("memory", OVER),
        ("time", OVER),
        ("refuse", "a.xlsx cannot be read (a broken table); save it anew, or as CSV"),
    ],
)
def test_a_reader_that_ends_within_a_line_gave_no_line_and_says_why(wish, says):
    allowed = Allowance(memory_bytes=300 * 1024**2, time_s=2, rows=10)
    lines = []
    with tempfile.TemporaryFile() as given:
        given.write(wish.encode())
        given.seek(0)
        with (
            lines_of(MODULE, given, "a.xlsx", allowed=allowed) as found,
            pytest.raises(LoadError) as raised,
        ):
            lines.extend(found)
    assert (lines, str(raised.value)) == (['["whole"]\n'], says)


def test_limits_grow_with_the_input():
    small, large = allowance(60_000), allowance(60_000_000)
    assert small.memory_bytes < 300_000_000 < large.memory_bytes
    assert small.time_s <= 10 < large.time_s
    assert most_articles(60_000) == small.rows < large.rows == 5_000_300
