"""Whoever asks after a commit is told of it, from another connection as from the writer's own."""

import threading

import pytest

from data.counts import compact
from data.errors import DataError
from data.model import Filter
from data.queries import tables as queries
from data.store.engine import open_engine
from tests.data.builders import article, new_writer, store

pytestmark = pytest.mark.both_engines


@pytest.fixture
def reader(engine, database_url):
    opened = open_engine(database_url, read_only=True)
    yield opened
    opened.dispose()


def _told(reader, search=""):
    return dict(queries.facets(reader, Filter(search=search)).sources)


def test_every_answer_after_a_commit_knows_of_it(engine, writer, reader):
    for number in range(1, 6):
        store(writer, article(f"Day {number} near Bakhmut.", article_id=str(number)), "Bakhmut")
        assert _told(reader) == {"Reuters": number}
        assert _told(reader, "Bakhmut") == {"Reuters": number}
        if number == 3:
            compact(engine)
            assert _told(reader) == {"Reuters": 3}


def test_readers_and_writers_at_once_fail_nothing_and_see_what_was_committed(
    engine, database_url, reader
):
    written, late, failures, ended = [0, 0], [], [], []

    def write(number):
        mine = new_writer(engine)
        for count in range(1, 9):
            given = article(f"{count} near Kherson.", article_id=str(count), source=f"w{number}")
            store(mine, given, "Kherson")
            written[number] = count

    def read():
        while not {(write, 0), (write, 1)} <= set(ended):
            least = list(written)
            told = _told(reader)
            late.extend(n for n, count in enumerate(least) if told.get(f"w{n}", 0) < count)

    def work(task, *given):
        try:
            task(*given)
        except DataError as exc:
            failures.append(str(exc))
        finally:
            ended.append((task, *given))

    tasks = [(write, 0), (write, 1), (read,), (read,), (read,)]
    threads = [threading.Thread(target=work, args=task) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (failures, late) == ([], [])
    assert _told(reader) == {"w0": 8, "w1": 8}
