"""Reads the dates that our own forms do not, as mail, feed and date libraries read them.

A weekday in any language and comments in brackets are dropped first. Then, in this order:
``email.utils`` (two-digit years, named zones, comments), a day with a month's name in thirty
languages, ``dateutil`` where no order of its numbers makes it another day, and for feeds
``feedparser``, whose forms (Korean, Greek, Hungarian, shortened ISO 8601) are too loose elsewhere.
"""

import re
import time
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_tz
from typing import NamedTuple

from data.reading.dating.shown import days_shown

_COMMENT = re.compile(r"\([^()]{0,80}\)|\[[^\[\]]{0,80}\]")
_WEEKDAY = re.compile(r"[^\W\d_]{2,14}(?:-[^\W\d_]{2,8})?[.,]{1,2}\s*(?=\S)")
# A time, a zone and the small words between them; "Updated" or "or so" make it another matter.
_BESIDE = re.compile(
    r"(?:(?:[01]?[0-9]|2[0-4])[:.h][0-5][0-9](?::[0-6][0-9](?:[.,][0-9]{1,9})?)?|[+-][0-9]{2}:?[0-9]{2}"
    r"|[A-Z]{1,5}\b|(?:uhr|um|at|à|kl|ore|o|о|об|в|г|р|року|года|[ap]m)\b|[ap]\.m\.|오전|오후|[tT](?=[0-9])"
    r"|[zZ]\b|[\s,.|·•–-])*"
)
# feedparser takes any text that begins with such digits; "2022-02-30" is 2 March to it.
_SHORTENED = re.compile(
    r"(?:-?[0-9]{2}-?[0-9]{2}|[0-9]{2}(?:-?[0-9]{2}){2}"
    r"|[0-9]{4}-0[0-9]{2}-?[0-9]{2}|[0-9]{14})(?:T[0-9:.]{2,20}(?:Z|[+-][0-9:]{2,5})?)?"
)
# feedparser takes "2016-130" for the 13th month.
_ORDINAL = re.compile(r"((?:[0-9]{2}){1,2})-?([0-3][0-9]{2})")
_CENTURY = 2000
_LETTER = re.compile(r"[^\W\d_TWZ]")
_FOUR_DIGITS = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")
_MONTH_ALONE = re.compile(r"-?[0-9]{2}-?[0-9]{2}")
_LONGEST = 80
_EARLIEST = 1900


class ReadDate(NamedTuple):
    """A day as it was written, and the instant where it is stated in UTC."""

    day: date
    instant: datetime | None = None
    month_only: bool = False


def read_by_libraries(text: str) -> ReadDate | None:
    """The date that ``text`` is in one of the forms above but feedparser's."""
    if not any(map(str.isdigit, text)) or len(text) > _LONGEST:
        return None
    bare = _bare(text)
    return _mail(bare) or _named(bare) or _week_day(bare) or _dateutil(bare)


def read_as_feed(text: str) -> ReadDate | None:
    """The date that feedparser reads in ``text``; it knows the instant alone."""
    text = text.strip()
    if ordinal := _ORDINAL.fullmatch(text):
        return _day_of_year(int(ordinal[1]), int(ordinal[2]))
    if len(text) > _LONGEST or not (_LETTER.search(text) or _SHORTENED.fullmatch(text)):
        return None
    told = _told_by_feedparser(text)
    try:
        found = datetime(*told[:6], tzinfo=UTC) if told else None
    except (TypeError, ValueError):
        return None
    if found is None or found.year < _EARLIEST:
        return None
    month_only = bool(_MONTH_ALONE.fullmatch(text))
    return ReadDate(found.date(), None if month_only else found, month_only)


def _day_of_year(year: int, number: int) -> ReadDate | None:
    full_year = year if year > _EARLIEST else _CENTURY + year
    found = date(full_year, 1, 1) + timedelta(days=number - 1) if number else None
    return ReadDate(found) if found and found.year == full_year else None


def _told_by_feedparser(text: str) -> time.struct_time | None:
    """In UTC; each form is tried by itself, as the one for ISO 8601 takes all that has a year."""
    from feedparser.datetimes import greek, hungarian, iso8601, korean, perforce, rfc822

    forms = (
        [iso8601._parse_date_iso8601]
        if _SHORTENED.fullmatch(text)
        else [
            korean._parse_date_onblog,
            korean._parse_date_nate,
            greek._parse_date_greek,
            hungarian._parse_date_hungarian,
            perforce._parse_date_perforce,
            rfc822._parse_date_rfc822,
        ]
    )
    for form in forms:
        try:
            told: time.struct_time | None = form(text)
        except (KeyError, OverflowError, ValueError, AttributeError):
            continue
        if told:
            return told
    return None


def _bare(text: str) -> str:
    without = " ".join(_COMMENT.sub(" ", text).split())
    weekday = _WEEKDAY.match(without)
    return without[weekday.end() :] if weekday else without


def _mail(text: str) -> ReadDate | None:
    try:
        told = parsedate_tz(text)
    except (ValueError, TypeError, IndexError):
        return None
    if told is None or ":" not in text or told[0] < _EARLIEST:
        return None
    year, month, day, hour, minute, second = told[:6]
    try:
        found = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
    except ValueError:
        return None
    return ReadDate(found.date(), found if told[9] == 0 else None)


def _week_day(text: str) -> ReadDate | None:
    """The day of "2018-W26-1"."""
    try:
        found = date.fromisoformat(text if "W" in text else "")
    except ValueError:
        return None
    return ReadDate(found) if found.year >= _EARLIEST else None


def _named(text: str) -> ReadDate | None:
    shown = list(days_shown(text))
    if len(shown) != 1:
        return None
    beside = f"{text[: shown[0].start]} {text[shown[0].end :]}"
    return ReadDate(shown[0].day) if _BESIDE.fullmatch(beside) else None


def _dateutil(text: str) -> ReadDate | None:
    if not _FOUR_DIGITS.search(text) or text.isdigit():
        return None
    from dateutil.parser import parse

    found = set()
    # What the text does not say is filled from the default, and then differs.
    for default in (datetime(2001, 1, 1), datetime(2002, 2, 2)):
        for day_first in (True, False):
            try:
                read = parse(text, default=default, dayfirst=day_first)
            except (ValueError, OverflowError, TypeError, AttributeError, IndexError):
                return None
            found.add(read.date())
    only = found.pop() if len(found) == 1 else None
    return ReadDate(only) if only and only.year >= _EARLIEST else None
