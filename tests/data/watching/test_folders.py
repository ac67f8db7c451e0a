import os
import sqlite3
from functools import partial

import pytest

from data.ingesting import ingest
from data.store.engine import open_engine
from data.watching.folders import FolderJob
from tests.data.articles.web.times import SimulatedTime
from tests.data.builders import without_progress
from tests.data.watching.feeding import Watching
from tests.theatre import UKRAINE


@pytest.fixture
def news(tmp_path):
    made = tmp_path / "news"
    made.mkdir()
    return made


@pytest.fixture
def watched(engine, geoparser, settings, news):
    return Watched(engine, geoparser, settings, news)


class Watched:
    """A watched folder: ``look`` once, and read ``stored`` and ``lines``."""

    def __init__(self, engine, geoparser, settings, *paths):
        self.lines, self.time, self.taken = [], SimulatedTime(), []
        self.engine, self._paths = engine, paths
        self._ingest = partial(
            ingest, engine=engine, geoparser=geoparser, settings=settings, theatre=UKRAINE
        )
        self.before_taking = lambda: None
        self.start()

    def start(self):
        self.job = FolderJob(
            self._paths,
            take=self.take,
            engine=self.engine,
            clock=self.time.clock,
            every_s=10.0,
            log=without_progress(self.lines),
        )

    def take(self, paths, **more):
        self.before_taking()
        self.taken += [path.name for path in paths]
        return self._ingest(paths, **more)

    def look(self, times=1):
        for _time in range(times):
            self.job.run()

    stored = Watching.stored


def test_a_file_is_taken_once_it_looks_the_same_twice(watched, news):
    (news / "a.txt").write_text("Shelling hit Bakhmut.", encoding="utf-8")
    watched.look()
    assert watched.stored == []
    watched.look(4)
    assert watched.stored == [("Shelling hit Bakhmut.", 1)]
    assert watched.taken == ["a.txt"]
    assert watched.lines == [f"{news / 'a.txt'}: 1 new"]


def test_a_file_that_is_still_written_is_left_until_it_is_quiet(watched, news):
    with (news / "a.txt").open("w", encoding="utf-8") as file:
        for word in ("Shelling ", "hit ", "Bakhmut."):
            file.write(word)
            file.flush()
            watched.look()
    watched.look()
    assert watched.stored == [("Shelling hit Bakhmut.", 1)]


def test_a_file_that_grows_while_it_is_taken_is_taken_again(watched, news):
    file = news / "a.txt"
    file.write_text("Shelling hit", encoding="utf-8")
    watched.before_taking = lambda: file.write_text("Shelling hit Kyiv.", encoding="utf-8")
    watched.look(2)
    watched.before_taking = lambda: None
    watched.look(4)
    assert watched.stored == [("Shelling hit Kyiv.", 1)]


def test_a_file_that_was_only_touched_is_not_taken_again(watched, news):
    (news / "a.txt").write_text("Shelling hit Bakhmut.", encoding="utf-8")
    watched.look(2)
    os.utime(news / "a.txt", (1, 1))
    watched.look(3)
    assert watched.taken == ["a.txt"]


def test_a_changed_file_is_taken_again(watched, news):
    file = news / "a.jsonl"
    file.write_text('{"id": 1, "source": "AP", "text": "Bakhmut"}', encoding="utf-8")
    watched.look(2)
    file.write_text('{"id": 1, "source": "AP", "text": "Bakhmut and Kyiv"}', encoding="utf-8")
    watched.look(2)
    assert [versions for _title, versions in watched.stored] == [2]


def test_what_stands_beside_a_file_belongs_to_it(watched, news):
    (news / "a.txt").write_text("Shelling hit Bakhmut.", encoding="utf-8")
    watched.look(2)
    (news / "a.meta.yaml").write_text("title: Shelling\ndate: 2023-03-01\n", encoding="utf-8")
    watched.look(2)
    assert watched.taken == ["a.txt", "a.txt"]


def test_new_files_in_new_folders_are_found(watched, news):
    watched.look(2)
    (news / "march" / "first").mkdir(parents=True)
    (news / "march" / "first" / "a.md").write_text("Bakhmut", encoding="utf-8")
    watched.look(2)
    assert watched.stored == [("Bakhmut", 1)]


def test_a_new_start_takes_nothing_twice(watched, news):
    (news / "a.txt").write_text("Shelling hit Bakhmut.", encoding="utf-8")
    watched.look(2)
    watched.start()
    watched.look(3)
    assert watched.taken == ["a.txt"]


def test_a_file_that_cannot_be_used_is_named_once(watched, news):
    (news / "a.pdf").write_bytes(b"%PDF")
    watched.look(5)
    skipped = [line for line in watched.lines if line.startswith("skipped: ")]
    assert len(skipped) == 1
    assert watched.taken == ["a.pdf"]


def test_a_folder_that_goes_away_and_comes_back_is_met_again(watched, news):
    news.rename(news.with_name("away"))
    watched.look(3)
    assert watched.lines == [f"skipped: {news} does not exist; check the path"]
    news.with_name("away").rename(news)
    (news / "a.txt").write_text("Shelling hit Bakhmut.", encoding="utf-8")
    watched.look(2)
    assert watched.stored == [("Shelling hit Bakhmut.", 1)]


def test_a_pipe_that_might_never_end_is_not_opened(watched, news):
    os.mkfifo(news / "a.txt")
    watched.look(3)
    assert watched.taken == []


def test_a_locked_store_is_tried_again_and_nothing_is_lost(
    database_url, engine, geoparser, settings, news
):
    quick = open_engine(database_url, busy_timeout_s=0.02)
    watched = Watched(quick, geoparser, settings, news)
    (news / "a.txt").write_text("Shelling hit Bakhmut.", encoding="utf-8")
    watched.look()
    lock = sqlite3.connect(database_url.removeprefix("sqlite:///"), isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    watched.look(3)
    assert watched.stored == []
    assert watched.job.due_s == watched.time.steady_s + 120
    assert len([line for line in watched.lines if "is locked" in line]) == 1
    lock.close()
    watched.look(2)
    assert watched.stored == [("Shelling hit Bakhmut.", 1)]
    quick.dispose()


def test_many_files_are_taken_in_parts(watched, news):
    for number in range(450):
        (news / f"{number}.txt").write_text(f"Report {number}.", encoding="utf-8")
    watched.look(2)
    assert len(watched.stored) == 450
    assert watched.lines == ["200 files: 200 new", "200 files: 200 new", "50 files: 50 new"]
