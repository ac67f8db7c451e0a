"""Lists articles, or the mentions of one place: newest first, undated last."""

from dataclasses import dataclass

import numpy as np

from data.counts.part import FilteredPart
from data.counts.raw import UNDATED, Array


@dataclass(frozen=True, slots=True)
class MentionPage:
    """One page of a list, in its order."""

    article_ids: Array
    before: Array
    """Of each, how many of the same article stand before it in the list, or on earlier pages."""


def mention_count(parts: list[FilteredPart], place: int) -> int:
    """Mentions of the place that count."""
    return sum(len(_mentions(part, place)) for part in parts)


def mention_page(parts: list[FilteredPart], place: int, *, limit: int, offset: int) -> MentionPage:
    """Articles of the mentions of a place, one for each mention."""
    lists = [(part, _mentions(part, place)[: offset + limit]) for part in parts]
    ids = _newest_first(lists)[: offset + limit]
    same = np.concatenate(([True], ids[1:] != ids[:-1])) if ids.size else np.empty(0, np.bool_)
    begins = np.flatnonzero(same)
    before = np.arange(len(ids)) - np.repeat(begins, np.diff(np.append(begins, len(ids))))
    return MentionPage(ids[offset:], before[offset:])


def article_count(parts: list[FilteredPart]) -> int:
    """Articles that count."""
    return sum(int(part.naming(part.passing()).sum()) for part in parts)


def article_page(parts: list[FilteredPart], *, limit: int, offset: int) -> Array:
    """Ids of articles."""
    lists = [(part, _articles(part)[: offset + limit]) for part in parts]
    return _newest_first(lists)[offset : offset + limit]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The articles beside one in a list, and where it stands there."""

    newer: int | None
    """Id of the article before it in the list; None where it is the first."""
    older: int | None
    before: int
    """How many articles stand before it."""
    listed: int
    """How many the list has."""


def neighbours(parts: list[FilteredPart], article_id: int, day: int) -> Neighbours:
    """What stands beside an article in the list of articles, whether it is listed or not.

    Args:
        parts: the packed parts under the filter.
        article_id: of the article.
        day: the ordinal of its day, or ``UNDATED``.
    """
    ids, keys = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for part in parts:
        ranks = _articles(part)
        ids.append(part.array("article_id")[part.array("newest")[ranks]].astype(np.int64))
        keys.append(part.array("rank_key")[ranks].astype(np.int64))
    every, key = np.concatenate(ids), np.concatenate(keys)
    own = 1 if day == UNDATED else -day
    before = (key < own) | ((key == own) & (every > article_id))
    after = (key > own) | ((key == own) & (every < article_id))
    return Neighbours(
        newer=_outermost(every[before], key[before], last=True),
        older=_outermost(every[after], key[after], last=False),
        before=int(before.sum()),
        listed=len(every),
    )


def _outermost(ids: Array, keys: Array, *, last: bool) -> int | None:
    """The last or first article in the order of lists; None of none."""
    if not ids.size:
        return None
    same = ids[keys == (keys.max() if last else keys.min())]
    return int(same.min() if last else same.max())


def _articles(part: FilteredPart) -> Array:
    """Ranks of the articles that count."""
    flags = part.ranks_passing()
    if part.chosen.kinds:
        flags &= part.naming_flags()[part.array("newest")]
    return np.flatnonzero(flags)


def _mentions(part: FilteredPart, place: int) -> Array:
    """Ranks of the mentions of a place that count."""
    if not 0 <= place < part.head.places:
        return np.empty(0, np.int64)
    values = part.mentions_of(place)
    low, high = np.searchsorted(values, [2 * rank for rank in part.rank_range()])
    values = values[low:high]
    ranks = values >> 1
    if part.chosen.hits is None and not part.deleted.size:
        counts = part.strata[part.array("rank_stratum")[ranks]]
    else:
        counts = part.ranks_passing()[ranks]
    if len(part.chosen.roles) == 1:
        counts &= (values & 1) != 0
    listed: Array = ranks[counts]
    return listed


def _newest_first(lists: list[tuple[FilteredPart, Array]]) -> Array:
    """Article ids of ranks, in one order."""
    ids, days = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for part, ranks in lists:
        articles = part.array("newest")[ranks]
        ids.append(part.array("article_id")[articles].astype(np.int64))
        days.append(part.array("day")[articles].astype(np.int64))
    every, day = np.concatenate(ids), np.concatenate(days)
    if sum(1 for _, ranks in lists if len(ranks)) <= 1:
        return every
    return every[np.lexsort((-every, np.where(day == UNDATED, 1, -day)))]
