"""Reads a date that may be two days, such as 06/03/2023, both ways.

``stated`` refuses such a date. The person who ingests it may know which number is the day.
"""

import re
from dataclasses import replace

from data.model import Article, DayFrom, EitherDay
from data.reading.dating.stated import day_of, shown

_EITHER = re.compile(
    r"\s*(?P<one>[0-9]{1,2})(?P<sign>[/-])(?P<two>[0-9]{1,2})(?P=sign)"
    r"(?P<year>[0-9]{4}|[0-9]{2})(?![0-9])(?:[T, ].{0,30})?\s*"
)
_CENTURY = 2000  # of a year in two digits


def either_day(raw: str, where: str) -> EitherDay | None:
    """Both readings of ``raw``, which stands at ``where``; None where it has one, or none."""
    match = _EITHER.fullmatch(raw)
    if match is None:
        return None
    one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
    year += _CENTURY if len(match["year"]) == 2 else 0
    first, other = day_of(year, two, one), day_of(year, one, two)
    if first is None or other is None or first == other:
        return None
    note = (
        f"{where}: date {shown(raw.strip())!r} may be {first.day} {first:%B} or {other.day} "
        f"{other:%B} {year}; say which with --date-order day-first or month-first; kept as undated"
    )
    return EitherDay(first, other, note)


def in_day_order(article: Article, *, day_first: bool | None) -> Article:
    """The article with the day that the order of the numbers gives; None leaves it undated."""
    either = article.published_either
    if either is None or day_first is None or article.published is not None:
        return replace(article, published_either=None) if either else article
    return replace(
        article,
        published=either.day_first if day_first else either.month_first,
        published_from=DayFrom.METADATA,
        published_either=None,
        notes=tuple(note for note in article.notes if note != either.note),
    )
