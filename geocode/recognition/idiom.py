"""Whose English a text is: sheriffs and freshmen are American, councillors and lorries British.

Local papers name their own towns without a country, and a namesake abroad is larger as often as
not. The words are those of ``files/cues/country_words.csv``; a word that two countries share speaks
for both. Texts in Cyrillic have none.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from geocode.gazetteer.names.normal_form import normal_form

_TABLE = Path(__file__).resolve().parent.parent / "files" / "cues" / "country_words.csv"


def idiom(forms: Iterable[str]) -> Mapping[str, int]:
    """How many different words of each country, by ISO alpha-2 code, a text's tokens hold."""
    known = _words()
    return Counter(country for form in known.keys() & set(forms) for country in known[form])


@cache
def _words() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    with _TABLE.open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            found.setdefault(normal_form(row["word"]), []).append(row["country"])
    return {word: tuple(countries) for word, countries in found.items()}
