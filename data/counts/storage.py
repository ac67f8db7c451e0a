"""Reads and writes packed parts in the database, and reads the articles that no part holds yet.

A part is written once and never changed; only the list of its deleted articles is. Its arrays lie
in chunks, each a row, so that a question reads those that it needs. Whatever was changed after the
``watermark`` of the newest part is read from ``article``, ``mention`` and ``removed`` themselves.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from operator import itemgetter
from typing import Any

import numpy as np
import sqlalchemy as sa

from data.counts.packing import BY_PLACE_CHUNK, Head
from data.counts.raw import UNDATED, Array, Raw, Stratum, empty, merged
from data.errors import StoreError
from data.model import ClaimEvent
from data.store.claiming import claiming_article, claiming_mention
from data.store.schema import ARTICLE, MENTION, REMOVED, ROLLUP, ROLLUP_PART
from geocode.model import Role

_CHUNK_NUMBERS = 1 << 24
"""Numbers in a chunk: an array is one chunk as a rule, which is read without being copied."""
READ_BY_CHUNK = {"by_place": BY_PLACE_CHUNK, "event_day": BY_PLACE_CHUNK}
"""Arrays of which a part is read at times, and the numbers in a chunk of theirs."""
_TYPE_BYTES = 16
"""The numpy type stands before the numbers, in as many bytes as keep them aligned."""
_ARTICLES_AT_ONCE = 20_000
_ROWS_AT_ONCE = 50_000

_A, _M = ARTICLE.c, MENTION.c
_LITERAL = sa.case((_M.role == Role.LITERAL.value, 2), else_=0)
_CODE = sa.func.coalesce(_M.place_no, -1) * 4 + _LITERAL + sa.cast(_M.lead, sa.Integer)
_ARTICLES = sa.select(
    _A.article_id,
    _A.published,
    _A.source,
    _A.lang,
    _A.source_kind,
    _A.first_source,
    _A.version,
    sa.func.coalesce(_A.search_doc, 0),
)


@dataclass(frozen=True, slots=True)
class StoredPart:
    """A row of ``rollup_part``."""

    number: int
    watermark: int
    head: Head
    deleted: Array
    """Its articles, by index, that were changed or removed up to the newest watermark."""


def part_numbers(connection: sa.Connection) -> tuple[list[int], int]:
    """The numbers of the parts, oldest first, and the change up to which they are complete."""
    query = sa.select(ROLLUP_PART.c.part_no, ROLLUP_PART.c.watermark)
    rows = connection.execute(query.order_by(ROLLUP_PART.c.part_no)).all()
    return [row.part_no for row in rows], max((row.watermark for row in rows), default=0)


def stored_part(connection: sa.Connection, number: int) -> StoredPart:
    """One part without its arrays."""
    row = connection.execute(sa.select(ROLLUP_PART).where(ROLLUP_PART.c.part_no == number)).one()
    return StoredPart(number, row.watermark, _head(row.head), unpacked([row.deleted]))


def read_array(
    connection: sa.Connection, number: int, name: str, chunks: tuple[int, int] | None = None
) -> Array | None:
    """One array of a part, or its chunks from one to another; None where there is none."""
    same = [ROLLUP.c.part_no == number, ROLLUP.c.name == name]
    if chunks is not None:
        same.append(ROLLUP.c.chunk.between(*chunks))
    query = sa.select(ROLLUP.c.packed).where(*same).order_by(ROLLUP.c.chunk)
    found = connection.scalars(query).all()
    return unpacked(found) if found else None


def read_arrays(connection: sa.Connection, number: int) -> dict[str, Array]:
    """All arrays of a part."""
    query = sa.select(ROLLUP.c.name).where(ROLLUP.c.part_no == number).distinct()
    names = connection.scalars(query).all()
    found = ((name, read_array(connection, number, name)) for name in names)
    return {name: array for name, array in found if array is not None}


def write_part(
    connection: sa.Connection,
    number: int,
    *,
    watermark: int,
    head: Head,
    arrays: Mapping[str, Array],
) -> None:
    """Store a part under a number never used before."""
    connection.execute(
        sa.insert(ROLLUP_PART).values(
            part_no=number,
            watermark=watermark,
            head=json.dumps(asdict(head), ensure_ascii=False).encode(),
            deleted=next(packed(np.empty(0, np.int64))),
        )
    )
    for name, array in arrays.items():
        numbers = READ_BY_CHUNK.get(name, _CHUNK_NUMBERS)
        for chunk, piece in enumerate(packed(array, chunk_numbers=numbers)):
            row = {"part_no": number, "name": name, "chunk": chunk, "packed": piece}
            connection.execute(sa.insert(ROLLUP), row)


def write_deleted(connection: sa.Connection, number: int, deleted: Array) -> None:
    """Replace the list of a part's deleted articles."""
    same = ROLLUP_PART.c.part_no == number
    (array,) = packed(deleted, chunk_numbers=len(deleted) + 1)
    connection.execute(sa.update(ROLLUP_PART).where(same).values(deleted=array))


def delete_parts(connection: sa.Connection, numbers: Iterable[int]) -> None:
    """Delete parts that others replace."""
    for number in numbers:
        for table in (ROLLUP, ROLLUP_PART):
            connection.execute(sa.delete(table).where(table.c.part_no == number))


def packed(array: Array, *, chunk_numbers: int = _CHUNK_NUMBERS) -> Iterator[bytes]:
    """An array as bytes, at least one piece."""
    data = np.ascontiguousarray(array)
    kind = data.dtype.str.encode().ljust(_TYPE_BYTES)
    for first in range(0, max(1, len(data)), chunk_numbers):
        yield kind + data[first : first + chunk_numbers].tobytes()


