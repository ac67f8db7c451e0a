import json
import multiprocessing
import threading

import pytest

from data.bulk.pool import Pool
from data.errors import WorkersError
from tests.data.bulk.stores import contents
from tests.data.bulk.workers import (
    FAILS,
    KILLS,
    KILLS_ONCE,
    open_and_die,
    open_nothing,
    open_reading,
)


def _pool(workers=2, opener=open_reading):
    lines = []
    return Pool(opener, workers=workers, log=lines.append), lines


def _workers():
    children = multiprocessing.active_children()
    return [child for child in children if child.name == "reader of articles"]


def _with_texts(news, *texts):
    more = [json.dumps({"id": f"x{n}", "source": "AP", "text": t}) for n, t in enumerate(texts)]
    lines = news.read_text("utf-8").splitlines()
    news.write_text("\n".join([*lines[:9], *more, *lines[9:]]), encoding="utf-8")
    return news


@pytest.mark.parametrize("workers", [1, 3])
def test_the_store_is_the_same_however_many_processes_read(news, taken, workers):
    alone, wanted, said = taken(news)
    pool, lines = _pool(workers)
    with pool:
        together, report, said_too = taken(news, pool)
    assert contents(together) == contents(alone)
    assert report.counts() == wanted.counts()
    assert (said_too, lines) == (said, [])
    assert _workers() == []


def test_what_is_stored_already_is_not_sent_to_the_workers(news, taken):
    sent = []

    class Recording(Pool):
        def answers(self, items):
            for item, answer in super().answers(items):
                sent.append(item.job)
                yield item, answer

    with Recording(open_reading, workers=1, log=print) as pool:
        taken(news, pool)
        assert sum(job is not None for job in sent) >= 36  # four more are newer versions
        sent.clear()
        taken(news, pool, again=True)
    assert sent == [None] * 46


def test_workers_are_started_without_a_fork_where_threads_run(news, taken):
    alone, _report, _said = taken(news)
    waiting = threading.Event()
    thread = threading.Thread(target=waiting.wait)
    thread.start()
    try:
        pool, _lines = _pool(1)
        with pool:
            spawned, _report, _said = taken(news, pool)
    finally:
        waiting.set()
        thread.join()
    assert contents(spawned) == contents(alone)


def test_a_worker_that_is_killed_is_replaced_and_nothing_is_lost_or_doubled(news, taken, tmp_path):
    news = _with_texts(news, f"{KILLS_ONCE}{tmp_path / 'mark'}")
    pool, lines = _pool()
    with pool:
        survived, report, _said = taken(news, pool)
    alone, wanted, _said = taken(news)
    assert contents(survived) == contents(alone)
    assert report.counts() == wanted.counts()
    assert lines == [
        "note: a worker process was ended by signal 9; another reads its articles again"
    ]


def test_an_article_that_ends_its_worker_each_time_is_refused_by_name(news, taken):
    alone, _report, _said = taken(news)
    pool, lines = _pool()
    with pool:
        without, report, _said = taken(_with_texts(news, KILLS), pool)
    reason = "the process that read it was ended by signal 9, each time; report it"
    origin = f"{news} line 10"
    assert report.skipped[0] == (origin, f"{origin} was left out: {reason}")
    assert contents(without)["mention"] == contents(alone)["mention"]
    assert len(lines) == 3


def test_an_article_that_the_reading_fails_on_is_told_as_in_one_process(news, taken):
    news = _with_texts(news, FAILS)
    pool, _lines = _pool()
    with pool:
        _engine, report, _said = taken(news, pool)
    failed = "reading it failed (RecursionError: too deep); report it with its text"
    assert report.skipped[0][1] == f"{news} line 10 was left out: {failed}"


@pytest.mark.parametrize(
    ("opener", "raised", "told"),
    [
        (open_nothing, FileNotFoundError, "there is no gazetteer here"),
        (
            open_and_die,
            WorkersError,
            "a worker process was ended by signal 9 before it could read anything; "
            "use fewer workers, or none",
        ),
    ],
    ids=["no gazetteer", "no memory"],
)
def test_workers_that_cannot_begin_end_the_ingest_with_the_reason(
    news, taken, opener, raised, told
):
    pool, _lines = _pool(2, opener)
    with pytest.raises(raised, match=told), pool:
        taken(news, pool)
    assert _workers() == []


def test_an_interrupted_ingest_leaves_no_process_behind(news, taken):
    def interrupted(items):
        for number, item in enumerate(items):
            if number == 20:
                raise KeyboardInterrupt
            yield item

    pool, _lines = _pool()
    whole = pool.answers
    pool.answers = lambda items: whole(interrupted(items))
    with pytest.raises(KeyboardInterrupt), pool:
        taken(news, pool)
    assert _workers() == []
