"""Parses the date of publication that an article's metadata states.

It reads ISO 8601, RFC 2822 and its older forms, seconds since 1970, the dotted form (01.03.2023),
and month names in English, Ukrainian and Russian; other languages by ``dateparser`` where day,
month name and year are all given. It refuses what may be two days (03/04/2022) and what needs a
"now" ("yesterday"). An instant in UTC (Z, GMT, +00:00, seconds since 1970) is kept as an instant:
its day depends on the time zone of the theatre, see ``day_in``. A time with another offset, or
with none, keeps the day that the publisher wrote.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from data.reading.dating.months import MONTHS, WEEKDAYS, one_of

DAY, FEW_DAYS, WEEK, MONTH, YEAR = range(1, 6)
"""UCDP ``date_prec``; a period is given by its first day, and few are two to six."""

FIRST_YEAR, LAST_YEAR = 1900, 2100
_SAYS_NOTHING = frozenset({"unknown", "none", "null", "n/a", "nan", "-", "undated"})
_SHOWN_CHARACTERS = 40
_MOST_CHARACTERS = 100
# Ten digits between 2001 and 2033: ids and telephone numbers are rarely among them.
_EPOCH = re.compile(r"(1[0-9]{9})(?:[0-9]{3}(?:[0-9]{3})?|\.[0-9]{1,9})?")
_UTC_ZONES = frozenset({"z", "utc", "gmt", "ut", "+00:00", "-00:00", "+0000", "-0000", "+00"})
_CENTURY = 2000  # of a year in two digits

_MONTH_NAME = rf"(?P<name>{one_of(MONTHS)})\b\.?"
_YEAR_WORD = r"(?:\s*(?:року|рік|году|года|год|р\b\.?|г\b\.?))?"
_ORDINAL = r"(?:st|nd|rd|th|-?го|-?е)?"
_CLOCK = (
    r"(?P<hour>[0-9]{1,2})(?::?(?P<minute>[0-9]{2})(?::?(?P<second>[0-9]{2})(?:[.,][0-9]{1,9})?)?)?"
    r"\s?(?P<half>[ap]\.?m\b\.?)?"
)
_ZONE = r"(?:\s?(?P<zone>z|[+-][0-9]{2}:?(?:[0-9]{2})?|[a-z]{2,5})(?:\s?\([a-z ]{1,40}\))?)?"
_HEAD = (
    r"(?:(?:published|posted|date|опубліковано|опубликовано|дата(?: публікації| публикации)?)"
    r"(?: on)?(?:\s*:\s*|\s+))?"
    rf"(?:(?:{one_of(WEEKDAYS)})\b[.,]*\s*)?(?:[0-9]{{1,2}}:[0-9]{{2}},?\s+)?"
)
_TAIL = rf"(?:(?:\s*[,|•·—–]\s*|\s[/-]\s|\s?t\s?|\s+)(?:(?:at|о|об|в|у)\s+)?{_CLOCK})?{_ZONE}"
_DAYS = (
    r"(?P<year>[0-9]{4})(?P<sep>[-/.])(?P<month>[0-9]{1,2})(?P=sep)(?P<day>[0-9]{1,2})",
    r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})",
    rf"(?P<day>[0-9]{{1,2}})\.(?P<month>[0-9]{{1,2}})\.(?P<year>[0-9]{{4}}|[0-9]{{2}}){_YEAR_WORD}",
    r"(?P<either>[0-9]{1,2})(?P<sep>[/-])(?P<other>[0-9]{1,2})(?P=sep)(?P<year>[0-9]{4})",
    rf"(?P<day>[0-9]{{1,2}}){_ORDINAL}[\s-]*(?:of\s+)?{_MONTH_NAME},?[\s-]*"
    rf"(?P<year>[0-9]{{4}}|(?<=-)[0-9]{{2}})\b{_YEAR_WORD}",
    rf"{_MONTH_NAME}\s+(?P<day>[0-9]{{1,2}}){_ORDINAL},?\s+(?P<year>[0-9]{{4}})\b",
)
_FORMS = tuple(re.compile(_HEAD + form + _TAIL) for form in _DAYS)
_BEGINNINGS = tuple(re.compile(_HEAD + form + r"(?!\w)") for form in _DAYS)
_CTIME = re.compile(
    rf"{_HEAD}{_MONTH_NAME}\s+(?P<day>[0-9]{{1,2}})\s+{_CLOCK}{_ZONE}\s+(?P<year>[0-9]{{4}})"
)
_MONTHLY = (
    re.compile(rf"{_MONTH_NAME},?\s+(?P<year>[0-9]{{4}}){_YEAR_WORD}"),
    re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})"),
    re.compile(rf"(?P<year>(?:19|20)[0-9]{{2}}){_YEAR_WORD}"),
)
# Day, month by name and year in one of these; anything else that dateparser reads is a guess.
_IN_WORDS = re.compile(
    r"(?:\w+,?\s+)?(?:[0-9]{1,2}\.?\s+(?:de\s+)?[^\W\d_]{3,}\.?|[^\W\d_]{3,}\.?\s+[0-9]{1,2})"
    r",?\s+(?:de\s+)?[0-9]{4}(?:\s+\w\.)?"
)
_OTHER_LANGUAGES = ["pl", "de", "be", "bg", "fr", "es", "it", "ro", "cs", "pt", "nl", "tr"]


@dataclass(frozen=True, slots=True)
class Published:
    """The day that metadata names, how exactly, and what is wrong where it names none."""

    day: date | None
    """The first day of the month or year where only that is named."""
    day_prec: int = DAY
    problem: str | None = None
    """None beside a day. It does not name the place in the input: the caller knows it."""
    instant: datetime | None = None
    """The instant in UTC where that is stated; ``day`` is then the day in UTC."""


def day_in(time_zone: ZoneInfo, instant: datetime) -> date:
    """The day that the calendar in the zone shows at an instant."""
    return instant.astimezone(time_zone).date()


def published(raw: str | None) -> Published:
    """What ``raw`` says of when an article was published."""
    text = "" if raw is None else str(raw).strip()
    if not text:
        return Published(None, problem="no date is given; kept as undated")
    if text.lower() in _SAYS_NOTHING:
        return Published(None, problem=f"date {text!r} is not a day; kept as undated")
    # An apostrophe before a date is how spreadsheets mark a text.
    line = " ".join(text.split()).lstrip("'’")
    found = _read(line.lower()) if len(text) <= _MOST_CHARACTERS else None
    return (
        found
        or _by_libraries(line)
        or Published(
            None, problem=f"date {shown(text)!r} is not a day; use YYYY-MM-DD; kept as undated"
        )
    )


def published_in_feed(raw: str | None) -> Published:
    """What a feed's ``raw`` says; feedparser's own forms of dates are read too."""
    from data.reading.dating.by_libraries import read_as_feed

    own = published(raw)
    told = read_as_feed(str(raw)) if own.day is None and raw else None
    if told is None or day_of(told.day.year, told.day.month, told.day.day) is None:
        return own
    if told.month_only:
        return Published(told.day.replace(day=1), MONTH)
    return _at(told.instant) if told.instant else Published(told.day)


def begins_with_day(text: str) -> Published | None:
    """The day that ``text`` begins with, whatever follows; None where it begins otherwise."""
    line = " ".join(text[:_MOST_CHARACTERS].split()).lower()
    whole = _read(line)
    if whole:
        return whole if whole.day_prec == DAY else None
    for form in _BEGINNINGS:
        match = form.match(line)
        if match:
            return _day({"hour": None, **match.groupdict()})
    return None


def published_day(raw: str | None) -> tuple[date | None, str | None]:
    """The day that ``raw`` names, and what is wrong where it names none, or a month or year."""
    found = published(raw)
    if found.day is None or found.day_prec == DAY:
        return found.day, found.problem
    name = shown(str(raw).strip())
    return None, f"date {name!r} names no single day; use YYYY-MM-DD; kept as undated"


def shown(text: str) -> str:
    """The ``text`` cut to what a message can hold."""
    return text if len(text) <= _SHOWN_CHARACTERS else text[:_SHOWN_CHARACTERS] + "…"


def day_of(year: int, month: int, day: int) -> date | None:
    """The day of these numbers, or None where there is none between 1900 and 2100."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def unambiguous(either: int, other: int) -> tuple[int, int] | None:
    """Day and month of "25/12" and "12/25"; None of "03/04", which is two days."""
    if either == other or other <= 12 < either:
        return either, other
    return (other, either) if either <= 12 < other else None


