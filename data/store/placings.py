"""The versions that placed an article's mentions: one row, however many runs use them."""

import sqlalchemy as sa

from data.store.schema import PLACING

_SAME = sa.select(PLACING.c.placing_id).where(
    PLACING.c.gazetteer_version == sa.bindparam("gazetteer_version"),
    PLACING.c.model_version == sa.bindparam("model_version"),
)


def placing_id(connection: sa.Connection, gazetteer_version: str, model_version: str) -> int:
    """The number of the two versions; made where they are new. Call it under the write lock."""
    values = {"gazetteer_version": gazetteer_version, "model_version": model_version}
    number = connection.scalar(_SAME, values)
    if number is None:
        new = sa.insert(PLACING).values(**values).returning(PLACING.c.placing_id)
        number = connection.execute(new).scalar_one()
    return int(number)
