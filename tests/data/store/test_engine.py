import sqlite3
import threading
from datetime import datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from data.errors import StoreError
from data.store.engine import checkpoint, open_engine, reading, writing
from data.store.schema import ARTICLE, MENTION, RUN
from tests.data.builders import article, store
from tests.data.rights import without_rights


def test_a_new_store_has_its_folder_tables_and_settings(database_url):
    engine = open_engine(database_url)
    with reading(engine) as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert connection.scalar(sa.select(sa.func.count()).select_from(ARTICLE)) == 0
    engine.dispose()


def test_foreign_keys_are_kept(engine):
    row = {
        "article_id": 99,
        "start": 0,
        "end": 1,
        "text": "x",
        "role": "literal",
        "reason": "none",
        "confidence": 0,
        "lang": "en",
        "lead": False,
        "candidate_count": 0,
    }
    with pytest.raises(StoreError, match="FOREIGN KEY"), writing(engine) as connection:
        connection.execute(sa.insert(MENTION).values(**row))


def test_a_writer_takes_the_lock_when_it_begins(engine, database_url):
    other = open_engine(database_url, busy_timeout_s=0)
    file = engine.url.database
    with writing(engine), pytest.raises(StoreError) as error, writing(other):
        pass
    assert str(error.value) == (
        f"database {file} is locked: another process is writing to it; wait for it to end, "
        "or stop it"
    )
    other.dispose()


@pytest.mark.both_engines
def test_readers_are_not_stopped_by_a_writer(engine):
    with writing(engine) as write, reading(engine) as read:
        write.execute(sa.insert(RUN).values(started_at=_noon(), **_VERSIONS))
        assert read.scalar(sa.select(sa.func.count()).select_from(RUN)) == 0
    with reading(engine) as read:
        assert read.scalar(sa.select(sa.func.count()).select_from(RUN)) == 1


@pytest.mark.both_engines
def test_a_transaction_that_fails_leaves_nothing(engine):
    def fail():
        with writing(engine) as connection:
            connection.execute(sa.insert(RUN).values(started_at=_noon(), **_VERSIONS))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with reading(engine) as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(RUN)) == 0


@pytest.mark.both_engines
def test_many_threads_read_and_write_at_once(engine):
    failures = []

    def work():
        try:
            for _ in range(10):
                with writing(engine) as connection:
                    connection.execute(sa.insert(RUN).values(started_at=_noon(), **_VERSIONS))
                with reading(engine) as connection:
                    connection.execute(sa.select(RUN)).all()
        except StoreError as exc:
            failures.append(str(exc))

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with reading(engine) as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(RUN)) == 80
    assert failures == []


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"This is a diary, and no database at all. " * 50, "is not a database; name another"),
        (b"x", "is not a database; name another"),
        (b"SQLite format 3\x00" + b"\xff" * 4096, "is not a database; name another"),
    ],
    ids=["text", "one letter", "damaged"],
)
def test_a_file_that_is_no_database_is_refused_and_kept(tmp_path, content, says, read_only):
    file = tmp_path / "a.sqlite"
    file.write_bytes(content)
    with pytest.raises(StoreError) as error:
        open_engine(f"sqlite:///{file}", read_only=read_only)
    assert str(error.value).startswith(f"database {file} {says}")
    assert file.read_bytes() == content


def test_a_missing_database_is_made_only_for_writing(tmp_path):
    file = tmp_path / "a.sqlite"
    with pytest.raises(StoreError) as error:
        open_engine(f"sqlite:///{file}", read_only=True)
    assert str(error.value) == f"no database at {file}; make one: python -m data ingest seeds"
    assert not file.exists()


def test_a_folder_is_no_database(tmp_path):
    with pytest.raises(StoreError, match=r"is a folder; name a file inside it$"):
        open_engine(f"sqlite:///{tmp_path}")


