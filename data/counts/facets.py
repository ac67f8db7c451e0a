"""What there is to choose from, and mentions a day: counted by stratum, day and kind of place."""

from dataclasses import dataclass

import numpy as np

from data.counts.packing import KINDS, ROLES
from data.counts.part import Held, spread
from data.counts.raw import UNDATED, Array


@dataclass(frozen=True, slots=True)
class Span:
    """Of the articles that count."""

    first: int | None
    """Ordinal of the first day; None where no article has one."""
    last: int | None
    undated: int


def articles_by(parts: list[Held], field: str) -> dict[str, int]:
    """How many articles count by ``source`` or ``lang``, those with none left out."""
    total: dict[str, int] = {}
    for held in parts:
        numbers = _by_stratum(held)
        for stratum, number in zip(held.head.strata, numbers.tolist(), strict=True):
            if number:
                value = getattr(stratum, field)
                total[value] = total.get(value, 0) + number
    return total


def mentions_by_kind(parts: list[Held]) -> Array:
    """Mentions that count by index into ``KINDS``."""
    total = np.zeros(len(KINDS), np.int64)
    for held in parts:
        for days, counts, kind in _cells(held):
            within = (days >= held.choice.first) & (days < held.choice.end)
            total[kind] += int(counts[within].sum())
        for kinds, _, sign in _rows_apart(held):
            total += sign * np.bincount(kinds, minlength=len(KINDS))
    return total


def mentions_by_day(parts: list[Held]) -> tuple[Array, Array]:
    """Ordinals of the days that have mentions, ascending, and how many; undated ones left out."""
    lowest = min((held.head.first_day for held in parts), default=UNDATED)
    highest = max((held.head.last_day for held in parts), default=0)
    if highest < lowest:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    total = np.zeros(highest - lowest + 1, np.int64)
    for held in parts:
        for days, counts, _ in _cells(held):
            within = days < UNDATED
            total += np.bincount(
                days[within] - lowest, counts[within], minlength=len(total)
            ).astype(np.int64)
        flags = held.choice.kind_flags
        for kinds, days, sign in _rows_apart(held):
            within = flags[kinds] & (days < UNDATED)
            total += sign * np.bincount(days[within] - lowest, minlength=len(total))
    named = np.flatnonzero(total)
    return named + lowest, total[named]


def span(parts: list[Held]) -> Span:
    """First day, last day and undated articles of the articles that count."""
    firsts, lasts, undated = [], [], 0
    for held in parts:
        days = held.array("day")[held.naming(held.passing())]
        dated = days[days < UNDATED]
        undated += len(days) - len(dated)
        if dated.size:
            firsts.append(int(dated.min()))
            lasts.append(int(dated.max()))
    return Span(min(firsts, default=None), max(lasts, default=None), undated)


def _by_stratum(held: Held) -> Array:
    numbers = np.zeros(len(held.head.strata), np.int64)
    if held.choice.found is None and not held.choice.kinds:
        low, high = held.chosen_slices()
        numbers[held.strata] = high.astype(np.int64) - low
        gone = held.array("stratum")[held.dead_passing()]
        return numbers - np.bincount(gone, minlength=len(numbers))
    passing = np.flatnonzero(held.naming(held.passing()))
    return np.bincount(held.array("stratum")[passing], minlength=len(numbers))


def _cells(held: Held) -> list[tuple[Array, Array, int]]:
    """Days, counts and kind of the cells of what is chosen; none where articles were found."""
    if held.choice.found is not None:
        return []
    begins, strata = held.array("cell_from"), len(held.head.strata)
    days, counts = held.array("cell_day"), held.array("cell_count")
    chosen = np.flatnonzero(held.strata)
    found = []
    for role in held.choice.roles:
        for kind in np.flatnonzero(held.choice.kind_flags).tolist():
            first = (ROLES.index(role) * len(KINDS) + kind) * strata
            if len(chosen) == strata:
                taken: Array | slice = slice(int(begins[first]), int(begins[first + strata]))
            else:
                low = begins[first + chosen].astype(np.int64)
                taken = spread(low, begins[first + chosen + 1] - low)
            found.append((days[taken], counts[taken], kind))
    return found


def _rows_apart(held: Held) -> list[tuple[Array, Array, int]]:
    """Kinds and days of mentions to be added (1) or taken off (-1): those found, those dead."""
    searched = held.choice.found is not None
    articles = np.flatnonzero(held.passing()) if searched else held.dead_passing()
    found = []
    for role in held.choice.roles if articles.size else ():
        rows, counts = held.rows(role, articles)
        days = np.repeat(held.array("day")[articles].astype(np.int64), counts)
        found.append((held.kind_of_place[rows >> 1], days, 1 if searched else -1))
    return found
