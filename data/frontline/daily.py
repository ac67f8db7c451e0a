"""Works out who holds every settlement on each day of the war, as changes from day to day.

Every day is solved, also those without evidence: what is held for longer says more of the ground
round it, and on one day in seventy a settlement changes hands by that alone. The answer of each day
is that of ``Front.on``; the whole war takes a second, where ``Front.on`` takes one for 120 days.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import tee

import numpy as np
from numpy.typing import NDArray

from data.frontline.front import INVADER_ABOVE, UNKNOWN, Front
from data.frontline.inference import FixedValues

NEVER = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Span:
    """A settlement is held so from ``first_day`` until its next span."""

    first_day: date
    holder: str
    """The id of a party, "contested", or "" where it is unknown."""
    inferred: bool
    """True: from the settlements round it; False: from evidence about itself."""


@dataclass(frozen=True, slots=True)
class DailyHolders:
    """The code of every settlement, day by day: an index into ``holders``."""

    first_day: date
    last_day: date
    holders: tuple[str, ...]
    """"" for unknown, then those of the theatre."""
    first: NDArray[np.uint8]
    """A code a settlement, on the first day."""
    day: NDArray[np.int32]
    """Of each change, days since the first; ascending."""
    node: NDArray[np.int32]
    """Of each change, the settlement; ascending within a day."""
    code: NDArray[np.uint8]
    """Of each change, the new code."""
    stated: NDArray[np.uint8]
    """Of each change, 1 where evidence of that day says that the settlement changed hands; 0 where
    it is inferred, or the first that is known."""
    spoken: NDArray[np.int32]
    """A number a settlement: days since the first from which its holder is not inferred; 0 also
    where that was earlier, ``NEVER`` where no evidence settles it."""

    def constant(self) -> NDArray[np.bool_]:
        """Which settlements never change."""
        same = np.ones(len(self.first), np.bool_)
        same[self.node] = False
        return same

    def spans(self, node: int) -> list[Span]:
        """Who holds one settlement when, by day; the first span begins on the first day."""
        mine = np.flatnonzero(self.node == node)
        code_from = {0: int(self.first[node])}
        code_from.update(zip(self.day[mine].tolist(), self.code[mine].tolist(), strict=True))
        said = int(self.spoken[node])
        if said != NEVER and said not in code_from:  # as inferred before, and now stated
            code_from[said] = code_from[max(day for day in code_from if day < said)]
        return [
            Span(self.first_day + timedelta(days=day), self.holders[code_from[day]], day < said)
            for day in sorted(code_from)
        ]


def daily_holders(front: Front, last_day: date) -> DailyHolders:
    """Who holds every settlement on each day from the theatre's first to ``last_day``."""
    theatre = front.theatre
    holders = (UNKNOWN, *theatre.holders)
    invader, defender = holders.index(theatre.invader.id), holders.index(theatre.defender.id)
    first = before = np.zeros(len(front.mesh.settlements), np.uint8)
    spoken = np.full(len(first), NEVER, np.int32)
    moved: list[tuple[int, NDArray[np.intp], NDArray[np.uint8], NDArray[np.bool_]]] = []
    said, fixed = tee(_said(front, holders, last_day))
    solved = front.inference.series(one.fixed for one in fixed)
    for number, (today, values) in enumerate(zip(said, solved, strict=True)):
        now = np.where(values > INVADER_ABOVE, invader, defender).astype(np.uint8)
        now[np.isnan(values)] = 0
        now[today.fixed.nodes] = today.codes
        spoken[today.news] = np.minimum(spoken[today.news], number)
        if number == 0:
            first = now
        else:
            nodes = np.flatnonzero(now != before)
            stated = np.isin(nodes, today.news) & (before[nodes] > 0)
            moved.append((number, nodes, now[nodes], stated))
        before = now
    return DailyHolders(
        first_day=theatre.first_day,
        last_day=last_day,
        holders=holders,
        first=first,
        day=np.repeat([one[0] for one in moved], [len(one[1]) for one in moved]).astype(np.int32),
        node=np.concatenate([[], *(one[1] for one in moved)]).astype(np.int32),
        code=np.concatenate([[], *(one[2] for one in moved)]).astype(np.uint8),
        stated=np.concatenate([[], *(one[3] for one in moved)]).astype(np.uint8),
        spoken=spoken,
    )


@dataclass(frozen=True, slots=True)
class _Said:
    """What evidence says on a day."""

    fixed: FixedValues
    codes: NDArray[np.uint8]
    """Of the settlements of ``fixed``."""
    news: NDArray[np.int64]
    """Settlements that evidence settles anew on this day."""


def _said(front: Front, holders: tuple[str, ...], last_day: date) -> Iterator[_Said]:
    node_of, first_day = front.mesh.node_of, front.theatre.first_day
    coming = sorted(
        (change.day, node_of[place_id], place_id, change.holder)
        for place_id, change in front.history.changes()
        if place_id in node_of
    )
    coming.reverse()
    value_of = np.array([front.value_of.get(holder, np.nan) for holder in holders])
    code = np.zeros(len(front.mesh.settlements), np.uint8)
    since = np.full(len(code), NEVER, np.int64)
    nodes, codes, values = np.zeros(0, np.int64), code[:0], value_of[:0]
    for today in range(first_day.toordinal(), last_day.toordinal() + 1):
        news = set()
        while coming and coming[-1][0].toordinal() <= today:
            day, node, _place_id, holder = coming.pop()
            # Of settlements that share a cell the first by id speaks for it, as in ``Front.on``.
            if since[node] != day.toordinal():
                code[node], since[node] = holders.index(holder), day.toordinal()
                news.add(node)
        if news:
            nodes = np.flatnonzero(since != NEVER)
            codes = code[nodes]
            values = value_of[codes]
        ages = (today - since[nodes]).astype(np.float64)
        yield _Said(FixedValues(nodes, values, ages), codes, np.array(sorted(news), np.int64))
