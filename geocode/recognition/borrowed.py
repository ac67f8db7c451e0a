"""Decides whether a ship, brigade, newspaper, club or car has the place's name.

Known by the word before the quotation («корвет «Тернопіль»»), by a list that such a word begins, or
by a club's name before the town's. A quoted factory or station stays a place.
"""

from geocode.recognition.cues import Cues
from geocode.recognition.reading import Reading

_OPENING, _CLOSING = "«“„‘", "»”’"
_STRAIGHT = "\"'"
_REACH = 14
"""Tokens from a name back to the word before its quotation, or before a list of quotations."""
_SHIP_REACH = 3
_AND = frozenset(["and", "та", "і", "й", "и"])


def in_named_quotation(reading: Reading, i: int, cues: Cues) -> bool:
    """Whether token ``i`` is in quotation marks after a word for what has the quoted name."""
    opened = _opening(reading, i)
    while opened >= 0:
        head = reading.forms[opened]
        if head not in _AND:
            return head.startswith(cues.quoted_heads) or head in cues.ship_words
        if opened == 0 or not _closes(reading.gaps[opened - 1]):
            return False
        opened = _opening(reading, opened - 1)
    return False


def _opening(reading: Reading, i: int) -> int:
    """The token before the quotation that ``i`` is in, across «A», «B» in a row; -1 if none."""
    for k in range(i - 1, max(-1, i - _REACH), -1):
        if reading.sentence[k] != reading.sentence[i]:
            return -1
        gap = reading.gaps[k]
        if gap.isspace():
            continue
        opens, closes = _opens(gap), _closes(gap)
        if opens and not closes:
            return k
        if closes and not opens:
            return -1
    return -1


def _opens(gap: str) -> bool:
    return gap[-1:] in _OPENING or (gap[-1:] in _STRAIGHT and gap[:1].isspace())


def _closes(gap: str) -> bool:
    return gap[:1] in _CLOSING or (gap[:1] in _STRAIGHT and len(gap) > 1)


def in_list_of_ships(reading: Reading, i: int, cues: Cues) -> bool:
    """Whether a plural begins the list: "the gunboats Berdiansk and *Nikopol*"."""
    k = i - 1
    if k < 1 or reading.forms[k] not in _AND:
        return False
    for back in range(k - 1, max(-1, k - 1 - _SHIP_REACH), -1):
        if not reading.capital[back]:
            return reading.forms[back] in cues.ship_words and reading.forms[back].endswith("s")
        if reading.gaps[back] != " ":
            return False
    return False


def is_thing(reading: Reading, first: int, end: int, cues: Cues) -> bool:
    """Whether it is a call sign, or a car or a drink by its article: "in an old Volga"."""
    if reading.forms[max(0, first - 2) : first] in (["call", "sign"], ["goes", "by"]):
        return True
    if first < 2 or reading.forms[first - 1] not in cues.thing_adjectives:
        return False
    alone = end >= len(reading.forms) or reading.gaps[end - 1] != " "
    alone = alone or reading.forms[end] in cues.words_after_things
    return alone and reading.forms[first - 2] in ("a", "an")


def is_of_club(reading: Reading, first: int, cues: Cues) -> bool:
    """Whether a club's name is before it: "Dynamo *Kyiv*", «Зоря» *Луганськ*."""
    k = first - 1
    if k < 0 or not reading.capital[k] or reading.forms[k] not in cues.clubs:
        return False
    return reading.gaps[k] == " " or reading.gaps[k] in ("» ", "” ", '" ')
