"""Packs what was changed lately, so that a reader has little to read from the tables themselves.

Two tiers: a large part that is packed anew only when the small one has grown to a tenth of it, and
the small one, which takes in what is new each time. Packing reads one state of the store and holds
no lock; what is changed meanwhile stays above the watermark and waits for the next time. Of two
that pack at once the second finds other parts than it began with, and gives its own up.

Measured with 1M articles and 10M mentions: see ``make bench ONLY=scale``.
"""

import logging
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import sqlalchemy as sa

from data.columns import places
from data.columns.packing import pack, unpack
from data.columns.raw import Array, Raw, kept, merged
from data.store import place_table, rollup
from data.store.changes import changes, next_change
from data.store.engine import reading, writing

AT_LEAST = 5_000
"""Changed articles that are worth packing while an ingest runs: a reader reads 5,000 in 0.2 s."""
PLACES, KINDS_THEN = "places", "kind_of"
"""What the newest part holds besides its own arrays: all places, and each part the kinds that it
was packed with."""
_LARGE_ARTICLES = 20_000
"""Below, there is one part only: packing it whole takes 0.1 s."""
_TENTH = 10

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Read:
    """What is to be packed, read at ``watermark``."""

    watermark: int
    numbers: list[int]
    """All parts there were."""
    replaced: list[int]
    raw: Raw
    dead: dict[int, Array]
    """Of the parts that stay."""
    places: pa.Table


def compact(engine: sa.Engine, *, at_least: int = 1) -> bool:
    """Pack all that was changed, where that is at least so many articles; whether it was done.

    The writer calls it now and then, and at the end of an ingest; never inside a transaction.
    """
    with reading(engine) as connection:
        _numbers, watermark = rollup.part_numbers(connection)
        if rollup.waiting(connection, watermark) < at_least:
            return False
        read = _read(connection)
    held = places.places(read.places, in_order=False)
    head, arrays = pack(read.raw, held.kind_of)
    arrays[PLACES] = places.packed(read.places)
    arrays[KINDS_THEN] = held.kind_of
    with writing(engine) as connection:
        number = next_change(connection)
        if rollup.part_numbers(connection)[0] != read.numbers:
            return False
        rollup.delete_parts(connection, read.replaced)
        rollup.write_part(connection, number, watermark=read.watermark, head=head, arrays=arrays)
        for part, dead in read.dead.items():
            rollup.write_dead(connection, part, dead)
    log.info("packed %s articles with %s mentions of places", head.articles, head.mapped)
    return True


def _read(connection: sa.Connection) -> _Read:
    numbers, watermark = rollup.part_numbers(connection)
    new = rollup.raw_since(connection, watermark)
    gone = np.union1d(new.article_id, rollup.removed_since(connection, watermark))
    parts = [rollup.stored_part(connection, number) for number in numbers]
    stays: dict[int, Array] = {}
    replaced, pieces = [], [new]
    for part in reversed(parts):  # the newest is the smallest
        ids = rollup.read_array(connection, part.number, "article_id")
        dead = part.dead if ids is None else _dead(ids, part.dead, gone)
        waiting = sum(len(piece) for piece in pieces)
        small = part.head.articles <= _LARGE_ARTICLES and waiting <= _LARGE_ARTICLES
        grown = (waiting + dead.size) * _TENTH > part.head.articles
        if small or grown or (part is parts[-1] and len(parts) > 1):
            replaced.append(part.number)
            pieces.append(_living(connection, part, dead))
        else:
            stays[part.number] = dead
    return _Read(
        watermark=changes(connection),
        numbers=numbers,
        replaced=replaced,
        raw=merged(pieces),
        dead=stays,
        places=place_table.since(connection, -1),
    )


def _dead(ids: Array, known: Array, gone: Array) -> Array:
    return np.union1d(known, np.flatnonzero(np.isin(ids, gone))).astype(np.int64)


def _living(connection: sa.Connection, part: rollup.StoredPart, dead: Array) -> Raw:
    arrays = rollup.read_arrays(connection, part.number)
    ids = arrays["article_id"]
    alive = np.ones(len(ids), np.bool_)
    alive[dead] = False
    return kept(unpack(part.head, arrays), alive[np.argsort(ids, kind="stable")])
