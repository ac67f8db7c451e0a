"""Finds the days that a short line shows, in the languages of the web: the box beside a headline.

"Freitag, 5. Juni 2015", "Publié le 29 juin 2019", "02.02.2022 10:16 Uhr", "2012年6月4日". Names of
months are Unicode's (CLDR), in all of ``_LANGUAGES``. Nothing is guessed: day, month and year must
be there, and "03/04/2022" is read only where the caller knows which of the two is the day.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from data.reading.dating.months import MONTHS
from data.reading.dating.stated import day_of, unambiguous

_LANGUAGES = (
    "en de fr es it pt nl pl cs sk ro hu bg be sr hr sl mk sv da nb fi et lv lt el tr id ca eu vi"
)
_MOST_CHARACTERS = 1000
_CENTURY = 2000
_SPACE = r"[\s.,/\-–]{1,3}"
_CLOCK_BEHIND = r"(?!\s*[:.]?[0-9])"


class Shown(NamedTuple):
    """A day and the characters of the line that show it."""

    day: date
    start: int
    end: int


def days_shown(line: str, *, day_first: bool | None = None) -> Iterator[Shown]:
    """The days in ``line`` in order; ``day_first`` says how "03/04/2022" is meant there."""
    for match in _pattern().finditer(line[:_MOST_CHARACTERS].lower()):
        day = _day({k: v for k, v in match.groupdict().items() if v}, day_first)
        if day:
            yield Shown(day, match.start(), match.end())


def _day(said: dict[str, str], day_first: bool | None) -> date | None:
    if "iso" in said:
        return day_of(int(said["iso"]), int(said["month"]), int(said["day"]))
    if "east" in said:
        return day_of(int(said["east"]), int(said["emonth"]), int(said["eday"]))
    if "first" in said:
        return _in_figures(said, day_first)
    if "name" in said:
        return day_of(int(said["nyear"]), _months()[said["name"]], int(said["nday"]))
    return day_of(int(said["myear"]), _months()[said["mname"]], int(said["mday"]))


def _in_figures(said: dict[str, str], day_first: bool | None) -> date | None:
    year = int(said["fyear"]) + (_CENTURY if len(said["fyear"]) == 2 else 0)
    first, second = int(said["first"]), int(said["second"])
    if said["mark"] == "." or day_first:
        order: tuple[int, int] | None = (first, second)
    elif day_first is False:
        order = (second, first)
    else:
        order = unambiguous(first, second)
    return day_of(year, order[1], order[0]) if order else None


@cache
def _months() -> dict[str, int]:
    # Imported where it is needed: most inputs are no pages.
    from babel import Locale

    names = dict(MONTHS)
    for code in _LANGUAGES.split():
        for context in Locale.parse(code).months.values():
            for width in ("wide", "abbreviated"):
                for number, name in context.get(width, {}).items():
                    names.setdefault(name.lower().rstrip("."), number)
    return {name: number for name, number in names.items() if len(name) > 2 and name[0].isalpha()}


@cache
def _pattern() -> re.Pattern[str]:
    names = "|".join(map(re.escape, sorted(_months(), key=len, reverse=True)))
    day = "[0-3]?[0-9]"
    year = "(?:19|20)[0-9]{2}"
    return re.compile(
        rf"(?<![\d.])(?P<iso>{year})[-/.](?P<month>[01]?[0-9])[-/.](?P<day>{day})(?![0-9])"
        rf"|(?P<east>{year})\s?[年년]\s?(?P<emonth>[01]?[0-9])\s?[月월]\s?(?P<eday>{day})\s?[日일]"
        rf"|(?<![\d.])(?P<first>[0-3]?[0-9])(?P<mark>[./-])\s?(?P<second>[0-3]?[0-9])(?P=mark)\s?"
        rf"(?P<fyear>{year}|(?<=\.)[0-9]{{2}}(?![.\d]))(?![0-9])"
        rf"|(?<![\d.])(?P<nday>{day})(?:st|nd|rd|th|er|º|ª|-?го|\.)?(?:\s+(?:of|de|d[’']|del))?"
        rf"{_SPACE.replace('{1,3}', '{0,3}')}(?P<name>{names})(?![^\W\d_])\.?"
        rf"(?:\s+(?:de|del))?{_SPACE}(?P<nyear>{year})(?![0-9])"
        rf"|(?<![^\W\d_])(?P<mname>{names})\.?\s+(?P<mday>{day})(?:st|nd|rd|th)?,?\s+(?P<myear>{year})(?![0-9])"
    )
