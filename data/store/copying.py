"""Copies rows from one store into another, and compares the two by a checksum of each table.

The sum does not depend on the order of rows, nor on the engine: sixty-four bits of each row's hash,
added up.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from data.errors import StoreError
from data.store.schema import METADATA, MIGRATION

_ROWS_AT_ONCE = 500
_MODULUS = 1 << 64


@dataclass(frozen=True, slots=True)
class Digest:
    """What a table holds."""

    rows: int
    summed: int


Digests = Mapping[str, Digest]
"""By the name of the table."""


def tables(connection: sa.Connection) -> list[sa.Table]:
    """The tables that a store has, each after those that it refers to; without the record of steps.

    One of an older layout may lack some.
    """
    present = set(sa.inspect(connection).get_table_names())
    return [t for t in METADATA.sorted_tables if t is not MIGRATION and t.name in present]


def digests(connection: sa.Connection) -> Digests:
    """What all tables hold, as the connection sees them."""
    return {table.name: _digest(_chunks(connection, table)) for table in tables(connection)}


def copy_rows(source: sa.Connection, target: sa.Connection) -> Digests:
    """Fill the empty tables of ``target``; what was read of ``source``.

    Rows that a new store comes with are replaced. Numbers that the database gives to new rows go on
    after the highest one.
    """
    for table in reversed(tables(target)):
        target.execute(sa.delete(table))
    found = {}
    for table in tables(source):
        found[table.name] = _digest(_inserted(source, target, table))
        _go_on_after_highest(target, table)
    return found


def refuse_difference(wanted: Digests, found: Digests, *, shown: str) -> None:
    """Raise ``StoreError`` where a copy, shown as ``shown``, is not what it was made of."""
    for name, digest in wanted.items():
        if found.get(name) != digest:
            rows = found[name].rows if name in found else 0
            raise StoreError(
                f"{shown} differs from what was copied (table {name}: {rows} rows of "
                f"{digest.rows}, or others); it was not kept; check the disk and repeat"
            )


def _inserted(
    source: sa.Connection, target: sa.Connection, table: sa.Table
) -> Iterator[Sequence[sa.Row[Any]]]:
    for rows in _chunks(source, table):
        target.execute(sa.insert(table), [row._asdict() for row in rows])
        yield rows


def _chunks(connection: sa.Connection, table: sa.Table) -> Iterator[Sequence[sa.Row[Any]]]:
    columns = [column for column in table.columns if column.computed is None]
    chosen = sa.select(*columns).order_by(*table.primary_key.columns)
    streamed = {"yield_per": _ROWS_AT_ONCE}
    with connection.execute(chosen, execution_options=streamed) as result:
        yield from result.partitions()


def _digest(chunks: Iterable[Sequence[sa.Row[Any]]]) -> Digest:
    rows = summed = 0
    for chunk in chunks:
        rows += len(chunk)
        for row in chunk:
            told = repr(tuple(row)).encode("utf-8", "surrogatepass")
            summed += int.from_bytes(hashlib.blake2b(told, digest_size=8).digest(), "big")
    return Digest(rows, summed % _MODULUS)


def _go_on_after_highest(target: sa.Connection, table: sa.Table) -> None:
    numbered = table.autoincrement_column
    if target.dialect.name != "postgresql" or numbered is None:
        return  # SQLite goes on after the highest by itself
    sequence = sa.func.pg_get_serial_sequence(table.name, numbered.name)
    highest = sa.select(sa.func.max(numbered)).scalar_subquery()
    target.execute(
        sa.select(sa.func.setval(sequence, highest)).where(sequence.is_not(None), highest > 0)
    )
