"""Lists articles, or the mentions of one place: newest first, undated last.

By the day of the event, an article stands at the last that it tells of, and among those of one day
are in the order of the days that they were published.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np

from data.counts import event_days
from data.counts.part import FilteredPart
from data.counts.raw import UNDATED, Array

_UNDATED_EVENT = 1 << 23
"""Above any day, so that of two keys the days of the events decide first."""


@dataclass(frozen=True, slots=True)
class MentionPage:
    """One page of a list, in its order."""

    article_ids: Array
    days: list[date | None]
    """The day of the event of each, where they go by it; None where the text states none."""
    before: Array
    """Of each, how many of the same article, and of the same day of the event, stand before it in
    the list, or on earlier pages."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What one part lists."""

    part: FilteredPart
    ranks: Array
    """Of articles, ascending; more than once where an article is listed more than once."""
    days: Array | None = None
    """Ordinals of the days of events beside them, where those decide the order."""

    def keys(self) -> Array:
        """Numbers that ascend in the order of the list; articles of one are by descending id."""
        published = self.part.array("rank_key")[self.ranks].astype(np.int64)
        return published if self.days is None else _newest(self.days) * _UNDATED_EVENT + published

    def head(self, most: int) -> "Listed":
        """The first so many, in order."""
        if self.days is None:
            return Listed(self.part, self.ranks[:most])
        order = np.lexsort((self.ranks, _newest(self.days)))[:most]
        return Listed(self.part, self.ranks[order], self.days[order])


def mention_count(parts: list[FilteredPart], place: int) -> int:
    """Mentions of the place that count."""
    return sum(len(listed_mentions(part, place).ranks) for part in parts)


def mention_page(parts: list[FilteredPart], place: int, *, limit: int, offset: int) -> MentionPage:
    """Articles of the mentions of a place, one for each mention."""
    ids, days = _newest_first([listed_mentions(part, place) for part in parts], offset + limit)
    rows = np.stack((ids, np.full(len(ids), UNDATED) if days is None else days), axis=1)
    begins = np.flatnonzero(np.diff(rows, axis=0, prepend=-1).any(axis=1))
    before = np.arange(len(ids)) - np.repeat(begins, np.diff(np.append(begins, len(ids))))
    return MentionPage(ids[offset:], _dates(rows[offset:, 1]), before[offset:])


def article_count(parts: list[FilteredPart]) -> int:
    """Articles that count."""
    return sum(len(_articles(part).ranks) for part in parts)


def article_page(
    parts: list[FilteredPart], *, limit: int, offset: int
) -> list[tuple[int, date | None]]:
    """Ids of articles, each with the day of the event that it stands at.

    None where articles go by the published day, or its text states no day.
    """
    ids, days = _newest_first([_articles(part) for part in parts], offset + limit)
    stands_at = np.full(len(ids), UNDATED) if days is None else days
    return list(zip(ids[offset:].tolist(), _dates(stands_at[offset:]), strict=True))


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
        listed = _articles(part)
        ids.append(part.array("article_id")[part.array("newest")[listed.ranks]])
        keys.append(listed.keys())
    every, key = np.concatenate(ids).astype(np.int64), np.concatenate(keys)
    by_event = bool(parts) and parts[0].chosen.events is not None
    own = _newest(np.array([day])) + (_UNDATED_EVENT if by_event else 0)
    own = np.append(key[every == article_id], own)[0]
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


def _articles(part: FilteredPart) -> Listed:
    """The articles that count."""
    if part.chosen.events is not None:
        ranks, days = event_days.articles(part)
        return Listed(part, ranks, event_days.ordinals(part, days))
    flags = part.ranks_passing()
    if part.chosen.chooses_places:
        flags &= part.naming_flags()[part.array("newest")]
    return Listed(part, np.flatnonzero(flags))


def listed_mentions(part: FilteredPart, place: int) -> Listed:
    """The mentions of a place that count, each by the rank of its article."""
    if part.chosen.events is not None:
        ranks, days = event_days.mentions_of(part, place)
        return Listed(part, ranks, event_days.ordinals(part, days))
    if not 0 <= place < part.head.places:
        return Listed(part, np.empty(0, np.int64))
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
    return Listed(part, ranks[counts])


def _newest_first(lists: list[Listed], most: int) -> tuple[Array, Array | None]:
    """Article ids in one order, at most so many, and the days of events where they go by them."""
    heads = [listed.head(most) for listed in lists]
    ids, published = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for head in heads:
        articles = head.part.array("newest")[head.ranks]
        ids.append(head.part.array("article_id")[articles].astype(np.int64))
        published.append(head.part.array("day")[articles].astype(np.int64))
    every = np.concatenate(ids)
    keys = [-every, _newest(np.concatenate(published))]
    days = [head.days for head in heads if head.days is not None]
    if days:
        keys.append(_newest(np.concatenate(days)))
    if sum(1 for head in heads if len(head.ranks)) > 1:
        order = np.lexsort(keys)[:most]
    else:
        order = np.arange(len(every))
    return every[order], np.concatenate(days)[order] if days else None


def _dates(days: Array) -> list[date | None]:
    return [None if day == UNDATED else date.fromordinal(day) for day in days.tolist()]


def _newest(days: Array) -> Array:
    """Sorts the newest day first, ``UNDATED`` last."""
    return np.where(days == UNDATED, 1, -days)
