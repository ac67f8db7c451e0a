"""Keeps SQLite's write-ahead log from growing without end under readers.

SQLite moves the log into the database by itself, but starts the log again only when no reader is in
it; with eight readers at work there always is one, and the log grew to 159 MB in two minutes
(``make bench ONLY=faults``). A writer that finds it too large therefore waits a moment for those
readers to finish: later ones read the database alone.
"""

import logging
import sqlite3
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

MOST_BYTES = 64 * 1024 * 1024
"""Beyond this the log is emptied."""
_LONGEST_WAIT_MS = 1_000
_NEXT_TRY = 2
"""Where readers stayed for longer (a backup does), the log may grow so many times larger first."""

log = logging.getLogger(__name__)


def keep_small(engine: sa.Engine, file: Path, *, most_bytes: int = MOST_BYTES) -> None:
    """Empty the log of the database in ``file`` whenever a writer of ``engine`` finds it large."""
    wal = file.with_name(f"{file.name}-wal")
    due_bytes = most_bytes

    @sa.event.listens_for(engine, "checkin")
    def empty(dbapi: DBAPIConnection | None, _entry: ConnectionPoolEntry) -> None:
        nonlocal due_bytes
        size = _size(wal)
        if dbapi is None or size <= due_bytes:
            return
        due_bytes = most_bytes if _emptied(dbapi) else _NEXT_TRY * size


def _emptied(dbapi: DBAPIConnection) -> bool:
    cursor = dbapi.cursor()
    try:
        cursor.execute("PRAGMA busy_timeout")
        (before_ms,) = cursor.fetchone() or (0,)
        cursor.execute(f"PRAGMA busy_timeout = {_LONGEST_WAIT_MS}")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (busy, *_) = cursor.fetchone() or (1,)
        cursor.execute(f"PRAGMA busy_timeout = {before_ms}")
    except sqlite3.Error as exc:  # the next transaction meets what is wrong, and explains it
        log.info("the log could not be emptied", exc_info=exc)
        return False
    finally:
        cursor.close()
    return not busy


def _size(wal: Path) -> int:
    try:
        return wal.stat().st_size
    except OSError:
        return 0
