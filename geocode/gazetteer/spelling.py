"""When two names are spelt almost alike: the skeleton of a name, and one letter's difference.

The skeleton is what is left when the habits of romanisation are taken away: one sign for y, i and
j, for g, h and kh, for ts and c, no soft signs, no doubled letters; Cyrillic is read in the same
signs. "Kupjans'k" and Куп'янськ share one, as do "Malaya" and Мала. Two skeletons are close when
one edit (a letter more, less, other, or two swapped) makes one the other. Then at least one half of
them is the same, and by its halves a skeleton is filed: ``filed_under`` says where, ``asked_under``
where to look.
"""

import re
from collections.abc import Iterable

from geocode.gazetteer.names import normal_form
from geocode.gazetteer.protocol import NameHit
from geocode.model import Place

KEYS_ASKED = 7
"""How many keys ``asked_under`` gives."""
LEAST_LETTERS = 6
"""Shorter names are one letter from too many others."""
_LEAST_SKELETON = 5

_CYRILLIC = str.maketrans(
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


def skeleton(name: str) -> str:
    """The name without the habits of its spelling; empty where it is too short to tell."""
    form = normal_form(name).replace(" ", "")
    if len(form) < LEAST_LETTERS or not form.isalpha():
        return ""
    form = form.translate(_CYRILLIC)
    if not form.isascii():
        return ""
    form = _GROUP.sub(lambda found: _GROUPS[found.group()], form)
    form = _DOUBLED.sub(r"\1", _SOFT_VOWEL.sub("", _DOUBLED.sub(r"\1", form)))
    return form if len(form) >= _LEAST_SKELETON else ""


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


def best_of(asked: str, found: Iterable[str]) -> frozenset[str]:
    """The skeletons that are close and begin alike; the same one alone where it is among them.

    People seldom miss the first letter, and Hrushyne is not Brusyne.
    """
    begin = [bones for bones in found if bones[:1] == asked[:1]]
    if asked in begin:
        return frozenset([asked])
    return frozenset(bones for bones in begin if is_close(asked, bones))


def close_hit(place: Place) -> NameHit:
    """The place as an answer to a name that is spelt almost as its own."""
    note = f"spelt almost as {place.name}"
    return NameHit(place, official=False, inflected=False, note=note, close=True)
