"""A week of a feed whose server fails in every way that we know of, on a simulated clock."""

import gc
import gzip
import sqlite3
import threading
import tracemalloc
from collections import Counter
from random import Random

import pytest

from data.settings import Settings
from data.store.engine import open_engine
from tests.data.articles.web.servers import Answer, give, moved, serving
from tests.data.articles.web.times import SimulatedTime
from tests.data.watching.feeding import HASTY, HOUR_S, Watching, answer, item, rss

PUBLISHED_EVERY_H = 2
SHOWN = 90
"""Entries in the feed: no server can be asked for what it no longer shows."""
LOCKED = {*range(40, 56), *range(100, 116)}
CLOCK_BACK = {30: 5 * HOUR_S, 90: 9 * 24 * HOUR_S, 130: -40 * 24 * HOUR_S}
"""Hour, and how far the clock on the wall is set back from then on."""
KILLED_AT = (25, 45, 102, 140)


class Newsroom:
    """Publishes a report every two hours; its server draws what it does with each request."""

    def __init__(self, time, secret_port):
        self.time, self.secret_port = time, secret_port
        self.chance = Random(20)
        self.deck = []
        self.failing = True
        self.did = Counter()

    @property
    def newest(self):
        return int((self.time.steady_s - 1000) / HOUR_S / PUBLISHED_EVERY_H)

    def content(self):
        last = self.newest
        return rss(*(item(n) for n in range(last, max(last - SHOWN, -1), -1)))

    def __call__(self, handler):
        if not self.deck:
            self.deck = [name for name in dir(self) if name.startswith("fault_")] + ["fine"] * 8
            self.chance.shuffle(self.deck)
        does = self.deck.pop() if self.failing else "fine"
        self.did[does] += 1
        return getattr(self, does)(handler)

    def fine(self, handler):
        etag = f'"{self.newest}"'
        if handler.headers.get("If-None-Match") == etag:
            return Answer(status=304)
        return answer(self.content(), etag)

    def fault_silence(self, _handler):
        threading.Event().wait(0.6)

    def fault_drops(self, handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        for _drop in range(20):
            handler.wfile.write(b"<")
            threading.Event().wait(0.04)

    def fault_500(self, _handler):
        return Answer(b"sorry", 500)

    def fault_busy(self, _handler):
        return Answer(b"later", 503, {"Retry-After": str(self.chance.randrange(1, 20_000))})

    def fault_garbage(self, _handler):
        return answer(self.chance.randbytes(5_000), '"garbage"')

    def fault_a_page_of_the_hoster(self, _handler):
        return Answer(b"<html><body>This domain is for sale</body></html>", headers={"ETag": '"h"'})

    def fault_breaks_off(self, _handler):
        whole = self.content()
        return answer(whole[: self.chance.randrange(len(whole))], '"half"')

    def fault_length_lies(self, handler):
        give(handler, answer(self.content(), '"lie"', Content_Length="999999"))

    def fault_this_machine(self, _handler):
        return moved(f"http://127.0.0.1:{self.secret_port}/secret")

    def fault_a_file(self, _handler):
        return moved("file:///etc/passwd")

    def fault_circles(self, _handler):
        return moved("/feed")

    def fault_never_ends(self, handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n<rss>")
        for _part in range(100):
            handler.wfile.write(b"<item>" * 10_000)

    def fault_bomb(self, _handler):
        packed = gzip.compress(bytes(20_000_000), 1)
        return answer(packed, '"bomb"', Content_Encoding="gzip")

    def fault_entities(self, _handler):
        entities = b'<!DOCTYPE rss [<!ENTITY a "haha">]>'
        used = self.content().replace(
            b"<title>Radio", b"<description>&a;</description><title>Radio"
        )
        return answer(entities + used, '"e"')


@pytest.fixture
def time():
    return SimulatedTime()


@pytest.fixture
def quick_engine(database_url):
    """The store, for a writer who waits for no other."""
    opened = open_engine(database_url, busy_timeout_s=0.02)
    yield opened
    opened.dispose()


class Trouble:
    """Sets clocks back and locks the database, each at its hour."""

    def __init__(self, time, database):
        self._time, self._database = time, database
        self._lock = None
        self.refused = 0

    def __call__(self):
        hour = int((self._time.steady_s - 1000) / HOUR_S)
        reached = [back for at, back in CLOCK_BACK.items() if hour >= at]
        self._time.set_back_s = reached[-1] if reached else 0.0
        if hour in LOCKED and self._lock is None:
            self._lock = sqlite3.connect(self._database, isolation_level=None)
            self._lock.execute("BEGIN IMMEDIATE")
        elif hour not in LOCKED and self._lock:
            self._lock.close()
            self._lock = None


def test_a_week_of_failures_loses_nothing_doubles_nothing_and_ends_nothing(
    quick_engine, geoparser, database_url, time
):
    with (
        serving({"/secret": answer(rss(item(666)))}, host="127.0.0.1") as secret,
        serving() as site,
    ):
        news = Newsroom(time, secret.port)
        site.pages["/feed"] = news
        time.on_sleep = Trouble(time, database_url.removeprefix("sqlite:///"))
        watching = Watching(
            engine=quick_engine,
            geoparser=geoparser,
            settings=Settings(database_url=database_url),
            time=time,
            every_s=HOUR_S / 2,
            limits=HASTY,
        )
        begun = 0
        for killed in KILLED_AT:
            watching.run(watching.job(site.address("/feed")), hours=killed - begun)
            begun = killed
        watching.run(watching.job(site.address("/feed")), hours=24 * 7 - begun)
        unmet = {name for name in dir(news) if name.startswith("fault_")} - set(news.did)
        news.failing = False
        watching.run(watching.job(site.address("/feed")), hours=30)

        last = news.newest
        found = Counter(dict(watching.stored))
        assert set(found) - {f"Report {last}"} == {f"Report {n}" for n in range(last)}
        assert len(watching.stored) == len(found)
        assert {versions for title, versions in watching.stored} == {1}
        assert secret.asked == []
        assert any("is locked" in line for line in watching.lines)
        assert unmet == set()


def test_watching_takes_no_more_memory_on_the_last_day_than_on_the_first(
    quick_engine, geoparser, database_url, time
):
    with serving() as site:
        news = Newsroom(time, 9)
        site.pages["/feed"] = lambda handler: (
            news.fine(handler) if news.chance.random() < 0.5 else news.fault_garbage(handler)
        )
        watching = Watching(
            engine=quick_engine,
            geoparser=geoparser,
            settings=Settings(database_url=database_url),
            time=time,
        )
        job = watching.job(site.address("/feed"))
        watching.run(job, hours=24)
        tracemalloc.start()
        try:
            sizes = []
            for _days in range(2):
                watching.run(job, hours=24)
                watching.lines.clear()
                site.asked.clear()
                site.headers.clear()
                gc.collect()
                sizes.append(tracemalloc.get_traced_memory()[0])
        finally:
            tracemalloc.stop()
        assert sizes[1] - sizes[0] < 300_000