def test_a_file_where_a_folder_should_be_is_named(tmp_path):
    (tmp_path / "a").write_bytes(b"")
    with pytest.raises(StoreError, match=rf"^folder {tmp_path}/a for the database cannot be made"):
        open_engine(f"sqlite:///{tmp_path}/a/b.sqlite")


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("nonsense", "'nonsense' is no database address that can be used here"),
        ("oracle9://x/y", "'oracle9://x/y' is no database address that can be used here"),
        ("sqlite://", "'sqlite://' names no file; use sqlite:///path/to/file.sqlite"),
        ("sqlite:///:memory:", "':memory:' names no file"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused(url, says):
    with pytest.raises(StoreError) as error:
        open_engine(url)
    assert str(error.value).startswith(says)


def test_a_password_is_never_shown():
    with pytest.raises(StoreError) as error:
        open_engine("oracle9://me:secret@host/y")
    assert "secret" not in str(error.value)


def test_a_full_disk_is_named_and_what_was_stored_stays(engine):
    @sa.event.listens_for(engine, "begin")
    def limit(connection):
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    with pytest.raises(StoreError) as error, writing(engine) as connection:
        connection.execute(
            sa.insert(RUN).values(started_at=_noon(), **{**_VERSIONS, "model_version": "x" * 99999})
        )
    assert str(error.value) == (
        f"database {engine.url.database} cannot grow: the disk is full; free some space and "
        "repeat the command"
    )
    with reading(engine) as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        assert connection.scalar(sa.select(sa.func.count()).select_from(RUN)) == 0


def test_a_read_only_file_is_named(open_folder):
    file = open_folder / "a.sqlite"
    open_engine(f"sqlite:///{file}").dispose()
    file.chmod(0o444)

    def write():
        engine = open_engine(f"sqlite:///{file}")
        with writing(engine) as connection:
            connection.execute(sa.insert(RUN).values(started_at=_noon(), **_VERSIONS))

    said = without_rights(write)
    assert said == (
        f"StoreError: database {file} is read-only; make the file and its folder writable, "
        "or name another"
    )


def test_a_read_only_folder_takes_no_new_database(open_folder):
    file = open_folder / "sub" / "a.sqlite"
    file.parent.mkdir()
    file.parent.chmod(0o555)
    said = without_rights(lambda: open_engine(f"sqlite:///{file}"))
    assert said == (
        f"StoreError: database {file} cannot be opened; check that its folder exists and may be "
        "written to"
    )


def test_a_read_only_folder_can_be_read(open_folder):
    file = open_folder / "a.sqlite"
    writable = open_engine(f"sqlite:///{file}")
    with writing(writable) as connection:
        connection.execute(sa.insert(RUN).values(started_at=_noon(), **_VERSIONS))
    writable.dispose()
    open_folder.chmod(0o555)

    def read():
        engine = open_engine(f"sqlite:///{file}", read_only=True)
        with reading(engine) as connection:
            return connection.scalar(sa.select(sa.func.count()).select_from(RUN))

    assert without_rights(read) == "1"
    open_folder.chmod(0o755)


def test_a_read_only_engine_does_not_write(engine, database_url):
    reader = open_engine(database_url, read_only=True)
    with pytest.raises(StoreError, match="is read-only"), writing(reader) as connection:
        connection.execute(sa.insert(RUN).values(started_at=_noon(), **_VERSIONS))
    reader.dispose()


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE article SET published = '202r-03-09'",
        "UPDATE article SET title = CAST(x'ff' AS TEXT)",
        "UPDATE mention SET relative = '[{'",
    ],
    ids=["day", "letters", "relative"],
)
def test_a_value_that_cannot_be_is_damage_to_the_store_told_in_one_line(engine, writer, damage):
    store(writer, article("Fighting near Bakhmut.", day="2023-03-09"), "Bakhmut")
    with writing(engine) as connection:
        connection.exec_driver_sql(damage)
    with pytest.raises(StoreError) as error, reading(engine) as connection:
        connection.execute(sa.select(ARTICLE, MENTION).join_from(ARTICLE, MENTION)).all()
    assert str(error.value) == (
        f"database {engine.url.database} is damaged; restore a copy, or move it away and ingest "
        "again"
    )


def test_another_programs_database_is_refused(tmp_path):
    file = tmp_path / "other.sqlite"
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE article (x)")
    other.close()
    with pytest.raises(StoreError) as error:
        open_engine(f"sqlite:///{file}")
    assert str(error.value) == (
        f"database {file} holds the tables of another program; name a file of its own with "
        "--database"
    )


_VERSIONS = {"gazetteer_version": "g", "model_version": "m"}


def _noon():
    return datetime(2024, 1, 1, 12)


def test_a_database_that_was_removed_is_told_and_nothing_goes_into_the_void(engine, writer):
    store(writer, article("Fighting near Bakhmut."), "Bakhmut")
    file = Path(engine.url.database)
    for name in ("", "-wal", "-shm"):
        file.with_name(file.name + name).unlink()
    with pytest.raises(StoreError) as error:
        store(writer, article("Kherson was hit."), "Kherson")
    assert str(error.value) == (
        f"database {file} was removed while it was in use; restore a copy, or repeat the command "
        "to begin a new one"
    )
    assert not file.exists()


def test_a_database_that_another_took_the_place_of_is_read_anew(engine, writer, tmp_path):
    store(writer, article("Fighting near Bakhmut."), "Bakhmut")
    file = Path(engine.url.database)
    other = open_engine(f"sqlite:///{tmp_path / 'other.sqlite'}")
    other.dispose()
    for name in ("-wal", "-shm"):
        file.with_name(file.name + name).unlink()
    (tmp_path / "other.sqlite").replace(file)
    with reading(engine) as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(ARTICLE)) == 0


def test_a_checkpoint_empties_the_log(engine, writer):
    store(writer, article("Fighting near Bakhmut."), "Bakhmut")
    file = Path(engine.url.database)
    wal = file.with_name(file.name + "-wal")
    assert wal.stat().st_size > 0
    checkpoint(engine)
    assert wal.stat().st_size == 0