def _read(text: str) -> Published | None:
    epoch = _EPOCH.fullmatch(text)
    if epoch:
        return _at(datetime.fromtimestamp(int(epoch[1]), UTC))
    for form in (*_FORMS, _CTIME):
        match = form.fullmatch(text)
        if match:
            return _day(match.groupdict())
    for form in _MONTHLY:
        match = form.fullmatch(text)
        if match:
            said = match.groupdict()
            month = _month(said) if "name" in said or "month" in said else 1
            first = day_of(int(said["year"]), month, 1)
            prec = MONTH if form is not _MONTHLY[-1] else YEAR
            return Published(first, prec) if first else None
    return _in_another_language(text) if _IN_WORDS.fullmatch(text) else None


def _by_libraries(line: str) -> Published | None:
    # Imported where it is needed: most dates are in a form of ours.
    from data.reading.dating.by_libraries import read_by_libraries

    told = read_by_libraries(line)
    if told is None or day_of(told.day.year, told.day.month, told.day.day) is None:
        return None
    return _at(told.instant) if told.instant else Published(told.day)


def _day(said: dict[str, str | None]) -> Published | None:
    written = said["year"] or ""
    year = int(written) + (_CENTURY if len(written) == 2 else 0)
    if said.get("either"):
        both = unambiguous(int(said["either"] or 0), int(said["other"] or 0))
        found = day_of(year, both[1], both[0]) if both else None
    else:
        found = day_of(year, _month(said), int(said["day"] or 0))
    if found and said["hour"] and (said["zone"] or "") in _UTC_ZONES:
        instant = _instant(found, said)
        return _at(instant) if instant else None
    return Published(found) if found else None


