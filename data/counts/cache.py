"""The columns of a store in this process: never older than the store when they are asked.

Each question opens a transaction, reads the number of the last change, and, where that is new,
reads what was changed since. Parts are shared by all threads and never change; what was changed
since the newest of them was packed is packed in memory each time, some thousand articles at most
while the writer keeps packing. One cache an engine, for as long as the engine lives.

Memory with 1M articles and 10M mentions: 220 MB once every kind of question was asked, 500 MB the
process (``make bench ONLY=scale``).
"""

import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

import numpy as np
import sqlalchemy as sa

from data.counts import dead, packing, place_table, places, rollup
from data.counts.choice import Choice
from data.counts.compaction import KINDS_THEN, PLACES, read_dead
from data.counts.dead import Dead
from data.counts.part import Held, Part
from data.counts.places import KnownPlaces, Places
from data.counts.raw import Array, Raw, empty, kept, merged
from data.errors import StoreError
from data.store.changes import changes
from data.store.engine import reading

_IN_MEMORY = 0
"""Number of the part of what no stored part holds; stored ones have the numbers of changes."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What the store held at a change."""

    change: int
    stored: tuple[tuple[Part, Dead], ...]
    newer: Raw
    newer_part: Part
    places: KnownPlaces


class View:
    """The columns at one state of the store, and the connection that sees the same state."""

    def __init__(self, connection: sa.Connection, known: _Known) -> None:
        self.connection = connection
        self._known = known
        self._parts = (*known.stored, (known.newer_part, dead.NONE))

    @property
    def kind_of(self) -> Array:
        """Index into ``KINDS`` by ``place_no``, of all places."""
        return self._known.places.kind_of

    @property
    def reach(self) -> int:
        """One more than the highest ``place_no``."""
        return len(self.kind_of)

    @property
    def places(self) -> Places:
        """The rows of all places."""
        return self._known.places.rows(self._packed_places)

    def held(self, choice: Choice) -> list[Held]:
        """The parts that hold articles, under a choice."""
        kind_of = self.kind_of
        return [
            Held(part, gone, choice, self._fetch, kind_of)
            for part, gone in self._parts
            if part.head.articles
        ]

    def bytes_held(self) -> int:
        """What the arrays that were read so far take in memory."""
        return sum(part.bytes_held() for part, _gone in self._parts)

    def _fetch(self, number: int, name: str, chunks: tuple[int, int] | None = None) -> Array | None:
        if number == _IN_MEMORY:
            return None
        return rollup.read_array(self.connection, number, name, chunks)

    def _packed_places(self) -> Array | None:
        stored = self._known.stored
        return self._fetch(stored[-1][0].number, PLACES) if stored else None


_CACHES: "weakref.WeakKeyDictionary[sa.Engine, _Cache]" = weakref.WeakKeyDictionary()
_CACHES_LOCK = threading.Lock()


@contextmanager
def columns(engine: sa.Engine) -> Iterator[View]:
    """The columns of the store as it is now; what is read with them is of the same state."""
    with _CACHES_LOCK:
        cache = _CACHES.setdefault(engine, _Cache())
    while True:
        seen = cache.seen()
        with reading(engine) as connection:
            known = cache.known(connection)
            if known is not None:
                yield View(connection, known)
                return
        cache.forget_if_newer(seen)


class _Cache:
    def __init__(self) -> None:
        self._known: _Known | None = None
        self._lock = threading.Lock()

    def seen(self) -> _Known | None:
        """What is known so far."""
        return self._known

    def forget_if_newer(self, seen: _Known | None) -> None:
        """Begin anew where a store is older than what was seen of it: it was put back."""
        with self._lock:
            if self._known is seen:
                self._known = None

    def known(self, connection: sa.Connection) -> _Known | None:
        """What ``connection`` sees; None where another thread has seen a newer state already."""
        change = changes(connection)
        known = self._known
        if known is None or known.change < change:
            with self._lock:
                known = self._known
                if known is None or known.change < change:
                    known = self._known = _refreshed(connection, known, change)
        return known if known.change == change else None


def _refreshed(connection: sa.Connection, old: _Known | None, change: int) -> _Known:
    numbers, watermark = rollup.part_numbers(connection)
    if old is None or numbers != [part.number for part, _gone in old.stored]:
        old = _read_anew(connection, old, numbers, watermark)
    new = rollup.raw_since(connection, old.change)
    removed = rollup.removed_since(connection, old.change)
    more_places = place_table.since(connection, old.change)
    if not (len(new) or removed.size or len(more_places)):
        return replace(old, change=change)
    gone = np.union1d(new.article_id, removed)
    newer = merged([kept(old.newer, ~np.isin(old.newer.article_id, gone)), new])
    held = old.places.with_newer(more_places) if len(more_places) else old.places
    stored = tuple(
        (_of_kinds(connection, part, held.kind_of), _with_dead(connection, part, known, gone))
        for part, known in old.stored
    )
    return _Known(change, stored, newer, _in_memory(newer, held.kind_of), held)


def _read_anew(
    connection: sa.Connection, old: _Known | None, numbers: list[int], watermark: int
) -> _Known:
    """What the stored parts tell, as of their watermark; arrays that were read before stay."""
    shared = {part.number: part for part, _gone in old.stored} if old else {}
    kinds = rollup.read_array(connection, numbers[-1], KINDS_THEN) if numbers else None
    if kinds is None:
        rows = place_table.since(connection, -1)
        held = KnownPlaces(places.kinds_of(rows, np.empty(0, np.int8)), rows)
    else:
        held = KnownPlaces(kinds, places.table([]))
    stored = []
    for number in numbers:
        found = rollup.stored_part(connection, number)
        part = shared.get(number) or Part(number, found.head)
        gone = read_dead(connection, found, numbers[-1])
        stored.append((_of_kinds(connection, part, held.kind_of), gone))
    none = empty()
    return _Known(watermark, tuple(stored), none, _in_memory(none, held.kind_of), held)


def _in_memory(raw: Raw, kind_of_place: Array) -> Part:
    head, arrays = packing.pack(raw, kind_of_place)
    return Part(_IN_MEMORY, head, dict(arrays))


def _with_dead(connection: sa.Connection, part: Part, known: Dead, gone: Array) -> Dead:
    gone = gone[gone <= part.head.highest_id]
    if not gone.size:
        return known
    return known.with_more(np.flatnonzero(np.isin(_array(connection, part, "article_id"), gone)))


def _of_kinds(connection: sa.Connection, part: Part, kind_of_place: Array) -> Part:
    """The part, with what was counted by kind counted anew where a place is of another kind."""
    now = np.zeros(part.head.places, kind_of_place.dtype)
    reach = min(len(now), len(kind_of_place))
    now[:reach] = kind_of_place[:reach]
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
            part.known[name] = rollup.read_array(connection, part.number, name)
        found = part.known[name]
    if found is None:
        raise StoreError(
            f"the packed columns of the database lack {name}; restore a backup, "
            "or delete the rows of rollup and rollup_part"
        )
    return found
