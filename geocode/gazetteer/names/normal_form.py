"""Decides when two names are the same: equal, or almost equal, after differences are removed.

The normal form removes differences that never matter: case, apostrophes, hyphen or space, accents
on Latin letters, stress marks, Russian ё or е, dots of abbreviations, letters of the other alphabet
that look alike within a word ("Кліщiївка" with a Latin i). It equates neither two romanisations nor
a Cyrillic with a Latin spelling: those are written into the gazetteer when it is built.

The skeleton also removes the habits of romanisation: one sign for y, i and j, for g, h and kh, for
ts and c, no soft signs, no doubled letters; Cyrillic is read in the same signs. "Kupjans'k" and
Куп'янськ share one. Two skeletons are close when one edit (a letter more, less, other, or two
swapped) makes one the other. Then at least one half of them is the same, and by its halves a
skeleton is filed. "Dontesk" swaps letters that a skeleton reads as one sign, so names of towns are
filed as they are written, too; a capital letter keeps these keys apart from skeletons.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from geocode.gazetteer.protocol import NameHit
from geocode.model import Place
from geocode.text import APOSTROPHES

_HYPHENS = "-‐‑‒–—−_/"
_LETTERS = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th",
    "ħ": "h", "ə": "a", "ё": "е", "ґ": "г", "ѐ": "е", "ѝ": "и",
}  # fmt: skip
_KEPT_CYRILLIC = frozenset("йїўѓќ")
_TABLE = str.maketrans({c: None for c in APOSTROPHES} | {c: " " for c in _HYPHENS} | _LETTERS)
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

KEYS_ASKED = 7
"""How many keys ``asked_under`` gives."""
LEAST_LETTERS = 6
"""Shorter names are one letter from too many others."""
_LEAST_SKELETON = 5
_LEAST_WRITTEN = 4

_CYRILLIC_SIGNS = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "h", "д": "d", "е": "e", "є": "e", "ж": "z", "з": "z",
        "и": "i", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o",
        "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "c", "ч": "c",
        "ш": "s", "щ": "sc", "ь": "", "ъ": "", "ы": "i", "э": "e", "ю": "u", "я": "a",
    }
)  # fmt: skip
_GROUPS = {
    "shch": "sc", "sch": "sc", "shh": "sc", "szcz": "sc", "tch": "c", "cz": "c", "ch": "c",
    "ts": "c", "tz": "c", "kh": "h", "zh": "z", "sh": "s", "ph": "f", "ck": "k", "ou": "u",
    "w": "v", "g": "h", "y": "i", "j": "i", "q": "k", "x": "ks",
}  # fmt: skip
_GROUP = re.compile("|".join(_GROUPS))
_SOFT_VOWEL = re.compile("i+(?=[aeou])")
_DOUBLED = re.compile(r"(.)\1+")


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


def skeleton(name: str) -> str:
    """The name without the habits of its spelling; empty where it is too short to tell."""
    form = normal_form(name).replace(" ", "")
    if len(form) < LEAST_LETTERS or not form.isalpha():
        return ""
    form = form.translate(_CYRILLIC_SIGNS)
    if not form.isascii():
        return ""
    form = _GROUP.sub(lambda found: _GROUPS[found.group()], form)
    form = _DOUBLED.sub(r"\1", _SOFT_VOWEL.sub("", _DOUBLED.sub(r"\1", form)))
    return form if len(form) >= _LEAST_SKELETON else ""


def as_written(form: str) -> str:
    """A normal form as a key beside skeletons; empty where it is too short to tell."""
    return form.capitalize() if len(form) >= _LEAST_WRITTEN else ""


def filed_under(bones: str) -> tuple[str, str]:
    """The keys of a skeleton's two halves; each says the length of the whole."""
    middle = len(bones) // 2
    return f"{len(bones)}<{bones[:middle]}", f"{len(bones)}>{bones[middle:]}"


def asked_under(bones: str) -> tuple[str, ...]:
    """The keys under which whatever is close to the skeleton is filed."""
    keys = []
    for length in (len(bones) - 1, len(bones), len(bones) + 1):
        middle = length // 2
        keys.append(f"{length}<{bones[:middle]}")
        keys.append(f"{length}>{bones[len(bones) - (length - middle) :]}")
    middle = len(bones) // 2  # two letters swapped across the middle spoil both halves
    swapped = bones[: middle - 1] + bones[middle : middle + 1]
    return (*keys, f"{len(bones)}<{swapped}")


def is_close(one: str, other: str) -> bool:
    """Whether at most one edit parts the two."""
    if len(one) > len(other):
        one, other = other, one
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    rest, others = one[at:], other[at:]
    if len(one) < len(other):
        return len(other) - len(one) == 1 and rest == others[1:]
    return rest[1:] == others[1:] or (rest[1::-1] == others[:2] and rest[2:] == others[2:])


def best_of(asked: Sequence[str], found: Iterable[str]) -> frozenset[str]:
    """The keys that are close and begin alike; the same one alone where it is among them.

    People seldom miss the first letter, and Hrushyne is not Brusyne.

    Args:
        asked: The skeleton of a name, and the name ``as_written``; either may be empty.
        found: What is filed.
    """
    keys = set(found)
    same = keys & set(asked)
    if same:
        return frozenset(same)
    begin = [(one, other) for one in asked for other in keys if one[:1] == other[:1]]
    return frozenset(other for one, other in begin if is_close(one, other))


def close_hit(place: Place) -> NameHit:
    """The place as an answer to a name that is spelt almost as its own."""
    note = f"spelt almost as {place.name}"
    return NameHit(place, official=False, inflected=False, note=note, close=True)
