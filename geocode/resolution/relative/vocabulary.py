"""Words for distances and compass points in English, Ukrainian and Russian, and their values.

Reads "a dozen", "5-7 km", "north-west", "північно-західніше" and "юго-западнее".
Distances are metres, bearings degrees clockwise from north. Every pattern repeats a bounded number
of times, so that the cost of a match is bounded.
"""

import re
from dataclasses import dataclass

from geocode.model import RelativeKind

_POINT_LIST = "N NNE NE ENE E ESE SE SSE S SSW SW WSW W WNW NW NNW"
BEARINGS = {point: 22.5 * number for number, point in enumerate(_POINT_LIST.split())}
_CARDINAL = {"N": "north", "E": "east", "S": "south", "W": "west"}
BEARING_WORDS = {point: "-".join(_CARDINAL[letter] for letter in point) for point in BEARINGS}

_EN = r"(?:north|south|east|west)"
_CYRILLIC_STEM = r"(?:північ|півн|півд|схід|сход|захід|заход|север|юг|юж|восто|запад)\w{0,8}"
BEARING = (
    rf"(?:{_EN}(?:ern|wards?)?(?:[-\s]?{_EN}){{0,2}}(?:ern)?|(?-i:[NSEW]{{1,3}})(?=\s)"
    rf"|{_CYRILLIC_STEM}(?:[-\s]{_CYRILLIC_STEM}){{0,2}})"
)
"""Any compass word, as noun, adjective or comparative; ``compass_point`` reads it."""
_STEMS = re.compile(
    "(north|півн|север)|(south|півд|юг|юж)|(east|схід|сход|вост)|(west|зах|запад)", re.IGNORECASE
)

_UNITS = {"km": 1000.0, "mile": 1609.344, "m": 1.0}
UNIT = (
    r"(?:(?P<km>kms?|kilomet(?:re|er)s?|км|кілометр\w{0,3}|километр\w{0,3})"
    r"|(?P<mile>miles?|mi|мил\w{1,2})"
    r"|(?P<m>m|met(?:re|er)s?|м|метр\w{0,3}))(?!\w)"
)
_NUMBER_WORDS = {
    1: "one a одного один", 1.5: "півтора полтора полутора", 2: "two два двох двух",
    3: "three три трьох трех трёх",
    4: "four чотири чотирьох четыре четырех четырёх", 5: "five п'ять п’ять п'яти п’яти пять пяти",
    6: "six шість шести шесть", 7: "seven сім семи семь", 8: "eight вісім восьми восемь",
    9: "nine дев'ять дев’ять дев'яти дев’яти девять девяти", 10: "ten десять десяти",
    11: "eleven", 12: "twelve dozen дванадцять дванадцяти двенадцать двенадцати дюжина дюжині",
    15: "fifteen п'ятнадцять п’ятнадцять п'ятнадцяти п’ятнадцяти пятнадцать пятнадцати",
    20: "twenty двадцять двадцяти двадцать двадцати",
    25: "twenty-five", 30: "thirty тридцять тридцяти тридцать тридцати",
    35: "thirty-five", 40: "forty сорок сорока",
    50: "fifty п'ятдесят п’ятдесят п'ятдесяти п’ятдесяти пятьдесят пятидесяти",
    60: "sixty шістдесят шістдесяти шестьдесят шестидесяти", 70: "seventy", 80: "eighty",
    90: "ninety", 100: "hundred сто ста", 200: "двісті двести",
}  # fmt: skip
_VALUE_OF_WORD = {word: value for value, words in _NUMBER_WORDS.items() for word in words.split()}
_WORDS = "|".join(sorted(map(re.escape, _VALUE_OF_WORD), key=len, reverse=True))
_DIGITS = r"\d{1,4}(?:[.,]\d{1,3})?"
NUMBER = (
    rf"(?<![\w$€£₴.,-])(?:(?:between\s+)?(?P<low>{_DIGITS})(?:\s?[-–—]\s?|\s+(?:to|or|до|and)\s+)"
    rf"(?P<high>{_DIGITS})|(?P<digits>{_DIGITS})|(?:half\s+(?=a\s))?(?:a\s+(?=dozen|hundred))?"
    rf"(?P<words>{_WORDS})(?!['’\w]))"
)
"""A number or a range of two, in digits or words; ``stated_distance`` reads it."""
APPROXIMATELY = re.compile(
    r"(?<!\w)(?:(?:some|about|around|roughly|approximately|approx\.?|nearly|almost|just|only|over|within|"
    r"barely|more\s+than|less\s+than|fewer\s+than|up\s+to|at\s+least|an?\s+estimated|under|"
    r"приблизно|близько|майже|понад|орієнтовно|більш\s+ніж|менш\s+ніж|лише|десь|"
    r"примерно|около|почти|свыше|более\s+чем|менее\s+чем|приблизительно|всего|за|в|у|на)\s+){1,3}$",
    re.IGNORECASE,
)
"""What may stand before a distance and belongs to its phrase."""
_LEAST_BARE_M = 50
"""Below it "10m" is ten million, or minutes."""
GENERIC = (
    r"(?:(?:the|a)\s+)?(?:(?:centre|center)\s+of\s+(?:the\s+)?)?"
    r"(?:(?:[\w-]{1,20}-)?(?:occupied|held|controlled|besieged)\s+)?"
    r"(?:(?:port\s+)?(?:city|town|village|settlement|hamlet)(?:\s+of)?\s+|"
    r"(?:населен\w{1,6}\s+пункт\w{0,3}|міст\w{1,2}|сел[аіоу]\w{0,3}|селищ\w{1,3}|смт|м\.|с\.|"
    r"город\w{0,2}|пос[её]л\w{1,4}|деревн\w{1,3}|пгт|г\.)\s*)?"
)
"""What may stand between a preposition and the name: "the occupied city of"."""


