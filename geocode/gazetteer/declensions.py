"""How Ukrainian and Russian place names decline: the tables of endings, read into rules.

A row reads: ending of the nominative, then genitive, dative, accusative, instrumental, locative.
``/`` parts alternatives, ``-`` is the bare stem. The first row that fits a word is used; after an
ending with ``+`` the next that fits is used as well, since the ending alone does not tell adjective
from noun (Кремінна, Полтавщина), masculine from feminine, or a vowel that changes (Самбір, Хотів).
"""

from typing import NamedTuple

from geocode.gazetteer import declensions_ru, declensions_uk

CASES = 5
Declension = list[list[str]]
"""For each of the five oblique cases the forms that a word may take."""


class Rule(NamedTuple):
    """One row: what takes the place of ``ending`` in each case."""

    ending: str
    cases: tuple[tuple[str, ...], ...]
    last: bool


def _rules(table: str, hard: str = "", hard_cases: str = "") -> tuple[Rule, ...]:
    rows = [line.split() for line in table.strip().splitlines()]
    rows += [[letter, *hard_cases.replace("_", letter).split()] for letter in hard]
    return tuple(
        Rule(
            ending.rstrip("+"),
            tuple(tuple("" if e == "-" else e for e in case.split("/")) for case in cases),
            not ending.endswith("+"),
        )
        for ending, *cases in rows
    )


def _words(table: str) -> dict[str, Declension]:
    rows = [line.split() for line in table.strip().splitlines()]
    return {word: [case.split("/") for case in cases] for word, *cases in rows}


_TABLES = {"uk": declensions_uk, "ru": declensions_ru}
RULES = {lang: _rules(t.RULES, t.HARD, t.HARD_CASES) for lang, t in _TABLES.items()}
BESIDE_NOUN = {lang: _rules(t.BESIDE_NOUN) for lang, t in _TABLES.items()}
IRREGULAR = {lang: _words(t.IRREGULAR) for lang, t in _TABLES.items()}
