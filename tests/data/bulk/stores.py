"""Whether two stores hold the same, table by table."""

from data.store.copying import digests
from data.store.engine import reading
from data.store.schema import RUN


def contents(engine):
    """What each table holds; of runs their number, since they differ in time."""
    with reading(engine) as connection:
        held = dict(digests(connection))
    held[RUN.name] = held[RUN.name].rows
    return held
