"""Counts articles and mentions by source, language, kind of place and day, and in total."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from data.counts import event_days
from data.counts.packing import KINDS, ROLES
from data.counts.part import FilteredPart, spread
from data.counts.per_place import rows_counted
from data.counts.raw import UNDATED, Array


@dataclass(frozen=True, slots=True)
class Span:
    """Of the articles that count."""

    first: int | None
    """Ordinal of the first day; None where no article has one."""
    last: int | None
    undated: int


@dataclass(frozen=True, slots=True)
class Totals:
    """What the store holds, whatever the filter."""

    articles: int
    briefs: int
    older_versions: int
    undated: int
    mentions: int
    mapped: int
    places: int
    runs: int
    first_day: date | None
    last_day: date | None


def articles_by(parts: list[FilteredPart], field: str) -> dict[str, int]:
    """How many articles count by ``source`` or ``lang``, those with none left out."""
    total: dict[str, int] = {}
    for part in parts:
        numbers = _by_stratum(part)
        for stratum, number in zip(part.head.strata, numbers.tolist(), strict=True):
            if number:
                value = getattr(stratum, field)
                total[value] = total.get(value, 0) + number
    return total


def mentions_by_kind(parts: list[FilteredPart]) -> Array:
    """Mentions that count by index into ``KINDS``."""
    total = np.zeros(len(KINDS), np.int64)
    for part in parts:
        if part.chosen.events is not None:
            counts = part.event_mentions.counts
            kinds = part.kind_of[: len(counts)]
            total += np.bincount(kinds, counts, minlength=len(KINDS)).astype(np.int64)
            continue
        for days, counts, kind in _cells(part):
            within = (days >= part.chosen.first) & (days < part.chosen.end)
            total[kind] += int(counts[within].sum())
        for kinds, _, sign in _rows_apart(part):
            total += sign * np.bincount(kinds, minlength=len(KINDS))
    return total


def mentions_by_day(parts: list[FilteredPart]) -> tuple[Array, Array]:
    """Ordinals of the days that have mentions, ascending, and how many; undated ones left out."""
    if parts and parts[0].chosen.events is not None:
        return _mentions_by_event_day(parts)
    lowest = min((part.head.first_day for part in parts), default=UNDATED)
    highest = max((part.head.last_day for part in parts), default=0)
    if highest < lowest:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    total = np.zeros(highest - lowest + 1, np.int64)
    for part in parts:
        for days, counts, _ in _cells(part):
            within = days < UNDATED
            total += np.bincount(
                days[within] - lowest, counts[within], minlength=len(total)
            ).astype(np.int64)
        flags = part.chosen.kind_flags
        for kinds, days, sign in _rows_apart(part):
            within = flags[kinds] & (days < UNDATED)
            total += sign * np.bincount(days[within] - lowest, minlength=len(total))
    named = np.flatnonzero(total)
    return named + lowest, total[named]


def span(parts: list[FilteredPart]) -> Span:
    """First day, last day and undated articles of the articles that count."""
    firsts, lasts, undated = [], [], 0
    for part in parts:
        if part.chosen.events is None:
            days = part.array("day")[part.naming(part.passing())]
            undated += int((days == UNDATED).sum())
        else:
            days = event_days.days(part)
            undated += int((event_days.articles(part)[1] == 0).sum())
        dated = days[days < UNDATED]
        if dated.size:
            firsts.append(int(dated.min()))
            lasts.append(int(dated.max()))
    return Span(min(firsts, default=None), max(lasts, default=None), undated)


def totals(parts: list[FilteredPart], places: int, *, runs: int) -> Totals:
    """Of everything; the parts must be under a filter that leaves nothing out."""
    rows = np.zeros(places, np.int64)
    for part in parts:
        rows[: part.head.places] += rows_counted(part).reshape(-1, 2).sum(axis=1)
    heads = [part.head for part in parts]
    days = [_days(part) for part in parts]
    first = min((first for first, _last in days), default=UNDATED)
    last = max((last for _first, last in days), default=0)
    return Totals(
        articles=sum(head.articles for head in heads) - sum(len(part.deleted) for part in parts),
        briefs=sum(head.briefs for head in heads) - sum(map(_deleted_briefs, parts)),
        older_versions=sum(head.older for head in heads) - _deleted_sum(parts, "older"),
        undated=sum(head.undated for head in heads) - sum(map(_deleted_undated, parts)),
        mentions=sum(head.named for head in heads) - _deleted_sum(parts, "named"),
        mapped=int(rows.sum()),
        places=int((rows > 0).sum()),
        runs=runs,
        first_day=date.fromordinal(first) if first < UNDATED else None,
        last_day=date.fromordinal(last) if last else None,
    )


def _mentions_by_event_day(parts: list[FilteredPart]) -> tuple[Array, Array]:
    days = np.concatenate([event_days.placed_days(part) for part in parts])
    if not days.size:
        return days, days
    lowest = int(days.min())
    total = np.bincount(days - lowest)
    named = np.flatnonzero(total)
    return named + lowest, total[named]


def _articles(part: FilteredPart) -> Array:
    """The articles that count."""
    if part.chosen.events is not None:
        articles: Array = part.array("newest")[event_days.articles(part)[0]]
        return articles
    return np.flatnonzero(part.naming(part.passing()))


def _by_stratum(part: FilteredPart) -> Array:
    numbers = np.zeros(len(part.head.strata), np.int64)
    every = part.chosen.events is None and not part.chosen.chooses_places
    if part.chosen.hits is None and every:
        low, high = part.chosen_slices()
        numbers[part.strata] = high.astype(np.int64) - low
        gone = part.array("stratum")[part.deleted_passing()]
        return numbers - np.bincount(gone, minlength=len(numbers))
    passing = _articles(part)
    return np.bincount(part.array("stratum")[passing], minlength=len(numbers))


def _cells(part: FilteredPart) -> list[tuple[Array, Array, int]]:
    """Days, counts and kind of the cells of what is chosen; none where rows are counted apart."""
    if _counts_rows(part):
        return []
    begins, strata = part.array("cell_from"), len(part.head.strata)
    days, counts = part.array("cell_day"), part.array("cell_count")
    chosen = np.flatnonzero(part.strata)
    found = []
    for role in part.chosen.roles:
        for kind in np.flatnonzero(part.chosen.kind_flags).tolist():
            first = (ROLES.index(role) * len(KINDS) + kind) * strata
            if len(chosen) == strata:
                taken: Array | slice = slice(int(begins[first]), int(begins[first + strata]))
            else:
                low = begins[first + chosen].astype(np.int64)
                taken = spread(low, begins[first + chosen + 1] - low)
            found.append((days[taken], counts[taken], kind))
    return found


def _counts_rows(part: FilteredPart) -> bool:
    """Whether mentions are counted one by one: cells say neither words nor places."""
    return part.chosen.hits is not None or part.chosen.within is not None


def _rows_apart(part: FilteredPart) -> list[tuple[Array, Array, int]]:
    """Kinds and days of mentions to be added (1) or taken off (-1): those chosen, or deleted."""
    chosen = _counts_rows(part)
    articles = np.flatnonzero(part.passing()) if chosen else part.deleted_passing()
    found = []
    for role in part.chosen.roles if articles.size else ():
        rows, counts = part.rows(role, articles)
        days = np.repeat(part.array("day")[articles].astype(np.int64), counts)
        if part.chosen.within is not None:
            inside = part.chosen.within[rows >> 1]
            rows, days = rows[inside], days[inside]
        found.append((part.kind_of[rows >> 1], days, 1 if chosen else -1))
    return found


def _deleted_sum(parts: list[FilteredPart], name: str) -> int:
    return sum(int(part.array(name)[part.deleted].sum()) for part in parts if part.deleted.size)


def _deleted_briefs(part: FilteredPart) -> int:
    if not part.deleted.size:
        return 0
    return int(part.array("brief")[part.array("stratum")[part.deleted]].sum())


def _deleted_undated(part: FilteredPart) -> int:
    return int((part.array("day")[part.deleted] == UNDATED).sum()) if part.deleted.size else 0


def _days(part: FilteredPart) -> tuple[int, int]:
    """First and last day of the articles that live; ``UNDATED`` and 0 where none has one."""
    if not part.deleted.size:
        return part.head.first_day, part.head.last_day
    days = part.array("day")[part.passing()]
    dated = days[days < UNDATED]
    return (int(dated.min()), int(dated.max())) if dated.size else (UNDATED, 0)
