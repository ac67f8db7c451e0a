"""Opens the store, and gives out read and write transactions.

SQLite by default, another server by its address. SQLite runs in WAL mode with foreign keys on; a
writer takes the lock when it begins (BEGIN IMMEDIATE), because a transaction that reads first and
writes later is told "database is locked" however long it is willing to wait. Whatever the database
says is wrong becomes a ``StoreError`` of one line: what, where, what to do.
"""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import (
    ArgumentError,
    DataError,
    DBAPIError,
    DisconnectionError,
    IntegrityError,
    NoSuchModuleError,
)
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

from data.errors import ArticleRefused, StoreAway, StoreError, StoreLost
from data.store import log_size
from data.store.complaints import (
    DAMAGED,
    NOT_A_DATABASE,
    database_says,
    is_lost,
    is_passing,
    sqlite_says,
)
from data.store.migrations.steps import migrate, pending

log = logging.getLogger(__name__)

Engine = sa.Engine
"""What the view hands from here to the queries without speaking SQL itself."""

_WRITES = "frontline_writes"
_SQLITE_HEAD = b"SQLite format 3\x00"
"""How every database file begins (https://www.sqlite.org/fileformat.html, section 1.3)."""
_POSTGRES = ("postgres", "postgresql", "postgresql+psycopg")
"""Schemes of addresses that mean a PostgreSQL server; psycopg is the driver that is installed."""
_MIGRATION_LOCK = 0x46524F4E54
"""Number of the advisory lock that makes processes bring a new database up one after another."""
_CONNECT_TIMEOUT_S = 10
_SURE_OF_LIFE = {"keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3}
"""Seconds and times until a server that vanished without a word is given up."""


def open_engine(url: str, *, read_only: bool = False, busy_timeout_s: float = 10.0) -> sa.Engine:
    """The store at ``url``, its folder and tables made or brought up to date unless read-only.

    Safe to use from several threads. ``read_only`` refuses a database that does not exist.
    """
    try:
        address = sa.make_url(url)
        if address.drivername in _POSTGRES:
            make = _postgres_engine
        elif address.drivername == "sqlite":
            make = _sqlite_engine
        else:
            raise NoSuchModuleError("neither sqlite:// nor postgresql://")
        engine = make(address, read_only=read_only, busy_timeout_s=busy_timeout_s)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError, ValueError) as exc:
        raise StoreError(
            f"{_without_password(url)!r} is no database address that can be used here "
            f"({str(exc).splitlines()[0]}); try sqlite:///path/to/file.sqlite"
        ) from exc
    try:
        _bring_up_to_date(engine, read_only=read_only)
    except BaseException:
        engine.dispose()
        raise
    return engine