@dataclass(frozen=True, slots=True)
class Distance:
    """A distance as a text states it."""

    metres: float
    """Of a range its middle."""
    radial_m: float
    """How far the true distance may be from ``metres``; see ``stated_distance``."""
    words: str
    """In English, with the unit of the text: "10 km", "5-7 km", "20 miles"."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A relative place in words; offsets count characters of the text."""

    kind: RelativeKind
    start: int
    end: int
    mentions: tuple[int, ...]
    """Numbers of the mentions it is relative to, in text order: one, or both ends of a line."""
    distance: Distance | None = None
    point: str | None = None
    """The compass point: "S", "NW"."""
    halfway: bool = False


def compass_point(words: str) -> str | None:
    """The point in letters: "NW" for "north-west" and "північний захід"; None for no such."""
    if words in BEARINGS:
        return words
    letters = "".join("NSEW"[int(m.lastindex or 1) - 1] for m in _STEMS.finditer(words))
    return letters if letters in BEARINGS else None


_ROUNDED_TO = 5
_SHARE = 0.2
"""Distances in news are estimates by eye or road: a fifth either way, as in the issue's own gate.

Wieczorek et al. 2004 ("The point-radius method", IJGIS 18:745-767) take the precision of a stated
distance from its rounding, which is the other bound here.
"""


def stated_distance(found: re.Match[str]) -> Distance | None:
    """What a match of ``NUMBER`` and ``UNIT`` says; None where it is no likely distance.

    ``radial_m`` is the largest of: half the step that the number is rounded to (5 where it is a
    multiple of 5, else 1; hundreds for metres), a fifth of it, half of a range.
    """
    unit = next(name for name in _UNITS if found[name])
    factor = _UNITS[unit]
    if found["low"]:
        low, high = _value(found["low"]), _value(found["high"])
        if not low < high:
            return None
        middle, spread, shown = (low + high) / 2, (high - low) / 2, f"{low:g}-{high:g}"
    else:
        middle = _value(found["digits"]) if found["digits"] else _in_words(found)
        spread, shown = 0.0, f"{middle:g}"
    if middle <= 0 or (found["m"] == "m" and middle < _LEAST_BARE_M):
        return None
    step = 100 if unit == "m" else _ROUNDED_TO if middle % _ROUNDED_TO == 0 else 1
    radial = max(step / 2, _SHARE * middle, spread)
    name = "miles" if unit == "mile" else unit
    return Distance(middle * factor, radial * factor, f"{shown} {name}")


def _value(digits: str) -> float:
    """The number; a comma or stop before three digits parts thousands."""
    whole, _, rest = digits.replace(",", ".").partition(".")
    return float(whole + rest) if len(rest) == 3 else float(f"{whole}.{rest or 0}")


def _in_words(found: re.Match[str]) -> float:
    value = float(_VALUE_OF_WORD[found["words"].lower()])
    return value / 2 if found[0].lower().startswith("half") else value