def _month(said: dict[str, str | None]) -> int:
    name = said.get("name")
    return MONTHS[name] if name else int(said["month"] or 0)


def _instant(day: date, said: dict[str, str | None]) -> datetime | None:
    hour, minute, second = (int(said[part] or 0) for part in ("hour", "minute", "second"))
    if said["half"]:
        hour = hour % 12 + (12 if said["half"].startswith("p") else 0)
    try:
        # A leap second is the last of its minute here.
        return datetime(day.year, day.month, day.day, hour, minute, min(second, 59), tzinfo=UTC)
    except ValueError:
        return None


def _at(instant: datetime) -> Published:
    # Midnight sharp in UTC is how databases write a day without a time.
    midnight = instant.timetz().replace(tzinfo=None) == datetime.min.time()
    return Published(instant.date(), instant=None if midnight else instant)


def _in_another_language(text: str) -> Published | None:
    # Imported where it is needed: 0.3 s, and most inputs never come here.
    import dateparser

    settings = {
        "REQUIRE_PARTS": ["day", "month", "year"],
        "PARSERS": ["absolute-time"],
        "DATE_ORDER": "DMY",
    }
    found = dateparser.parse(text, languages=_OTHER_LANGUAGES, settings=settings)
    day = found and day_of(found.year, found.month, found.day)
    return Published(day) if day else None