@contextmanager
def reading(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A connection whose queries all see the same state of the store."""
    try:
        with _explained(engine), engine.connect() as connection:
            if engine.dialect.name == "postgresql":
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection
    except ValueError as exc:  # a day that is no day, candidates that are no JSON
        raise StoreError(f"{shown_address(engine)} {DAMAGED}") from exc


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A transaction that holds the write lock from its start; kept whole or not at all.

    Raises ``ArticleRefused`` where the rows are at fault and not the store.
    """
    with _explained(engine), engine.connect() as connection:
        connection = connection.execution_options(**{_WRITES: True})
        with connection.begin():
            yield connection


def checkpoint(engine: sa.Engine) -> None:
    """Move what SQLite's log holds into the database and empty the log, as far as readers let it.

    The log grows while readers hold it open, and what was read once is not given back otherwise.
    """
    if engine.dialect.name != "sqlite":
        return
    with _explained(engine):
        connection = engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()


def shown_address(engine: sa.Engine) -> str:
    """How messages name the store: the file, or the address without its password."""
    if engine.dialect.name == "sqlite":
        return f"database {_file_of(engine.url)}"
    return f"database {engine.url.render_as_string(hide_password=True)}"


def _sqlite_engine(address: sa.URL, *, read_only: bool, busy_timeout_s: float) -> sa.Engine:
    file = _file_of(address)
    if read_only and not file.exists():
        raise StoreError(f"no database at {file}; make one: python -m data ingest seeds")
    if not read_only:
        _make_folder(file)
    _refuse_other_files(file)
    uri = f"{file.resolve().as_uri()}?{_mode(file, read_only=read_only)}"

    def connect() -> sqlite3.Connection:
        # Each connection serves one thread at a time; the pool hands it from one to the next.
        return sqlite3.connect(
            uri, uri=True, timeout=busy_timeout_s, check_same_thread=False, isolation_level=None
        )

    engine = sa.create_engine(address, creator=connect)

    @sa.event.listens_for(engine, "connect")
    def prepare(dbapi: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
        cursor = dbapi.cursor()
        if not read_only:
            cursor.execute("PRAGMA journal_mode = WAL")
            cursor.execute(f"PRAGMA journal_size_limit = {log_size.MOST_BYTES}")
        cursor.execute("PRAGMA synchronous = NORMAL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.close()
        entry.info["file"] = _identity(file)

    @sa.event.listens_for(engine, "checkout")
    def check(
        _dbapi: DBAPIConnection, entry: ConnectionPoolEntry, _proxy: PoolProxiedConnection
    ) -> None:
        # SQLite goes on writing to a file that was removed, and nothing of it would be kept.
        present = _identity(file)
        if present is None:
            raise StoreLost(
                f"database {file} was removed while it was in use; restore a copy, or repeat the "
                "command to begin a new one"
            )
        if present != entry.info["file"]:
            raise DisconnectionError  # another file took its place: the pool opens that one

    @sa.event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        writes = connection.get_execution_options().get(_WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    if not read_only:
        log_size.keep_small(engine, file)
    return engine


def _postgres_engine(address: sa.URL, *, read_only: bool, busy_timeout_s: float) -> sa.Engine:
    options = ["-c timezone=UTC", f"-c lock_timeout={round(1000 * busy_timeout_s)}"]
    if read_only:
        options.append("-c default_transaction_read_only=on")
    return sa.create_engine(
        address.set(drivername="postgresql+psycopg"),
        pool_pre_ping=True,  # a server that was restarted is met again without an error
        connect_args={
            "application_name": "frontline",
            "connect_timeout": _CONNECT_TIMEOUT_S,
            "options": " ".join(options),
            **_SURE_OF_LIFE,
        },
    )


def _file_of(address: sa.URL) -> Path:
    if not address.database or address.database == ":memory:" or address.query:
        raise StoreError(
            f"{address.database or 'sqlite://'!r} names no file; use sqlite:///path/to/file.sqlite"
        )
    try:
        return Path(address.database).expanduser()
    except RuntimeError as exc:
        raise StoreError(
            f"{address.database!r}: unknown user after ~; write the full path"
        ) from exc


def _refuse_other_files(file: Path) -> None:
    # SQLite takes a file shorter than a page's head for an empty database and writes over it.
    try:
        with file.open("rb") as opened:
            head = opened.read(len(_SQLITE_HEAD))
    except OSError:
        return  # not there yet, or not readable: SQLite says which when it opens it
    if head and head != _SQLITE_HEAD:
        raise StoreError(f"database {file} {NOT_A_DATABASE}")


def _identity(file: Path) -> tuple[int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _make_folder(file: Path) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as exc:
        raise StoreError(
            f"folder {file.parent} for the database cannot be made ({exc.strerror}); "
            "name another with --database or FRONTLINE_DATABASE"
        ) from exc
    if file.is_dir():
        raise StoreError(f"database {file} is a folder; name a file inside it")


def _mode(file: Path, *, read_only: bool) -> str:
    if not read_only:
        return "mode=rwc"
    # A WAL database in a folder that cannot be written to opens only when SQLite may trust that
    # nobody changes it; a -wal file beside it says that somebody does.
    try:
        probe = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)
    except sqlite3.Error:
        return "mode=ro"
    try:
        probe.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.Error as exc:
        unopened = exc.sqlite_errorname.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY"))
        if unopened and not file.with_name(file.name + "-wal").exists():
            return "immutable=1"
    finally:
        probe.close()
    return "mode=ro"


def _bring_up_to_date(engine: sa.Engine, *, read_only: bool) -> None:
    shown = shown_address(engine)
    with reading(engine) as connection:
        steps = pending(connection, shown=shown)
    if not steps or (read_only and all(step.to_write for step in steps)):
        return
    if read_only:
        raise StoreError(f"{shown} is empty or of an older layout; run python -m data ingest first")
    with writing(engine) as connection:
        if engine.dialect.name == "postgresql":  # SQLite's writers have waited already
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_MIGRATION_LOCK)))
        applied = migrate(connection, shown=shown, now=datetime.now(UTC).replace(tzinfo=None))
    log.info("%s: applied %s", shown, ", ".join(applied))


@contextmanager
def _explained(engine: sa.Engine) -> Iterator[None]:
    try:
        yield
    except (DataError, IntegrityError) as exc:
        raise ArticleRefused(f"{shown_address(engine)} {database_says(exc)}") from exc
    except DBAPIError as exc:
        kind = StoreAway if is_passing(exc) else StoreLost if is_lost(exc) else StoreError
        raise kind(f"{shown_address(engine)} {database_says(exc)}") from exc
    except sqlite3.Error as exc:  # raised by COMMIT and PRAGMA, past SQLAlchemy's wrapping
        raise StoreError(f"{shown_address(engine)} {sqlite_says(exc)}") from exc


def _without_password(url: str) -> str:
    try:
        return sa.make_url(url).render_as_string(hide_password=True)
    except (ArgumentError, ValueError):
        return url.split("@")[-1]
