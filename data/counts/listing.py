"""What is listed newest first: articles, and mentions of one place. Undated ones come last."""

from dataclasses import dataclass

import numpy as np

from data.counts.part import Held
from data.counts.raw import UNDATED, Array


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list, in its order."""

    article_ids: Array
    before: Array
    """Of each, how many of the same article stand before it in the list, or on earlier pages."""


def mention_count(parts: list[Held], place: int) -> int:
    """Mentions of the place that count."""
    return sum(len(_mentions(held, place)) for held in parts)


def mention_page(parts: list[Held], place: int, *, limit: int, offset: int) -> Page:
    """Articles of the mentions of a place, one for each mention."""
    lists = [(held, _mentions(held, place)[: offset + limit]) for held in parts]
    ids = _newest_first(lists)[: offset + limit]
    same = np.concatenate(([True], ids[1:] != ids[:-1])) if ids.size else np.empty(0, np.bool_)
    begins = np.flatnonzero(same)
    before = np.arange(len(ids)) - np.repeat(begins, np.diff(np.append(begins, len(ids))))
    return Page(ids[offset:], before[offset:])


def article_count(parts: list[Held]) -> int:
    """Articles that count."""
    return sum(int(held.naming(held.passing()).sum()) for held in parts)


def article_page(parts: list[Held], *, limit: int, offset: int) -> Array:
    """Ids of articles."""
    lists = [(held, _articles(held)[: offset + limit]) for held in parts]
    return _newest_first(lists)[offset : offset + limit]


def _articles(held: Held) -> Array:
    """Ranks of the articles that count."""
    flags = held.ranks_passing()
    if held.choice.kinds:
        flags &= held.naming_flags()[held.array("newest")]
    return np.flatnonzero(flags)


def _mentions(held: Held, place: int) -> Array:
    """Ranks of the mentions of a place that count."""
    if not 0 <= place < held.head.places:
        return np.empty(0, np.int64)
    values = held.mentions_of(place)
    low, high = np.searchsorted(values, [2 * rank for rank in held.rank_range()])
    values = values[low:high]
    ranks = values >> 1
    if held.choice.found is None and not held.dead.size:
        counts = held.strata[held.array("rank_stratum")[ranks]]
    else:
        counts = held.ranks_passing()[ranks]
    if len(held.choice.roles) == 1:
        counts &= (values & 1) != 0
    listed: Array = ranks[counts]
    return listed


def _newest_first(lists: list[tuple[Held, Array]]) -> Array:
    """Article ids of ranks, in one order."""
    ids, days = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for held, ranks in lists:
        articles = held.array("newest")[ranks]
        ids.append(held.array("article_id")[articles].astype(np.int64))
        days.append(held.array("day")[articles].astype(np.int64))
    every, day = np.concatenate(ids), np.concatenate(days)
    if sum(1 for _, ranks in lists if len(ranks)) <= 1:
        return every
    return every[np.lexsort((-every, np.where(day == UNDATED, 1, -day)))]
