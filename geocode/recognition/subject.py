"""Decides which country a text is about where the caller does not say.

A text with enough words of the focus (``Focus.subject_stems``) is about the home country. Otherwise
names that only one country has vote for it. The answer is None where votes are few or divided.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from geocode.focus import Focus
from geocode.gazetteer.names.normal_form import normal_form
from geocode.gazetteer.protocol import NameHit
from geocode.recognition.reading import Reading
from geocode.text import language_of

_SUBJECT_WORDS = 3
_SUBJECT_SHARE = 1 / 250
"""One word in 250, or three in all, make a text one about the home country."""
_VOTES = 2
_VOTE_SHARE = 0.5


def subject_country(
    reading: Reading, names: Iterable[Sequence[NameHit]], focus: Focus
) -> str | None:
    """ISO alpha-2 code of the country that the text is about, or None.

    Args:
        reading: The text.
        names: For each name in it what the gazetteer has; names that are likely people or common
            words left out.
        focus: The war that is known, or ``NO_FOCUS``.
    """
    words = _count_with_stems(focus.subject_stems, reading)
    if words and words >= min(_SUBJECT_WORDS, _SUBJECT_SHARE * len(reading.forms)):
        return focus.home
    votes: Counter[str] = Counter()
    for hits in names:
        countries = {hit.place.country for hit in hits} - {None}
        if len(countries) == 1:
            (country,) = countries
            if country is not None:
                votes[country] += 1
    if not votes:
        # One-line reports of the war name no country.
        war = _count_with_stems(focus.war_stems, reading)
        return (focus.home or None) if war or language_of(reading.text) in focus.languages else None
    country, count = min(votes.items(), key=lambda vote: (-vote[1], vote[0]))
    enough = count >= (1 if country == focus.home else _VOTES)
    return country if enough and count >= _VOTE_SHARE * votes.total() else None


def _count_with_stems(stems: tuple[str, ...], reading: Reading) -> int:
    """How many words begin with one of ``stems``; most texts contain none, which is quick."""
    text = reading.text.lower()
    present = tuple(stem for stem in stems if stem in text)
    return sum([form.startswith(present) for form in reading.forms]) if present else 0


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
