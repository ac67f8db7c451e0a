"""Rows of places for the columns: all of them, or those written after a change."""

import pyarrow as pa
import sqlalchemy as sa

from data.counts import places
from data.store.schema import PLACE


def since(connection: sa.Connection, change: int) -> pa.Table:
    """Places whose row was made or changed after a change; -1 gives all."""
    query = sa.select(*(PLACE.c[name] for name in places.FIELDS))
    return places.table(connection.execute(query.where(PLACE.c.changed > change)).all())


def number_of(connection: sa.Connection, place_id: str) -> int | None:
    """The number of a place; None where the store does not name it."""
    query = sa.select(PLACE.c.place_no).where(PLACE.c.place_id == place_id)
    return connection.scalar(query)
