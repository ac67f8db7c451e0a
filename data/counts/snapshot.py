"""Keeps the packed counts of each store in memory, and never older than the store when asked.

Each question opens a transaction, reads the number of the last change, and, where that is new,
reads what was changed since. Parts are shared by all threads and never change; what was changed
since the newest of them was packed is packed in memory each time, some thousand articles at most
while an ingest keeps packing. One cache an engine, for as long as the engine lives.

Memory with 1M articles and 10M mentions: 220 MB once every kind of question was asked, 500 MB the
process (``make bench ONLY=scale``).
"""

import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import numpy as np
import sqlalchemy as sa

from data.counts import packing, places, storage
from data.counts.compaction import KINDS_THEN, read_deletions
from data.counts.deletions import NO_DELETIONS, Deletions
from data.counts.limits import MEASURED, Limits
from data.counts.part import Part
from data.counts.places import KnownPlaces
from data.counts.raw import Array, Raw, empty, kept, merged
from data.errors import StoreError
from data.model import ClaimEvent
from data.store.changes import changes
from data.store.engine import reading

IN_MEMORY = 0
"""Number of the part of what no stored part holds; stored ones have the numbers of changes."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What the store held at a change."""

    change: int
    stored: tuple[tuple[Part, Deletions], ...]
    newer: Raw
    newer_part: Part
    places: KnownPlaces
    read_apart: dict[frozenset[ClaimEvent], Part] = field(default_factory=dict)
    """By claims: parts that were read from the tables, as far as they were asked for."""

    @property
    def parts(self) -> tuple[tuple[Part, Deletions], ...]:
        """All parts, each with its deleted articles."""
        return (*self.stored, (self.newer_part, NO_DELETIONS))


def part_read_apart(
    connection: sa.Connection, snapshot: Snapshot, claims: frozenset[ClaimEvent], limits: Limits
) -> Part:
    """Articles that make one of ``claims``, with the mentions that it is made at.

    All articles and mentions where ``claims`` is empty: for stores whose parts have no days of
    events. ``connection`` must see what ``snapshot`` holds.
    """
    part = snapshot.read_apart.get(claims)
    if part is None:
        if claims:
            raw = storage.raw_claiming(connection, sorted(claims))
        else:
            raw = storage.raw_since(connection, 0)
        part = _in_memory(raw, snapshot.places.kind_of, limits)
        snapshot.read_apart[claims] = part
    return part


_CACHES: "weakref.WeakKeyDictionary[sa.Engine, dict[Limits, _Cache]]" = weakref.WeakKeyDictionary()
_CACHES_LOCK = threading.Lock()


@contextmanager
def current(engine: sa.Engine, limits: Limits) -> Iterator[tuple[sa.Connection, Snapshot]]:
    """The store as it is now, and a connection that sees the same state."""
    with _CACHES_LOCK:
        cache = _CACHES.setdefault(engine, {}).setdefault(limits, _Cache(limits))
    while True:
        seen = cache.seen()
        with reading(engine) as connection:
            snapshot = cache.snapshot(connection)
            if snapshot is not None:
                yield connection, snapshot
                return
        cache.forget_if_newer(seen)


class _Cache:
    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._known: Snapshot | None = None
        self._lock = threading.Lock()

    def seen(self) -> Snapshot | None:
        """What is known so far."""
        return self._known

    def forget_if_newer(self, seen: Snapshot | None) -> None:
        """Start again where the store is older than what was seen of it: a backup was restored."""
        with self._lock:
            if self._known is seen:
                self._known = None

    def snapshot(self, connection: sa.Connection) -> Snapshot | None:
        """What ``connection`` sees; None where another thread has seen a newer state already."""
        change = changes(connection)
        known = self._known
        if known is None or known.change < change:
            with self._lock:
                known = self._known
                if known is None or known.change < change:
                    known = self._known = _refreshed(connection, known, change, self._limits)
        return known if known.change == change else None


def _refreshed(
    connection: sa.Connection, old: Snapshot | None, change: int, limits: Limits
) -> Snapshot:
    numbers, watermark = storage.part_numbers(connection)
    if old is None or numbers != [part.number for part, _gone in old.stored]:
        old = _read_stored(connection, old, numbers, watermark)
    new = storage.raw_since(connection, old.change)
    removed = storage.removed_since(connection, old.change)
    more_places = places.changed_since(connection, old.change)
    if not (len(new) or removed.size or len(more_places)):
        return replace(old, change=change)
    gone = np.union1d(new.article_id, removed)
    newer = merged([kept(old.newer, ~np.isin(old.newer.article_id, gone)), new])
    known_places = old.places.with_newer(more_places) if len(more_places) else old.places
    stored = tuple(
        (
            _of_kinds(connection, part, known_places.kind_of),
            _with_deleted(connection, part, deletions, gone),
        )
        for part, deletions in old.stored
    )
    part = _in_memory(newer, known_places.kind_of, limits)
    return Snapshot(change, stored, newer, part, known_places)


def _read_stored(
    connection: sa.Connection, old: Snapshot | None, numbers: list[int], watermark: int
) -> Snapshot:
    """The stored parts, as of their watermark; arrays that were read before are kept."""
    shared = {part.number: part for part, _gone in old.stored} if old else {}
    kinds = storage.read_array(connection, numbers[-1], KINDS_THEN) if numbers else None
    if kinds is None:
        rows = places.changed_since(connection, -1)
        known = KnownPlaces(places.kinds_of(rows, np.empty(0, np.int8)), rows)
    else:
        known = KnownPlaces(kinds, places.table([]))
    stored = []
    for number in numbers:
        found = storage.stored_part(connection, number)
        part = shared.get(number) or Part(number, found.head)
        deletions = read_deletions(connection, found, numbers[-1])
        stored.append((_of_kinds(connection, part, known.kind_of), deletions))
    none = empty()
    return Snapshot(watermark, tuple(stored), none, _in_memory(none, known.kind_of), known)


def _in_memory(raw: Raw, kind_of: Array, limits: Limits = MEASURED) -> Part:
    head, arrays = packing.pack(raw, kind_of, limits)
    return Part(IN_MEMORY, head, dict(arrays))


def _with_deleted(
    connection: sa.Connection, part: Part, known: Deletions, gone: Array
) -> Deletions:
    gone = gone[gone <= part.head.highest_id]
    if not gone.size:
        return known
    return known.with_more(np.flatnonzero(np.isin(_array(connection, part, "article_id"), gone)))


def _of_kinds(connection: sa.Connection, part: Part, kind_of: Array) -> Part:
    """The part; where a place is of another kind now, what depends on kinds is packed again."""
    now = np.zeros(part.head.places, kind_of.dtype)
    place_count = min(len(now), len(kind_of))
    now[:place_count] = kind_of[:place_count]
    then = _array(connection, part, KINDS_THEN)
    if np.array_equal(then[: len(now)], now):
        return part
    for name in packing.BEHIND_KINDS:
        _array(connection, part, name)
    known = {name: array for name, array in part.known.items() if array is not None}
    made = packing.cells(part.head, known, now)
    return Part(part.number, part.head, {**known, **made, KINDS_THEN: now})


def _array(connection: sa.Connection, part: Part, name: str) -> Array:
    with part.lock:
        if part.known.get(name) is None:
            part.known[name] = storage.read_array(connection, part.number, name)
        found = part.known[name]
    if found is None:
        raise StoreError(
            f"the packed counts of the database lack {name}; restore a backup, "
            "or delete the rows of rollup and rollup_part"
        )
    return found
