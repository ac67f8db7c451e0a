"""Makes the Russian forms of a Ukrainian settlement's name from its stem and ending.

Guesses that serve look-up, never display: Новомихайлівка gives Новомихайловка, Авдіївка gives
Авдеевка. Where the language leaves a choice (Червоне is Красное or Червоное, Лозова is Лозовая,
Основа stays) each is given, the likeliest first. Names whose Russian form is another word
(Торецьк, Дзержинск) are in the hand-made table.
"""

import re
from collections import defaultdict
from functools import cache
from itertools import product
from typing import NamedTuple

from geocode.gazetteer.tables import WORDS, rows_of
from geocode.text import PLAIN_APOSTROPHE

_MOST_FORMS = 4
_FEMININE = re.compile("(?<=[нтлсх])а")
"""Кремінна may be Кременная, as it may stay with а where the name is a noun."""
_NOUNS_BEFORE = ("вка", "нка", "лка", "йка", "тка", "чка", "шка", "ина", "иця", "ище")
_LETTERS = str.maketrans({"і": "и", "ї": "и", "є": "е", "ґ": "г"})


def russian_forms(name_uk: str) -> tuple[str, ...]:
    """The Russian names that a Ukrainian one may have, likeliest first; at least one."""
    words = name_uk.split()
    choices = [_forms(word, last=i == len(words) - 1) for i, word in enumerate(words)]
    wholes = dict.fromkeys(" ".join(chosen) for chosen in product(*choices))
    return tuple(wholes)[:_MOST_FORMS] or (name_uk,)


class _Table(NamedTuple):
    words: dict[str, str]
    """Whole words, whose ending and stem change together."""
    stems: list[tuple[str, str]]
    translated: frozenset[str]
    """Stems that papers also leave as they sound: Красное beside Червоное."""
    adjectives: list[tuple[str, list[str]]]
    endings: list[tuple[str, list[str]]]


@cache
def _table() -> _Table:
    rows: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in rows_of(WORDS / "russian_forms.csv"):
        rows[row["part"]].append((row["ukrainian"], row["russian"]))
    adjectives, endings = (
        [(ukrainian, russian.split("/")) for ukrainian, russian in rows[part]]
        for part in ("adjective", "ending")
    )
    translated = frozenset(ukrainian for ukrainian, _ in rows["translated"])
    return _Table(dict(rows["word"]), rows["stem"], translated, adjectives, endings)


def _forms(word: str, *, last: bool) -> tuple[str, ...]:
    if "-" in word:
        parts = [_forms(part, last=True) for part in word.split("-")]
        return tuple(dict.fromkeys("-".join(chosen) for chosen in product(*parts)))[:_MOST_FORMS]
    text = word.lower().translate(PLAIN_APOSTROPHE)
    table = _table()
    if text in table.words:
        return (table.words[text].capitalize(),)
    found: dict[str, None] = {}
    noun = last or text.endswith(_NOUNS_BEFORE)
    for stem, tail in _split(text, table.endings if noun else table.adjectives + table.endings):
        for kept in (frozenset(), table.translated):
            found[_joined(stem, tail, kept)] = None
    return tuple(found)


def _split(text: str, endings: list[tuple[str, list[str]]]) -> list[tuple[str, str]]:
    """The Ukrainian stem with each Russian ending that its own may stand for."""
    for ukrainian, russian in endings:
        if text.endswith(ukrainian) and len(text) >= len(ukrainian):
            return [(text[: -len(ukrainian)], tail) for tail in russian]
    if _FEMININE.fullmatch(text, len(text) - 1):
        return [(text[:-1], "а"), (text[:-1], "ая")]
    return [(text, "")]


def _joined(stem: str, tail: str, kept: frozenset[str]) -> str:
    whole = stem + "\0" + tail
    for ukrainian, russian in _table().stems:
        if ukrainian not in kept:
            whole = whole.replace(ukrainian, russian)
    whole = whole.replace("\0", "").replace("ьо", "ё").replace("йо", "ё")
    return whole.replace("'", "ь").translate(_LETTERS).capitalize()