def unpacked(chunks: Iterable[bytes]) -> Array:
    """The array of ``packed`` pieces; raises ``ValueError`` where they are damaged."""
    arrays = []
    for chunk in chunks:
        try:
            kind = np.dtype(bytes(chunk[:_TYPE_BYTES]).decode("ascii").strip())
        except TypeError as exc:
            raise ValueError("a packed array of the store is damaged") from exc
        arrays.append(np.frombuffer(chunk, kind, offset=_TYPE_BYTES))
    return arrays[0] if len(arrays) == 1 else np.concatenate(arrays)


def _head(stored: bytes) -> Head:
    try:
        values = json.loads(stored)
        values["strata"] = tuple(Stratum(*stratum) for stratum in values["strata"])
        for name in ("first_sources", "edges"):
            values[name] = tuple(values[name])
        return Head(**values)
    except (TypeError, KeyError) as exc:
        raise StoreError(
            "the packed counts are of another version of this program; "
            "delete the rows of rollup and rollup_part"
        ) from exc


def removed_since(connection: sa.Connection, change: int) -> Array:
    """Ids of the articles that were taken out after a change."""
    query = sa.select(REMOVED.c.article_id).where(REMOVED.c.changed > change)
    return np.array(connection.scalars(query).all(), np.int64)


def waiting(connection: sa.Connection, change: int) -> int:
    """How many articles were changed or removed after a change."""
    changed = sa.select(sa.func.count()).select_from(ARTICLE).where(_A.changed > change)
    removed = sa.select(sa.func.count()).select_from(REMOVED).where(REMOVED.c.changed > change)
    return connection.scalars(changed).one() + connection.scalars(removed).one()


def raw_since(connection: sa.Connection, change: int) -> Raw:
    """The articles that were changed after a change; from 0 on all, some at a time."""
    if change:
        return _raw(connection, _A.changed > change)
    pieces, above = [], -1
    while True:
        ids = sa.select(_A.article_id).where(_A.article_id > above).order_by(_A.article_id)
        last = connection.scalar(ids.offset(_ARTICLES_AT_ONCE - 1).limit(1))
        within = (_A.article_id > above,) if last is None else (
            _A.article_id > above, _A.article_id <= last
        )  # fmt: skip
        pieces.append(_raw(connection, *within))
        if last is None:
            return merged(pieces)
        above = last


def raw_claiming(connection: sa.Connection, events: Sequence[ClaimEvent]) -> Raw:
    """Articles that make a claim of one of ``events``, with the mentions that it is made at."""
    raw = _raw(connection, claiming_article(events), mentions=claiming_mention(events))
    # One mention leads for each place of an article, a literal one where there is one.
    order = np.lexsort((~raw.literal, raw.place, raw.mention_article))
    pairs = np.stack((raw.mention_article[order], raw.place[order]), axis=1)
    lead = np.zeros(len(order), np.bool_)
    lead[order] = np.diff(pairs, axis=0, prepend=-1).any(axis=1)
    return replace(raw, lead=lead)


def _raw(
    connection: sa.Connection,
    *which: sa.ColumnElement[bool],
    mentions: sa.ColumnElement[bool] | None = None,
) -> Raw:
    # Put in order here: asked to, SQLite walks through all articles instead of the changed ones.
    rows = sorted(map(tuple, connection.execute(_ARTICLES.where(*which))), key=itemgetter(0))
    if not rows:
        return empty()
    ids, days, sources, langs, kinds, first_sources, versions, docs = zip(*rows, strict=True)
    strata: dict[Stratum, int] = {}
    of_article = [Stratum(*values) for values in zip(sources, langs, kinds, strict=True)]
    source_codes: dict[str, int] = {}
    query = sa.select(_M.article_id, _CODE, _M.event_day)
    query = query.join(ARTICLE, _A.article_id == _M.article_id)
    if mentions is not None:
        query = query.where(mentions)
    named = _mentions(connection.execute(query.where(*which)))
    article_id = np.array(ids, np.int64)
    article = np.searchsorted(article_id, named[:, 0])
    mapped = named[:, 1] >= 0
    unplaced = ~mapped & (named[:, 2] < UNDATED)
    codes = named[mapped, 1]
    return Raw(
        article_id=article_id,
        day=np.array([_ordinal(day) for day in days], np.int64),
        stratum=np.array([strata.setdefault(one, len(strata)) for one in of_article], np.int64),
        first_source=np.array(
            [source_codes.setdefault(source, len(source_codes)) for source in first_sources],
            np.int64,
        ),
        older=np.array(versions, np.int64) - 1,
        named=np.bincount(article, minlength=len(article_id)),
        doc=np.array(docs, np.int64),
        strata=tuple(strata),
        first_sources=tuple(source_codes),
        mention_article=article[mapped].astype(np.int32),
        place=(codes >> 2).astype(np.int32),
        literal=(codes & 2) != 0,
        lead=(codes & 1) != 0,
        event=named[mapped, 2],
        unplaced_article=article[unplaced],
        unplaced_literal=(named[unplaced, 1] & 2) != 0,
        unplaced_event=named[unplaced, 2],
    )


def _mentions(rows: sa.Result[*tuple[Any, ...]]) -> Array:
    """Article, code and day of the event, a row each."""
    found = [np.empty((0, 3), np.int64)]
    found += [
        np.array([(row[0], row[1], _ordinal(row[2])) for row in piece], np.int64)
        for piece in rows.partitions(_ROWS_AT_ONCE)
    ]
    return np.concatenate(found)


def _ordinal(day: date | None) -> int:
    return UNDATED if day is None else day.toordinal()
