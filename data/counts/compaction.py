"""Packs recent changes into parts, so that queries read little from the tables themselves.

Two tiers: a large part that is packed anew only when the small one has grown to a tenth of it, and
the small one, which takes in what is new each time. Packing reads one state of the store and holds
no lock; what is changed meanwhile stays above the watermark and waits for the next time. Of two
processes that pack at once, the second finds that the parts have changed and discards its own.

With 1M articles and 10M mentions the parts take 202 MB; packing 5,000 changed articles takes 2 s,
all of them 45 s of one core, most of it reading the tables, and 1.7 GB of memory
(``make bench ONLY=scale``).
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
import pyarrow as pa
import sqlalchemy as sa

from data.counts import places, storage
from data.counts.deletions import NO_DELETIONS, BitPatch, Deletions, bit_patch
from data.counts.limits import MEASURED, Limits
from data.counts.packed_filter import pack_filter
from data.counts.packing import FORMAT, ROLES, Head, pack, unpack
from data.counts.part import FilteredPart, Part
from data.counts.raw import Array, Raw, kept, merged
from data.model import Filter
from data.store.changes import changes, next_change
from data.store.engine import reading, writing

AT_LEAST = 5_000
"""Changed articles that are worth packing while an ingest runs: a reader reads 5,000 in 0.2 s."""
KINDS_THEN = "kind_of"
"""Name of the array of the kinds that a part was packed with."""
_TENTH = 10

Packing = Callable[[Raw, Array, Limits], tuple[Head, dict[str, Array]]]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Read:
    """What is to be packed, read at ``watermark``."""

    watermark: int
    numbers: list[int]
    """All parts there were."""
    replaced: list[int]
    raw: Raw
    deletions: dict[int, Deletions]
    """Of the parts that stay."""
    patches: dict[str, Array]
    places: pa.Table


def compact(
    engine: sa.Engine, *, at_least: int = 1, limits: Limits = MEASURED, packing: Packing = pack
) -> bool:
    """Pack all that was changed, where that is at least so many articles; whether it was done.

    An ingest calls it now and then, and at its end; never inside a transaction.
    ``packing`` makes the part.
    """
    with reading(engine) as connection:
        _numbers, watermark = storage.part_numbers(connection)
        if storage.waiting(connection, watermark) < at_least:
            return False
        read = _read(connection, limits.large_part)
    kind_of = places.kinds_of(read.places, np.empty(0, np.int8))
    head, arrays = packing(read.raw, kind_of, limits)
    arrays[places.PACKED] = places.packed(read.places)
    arrays[KINDS_THEN] = kind_of
    arrays |= read.patches
    with writing(engine) as connection:
        number = next_change(connection)
        if storage.part_numbers(connection)[0] != read.numbers:
            return False
        storage.delete_parts(connection, read.replaced)
        storage.write_part(connection, number, watermark=read.watermark, head=head, arrays=arrays)
        for part, deletions in read.deletions.items():
            storage.write_deleted(connection, part, deletions.articles)
    log.info("packed %s articles with %s mentions of places", head.articles, head.mapped)
    return True


def _read(connection: sa.Connection, large_part: int) -> _Read:
    numbers, watermark = storage.part_numbers(connection)
    parts = [storage.stored_part(connection, number) for number in numbers]
    if any(part.head.format < FORMAT for part in parts):
        parts, watermark = [], 0  # all is read from the tables, and replaces them
    new = storage.raw_since(connection, watermark)
    gone = np.union1d(new.article_id, storage.removed_since(connection, watermark))
    stays: dict[int, Deletions] = {}
    patches: dict[str, Array] = {}
    replaced, pieces = [] if parts else list(numbers), [new]
    for part in reversed(parts):  # the newest is the smallest
        ids = storage.read_array(connection, part.number, "article_id")
        deleted = part.deleted if ids is None else _deleted(ids, part.deleted, gone)
        waiting = sum(len(piece) for piece in pieces)
        small = part.head.articles <= large_part and waiting <= large_part
        grown = (waiting + deleted.size) * _TENTH > part.head.articles
        if small or grown or (part is parts[-1] and len(parts) > 1):
            replaced.append(part.number)
            pieces.append(_living(connection, part, deleted))
        else:
            stays[part.number] = _patched(connection, part, deleted, numbers[-1])
            patches |= _named(part.number, stays[part.number])
    return _Read(
        watermark=changes(connection),
        numbers=numbers,
        replaced=replaced,
        raw=merged(pieces),
        deletions=stays,
        patches=patches,
        places=places.changed_since(connection, -1),
    )


def _deleted(ids: Array, known: Array, gone: Array) -> Array:
    return np.union1d(known, np.flatnonzero(np.isin(ids, gone))).astype(np.int64)


def _living(connection: sa.Connection, part: storage.StoredPart, deleted: Array) -> Raw:
    arrays = storage.read_arrays(connection, part.number)
    ids = arrays["article_id"]
    alive = np.ones(len(ids), np.bool_)
    alive[deleted] = False
    return kept(unpack(part.head, arrays), alive[np.argsort(ids, kind="stable")])


def read_deletions(connection: sa.Connection, part: storage.StoredPart, newest: int) -> Deletions:
    """A stored part's deleted articles, with the bit patches that the newest part keeps."""
    if not part.deleted.size:
        return NO_DELETIONS
    found = {}
    for role in ROLES:
        entries, bits = (
            storage.read_array(connection, newest, name) for name in _names(part.number, role)
        )
        if entries is not None and bits is not None:
            found[role] = BitPatch(entries, bits)
    return Deletions(part.deleted, patches=found)


def _patched(
    connection: sa.Connection, part: storage.StoredPart, articles: Array, newest: int
) -> Deletions:
    deletions = read_deletions(connection, part, newest).with_more(articles)
    if not deletions.articles.size:
        return deletions
    fetch = partial(storage.read_array, connection)
    everything = pack_filter(Filter(associative=True))
    nowhere = np.empty(0, np.int8)
    whole = FilteredPart(Part(part.number, part.head), deletions, everything, fetch, nowhere)
    return Deletions(deletions.articles, patches={role: bit_patch(whole, role) for role in ROLES})


def _named(number: int, deletions: Deletions) -> dict[str, Array]:
    named: dict[str, Array] = {}
    for role, patch in deletions.patches.items():
        entries, bits = _names(number, role)
        named |= {entries: patch.entries, bits: patch.bits}
    return named


def _names(number: int, role: str) -> tuple[str, str]:
    return f"patch_{role}_{number}", f"patch_bits_{role}_{number}"
