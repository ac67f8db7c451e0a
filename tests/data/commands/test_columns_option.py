import argparse
import re

import pytest

from data.commands.columns_option import column_pairs


@pytest.mark.parametrize(
    ("given", "pairs"),
    [
        ("text=Body,date=Дата", [("text", "Body"), ("published", "Дата")]),
        ('"text=Body, whole", джерело = ЗМІ ', [("text", "Body, whole"), ("source", "ЗМІ")]),
        ("author=", [("author", "")]),
        ("text=a=b", [("text", "a=b")]),
    ],
)
def test_pairs_say_what_a_column_is(given, pairs):
    assert column_pairs(given) == pairs


@pytest.mark.parametrize("given", ["Body", "colour=Body"])
def test_what_says_nothing_is_refused_with_what_could_be_said(given):
    said = f"'{given}' is not WHAT=COLUMN, with one of text, title, published, source"
    with pytest.raises(argparse.ArgumentTypeError, match=f"^{re.escape(said)}"):
        column_pairs(given)
