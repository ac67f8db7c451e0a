"""The cue tables in ``geocode/files/cues``: words that tell places from what only looks like one.

Words are compared in the gazetteer's normal form, so case, apostrophes and ё make no difference.
The tables hold three languages side by side; a word means the same in each that has it.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path

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
    """All tables, in normal form; compared by identity, so that what is made of them is cached."""

    first_names: frozenset[str]
    dual_names: frozenset[str]
    surnames: frozenset[str]
    titles: frozenset[str]
    weapons: frozenset[str]
    ship_words: frozenset[str]
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
    organisations: dict[str, tuple[tuple[str, ...], ...]]
    """Phrases by their first word, longest first."""
    government_contexts: frozenset[tuple[str, ...]]
    fate_stems: tuple[str, ...]
    """What words for a place's fate in war begin with: "звільнен", "shelled"."""
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


def _lines(name: str) -> list[str]:
    text = (_FOLDER / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _words(*names: str) -> frozenset[str]:
    return frozenset(
        normal_form(w) for name in names for line in _lines(name) for w in line.split()
    )


def _phrases(lines: Iterable[str]) -> list[tuple[str, ...]]:
    return [tuple(normal_form(line).split()) for line in lines]


def _organisations(focus: Focus) -> dict[str, tuple[tuple[str, ...], ...]]:
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for phrase in _phrases([*_lines("organisations.txt"), *focus.organisations]):
        by_first.setdefault(phrase[0], []).append(phrase)
    return {first: tuple(sorted(found, key=len, reverse=True)) for first, found in by_first.items()}


def _generics() -> dict[str, Generic]:
    rows = csv.DictReader(_lines("generics.csv"))
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
    return Cues(
        first_names=_words("first_names.txt"),
        dual_names=_words("dual_names.txt"),
        surnames=_words("surnames.txt"),
        titles=_words("titles.txt"),
        weapons=_words("weapons.txt"),
        ship_words=_words("ship_words.txt"),
        demonyms=_words("demonyms.txt"),
        common_words=_words("common_words_hand.txt", "common_words_news.txt"),
        organisation_heads=_words("organisation_heads.txt"),
        saying_verbs=_words("saying_verbs.txt"),
        speech_verbs=_words("speech_verbs.txt"),
        verb_helpers=_words("verb_helpers.txt"),
        government_nouns=_words("government_nouns.txt"),
        place_nouns=_words("place_nouns.txt"),
        place_prepositions=_words("place_prepositions.txt"),
        clubs=_words("clubs.txt"),
        organisations={},
        government_contexts=frozenset(_phrases(_lines("government_contexts.txt"))),
        fate_stems=tuple(sorted(_words("fate_stems.txt"))),
        quoted_heads=tuple(sorted(_words("quoted_heads.txt"))),
        adjective_nouns=tuple(sorted(_words("adjective_nouns.txt"))),
        generics=_generics(),
        region_countries=frozenset(map(str.upper, _lines("region_countries.txt"))),
        focus=NO_FOCUS,
    )
