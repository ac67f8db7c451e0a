"""Finds the first and last day of each place under a filter.

Where few mentions count, their days are compared. Where many do, each place is walked through from
its newest and its oldest mention to the first that counts, all places in step: a place whose
mentions count at all is done after as many steps as there are, on average, mentions to one that
counts. The walk begins at the edge of a period, which the sums give without reading a mention.
"""

from collections.abc import Iterator
from itertools import repeat

import numpy as np

from data.counts import event_days
from data.counts.packing import CLASSES, ROLES
from data.counts.part import FilteredPart
from data.counts.raw import UNDATED, Array

_WIDEST_LOOK = 1 << 20
"""Mentions looked at in one step of the walk, all places together."""
NO_DAY = 0


def day_spans(parts: list[FilteredPart], counted: list[Array], places: int) -> tuple[Array, Array]:
    """Ordinals of first and last day by ``place_no``; ``NO_DAY`` where no dated mention counts.

    Args:
        parts: the packed parts under the filter.
        counted: of each part, mentions that count by ``place_no``.
        places: length of what comes back.
    """
    first = np.full(places, UNDATED, np.int64)
    last = np.zeros(places, np.int64)
    for part, mentions in zip(parts, counted, strict=True):
        if part.chosen.events is not None:
            lows, highs = _of_events(part)
        elif part.chosen.hits is None and _worth_a_walk(part, int(mentions.sum())):
            lows, highs = _walked(part, mentions)
        else:
            lows, highs = _compared(part)
        place_count = part.head.places
        first[:place_count] = np.minimum(first[:place_count], lows)
        last[:place_count] = np.maximum(last[:place_count], highs)
    first[first == UNDATED] = NO_DAY
    return first, last


def _worth_a_walk(part: FilteredPart, mentions: int) -> bool:
    if mentions <= part.limits.few_days:
        return False
    known, asked = part.packed.known, part.packed.asked
    if known.get("by_place") is not None or mentions > part.limits.few_days_at_first:
        return True
    asked_before = "walk" in asked
    asked.add("walk")
    return asked_before


def _of_events(part: FilteredPart) -> tuple[Array, Array]:
    lows, highs = (event_days.ordinals(part, days) for days in part.event_mentions.spans())
    return lows, np.where(highs == UNDATED, 0, highs)


def _compared(part: FilteredPart) -> tuple[Array, Array]:
    first = np.full(part.head.places, UNDATED, np.int32)
    last = np.zeros(part.head.places, np.int32)
    articles = np.flatnonzero(part.passing())
    days = part.array("day")[articles].astype(np.int32)
    for role in part.chosen.roles:
        rows, counts = part.rows(role, articles)
        place, day = (rows >> 1).astype(np.int64), np.repeat(days, counts)
        np.minimum.at(first, place, day)
        dated = day < UNDATED
        np.maximum.at(last, place[dated], day[dated])
    return first, last


def _walked(part: FilteredPart, mentions: Array) -> tuple[Array, Array]:
    first = np.full(part.head.places, UNDATED, np.int32)
    last = np.zeros(part.head.places, np.int32)
    counting = part.ranks_passing()
    newest, oldest = _ends(part)
    active = np.flatnonzero((mentions > 0) & (newest < oldest))
    days = part.array("rank_day")
    for out, start, step, stop in ((last, newest, 1, oldest), (first, oldest - 1, -1, newest - 1)):
        place, rank = _walk(part, counting, active, start, step, stop)
        out[place] = days[rank]
    return first, last


def _walk(
    part: FilteredPart, counting: Array, active: Array, start: Array, step: int, stop: Array
) -> tuple[Array, Array]:
    """Places that have one, and the rank of the first that counts from ``start`` to ``stop``."""
    by_place = part.array("by_place")
    literal_only = len(part.chosen.roles) == 1
    at, until = start[active].astype(np.int64), stop[active].astype(np.int64)
    found_places, found_ranks = [active[:0]], [at[:0]]
    for _ in range(part.limits.single_steps):
        value = by_place[at]
        met = counting[value >> 1]
        if literal_only:
            met &= (value & 1) != 0
        found_places.append(active[met])
        found_ranks.append(value[met] >> 1)
        at = at + step
        go_on = ~met & (at != until)
        active, at, until = active[go_on], at[go_on], until[go_on]
    for width in _widths():
        if not active.size:
            break
        width = max(1, min(width, _WIDEST_LOOK // len(active)))
        ahead = at[:, None] + step * np.arange(width)
        inside = ahead < until[:, None] if step > 0 else ahead > until[:, None]
        value = by_place[np.where(inside, ahead, at[:, None])]
        good = inside & counting[value >> 1]
        if literal_only:
            good &= (value & 1) != 0
        column = good.argmax(axis=1)
        met = good[np.arange(len(good)), column]
        found_places.append(active[met])
        found_ranks.append(value[met, column[met]] >> 1)
        at = at + step * width
        go_on = ~met & (at < until if step > 0 else at > until)
        active, at, until = active[go_on], at[go_on], until[go_on]
    return np.concatenate(found_places), np.concatenate(found_ranks)


def _widths() -> Iterator[int]:
    """How many mentions each place looks at in a step: ever more."""
    yield from (1 << step for step in range(1, 20))
    yield from repeat(1 << 20)


def _ends(part: FilteredPart) -> tuple[Array, Array]:
    """Where each place's mentions begin and end in ``by_place``, of periods with chosen days."""
    begins = part.array("by_place_from")
    dated = _before(part, len(part.head.edges) - 2)
    edges = part.head.edges
    low = max(0, int(np.searchsorted(edges, part.chosen.first, side="right")) - 1)
    high = min(len(edges) - 2, int(np.searchsorted(edges, part.chosen.end)))
    starts = begins[:-1].astype(np.int64)
    return starts + (dated - _before(part, high)), starts + (dated - _before(part, low))


def _before(part: FilteredPart, edge: int) -> Array:
    """Mentions a place before an edge of periods, of any role and class of source."""
    return part.made(f"before/{edge}", lambda: _summed(part, edge))


def _summed(part: FilteredPart, edge: int) -> Array:
    total = np.zeros(2 * part.head.places, np.int32)
    for name in CLASSES if edge else ():
        for role in ROLES:
            sums = part.optional(f"sum_{name}_{role}/{edge}")
            if sums is not None:
                total += sums
    return total[0::2] + total[1::2]
