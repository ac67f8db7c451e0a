"""The normal form of a name: what two spellings must share to be the same name.

Decides which differences do not matter: case, the five apostrophes, hyphen or space, accents on
Latin letters, stress marks, Russian ё or е, dots of abbreviations, letters of the other alphabet
that look alike within a word ("Кліщiївка" with a Latin i). Refuses to guess: it never
equates two romanisations, and never a Cyrillic with a Latin spelling; such variants are written
into the gazetteer when it is built (see ``romanise`` and ``inflect``).
"""

import re
import unicodedata
from functools import cache, lru_cache

from geocode.text import APOSTROPHES

_HYPHENS = "-‐‑‒–—−_/"
_LETTERS = {
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ı": "i",
    "þ": "th",
    "ħ": "h",
    "ə": "a",
    "ё": "е",
    "ґ": "г",
    "ѐ": "е",
    "ѝ": "и",
}
_KEPT_CYRILLIC = frozenset("йїўѓќ")
_TABLE = str.maketrans({c: None for c in APOSTROPHES} | {c: " " for c in _HYPHENS} | dict(_LETTERS))
_PLAIN = re.compile("[\x00-\x7fа-яіїєў]*")
# Lower case, after folding: a capital В reads as B, a capital Н as H
_LATIN_TWINS, _CYRILLIC_TWINS = "abcehikmoptxy", "авсенікмортху"
_TO_CYRILLIC = str.maketrans(_LATIN_TWINS, _CYRILLIC_TWINS)
_TO_LATIN = str.maketrans(_CYRILLIC_TWINS, _LATIN_TWINS)
_MIXED = re.compile("[a-z][Ѐ-ӿ]|[Ѐ-ӿ][a-z]")
_WORD = re.compile(r"\w++")
_CYRILLIC = re.compile("[Ѐ-ӿ]")
_LATIN = re.compile("[a-z]")
_DOT_BEFORE_WORD = re.compile(r"\.(?=\w\w)")
_NOT_WORD = re.compile(r"[^\w\s]+")


@cache
def _folded(letter: str) -> str:
    if letter in _KEPT_CYRILLIC:
        return letter
    if unicodedata.category(letter) == "Cf":
        return ""  # soft hyphens, zero-width and direction marks are no part of a name
    plain = unicodedata.normalize("NFKD", letter)
    return "".join(c for c in plain if not unicodedata.combining(c))


def _fold_marks(text: str) -> str:
    """Drop combining marks, except where they make another Cyrillic letter (й, ї, ў)."""
    text = unicodedata.normalize("NFC", text)
    return text if _PLAIN.fullmatch(text) else "".join(map(_folded, text))


def _in_one_alphabet(found: re.Match[str]) -> str:
    """The word in the alphabet that all its letters can be read in; itself where there is none."""
    word = found.group()
    if not _MIXED.search(word):
        return word
    cyrillic, latin = _CYRILLIC.findall(word), _LATIN.findall(word)
    may_be_cyrillic = set(latin) <= set(_LATIN_TWINS)
    may_be_latin = set(cyrillic) <= set(_CYRILLIC_TWINS)
    if may_be_cyrillic and (len(cyrillic) >= len(latin) or not may_be_latin):
        return word.translate(_TO_CYRILLIC)
    return word.translate(_TO_LATIN) if may_be_latin else word


@lru_cache(maxsize=65536)
def normal_form(name: str) -> str:
    """The key under which the gazetteer files ``name``: words of letters, one space between.

    Empty when nothing but punctuation is in it. Idempotent.
    """
    text = name.casefold()
    if not text.isascii():
        text = _fold_marks(text.translate(_TABLE)).translate(_TABLE)
        if _MIXED.search(text):
            text = _WORD.sub(_in_one_alphabet, text)
    else:
        text = text.translate(_TABLE)
    if "." in text:
        # 'St.Petersburg' is two words, 'U.S.A.' is one
        text = _DOT_BEFORE_WORD.sub(" ", text).replace(".", "")
    return " ".join(_NOT_WORD.sub(" ", text).split())
