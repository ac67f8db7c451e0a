"""Packs what was changed lately, so that a reader has little to read from the tables themselves.

Two tiers: a large part that is packed anew only when the small one has grown to a tenth of it, and
the small one, which takes in what is new each time. Packing reads one state of the store and holds
no lock; what is changed meanwhile stays above the watermark and waits for the next time. Of two
that pack at once the second finds other parts than it began with, and gives its own up.

With 1M articles and 10M mentions the parts take 202 MB; packing 5,000 changed articles takes 2 s,
all of them 45 s of one core, most of it reading the tables, and 1.7 GB of memory
(``make bench ONLY=scale``).
"""

import logging
from dataclasses import dataclass
from functools import partial

import numpy as np
import pyarrow as pa
import sqlalchemy as sa

from data.counts import place_table, places, rollup
from data.counts.choice import choose
from data.counts.dead import NONE, Dead, Mend, mend
from data.counts.packing import ROLES, pack, unpack
from data.counts.part import Held, Part
from data.counts.raw import Array, Raw, kept, merged
from data.model import Filter
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
    dead: dict[int, Dead]
    """Of the parts that stay."""
    mends: dict[str, Array]
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
    kind_of = places.kinds_of(read.places, np.empty(0, np.int8))
    head, arrays = pack(read.raw, kind_of)
    arrays[PLACES] = places.packed(read.places)
    arrays[KINDS_THEN] = kind_of
    arrays |= read.mends
    with writing(engine) as connection:
        number = next_change(connection)
        if rollup.part_numbers(connection)[0] != read.numbers:
            return False
        rollup.delete_parts(connection, read.replaced)
        rollup.write_part(connection, number, watermark=read.watermark, head=head, arrays=arrays)
        for part, dead in read.dead.items():
            rollup.write_dead(connection, part, dead.articles)
    log.info("packed %s articles with %s mentions of places", head.articles, head.mapped)
    return True


def _read(connection: sa.Connection) -> _Read:
    numbers, watermark = rollup.part_numbers(connection)
    new = rollup.raw_since(connection, watermark)
    gone = np.union1d(new.article_id, rollup.removed_since(connection, watermark))
    parts = [rollup.stored_part(connection, number) for number in numbers]
    stays: dict[int, Dead] = {}
    mended: dict[str, Array] = {}
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
            stays[part.number] = _mended(connection, part, dead, numbers[-1])
            mended |= _named(part.number, stays[part.number])
    return _Read(
        watermark=changes(connection),
        numbers=numbers,
        replaced=replaced,
        raw=merged(pieces),
        dead=stays,
        mends=mended,
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


def read_dead(connection: sa.Connection, part: rollup.StoredPart, newest: int) -> Dead:
    """A stored part's dead articles, with what the newest part tells of them."""
    if not part.dead.size:
        return NONE
    found = {}
    for role in ROLES:
        entries, bits = (
            rollup.read_array(connection, newest, name) for name in _names(part.number, role)
        )
        if entries is not None and bits is not None:
            found[role] = Mend(entries, bits)
    return Dead(part.dead, mends=found)


def _mended(
    connection: sa.Connection, part: rollup.StoredPart, articles: Array, newest: int
) -> Dead:
    dead = read_dead(connection, part, newest).with_more(articles)
    if not dead.articles.size:
        return dead
    fetch = partial(rollup.read_array, connection)
    everything = choose(Filter(associative=True))
    nowhere = np.empty(0, np.int8)
    held = Held(Part(part.number, part.head), dead, everything, fetch, nowhere)
    return Dead(dead.articles, mends={role: mend(held, role) for role in ROLES})


def _named(number: int, dead: Dead) -> dict[str, Array]:
    named: dict[str, Array] = {}
    for role, mended in dead.mends.items():
        entries, bits = _names(number, role)
        named |= {entries: mended.entries, bits: mended.bits}
    return named


def _names(number: int, role: str) -> tuple[str, str]:
    return f"mend_{role}_{number}", f"mend_bits_{role}_{number}"
