"""What the parts hold in all, the filter apart: what their heads tell, less the dead articles."""

from dataclasses import dataclass

import numpy as np

from data.counts.counts import rows_counted
from data.counts.part import Held
from data.counts.raw import UNDATED


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts of articles and mentions, and the ordinals of the first and last day."""

    articles: int
    briefs: int
    undated: int
    older: int
    named: int
    mapped: int
    places: int
    first: int | None
    last: int | None


def totals(parts: list[Held], places: int) -> Totals:
    """Of everything; the parts are to be under a choice that leaves nothing out."""
    rows = np.zeros(places, np.int64)
    for held in parts:
        rows[: held.head.places] += rows_counted(held).reshape(-1, 2).sum(axis=1)
    heads = [held.head for held in parts]
    days = [_days(held) for held in parts]
    return Totals(
        articles=sum(head.articles for head in heads) - sum(len(held.dead) for held in parts),
        briefs=sum(head.briefs for head in heads) - sum(map(_dead_briefs, parts)),
        undated=sum(head.undated for head in heads) - sum(map(_dead_undated, parts)),
        older=sum(head.older for head in heads) - _dead_sum(parts, "older"),
        named=sum(head.named for head in heads) - _dead_sum(parts, "named"),
        mapped=int(rows.sum()),
        places=int((rows > 0).sum()),
        first=min((first for first, _last in days if first < UNDATED), default=None),
        last=max((last for _first, last in days if last), default=None),
    )


def _dead_sum(parts: list[Held], name: str) -> int:
    return sum(int(held.array(name)[held.dead].sum()) for held in parts if held.dead.size)


def _dead_briefs(held: Held) -> int:
    if not held.dead.size:
        return 0
    return int(held.array("brief")[held.array("stratum")[held.dead]].sum())


def _dead_undated(held: Held) -> int:
    return int((held.array("day")[held.dead] == UNDATED).sum()) if held.dead.size else 0


def _days(held: Held) -> tuple[int, int]:
    """First and last day of the articles that live; ``UNDATED`` and 0 where none has one."""
    if not held.dead.size:
        return held.head.first_day, held.head.last_day
    days = held.array("day")[held.passing()]
    dated = days[days < UNDATED]
    return (int(dated.min()), int(dated.max())) if dated.size else (UNDATED, 0)
