"""Computes which days a phrase such as "last Tuesday" means, counted from the published day.

A weekday is the latest one not after the published day, that day included, unless the clause
speaks of what is to come. A night is the day it ends in ("overnight", "у ніч на 6 березня"), as the
air forces of both sides count; the night from 5 to 6 March is those two days. A week, month or year
is told by its first day.
"""

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from data.reading.dating.months import MONTHS, WEEKDAYS
from data.reading.dating.phrases import RELATIVE_YEARS, Phrase, day_number, number, ordinal
from data.reading.dating.stated import DAY, FEW_DAYS, MONTH, WEEK, YEAR

NAMES_A_THING = "year_name"
"""Meaning of a year by which a thing is called: "the line of 2014"."""
_SATURDAY = 5
# "On 9 March" in a text of 1 March is to come; last year's would say so.
_SOON = timedelta(days=14)
_LONGEST_SINCE = timedelta(days=270)


class Days(NamedTuple):
    """The first day of a period, and its length as UCDP ``date_prec``."""

    first: date
    prec: int


class Vantage(NamedTuple):
    """From where days are counted."""

    published: date | None
    published_prec: int
    told: date | None
    """The day told last in the text, for "two days earlier"; None where none was."""
    ahead: bool
    """The clause speaks of what is to come."""
    first_day: date
    """The first day of the war: "since the invasion"."""


def reckon(phrase: Phrase, vantage: Vantage) -> Days | None:
    """The days meant, or None where they cannot be known from there."""
    marks = phrase.meaning.split()
    since = marks[0] == "since"
    kind, *rest = [mark for mark in marks if mark not in {"since", "weak", "then"}]
    from_told = "then" in marks and vantage.told is not None
    if kind == NAMES_A_THING:
        return None
    if "then" in marks and not from_told and rest[0].startswith("+"):
        return None  # "the next day" after a day that is not told
    try:
        if kind in _BY_NUMBERS:
            days = _numbered(phrase, kind, rest[0] if rest else "", vantage, since=since)
        elif kind == "war_day":
            days = Days(
                vantage.first_day + timedelta(days=number(phrase.slots["n"], phrase.lang) - 1), DAY
            )
        elif kind == "of_month":
            days = _of_month(phrase, vantage)
        elif kind == "days_to":
            days = _days_to(phrase, vantage)
        elif kind == "season":
            days = Days(date(int(phrase.slots["y"]), int(rest[0]), 1), YEAR)
        elif kind == "invasion":
            days = Days(vantage.first_day, DAY)
        elif kind == "weekdays":
            days = _weekdays(phrase, vantage)
        else:
            days = _counted(phrase, kind, rest[0], vantage, from_told=from_told)
    except (ValueError, OverflowError):
        return None
    if days and since and vantage.published:
        if days.first > vantage.published or _is_to_come(phrase, days, vantage):
            return None
        return Days(days.first, _prec((vantage.published - days.first).days + 1))
    return days


def _is_to_come(phrase: Phrase, days: Days, vantage: Vantage) -> bool:
    """Whether "from 20 January" without a year is not the one of a year ago but the next."""
    if phrase.meaning != "since date" or "y" in phrase.slots or "rel" in phrase.slots:
        return False
    assert vantage.published is not None
    return days.first != vantage.first_day and vantage.published - days.first > _LONGEST_SINCE


def _counted(
    phrase: Phrase, kind: str, value: str, vantage: Vantage, *, from_told: bool
) -> Days | None:
    base = vantage.told if from_told else vantage.published
    if base is None:
        return None
    if not from_told and vantage.published_prec > DAY and kind not in {"month", "year"}:
        return Days(base, vantage.published_prec)
    if kind == "weekday":
        return Days(_weekday(base, WEEKDAYS[phrase.slots["w"]], value, vantage.ahead), DAY)
    count = value.replace("n", str(number(phrase.slots.get("n", ""), phrase.lang)))
    return _shifted(kind, int(count), base, ahead=vantage.ahead)


