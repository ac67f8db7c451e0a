"""Records each ingest: when, with which versions and with what result. Moments are UTC."""

from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa

from data.errors import StoreError
from data.store.engine import writing
from data.store.schema import RUN


def start_run(
    engine: sa.Engine, *, gazetteer_version: str, model_version: str, now: datetime
) -> int:
    """Record that an ingest begins; its number. Without an end it was cut short, or still runs."""
    values = {
        "started_at": now,
        "gazetteer_version": gazetteer_version,
        "model_version": model_version,
    }
    with writing(engine) as connection:
        key = connection.execute(sa.insert(RUN).values(**values)).inserted_primary_key
    if key is None:
        raise StoreError("the database gives no number to a new row; use another driver")
    return int(key[0])


def finish_run(engine: sa.Engine, run_id: int, counts: Mapping[str, int], *, now: datetime) -> None:
    """Record the end of an ingest and its counts, by their column's name."""
    with writing(engine) as connection:
        connection.execute(
            sa.update(RUN).where(RUN.c.run_id == run_id).values(finished_at=now, **counts)
        )
