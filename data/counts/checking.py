"""Compares the packed counts with a recount of the whole store, and throws wrong ones away."""

from collections.abc import Iterator

import numpy as np
import sqlalchemy as sa

from data.counts import storage
from data.counts.packing import FORMAT, unpack
from data.counts.raw import Array, Raw, kept, merged, without_events
from data.store.check import Problem, Remedy


def problems(connection: sa.Connection) -> Iterator[Problem]:
    """What the packed counts have otherwise than a recount; nothing where all is well."""
    numbers, watermark = storage.part_numbers(connection)
    if not numbers:
        return
    new = storage.raw_since(connection, watermark)
    gone = np.union1d(new.article_id, storage.removed_since(connection, watermark))
    packed = merged([*(_living(connection, number, gone) for number in numbers), new])
    counted = storage.raw_since(connection, 0)
    if any(storage.stored_part(connection, n).head.format < FORMAT for n in numbers):
        packed, counted = without_events(packed), without_events(counted)
    for name, of in _COMPARED.items():
        wrong = np.setxor1d(of(packed), of(counted)).size
        if wrong or len(of(packed)) != len(of(counted)):
            yield Problem(f"the packed counts have {wrong} {name} otherwise", Remedy.COUNTS)


def _living(connection: sa.Connection, number: int, gone: Array) -> Raw:
    part = storage.stored_part(connection, number)
    arrays = storage.read_arrays(connection, number)
    raw = unpack(part.head, arrays)
    deleted = arrays["article_id"][part.deleted]
    return kept(raw, ~np.isin(raw.article_id, np.union1d(deleted, gone)))


def _articles(raw: Raw) -> Array:
    return np.rec.fromarrays([raw.article_id, raw.day, raw.older, raw.named, raw.doc])


def _mentions(raw: Raw) -> Array:
    article = raw.article_id[raw.mention_article]
    return np.sort(np.rec.fromarrays([article, raw.place, raw.literal, raw.lead]))


def _events(raw: Raw) -> Array:
    article = raw.article_id[raw.mention_article]
    return np.sort(np.rec.fromarrays([article, raw.place, raw.literal, raw.event]))


def _unplaced(raw: Raw) -> Array:
    article = raw.article_id[raw.unplaced_article]
    return np.sort(np.rec.fromarrays([article, raw.unplaced_literal, raw.unplaced_event]))


_COMPARED = {
    "articles": _articles,
    "mentions": _mentions,
    "days of events": _events,
    "days of names without a place": _unplaced,
}


def discard(connection: sa.Connection) -> None:
    """Delete all packed counts; answers are read from the tables until they are packed again."""
    numbers, _watermark = storage.part_numbers(connection)
    storage.delete_parts(connection, numbers)
