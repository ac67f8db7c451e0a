"""Whose English a text is."""

import pytest

from geocode.recognition.reading import read
from geocode.recognition.subject import idiom


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The sheriff said the sophomore was jailed.", {"US": 2, "GB": 1}),
        ("A councillor and two pensioners; the councillor left.", {"GB": 2}),
        ("The RCMP said so.", {"CA": 1}),
        ("Пожежа в Харкові.", {}),
        ("", {}),
    ],
)
def test_different_words_are_counted_by_country(text, expected):
    assert dict(idiom(read(text).forms)) == expected
