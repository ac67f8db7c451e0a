"""The versions that placed an article's mentions: one row, however many runs use them."""

import sqlalchemy as sa

from data.store.schema import PLACING


def placing_id(connection: sa.Connection, gazetteer_version: str, model_version: str) -> int:
    """The number of the two versions; made where they are new. Call it under the write lock."""
    values = {"gazetteer_version": gazetteer_version, "model_version": model_version}
    same = [PLACING.c[name] == value for name, value in values.items()]
    number = connection.scalar(sa.select(PLACING.c.placing_id).where(*same))
    if number is None:
        new = sa.insert(PLACING).values(**values).returning(PLACING.c.placing_id)
        number = connection.execute(new).scalar_one()
    return int(number)
