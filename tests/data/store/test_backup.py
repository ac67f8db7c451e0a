import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from data.errors import StoreError
from data.model import Filter
from data.queries import tables as queries
from data.store.backup import backup, copy_pages, restore
from data.store.copying import Digest, copy_rows, digests
from data.store.engine import open_engine, reading, writing
from data.store.schema import ARTICLE, MENTION, MIGRATION
from tests.data.builders import article, claimed, new_writer, store

LAYOUT_ONE = Path(__file__).parent / "layout_one.sql"
ENGINES = ["sqlite", "postgresql"]


@pytest.fixture
def filled(engine):
    """A store of three articles, one of them with an older version."""
    writer = new_writer(engine)
    store(writer, article("Shelling hit Bakhmut.", article_id="1", day="2023-03-01"), "Bakhmut")
    blast = "A blast in Kyiv."
    store(writer, article(blast, article_id="2"), "Kyiv", claims=[claimed(blast, "Kyiv")])
    store(writer, article("Shelling hit Kherson.", article_id="1", day="2023-03-01"), "Kherson")
    return engine


@pytest.fixture
def new_url(request, tmp_path):
    """The address of a store that is not there, or empty on the tests' server."""
    if request.param == "postgresql":
        return request.getfixturevalue("postgres").new_database()
    return f"sqlite:///{tmp_path / 'restored' / 'news.sqlite'}"


def _held(url):
    engine = open_engine(url)
    try:
        with reading(engine) as connection:
            return digests(connection)
    finally:
        engine.dispose()


def _files(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.both_engines
@pytest.mark.parametrize("new_url", ENGINES, indirect=True)
def test_a_store_comes_back_whole_in_either_engine(filled, tmp_path, new_url):
    file = tmp_path / "news.backup"
    held = backup(filled, file)
    rows = [held[name].rows for name in ("article", "article_text", "mention", "claim")]
    assert rows == [2, 3, 2, 1]
    assert restore(file, new_url) == held == _held(new_url)


@pytest.mark.both_engines
@pytest.mark.parametrize("new_url", ENGINES, indirect=True)
def test_what_is_restored_can_be_searched_and_written_to(filled, tmp_path, new_url):
    backup(filled, tmp_path / "news.backup")
    restore(tmp_path / "news.backup", new_url)
    engine = open_engine(new_url)
    found = queries.article_page(engine, Filter(search="blast"), limit=9, offset=0)
    assert list(found.article_id) == [2]
    store(new_writer(engine), article("Near Bakhmut.", article_id="3"), "Bakhmut")
    with reading(engine) as connection:
        ids = connection.scalars(sa.select(ARTICLE.c.article_id).order_by(ARTICLE.c.article_id))
        assert ids.all() == [1, 2, 3]
    engine.dispose()


def test_a_backup_is_of_one_moment_while_others_write(filled, tmp_path):
    written = threading.Event()

    def late(source, target):
        other = threading.Thread(target=_write_one, args=(filled.url, written))
        other.start()
        assert written.wait(20)
        other.join()
        copy_pages(source, target)

    before = _held(str(filled.url))
    assert backup(filled, tmp_path / "news.backup", copy=late) == before
    assert _held(str(filled.url))["article"].rows == before["article"].rows + 1


def _write_one(url, written):
    engine = open_engine(str(url))
    store(new_writer(engine), article("Kyiv again.", article_id="late"), "Kyiv")
    engine.dispose()
    written.set()


def test_a_backup_lies_in_one_file(filled, tmp_path):
    folder = tmp_path / "backups"
    backup(filled, folder / "news.backup")
    assert _files(folder) == ["news.backup"]


def test_a_file_that_is_there_is_not_written_over(filled, tmp_path):
    file = tmp_path / "news.backup"
    file.write_text("mine", encoding="utf-8")
    with pytest.raises(StoreError, match="exists already; name another file, or move it away"):
        backup(filled, file)
    assert file.read_text("utf-8") == "mine"


@pytest.mark.both_engines
def test_a_store_that_is_not_empty_is_not_filled(filled, tmp_path, database_url):
    backup(filled, tmp_path / "news.backup")
    with pytest.raises(StoreError, match="is not empty; restore into a new one"):
        restore(tmp_path / "news.backup", database_url)


def test_a_backup_that_lost_a_row_is_not_kept(filled, tmp_path):
    def lossy(source, target):
        copy_pages(source, target)
        with closing(sqlite3.connect(target, isolation_level=None)) as connection:
            connection.execute("DELETE FROM mention WHERE article_id = 2")

    folder = tmp_path / "backups"
    with pytest.raises(StoreError, match="table mention: 1 rows of 2, or others"):
        backup(filled, folder / "news.backup", copy=lossy)
    assert _files(folder) == []


@pytest.mark.parametrize("new_url", ENGINES, indirect=True)
def test_a_restored_store_with_another_word_is_not_kept(filled, tmp_path, new_url):
    def lossy(source, target):
        held = copy_rows(source, target)
        target.execute(sa.update(MENTION).values(text="Kiev"))
        return held

    backup(filled, tmp_path / "news.backup")
    open_engine(new_url).dispose()  # there, though empty: filled row by row
    with pytest.raises(StoreError, match="table mention: 2 rows of 2, or others"):
        restore(tmp_path / "news.backup", new_url, copy=lossy)
    assert _held(new_url)["article"] == Digest(0, 0)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "there is no backup at"),
        (b"", "is empty; name a file that backup wrote"),
        (b"hello" * 1000, "is not a database"),
    ],
    ids=["missing", "empty", "no database"],
)
def test_what_is_no_backup_is_told(tmp_path, content, told):
    file = tmp_path / "news.backup"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(StoreError, match=told):
        restore(file, f"sqlite:///{tmp_path / 'new.sqlite'}")
    assert not (tmp_path / "new.sqlite").exists()


def test_a_backup_of_a_newer_version_is_refused(filled, tmp_path):
    with writing(filled) as connection:
        row = {"name": "9999-of-the-future", "applied_at": sa.func.now()}
        connection.execute(sa.insert(MIGRATION).values(**row))
    file = tmp_path / "news.backup"
    sqlite3.connect(filled.url.database).execute(f"VACUUM INTO '{file}'")
    with pytest.raises(StoreError, match="was made by a newer version of this program"):
        restore(file, f"sqlite:///{tmp_path / 'new.sqlite'}")


@pytest.mark.parametrize("new_url", ENGINES, indirect=True)
def test_a_backup_of_the_first_layout_is_brought_up_to_date(tmp_path, new_url):
    file = tmp_path / "old.backup"
    with sqlite3.connect(file) as connection:
        connection.executescript(LAYOUT_ONE.read_text("utf-8"))
    before = file.read_bytes()
    restore(file, new_url)
    assert file.read_bytes() == before
    engine = open_engine(new_url)
    with reading(engine) as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(MENTION)) > 0
    engine.dispose()
