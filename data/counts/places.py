"""The rows of all places, ready to be joined with their counts.

They are kept by ``place_id``, so that a stable sort by count leaves ties in that order.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

import numpy as np
import pandas as pd
import pyarrow as pa
import sqlalchemy as sa

from data.counts.day_spans import NO_DAY
from data.counts.packing import KIND_CODE
from data.counts.per_place import PlaceCounts
from data.counts.place_units import PlaceUnits
from data.counts.raw import Array
from data.store.schema import PLACE

PLACES = {
    "place_id": "str",
    "name": "str",
    "name_local": "str",
    "latitude": "float64",
    "longitude": "float64",
    "kind": "str",
    "feature_code": "str",
    "country": "str",
    "admin1": "str",
    "where_prec": "int64",
    "uncertainty_m": "int64",
    "mentions": "int64",
    "articles": "int64",
    "sources": "int64",
    "first_day": "str",
    "last_day": "str",
}
"""``sources`` counts those that are independent: different, and not the project's own briefs."""

OWN = tuple(list(PLACES)[: list(PLACES).index("mentions")])
"""The columns of a place that no filter changes."""
FIELDS = ("place_no", *OWN)
PACKED = "places"
"""Name of the array of the newest part that holds all places."""
_SPAN_WRITTEN = 4_000
"""Days that are all written out, met or not: sorting out those that are met takes longer."""
_ARROW = {"str": pa.large_string(), "float64": pa.float64(), "int64": pa.int64()}
_SCHEMA = pa.schema([(name, _ARROW[PLACES.get(name, "int64")]) for name in FIELDS])


@dataclass(frozen=True, slots=True)
class Places:
    """Every place of the store."""

    rows: pd.DataFrame
    """``OWN`` columns, by ``place_id``."""
    number: Array
    """``place_no`` of each row."""


@dataclass(frozen=True, slots=True)
class KnownPlaces:
    """What is known of all places; their rows are made when first asked for."""

    kind_of: Array
    """Index into ``KINDS`` by ``place_no``; 0 where there is no such place."""
    newer: pa.Table
    """Rows that the packed ones lack, or have otherwise."""
    made: list[Places] = field(default_factory=list)
    units: list[PlaceUnits] = field(default_factory=list)
    """As ``made``: read when first asked for."""

    def rows(self, packed_rows: Callable[[], Array | None]) -> Places:
        """The rows, out of the packed ones (None: there are none) and those that are newer."""
        if not self.made:
            data = packed_rows()
            held = self.newer if data is None else replaced(unpacked(data), self.newer)
            self.made.append(places(held, in_order=data is not None and not len(self.newer)))
        return self.made[-1]

    def with_newer(self, rows: pa.Table) -> "KnownPlaces":
        """These and others, which take the place of those with their number."""
        return KnownPlaces(kinds_of(rows, self.kind_of), replaced(self.newer, rows))


def changed_since(connection: sa.Connection, change: int) -> pa.Table:
    """Places whose row was made or changed after a change; -1 gives all."""
    query = sa.select(*(PLACE.c[name] for name in FIELDS))
    return table(connection.execute(query.where(PLACE.c.changed > change)).all())


def kinds_of(rows: pa.Table, known: Array) -> Array:
    """``known`` kinds by ``place_no``, with those of the rows."""
    if not len(rows):
        return known
    number = rows.column("place_no").to_numpy()
    made = np.zeros(max(len(known), int(number.max()) + 1), np.int8)
    made[: len(known)] = known
    made[number] = [KIND_CODE[kind] for kind in rows.column("kind").to_pylist()]
    return made


def table(rows: Sequence[Sequence[object]]) -> pa.Table:
    """Rows of ``FIELDS`` as an Arrow table."""
    columns = zip(*rows, strict=True) if rows else ((),) * len(FIELDS)
    arrays = [
        pa.array(column, type=field.type) for column, field in zip(columns, _SCHEMA, strict=True)
    ]
    return pa.Table.from_arrays(arrays, schema=_SCHEMA)


def replaced(old: pa.Table, new: pa.Table) -> pa.Table:
    """``old`` with the rows of ``new``, which take the place of those with their number."""
    if not len(new):
        return old
    stays = ~np.isin(old.column("place_no").to_numpy(), new.column("place_no").to_numpy())
    return pa.concat_tables([old.filter(pa.array(stays)), new])


def packed(held: pa.Table) -> Array:
    """The table as bytes, in order of ``place_id``."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, _SCHEMA) as stream:
        stream.write_table(held.sort_by("place_id").combine_chunks())
    return np.frombuffer(sink.getvalue(), np.uint8)


def unpacked(data: Array) -> pa.Table:
    """The table of ``packed`` bytes."""
    with pa.ipc.open_stream(pa.py_buffer(data.tobytes())) as stream:
        return stream.read_all()


def places(held: pa.Table, *, in_order: bool) -> Places:
    """The rows as they stand beside counts; ``in_order`` where they are by ``place_id``."""
    ordered = held if in_order else held.sort_by("place_id")
    rows = ordered.to_pandas().astype({name: PLACES[name] for name in OWN})
    number = rows.pop("place_no").to_numpy(np.int64)
    return Places(rows, number)


def counted(
    known: Places, shown: Array, numbers: PlaceCounts, first: Array, last: Array
) -> pd.DataFrame:
    """Rows ``shown`` (indices) with their counts and days: most mentions first, ties by id.

    All counts and days (ordinals, or ``NO_DAY``) are by ``place_no``.
    """
    order = shown[np.argsort(-numbers.mentions[known.number[shown]], kind="stable")]
    number = known.number[order]
    own = {name: known.rows[name].array.take(order) for name in OWN}
    days = iso_days([first[number], last[number]])
    return pd.DataFrame(
        {
            **own,
            "mentions": numbers.mentions[number],
            "articles": numbers.articles[number],
            "sources": numbers.sources[number],
            "first_day": days[0],
            "last_day": days[1],
        },
        copy=False,
    )


def iso_days(ordinals: Sequence[Array]) -> list[pd.api.extensions.ExtensionArray]:
    """Days as ISO text, nothing where there is none; each day is written once."""
    every = np.concatenate(ordinals)
    dated = every[every != NO_DAY]
    if not dated.size:
        return [pd.array([None] * len(part), dtype="str") for part in ordinals]
    lowest, highest = int(dated.min()), int(dated.max())
    if highest - lowest < _SPAN_WRITTEN:
        met = np.arange(lowest, highest + 1)
        codes = [np.where(part == NO_DAY, -1, part - lowest) for part in ordinals]
    else:
        met = np.unique(dated)
        codes = [np.where(p == NO_DAY, -1, np.searchsorted(met, p)) for p in ordinals]
    texts = _written(tuple(met.tolist()))
    return [texts.take(code, allow_fill=True) for code in codes]


@lru_cache(maxsize=8)
def _written(days: tuple[int, ...]) -> pd.api.extensions.ExtensionArray:
    return pd.array([date.fromordinal(day).isoformat() for day in days], dtype="str")