def _shifted(kind: str, count: int, base: date, *, ahead: bool) -> Days:
    if kind == "day":
        return Days(base + timedelta(days=count), DAY)
    if kind == "past":
        return Days(base - timedelta(days=count), _prec(max(FEW_DAYS, count)))
    if kind == "week":
        return Days(base - timedelta(days=base.weekday() - 7 * count), WEEK)
    if kind in {"same_month", "same_year"}:  # "exactly a month ago"
        months = base.year * 12 + base.month - 1 + count * (12 if kind == "same_year" else 1)
        return Days(date(months // 12, months % 12 + 1, base.day), DAY)
    if kind == "weekend":
        saturday = base - timedelta(days=(base.weekday() - _SATURDAY) % 7)
        running = base.weekday() >= _SATURDAY
        weeks = count + (1 if count < 0 and not running else 0)
        weeks += 1 if count == 0 and ahead and not running else 0
        return Days(saturday + timedelta(weeks=weeks), FEW_DAYS)
    if kind == "month":
        months = base.year * 12 + base.month - 1 + count
        return Days(date(months // 12, months % 12 + 1, 1), MONTH)
    return Days(date(base.year + count, 1, 1), YEAR)


def _weekday(base: date, weekday: int, which: str, ahead: bool) -> date:
    behind = (base.weekday() - weekday) % 7
    if which == "last":
        return base - timedelta(days=behind or 7)
    if which == "next":
        return base + timedelta(days=7 - behind)
    if ahead:
        return base + timedelta(days=-behind % 7)
    return base - timedelta(days=behind)


def _weekdays(phrase: Phrase, vantage: Vantage) -> Days | None:
    base = vantage.published
    if base is None or vantage.published_prec > DAY:
        return Days(base, vantage.published_prec) if base else None
    first, last = (WEEKDAYS[phrase.slots[slot]] for slot in "wv")
    length = (last - first) % 7 + 1
    end = _weekday(base, last, "back", vantage.ahead)
    return Days(end - timedelta(days=length - 1), _prec(length))


def _days_to(phrase: Phrase, vantage: Vantage) -> Days | None:
    """Of "in the five days to Sunday": so many days, the last of them that weekday."""
    if vantage.published is None or vantage.published_prec > DAY:
        return None
    length = number(phrase.slots["n"], phrase.lang)
    end = _weekday(vantage.published, WEEKDAYS[phrase.slots["w"]], "back", vantage.ahead)
    return Days(end - timedelta(days=length - 1), _prec(length))


def _of_month(phrase: Phrase, vantage: Vantage) -> Days | None:
    """Of "on the 24th": the first behind the day told last, or the latest."""
    published = vantage.published
    if published is None or vantage.published_prec > DAY:
        return None
    day = day_number(phrase.slots["d"], phrase.lang)
    before = published.replace(day=1) - timedelta(days=1)
    fitting = [m.replace(day=day) for m in (published, before) if day <= _last_day(m)]
    past = [d for d in fitting if d <= published]
    behind_told = [d for d in past if vantage.told and d >= vantage.told]
    found = behind_told[-1:] or past[:1]
    return Days(found[0], DAY) if found else None


def _last_day(month: date) -> int:
    return monthrange(month.year, month.month)[1]


_BY_NUMBERS = frozenset({"date", "dates", "dates_from", "numbers", "named", "week_of", "year_of"})


def _numbered(
    phrase: Phrase, kind: str, value: str, vantage: Vantage, *, since: bool
) -> Days | None:
    slots = phrase.slots
    if kind == "year_of":
        return Days(date(int(slots["y"]), 1, 1), YEAR)
    if kind == "numbers":
        return Days(_in_figures(slots["num"]), DAY)
    month = MONTHS[slots["m"]]
    year = _stated_year(phrase, vantage)
    if kind in {"named", "week_of"}:
        first = _month(month, year, value, vantage)
        if first and kind == "week_of":
            weeks = ordinal(slots["o"], phrase.lang) - 1
            return Days(first + timedelta(weeks=weeks), WEEK)
        return Days(first, MONTH) if first else None
    if kind == "date":
        day = _day(
            day_number(slots["d"], phrase.lang), month, year, slots.get("w"), vantage, since=since
        )
        return Days(day, DAY) if day else None
    return _range(
        day_number(slots["d"], phrase.lang),
        day_number(slots["e"], phrase.lang),
        month,
        year,
        vantage,
        of_last=kind == "dates",
    )


def _range(
    first_day: int, last_day: int, month: int, year: int | None, vantage: Vantage, *, of_last: bool
) -> Days | None:
    """From one day to a later one; ``month`` is that of the last, or of the first."""
    known = _day(last_day if of_last else first_day, month, year, None, vantage, since=False)
    if known is None:
        return None
    if last_day > first_day:
        first, last = known.replace(day=first_day), known.replace(day=last_day)
    elif of_last:
        before = known.replace(day=1) - timedelta(days=1)
        first, last = before.replace(day=first_day), known
    else:
        first = known
        last = date(first.year + first.month // 12, first.month % 12 + 1, last_day)
    return Days(first, _prec((last - first).days + 1))


def _in_figures(text: str) -> date:
    if "-" in text:
        return date.fromisoformat(text)
    day, month, year = map(int, text.split("."))
    return date(year, month, day)


def _stated_year(phrase: Phrase, vantage: Vantage) -> int | None:
    if "y" in phrase.slots:
        return int(phrase.slots["y"])
    relative = " ".join(phrase.slots.get("rel", "").split())
    if relative and vantage.published:
        return vantage.published.year + RELATIVE_YEARS[relative]
    return None


def _month(month: int, year: int | None, which: str, vantage: Vantage) -> date | None:
    if year is not None:
        return date(year, month, 1)
    published = vantage.published
    if published is None:
        return None
    if which == "lastyear":
        return date(published.year - 1, month, 1)
    if which == "this":
        return date(published.year, month, 1)
    if which in {"next", "ahead"} or vantage.ahead:
        later = month > published.month or (month == published.month and which != "next")
        return date(published.year + (0 if later else 1), month, 1)
    earlier = month < published.month or (month == published.month and which != "last")
    return date(published.year - (0 if earlier else 1), month, 1)


def _day(
    day: int, month: int, year: int | None, weekday: str | None, vantage: Vantage, *, since: bool
) -> date | None:
    if year is not None:
        return date(year, month, day)
    published = vantage.published
    if published is None:
        return None
    zero = vantage.first_day
    if since and (day, month) == (zero.day, zero.month) and published >= zero:
        return zero  # whatever the year of the article
    there = [
        date(y, month, day)
        for y in range(published.year - 4, published.year + 2)
        if (month, day) != (2, 29) or y % 4 == 0
    ]
    if weekday:
        fitting = [d for d in there if d.weekday() == WEEKDAYS[weekday]]
        there = [d for d in fitting if abs(d - published) < timedelta(days=366)] or there
    if vantage.ahead and not since:
        return next((d for d in there if d >= published), None)
    latest = published if since else published + _SOON
    return next((d for d in reversed(there) if d <= latest), None)


def _prec(days: int) -> int:
    """UCDP ``date_prec`` of a period of so many days."""
    if days <= 1:
        return DAY
    return next((p for most, p in ((6, FEW_DAYS), (7, WEEK), (31, MONTH)) if days <= most), YEAR)
