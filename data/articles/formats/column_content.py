"""What the values of a column look like: days, addresses, languages, coordinates, prose.

Shares are of the values that are not empty in a sample of rows. A name may promise what the values
do not keep ("day" with numbers from 1 to 31, "text" with yes and no); then the column does not fit.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from data.model import SourceKind
from data.reading.dating import published, published_day
from data.reading.language import language_code

_ADDRESS = re.compile(r"https?://\S+$", re.IGNORECASE)
_SLASHED_DAY = re.compile(r"[0-9]{1,2}[/-][0-9]{1,2}[/-][0-9]{2}(?:[0-9]{2})?(?![0-9])")
_DECIMALS = re.compile(r"-?[0-9]{1,3}\.[0-9]{3,}$")
_SHORT_CODE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?$", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:p|br|div|span|a|b|i|em|strong|u|ul|ol|li|h[1-6]|img|blockquote|figure|table|td)"
    r"(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
_LONGEST_ID = 300
_FEWEST_DIGITS = 8
"""Of a day that is written in digits alone (20220224, or seconds since 1970)."""
_PROSE_WORDS = 5
"""Words a value, on average, from which a column without a telling name is taken as text."""


def fits(role: str, values: Sequence[str]) -> bool:
    """Whether the values may be what the column's name says; an empty column may be anything."""
    return not values or _FITS[role](values)


def is_days(values: Sequence[str], share: float = 0.5) -> bool:
    """Whether at least ``share`` of the values are days or moments."""
    return _share(_is_day, values) >= share


def is_addresses(values: Sequence[str], share: float = 0.5) -> bool:
    """Whether at least ``share`` of the values are web addresses."""
    return _share(lambda value: bool(_ADDRESS.match(value)), values) >= share


def is_languages(values: Sequence[str], share: float = 0.8) -> bool:
    """Whether at least ``share`` of the values name a language."""
    return _share(_is_language, values) >= share


def is_decimals(values: Sequence[str], limit: float) -> bool:
    """Whether all are decimal degrees with three places or more, within ``limit`` of zero."""
    return _share(lambda v: bool(_DECIMALS.match(v)) and abs(float(v)) <= limit, values) == 1.0


def is_numbers(values: Sequence[str]) -> bool:
    """Whether more than half of the values are plain numbers."""
    return _share(lambda value: _number(value) is not None, values) > 0.5


def is_markup(values: Sequence[str]) -> bool:
    """Whether at least half of the values have tags of HTML."""
    return _share(has_tags, values) >= 0.5


def has_tags(value: str) -> bool:
    """Whether tags that texts have stand in it; "x < y" has none."""
    return bool(_TAG.search(value))


def words_a_value(values: Sequence[str]) -> float:
    """How many words a value has, on average; 0 without any."""
    return sum(len(value.split()) for value in values) / len(values) if values else 0.0


def is_prose(values: Sequence[str]) -> bool:
    """Whether the values read as text: several words each."""
    return words_a_value(values) >= _PROSE_WORDS


def _share(holds: Callable[[str], bool], values: Sequence[str]) -> float:
    return sum(map(holds, values)) / len(values) if values else 0.0


def _is_day(value: str) -> bool:
    # A year by itself may be anything, from a page number to the year of the war.
    if value.isdecimal() and len(value) < _FEWEST_DIGITS:
        return False
    return bool(_SLASHED_DAY.match(value)) or published(value).day is not None


def _is_language(value: str) -> bool:
    return bool(_SHORT_CODE.match(value)) or len(language_code(value)) == 2


def _number(value: str) -> float | None:
    try:
        return float(value)
    except ValueError:
        return None


def _within(values: Sequence[str], limit: float) -> bool:
    numbers = [_number(value.replace(",", ".")) for value in values]
    return sum(n is not None and abs(n) <= limit for n in numbers) >= 0.8 * len(values)


def _words(values: Sequence[str]) -> bool:
    return not is_numbers(values) and not is_addresses(values)


def _text(values: Sequence[str]) -> bool:
    several = _share(lambda value: len(value.split()) > 1, values)
    return _words(values) and several >= 1 / 3 and not _share(_plain_day, values) >= 0.5


def _plain_day(value: str) -> bool:
    return published_day(value)[0] is not None


_FITS: Mapping[str, Callable[[Sequence[str]], bool]] = {
    "text": _text,
    "title": _words,
    "published": is_days,
    "source": lambda values: not is_numbers(values),
    "url": is_addresses,
    "id": lambda values: max(map(len, values)) <= _LONGEST_ID,
    "lang": is_languages,
    "author": _words,
    "latitude": partial(_within, limit=90),
    "longitude": partial(_within, limit=180),
    "place": _words,
    "kind": lambda values: _share(lambda v: v.lower() in set(SourceKind), values) >= 0.5,
    "rests_on": _words,
}
