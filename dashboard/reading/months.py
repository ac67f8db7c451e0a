"""Draws how often a place is named over time: a bar a month, or a year where there are too many."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from dashboard import markup, words
from dashboard.texts import text
from data import DateRange

MOST_BARS = 120
_MONTH, _YEAR = 4, 5
"""UCDP ``date_prec``."""


def bars(by_month: Iterable[tuple[date, int]], days: DateRange) -> str:
    """The bars as HTML, with those of the chosen days in another colour; empty without any.

    Args:
        by_month: the first day of a month and its mentions; months without may be missing.
        days: the chosen days.
    """
    counts = Counter(dict(by_month))
    if not counts:
        return ""
    prec, every = _MONTH, _firsts(min(counts), max(counts), months=1)
    if len(every) > MOST_BARS:
        prec, every = _YEAR, _firsts(min(counts), max(counts), months=12)
        years: Counter[date] = Counter()
        for month, count in counts.items():
            years[month.replace(month=1)] += count
        counts = years
    shown = []
    for first, following in zip(every, [*every[1:], date.max], strict=True):
        ends_before = days.first is not None and following <= days.first
        begins_after = days.last is not None and first > days.last
        tip = text("reading.bar", period=words.day_words(first, prec), n=counts[first])
        shown.append((counts[first], not ends_before and not begins_after, tip))
    most = max(every, key=lambda first: counts[first])
    label = text("reading.bars", period=words.day_words(most, prec), n=counts[most])
    ends = [words.day_words(first, prec) for first in (every[0], every[-1])]
    return markup.bars(shown, label, (ends[0], ends[1] if len(every) > 1 else ""))


def _firsts(first: date, last: date, *, months: int) -> list[date]:
    """The first day of each month, or year, that the days lie in."""
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [
        date(number // 12, number % 12 + 1, 1)
        for number in range(numbers.start - numbers.start % months, numbers.stop, months)
    ]
