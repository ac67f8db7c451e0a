"""Finds the day an article was published from its address, file name or text.

Used where the metadata gives no day. The three are tried in this order, the surest first; a month
that one of them gives is made a day by the next that agrees with it. In the text only what is about
publishing counts: a labelled line ("Опубліковано 1 березня 2023"), a dateline ("KYIV, March 1, 2023
(Reuters) -"; without its year only where the year is known), a line that is only a date. A day in a
sentence is the day of an event. No day is before 1900 or later than the day after ``today``, as
clocks elsewhere run ahead.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from data.model import Article, DayFrom
from data.reading.dating.months import MONTHS, one_of
from data.reading.dating.names import day_in_address, day_in_path
from data.reading.dating.stated import (
    DAY,
    MONTH,
    Published,
    begins_with_day,
    day_in,
    day_of,
    published,
)

_HEAD_CHARACTERS, _TAIL_CHARACTERS = 800, 400
_MOST_DATE_LINE = 60
_LABEL = re.compile(
    r"^[^\w\n]*(?:first |originally )?(?:published|posted|date published|publication date"
    r"|опубліковано|опубликовано|дата публікації|дата публикации|дата)\b(?: on\b)?[ \t]*:?[ \t]*"
    r"([^\n]{4,80})",
    re.IGNORECASE | re.MULTILINE,
)
_MONTH_NAMES = one_of(MONTHS)
_TOWN = r"[^\W\d_][\w'’ʼ.-]*(?: [^\W\d_][\w'’ʼ.-]*){0,2}"
_DATELINE = re.compile(
    rf"^[ \t(]*(?P<town>{_TOWN})(?:, {_TOWN})?, +"
    rf"(?:(?P<day>[0-9]{{1,2}}) +(?P<month>{_MONTH_NAMES})"
    rf"|(?P<named>{_MONTH_NAMES})\.? +(?P<numbered>[0-9]{{1,2}}))"
    r"(?:,? +(?P<year>[0-9]{4})(?: *(?:р|г)\.?| *року| *года)?)?"
    r"[ .,]*(?:[(/)]|[–—-]|: )",
    re.IGNORECASE | re.MULTILINE,
)
_HAS_LETTER_OR_MARK = re.compile(r"[^\d\s]")


def find_published(
    article: Article, *, origin_path: str, today: date, time_zone: ZoneInfo
) -> Article:
    """``article`` with the day it was published where that is found, else as it is.

    ``origin_path`` is the path of its file, or where it lies in an archive; empty where neither
    is known. A day that is known stays; a known month or year is only made more exact. An instant
    in the text is the day that the calendar shows in ``time_zone``.
    """
    if article.published is not None and article.published_prec == DAY:
        return article
    best = Published(article.published, article.published_prec)
    found_in = article.published_from
    for where, given in _candidates(article, origin_path, best):
        found = _day_in_zone(given, time_zone)
        if found.day is None or found.day > today + timedelta(days=1):
            continue
        if best.day is not None and not (found.day_prec < best.day_prec and _within(found, best)):
            continue
        best, found_in = found, where
        if best.day_prec == DAY:
            break
    if best.day is None or found_in is article.published_from:
        return article
    return replace(
        article, published=best.day, published_prec=best.day_prec, published_from=found_in
    )


def _day_in_zone(found: Published, time_zone: ZoneInfo) -> Published:
    if found.instant is None:
        return found
    return replace(found, day=day_in(time_zone, found.instant))


def _candidates(
    article: Article, origin_path: str, known: Published
) -> Iterator[tuple[DayFrom, Published]]:
    coarse = known
    if article.url and (found := day_in_address(article.url)):
        yield DayFrom.ADDRESS, found
        coarse = found if coarse.day is None else coarse
    if origin_path and (found := day_in_path(origin_path)):
        yield DayFrom.FILE_NAME, found
        coarse = found if coarse.day is None else coarse
    if found := day_in_text(article.text, coarse):
        yield DayFrom.TEXT, found


def _within(day: Published, period: Published) -> bool:
    if day.day is None or period.day is None or day.day.year != period.day.year:
        return False
    return period.day_prec != MONTH or day.day.month == period.day.month


def day_in_text(text: str, known: Published | None = None) -> Published | None:
    """The day that ``text`` itself says it was published; ``known`` is the month or year."""
    head = text[:_HEAD_CHARACTERS]
    tail = text[max(len(head), len(text) - _TAIL_CHARACTERS) :]
    for part in (head, tail):
        for match in _LABEL.finditer(part):
            found = begins_with_day(match[1].strip())
            if found:
                return found
    return _in_dateline(head, known) or _in_a_line_of_its_own(text)


def _in_dateline(head: str, known: Published | None) -> Published | None:
    for match in _DATELINE.finditer(head):
        if not match["town"][0].isupper():
            continue
        month = MONTHS[(match["month"] or match["named"]).lower()]
        day = int(match["day"] or match["numbered"])
        around = known.day if known else None
        if not match["year"] and around is None:
            return None
        found = day_of(int(match["year"] or (around.year if around else 0)), month, day)
        if found and (match["year"] or (known and _within(Published(found), known))):
            return Published(found)
    return None


def _in_a_line_of_its_own(text: str) -> Published | None:
    first = _dates_of_lines(text[:_HEAD_CHARACTERS])
    if len(first) != 1:
        return None
    # A chronicle has a date over each part; its parts were not published on those days.
    return Published(first.pop()) if len(_dates_of_lines(text[:20_000])) == 1 else None


def _dates_of_lines(text: str) -> set[date]:
    lines = (line.strip(" \t\r()|•·-–—") for line in text.split("\n"))
    found = (
        published(line)
        for line in lines
        if 6 <= len(line) <= _MOST_DATE_LINE
        and _HAS_LETTER_OR_MARK.search(line)
        and any(map(str.isdigit, line))
    )
    return {told.day for told in found if told.day and told.day_prec == DAY}
