"""Weighs evidence into who holds each settlement on each day, and what that rests on.

Statements about one settlement are gone through in the order of their days. The holder changes
when what speaks for another one, within ``WINDOW_DAYS`` and since the last change, reaches
``SETTLES`` and outweighs everything else by ``MARGIN``; where two are that strong the settlement is
contested. Of several statements from one source for one holder the strongest counts, so copies of
a boast count once. A denial takes away as much as the statement that it denies would give.
Silence changes nothing: a settlement stays whose it was, and ``HolderState.stale_days`` says for
how long nothing was said of it.

The answer depends on the set of statements alone, never on their order.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from data.frontline.evidence.model import Evidence, Provider
from data.model import CONTESTED, Modality

WINDOW_DAYS = 21
"""How long statements wait for others that confirm them."""
SETTLES = 1.0
MARGIN = 0.4
_SURE = 0.97
_CALM_DAYS = 90
"""A contested settlement without news for longer is less and less surely so."""
_HALF_LIFE_DAYS = 180


@dataclass(frozen=True, slots=True)
class HolderChange:
    """From ``day`` on a settlement is held so, until its next change."""

    day: date
    holder: str
    """The id of a party, or "contested"."""
    confidence: float
    """0..1."""
    evidence: tuple[str, ...]
    """Ids of the statements that settled it, sorted."""


@dataclass(frozen=True, slots=True)
class HolderState:
    """Who holds a settlement on a day."""

    place_id: str
    name: str
    latitude: float
    longitude: float
    country: str
    change: HolderChange
    """The latest on or before the day."""
    confidence: float
    """That of the change, less where contested ground had no news for long."""
    stale_days: int
    """Days since the newest statement about it."""


@dataclass(frozen=True, slots=True)
class _Settlement:
    name: str
    latitude: float
    longitude: float
    country: str
    changes: tuple[HolderChange, ...]
    change_days: tuple[date, ...]
    said_days: tuple[date, ...]
    """Days of all statements, ascending."""


class History:
    """Every change of every settlement that evidence speaks of."""

    def __init__(self, evidence: Iterable[Evidence]) -> None:
        together: dict[str, list[Evidence]] = defaultdict(list)
        for one in evidence:
            together[one.place_id].append(one)
        self._settlements = {
            place_id: _settlement(together[place_id]) for place_id in sorted(together)
        }

    def with_changed(self, evidence: Mapping[str, Sequence[Evidence]]) -> "History":
        """The history with these settlements weighed anew; an empty list takes one away."""
        changed = History([])
        changed._settlements = dict(self._settlements)
        for place_id, statements in evidence.items():
            changed._settlements.pop(place_id, None)
            if statements:
                changed._settlements[place_id] = _settlement(list(statements))
        changed._settlements = dict(sorted(changed._settlements.items()))
        return changed

    def on(self, day: date) -> list[HolderState]:
        """The settlements that have a holder on the day, by place id."""
        states = []
        for place_id, one in self._settlements.items():
            last = bisect_right(one.change_days, day)
            if last:
                change = one.changes[last - 1]
                said = one.said_days[bisect_right(one.said_days, day) - 1]
                stale = (day - max(said, change.day)).days
                states.append(
                    HolderState(
                        place_id=place_id,
                        name=one.name,
                        latitude=one.latitude,
                        longitude=one.longitude,
                        country=one.country,
                        change=change,
                        confidence=_faded(change, stale),
                        stale_days=stale,
                    )
                )
        return states

    def changes(self) -> Iterator[tuple[str, HolderChange]]:
        """Every change with its place id; by place id, then by day."""
        for place_id, one in self._settlements.items():
            for change in one.changes:
                yield place_id, change

    def days(self) -> list[date]:
        """The days on which anything changes, ascending."""
        return sorted({change.day for _, change in self.changes()})


def preference(one: Evidence) -> tuple[bool, str]:
    """Orders statements by whose name and point of the settlement is taken; the least first."""
    return one.provider is not Provider.TABLE, one.evidence_id


def _faded(change: HolderChange, stale_days: int) -> float:
    if change.holder != CONTESTED or stale_days <= _CALM_DAYS:
        return change.confidence
    return float(change.confidence * 0.5 ** ((stale_days - _CALM_DAYS) / _HALF_LIFE_DAYS))


def _settlement(evidence: list[Evidence]) -> _Settlement:
    # Of one day the weightiest first, so that what settles the day stands before what repeats it.
    evidence.sort(key=lambda one: (one.day, -one.weight, one.evidence_id))
    changes = tuple(_changes(evidence))
    named = min(evidence, key=preference)
    return _Settlement(
        name=named.name,
        latitude=named.latitude,
        longitude=named.longitude,
        country=named.country,
        changes=changes,
        change_days=tuple(change.day for change in changes),
        said_days=tuple(one.day for one in evidence),
    )


def _changes(evidence: Sequence[Evidence]) -> Iterator[HolderChange]:
    held: HolderChange | None = None
    begin = 0
    for number, newest in enumerate(evidence):
        if number + 1 < len(evidence) and evidence[number + 1].day == newest.day:
            continue
        first_day = newest.day - timedelta(days=WINDOW_DAYS)
        while evidence[begin].day < first_day:
            begin += 1
        counted = [
            one
            for one in evidence[begin : number + 1]
            if held is None or one.day > held.day or one.day == newest.day
        ]
        found = _decided(counted)
        if found is None:
            continue
        holder, confidence, ids = found
        if held is None or holder != held.holder:
            held = HolderChange(newest.day, holder, confidence, ids)
            yield held


def _decided(evidence: Sequence[Evidence]) -> tuple[str, float, tuple[str, ...]] | None:
    """Who holds the settlement by these statements alone, how surely, by which; None: open."""
    best: dict[tuple[str, str], float] = {}
    against: dict[tuple[str, str], float] = {}
    for one in evidence:
        said = against if one.modality is Modality.DENIED else best
        key = (one.holder, one.source)
        said[key] = max(said.get(key, 0.0), one.weight)
    support: dict[str, float] = defaultdict(float)
    for sums, sign in ((best, 1.0), (against, -1.0)):
        for (holder, _source), weight in sums.items():
            support[holder] += sign * weight
    ranked = sorted(((weight, holder) for holder, weight in support.items()), reverse=True)
    (first, holder), second = ranked[0], ranked[1][0] if len(ranked) > 1 else 0.0
    if first < SETTLES:
        return None
    if first - second < MARGIN:
        holder = CONTESTED
    ids = tuple(
        sorted(
            one.evidence_id
            for one in evidence
            if one.modality is not Modality.DENIED and holder in (one.holder, CONTESTED)
        )
    )
    return holder, min(_SURE, first / (first + max(0.0, second) + 0.05)), ids
