"""Writes a store to one file and restores it: consistent under writers, complete and verified.

A backup is an SQLite file, whatever engine the store has, and a store by itself. It is restored
into an empty store of either engine, which is also how a store moves from one to the other. One of
an older layout is brought up to date in a copy; one of a newer layout is refused.
"""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import sqlalchemy as sa

from data.errors import StoreError
from data.settings import file_address
from data.store.copying import Digests, copy_rows, digests, refuse_difference
from data.store.engine import open_engine, reading, shown_address, writing
from data.store.migrations.steps import MIGRATIONS, pending
from data.store.schema import ARTICLE, RUN
from data.store.search.rebuild import rebuild


def copy_pages(source: sa.Connection, target: Path) -> None:
    """Copy an SQLite database page by page, as it is within the transaction of ``source``."""
    driver = source.connection.driver_connection
    if not isinstance(driver, sqlite3.Connection):
        raise StoreError("this SQLite driver cannot copy a database; use Python's own")
    with closing(sqlite3.connect(target)) as written:
        driver.backup(written)


def backup(
    engine: sa.Engine, target: Path, *, copy: Callable[[sa.Connection, Path], None] = copy_pages
) -> Digests:
    """Write the store as it is now to the new file ``target``; what it holds.

    ``copy`` copies an SQLite database, by default with SQLite's own online backup.
    """
    _refuse_existing(target)
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with reading(engine) as source:
            if engine.dialect.name == "sqlite":
                wanted = digests(source)  # of the state that the copy is made of
                copy(source, beside)
            else:
                wanted = _copy_into(source, file_address(beside))
        _make_one_file(beside)
        _verify(beside, wanted)
        _refuse_existing(target)
        beside.replace(target)
    except OSError as exc:
        if isinstance(exc, StoreError):
            raise
        raise StoreError(
            f"{target} cannot be written ({exc.strerror or exc}); name another file"
        ) from exc
    finally:
        for ending in ("", "-wal", "-shm", "-journal"):
            beside.with_name(beside.name + ending).unlink(missing_ok=True)
    return wanted


def restore(
    source: Path,
    url: str,
    *,
    busy_timeout_s: float = 10.0,
    copy: Callable[[sa.Connection, sa.Connection], Digests] = copy_rows,
) -> Digests:
    """Fill the empty or new store at ``url`` from the backup ``source``; what it then holds.

    ``copy`` fills an existing empty store row by row.
    """
    if not source.is_file():
        raise StoreError(f"there is no backup at {source}; check the path")
    with _of_present_layout(source) as engine:
        file = _new_file(url)
        if file is not None:
            return backup(engine, file)
        with reading(engine) as read:
            return _copy_into(read, url, busy_timeout_s=busy_timeout_s, copy=copy)


def _copy_into(
    source: sa.Connection,
    url: str,
    *,
    busy_timeout_s: float = 10.0,
    copy: Callable[[sa.Connection, sa.Connection], Digests] = copy_rows,
) -> Digests:
    engine = open_engine(url, busy_timeout_s=busy_timeout_s)
    shown = shown_address(engine)
    try:
        with writing(engine) as target:
            for table in (ARTICLE, RUN):
                if target.scalar(sa.select(sa.exists().select_from(table))):
                    raise StoreError(f"{shown} is not empty; restore into a new one")
            wanted = copy(source, target)
            refuse_difference(wanted, digests(target), shown=shown)
            rebuild(target)  # each engine has its own index
    finally:
        engine.dispose()
    return wanted


def _make_one_file(file: Path) -> None:
    """Take the write-ahead log into the file: a backup is moved about without what lies beside."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    with file.open("rb+") as written:
        os.fsync(written.fileno())


def _verify(file: Path, wanted: Digests) -> None:
    engine = open_engine(file_address(file), read_only=True)
    try:
        with reading(engine) as connection:
            said = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
            if said != ["ok"]:
                raise StoreError(f"{file} is damaged ({said[0]}); check the disk and repeat")
            refuse_difference(wanted, digests(connection), shown=str(file))
    finally:
        engine.dispose()


@contextmanager
def _of_present_layout(file: Path) -> Iterator[sa.Engine]:
    """The backup, opened; where its layout is an older one, a copy that was brought up to date."""
    with tempfile.TemporaryDirectory() as folder:
        if _is_older(file):
            copied = Path(folder) / "restored.sqlite"
            shutil.copyfile(file, copied)
            engine = open_engine(file_address(copied))
        else:
            engine = open_engine(file_address(file), read_only=True)
        try:
            yield engine
        finally:
            engine.dispose()


def _is_older(file: Path) -> bool:
    uri = f"{file.resolve().as_uri()}?mode=ro"
    engine = sa.create_engine(file_address(file), creator=lambda: sqlite3.connect(uri, uri=True))
    with reading(engine) as connection:
        steps = pending(connection, shown=shown_address(engine))
    engine.dispose()
    if len(steps) == len(MIGRATIONS):
        raise StoreError(f"{file} is empty; name a file that backup wrote")
    return bool(steps)


def _new_file(url: str) -> Path | None:
    """The SQLite file that ``url`` names, where there is none yet."""
    try:
        address = sa.make_url(url)
    except sa.exc.ArgumentError:
        return None  # opening it says what is wrong
    if address.get_backend_name() != "sqlite" or not address.database or address.query:
        return None
    file = Path(address.database).expanduser()
    return None if file.exists() else file


def _refuse_existing(file: Path) -> None:
    if file.exists():
        raise StoreError(f"{file} exists already; name another file, or move it away")
