"""When an article was published, from what its metadata says. Days only, no time zone arithmetic.

The day is the one that the publisher wrote: "2023-03-01T23:30:00Z" is 1 March, whatever the clock
showed in Kyiv. ISO 8601 forms are read, and the dotted form of Ukraine and Russia (01.03.2023);
forms that put month or day first with a slash are refused, because 03/04/22 is two days.
"""

import re
from datetime import date

_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_SLASHED_YEAR_FIRST = re.compile(r"([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})")
_BASIC = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_DOTTED = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
# A time of day after the day, as ISO 8601 and databases write it; its content is not used.
_TIME = re.compile(
    r"(?:[T ]\s?[0-9]{1,2}(?::?[0-9]{2}){0,2}(?:[.,][0-9]+)?)?"
    r"\s?(?:Z|UTC|GMT|[+-][0-9]{2}:?(?:[0-9]{2})?)?",
    re.IGNORECASE,
)
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_SAYS_NOTHING = frozenset({"unknown", "none", "null", "n/a", "nan", "-", "undated"})
_SHOWN_CHARACTERS = 40


def published_day(raw: str | None) -> tuple[date | None, str | None]:
    """The day that ``raw`` names, and what is wrong where it names none.

    The second value is None only beside a day. It does not name the place in the input: the
    caller knows file and line.
    """
    text = "" if raw is None else str(raw).strip()
    if not text:
        return None, "no date is given; kept as undated"
    if text.lower() in _SAYS_NOTHING:
        return None, f"date {text!r} is not a day; kept as undated"
    for form, order in (
        (_ISO_DAY, (1, 2, 3)),
        (_SLASHED_YEAR_FIRST, (1, 2, 3)),
        (_BASIC, (1, 2, 3)),
        (_DOTTED, (3, 2, 1)),
    ):
        match = form.match(text)
        if match and _TIME.fullmatch(text, match.end()):
            year, month, day = (int(match[group]) for group in order)
            try:
                found = date(year, month, day)
            except ValueError:
                break
            if _FIRST_YEAR <= year <= _LAST_YEAR:
                return found, None
            break
    shown = text if len(text) <= _SHOWN_CHARACTERS else text[:_SHOWN_CHARACTERS] + "…"
    return None, f"date {shown!r} is not a day; use YYYY-MM-DD; kept as undated"
