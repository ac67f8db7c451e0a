"""Features of single words: their form, shape, word class and the cue tables that have them.

The word classes come from a table of Brown clusters: words that stand between the same neighbours
share a number, and related numbers share their last bits, so "Lewisburg" and "Manchester" are
alike, and "Faulkner" and "Smith". It serves English; a word that is not in it has no class.

For Ukrainian and Russian ``meanings`` says what else a name in the gazetteer is.
"""

from dataclasses import dataclass
from functools import lru_cache

from geocode.recognition.cues import Cues
from geocode.recognition.lexicon import load_lexicon
from geocode.recognition.meanings import load_meanings
from geocode.recognition.reading import Reading


@dataclass(frozen=True, slots=True)
class Word:
    """One lower-cased word."""

    capital_class: int
    """Cluster of the capitalised form; 0 where it has none."""
    lower_class: int
    """Cluster of the form in small letters; 0 where it has none."""
    capital_share: int
    """How much likelier the word has a capital than not, in powers of e, -9 to 9."""


def parsed(line: str) -> Word:
    """The word that a line of the table describes, behind its first tab."""
    capital, lower, share = line.split("\t")
    return Word(int(capital), int(lower), int(share))


@lru_cache(maxsize=256)
def meaning_features(classes: str) -> tuple[str, ...]:
    """The features of a word with these classes (``meanings``), the first for the whole set."""
    return ("m=" + classes, *("m:" + letter for letter in classes))


SLOTS = ("F", "E", "I", "b1", "b2", "b3", "a1", "a2", "a3")
"""First, last and inner words of the span; words before and after it, the nearest first."""
NO_WORD = "<none>"
"""Stands in a slot that lies outside of the sentence."""
_SUFFIX_LEAST = 6
NO_MEANING = "?"
_TABLES = (
    "first_names", "dual_names", "surnames", "titles", "weapons", "ship_words", "demonyms",
    "common_words", "organisation_heads", "saying_verbs", "speech_verbs", "verb_helpers",
    "government_nouns", "place_nouns", "place_prepositions",
)  # fmt: skip


def word_features(text: str, form: str, cues: Cues) -> list[str]:
    """The word, its class by use, its shape and ends, and the cue tables that have it."""
    found = ["w=" + form, "s=" + _shape(text)]
    capital = text[0].isupper()
    line = load_lexicon().get(form) if form.isascii() else None
    if not form.isascii():
        found += meaning_features(load_meanings().get(form, NO_MEANING))
    elif line is None:
        found.append("c=?")
    else:
        word = parsed(line)
        number = (word.capital_class if capital else word.lower_class) or word.lower_class
        found += [f"c={number}", f"c8={number & 255}", f"c6={number & 63}", f"c4={number & 15}"]
        if capital:
            found.append(f"h={word.capital_share // 2}")
    if text[0].isalpha():
        found += ["x3=" + form[-3:], "x2=" + form[-2:]]
        if capital and len(form) >= _SUFFIX_LEAST:
            found.append("x4=" + form[-4:])
    found += _listed(cues).get(form, ())
    return found


@lru_cache(maxsize=16)
def _listed(cues: Cues) -> dict[str, tuple[str, ...]]:
    """What the tables say of each of their words: fifteen of them are not asked one by one."""
    found: dict[str, list[str]] = {}
    for name in _TABLES:
        for form in getattr(cues, name):
            found.setdefault(form, []).append("t=" + name)
    for form, generic in cues.generics.items():
        found.setdefault(form, []).append("g=" + generic.sort)
    return {form: tuple(features) for form, features in found.items()}


def _shape(text: str) -> str:
    if text.isupper():
        return "X." if "." in text else ("XX" if len(text) > 1 else "X")
    if text[0].isupper():
        return "Xx" if text[1:].islower() else "XxX"
    if text[0].isdigit():
        return "9999" if len(text) == 4 else "9"
    return "x"


def slots(first: int, end: int, reading: Reading) -> list[tuple[int, int]]:
    """The number in ``SLOTS`` and the token's number, -1 for none, of each word in and near."""
    found = [(0, first), (1, end - 1)]
    found += [(2, i) for i in range(first + 1, end - 1)]
    sentence, count = reading.sentence, len(reading.forms)
    number = sentence[first]
    for slot in (3, 4, 5):
        i = first + 2 - slot
        found.append((slot, i if i >= 0 and sentence[i] == number else -1))
    for slot in (6, 7, 8):
        i = end + slot - 6
        found.append((slot, i if i < count and sentence[i] == number else -1))
    return found
