"""Reads the cue tables in ``geocode/files/cues``: words that distinguish places from other names.

Words are compared in the gazetteer's normal form, so case, apostrophes and ё make no difference.
The tables hold three languages side by side; a word means the same in each that has it.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from geocode.focus import NO_FOCUS, Focus
from geocode.gazetteer.names.normal_form import normal_form

_FOLDER = Path(__file__).resolve().parent.parent / "files" / "cues"


class Sort(StrEnum):
    """What sort of place a generic word makes of the name beside it."""

    REGION = "region"
    """Oblast, province: a first-level unit."""
    STATE = "state"
    """A state of a federation; in other countries the word says nothing."""
    REPUBLIC = "republic"
    """A republic: a country or a first-level unit."""
    DISTRICT = "district"
    """Raion, county, hromada: a second- or third-level unit."""
    SETTLEMENT = "settlement"
    """City, town or village."""
    WATER = "water"
    """River, sea, lake, reservoir."""
    AREA = "area"
    """Peninsula, isthmus."""
    SITE = "site"
    """Airport, bridge, plant, island."""
    FRONT = "front"
    """Direction, axis, sector: the country round the named town."""


@dataclass(frozen=True, slots=True)
class Generic:
    """A generic word: what it makes, and on which sides of a name it does."""

    sort: Sort
    before: bool
    after: bool


@dataclass(frozen=True, slots=True, eq=False)
class Cues:
    """All tables, in normal form; compared by identity, so that what is made of them is cached.

    A set or tuple of words has the words of the text files that are named like it.
    """

    first_names: frozenset[str]
    dual_names: frozenset[str]
    surnames: frozenset[str]
    titles: frozenset[str]
    weapons: frozenset[str]
    ship_words: frozenset[str]
    goods: frozenset[str]
    works: frozenset[str]
    consuming_words: frozenset[str]
    vessels: frozenset[str]
    callings: frozenset[str]
    beside_words: tuple[str, ...]
    demonyms: frozenset[str]
    common_words: frozenset[str]
    organisation_heads: frozenset[str]
    saying_verbs: frozenset[str]
    speech_verbs: frozenset[str]
    verb_helpers: frozenset[str]
    government_nouns: frozenset[str]
    place_nouns: frozenset[str]
    place_prepositions: frozenset[str]
    clubs: frozenset[str]
    compound_heads: frozenset[str]
    small_heads: frozenset[str]
    title_nouns: frozenset[str]
    function_words: frozenset[str]
    sentence_openers: frozenset[str]
    said_of_places: frozenset[str]
    battles: frozenset[str]
    thing_adjectives: frozenset[str]
    words_after_things: frozenset[str]
    plural_generics: frozenset[str]
    neuter_nouns: frozenset[str]
    adverbs: frozenset[str]
    compass_words: frozenset[str]
    landscape_words: frozenset[str]
    announcing_words: frozenset[str]
    near_prepositions: frozenset[str]
    clause_starts: frozenset[str]
    governing_prepositions: frozenset[str]
    organisations: dict[str, tuple[tuple[str, ...], ...]]
    """Phrases by their first word, longest first."""
    government_contexts: frozenset[tuple[str, ...]]
    fate_stems: tuple[str, ...]
    """What words for a place's fate in war begin with: "звільнен", "shelled"."""
    war_stems: tuple[str, ...]
    """What words begin with that reports of a war have many of."""
    quoted_heads: tuple[str, ...]
    """What words begin with before a quoted name that is no place's: "корвет", "газет"."""
    adjective_nouns: tuple[str, ...]
    """What nouns begin with that make a village's name on -ske an adjective: "завод"."""
    generics: dict[str, Generic]
    region_countries: frozenset[str]
    """ISO alpha-2 codes of the countries whose first-level units are in the news: elsewhere a
    parish is seldom meant, Hanover is rather a town than Jamaica's."""
    focus: Focus
    """What the tables do not say: the words and countries of a war."""


def _lines(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _words(table: str) -> frozenset[str]:
    """The words of a table, which may have several files: "common_words_news.txt"."""
    paths = _FOLDER.glob(f"{table}*.txt")
    return frozenset(
        normal_form(w) for path in paths for line in _lines(path) for w in line.split()
    )


def _phrases(lines: Iterable[str]) -> list[tuple[str, ...]]:
    return [tuple(normal_form(line).split()) for line in lines]


def _organisations(focus: Focus) -> dict[str, tuple[tuple[str, ...], ...]]:
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for phrase in _phrases([*_lines(_FOLDER / "organisations.txt"), *focus.organisations]):
        by_first.setdefault(phrase[0], []).append(phrase)
    return {first: tuple(sorted(found, key=len, reverse=True)) for first, found in by_first.items()}


def _generics() -> dict[str, Generic]:
    rows = csv.DictReader(_lines(_FOLDER / "generics.csv"))
    return {
        normal_form(row["word"]): Generic(
            Sort(row["sort"]), row["place"] in ("before", "both"), row["place"] in ("after", "both")
        )
        for row in rows
    }


@lru_cache(maxsize=16)
def load_cues(focus: Focus = NO_FOCUS) -> Cues:
    """The tables with the words of ``focus`` added, read once a process."""
    return replace(_tables(), organisations=_organisations(focus), focus=focus)


@cache
def _tables() -> Cues:
    found: dict[str, Any] = {"organisations": {}, "generics": _generics(), "focus": NO_FOCUS}
    found["government_contexts"] = frozenset(_phrases(_lines(_FOLDER / "government_contexts.txt")))
    for table in fields(Cues):
        if table.type == frozenset[str]:
            found[table.name] = _words(table.name)
        elif table.type == tuple[str, ...]:
            found[table.name] = tuple(sorted(_words(table.name)))
    found["region_countries"] = frozenset(map(str.upper, found["region_countries"]))
    return Cues(**found)
