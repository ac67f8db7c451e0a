from pathlib import Path

import pytest
import sqlalchemy as sa

from data.store.engine import open_engine, reading, writing
from data.store.log_size import keep_small
from data.store.schema import STATE

_CHANGE = sa.update(STATE).values(changes=STATE.c.changes + 1)
_SEEN = sa.select(STATE.c.changes)
_SIXTY_PAGES = """
CREATE TABLE filling AS
WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 2000)
SELECT n, hex(randomblob(50)) AS bytes FROM number
"""


@pytest.fixture
def wal(engine):
    """The log's file, of an engine that finds any log too large."""
    file = Path(engine.url.database)
    keep_small(engine, file, most_bytes=0)
    return file.with_name(f"{file.name}-wal")


def _change(engine):
    with writing(engine) as connection:
        connection.execute(_CHANGE)


def test_a_log_that_is_too_large_is_emptied_by_the_writer(engine, wal):
    _change(engine)
    assert wal.stat().st_size == 0


def test_a_reader_keeps_the_log_and_what_it_saw_and_the_writer_goes_on(engine, wal, database_url):
    other = open_engine(database_url, read_only=True)
    with reading(other) as connection:
        seen = connection.scalar(_SEEN)
        with writing(engine) as written:
            written.exec_driver_sql(_SIXTY_PAGES)
        held = wal.stat().st_size
        _change(engine)
        assert connection.scalar(_SEEN) == seen
    assert held > 0
    other.dispose()
    largest = held
    while wal.stat().st_size > 0 and largest <= 3 * held:
        _change(engine)
        largest = max(largest, wal.stat().st_size)
    assert 1.9 * held < largest <= 2.1 * held  # only when it has doubled it is tried again
    assert wal.stat().st_size == 0


def test_a_writer_waits_for_the_lock_as_long_as_before(engine, wal):
    _change(engine)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 10_000
