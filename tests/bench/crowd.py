"""Readers and writers at one store, each a process: what fails, and what is seen too late.

A writer raises its number when its transaction has ended; a reader takes the numbers, then asks,
and finds at least as many articles of each writer, or it was shown what is no longer so.
"""

import multiprocessing
import time
import traceback
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from data.counts import compact
from data.errors import DataError
from data.model import Article, DateRange, Filter
from data.queries import tables as queries
from data.reading.article import completed, read_from
from data.reading.identity import prepare
from data.store.engine import open_engine
from data.store.runs import start_run
from data.store.writer import Writer
from tests.data.builders import BAKHMUT, resolved
from tests.theatre import UKRAINE

_PACK_EVERY = 200
_FIRST_DAY = date(2023, 1, 1)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a crowd came to."""

    written: int
    asked: int
    errors: tuple[str, ...]
    stale: int
    largest_log_mb: float
    """Of SQLite's write-ahead log, which grows while readers hold it open."""


def crowd(url: str, *, readers: int, writers: int, seconds: float) -> Seen:
    """Let them work for ``seconds`` and tell what they met."""
    context = multiprocessing.get_context("spawn")
    written = context.Array("q", writers)
    asked, stale = context.Value("q", 0), context.Value("q", 0)
    errors = context.Queue()
    together = context.Barrier(readers + writers)
    open_engine(url).dispose()
    works = [
        context.Process(target=_write, args=(url, number, written, errors, together, seconds))
        for number in range(writers)
    ] + [
        context.Process(target=_read, args=(url, written, asked, stale, errors, together, seconds))
        for _ in range(readers)
    ]
    for work in works:
        work.start()
    said, largest = [], 0
    log = Path(f"{url.removeprefix('sqlite:///')}-wal")
    while any(work.is_alive() for work in works) or not errors.empty():
        with suppress(FileNotFoundError):
            largest = max(largest, log.stat().st_size)
        try:
            said.append(errors.get(timeout=0.2))
        except multiprocessing.queues.Empty:
            continue
    for work in works:
        work.join()
        if work.exitcode:
            said.append(f"a process ended with {work.exitcode}")
    return Seen(sum(written), asked.value, tuple(said), stale.value, largest / 2**20)


def _write(url, number, written, errors, together, seconds):
    try:
        together.wait()
        until = time.monotonic() + seconds
        engine = open_engine(url)
        versions = {"gazetteer_version": "g", "model_version": "m"}
        run_id = start_run(engine, now=datetime(2023, 1, 1), **versions)
        writer = Writer(engine, run_id=run_id, **versions)
        count = 0
        while time.monotonic() < until:
            count += 1
            _store(writer, number, count)
            written[number] = count
            if count % _PACK_EVERY == 0:
                compact(engine)
        engine.dispose()
    except (DataError, OSError, ValueError, LookupError, TypeError, AttributeError):
        errors.put(traceback.format_exc())


def _store(writer, number, count):
    text = f"Report {count} of {number}: shelling of Bakhmut, then of Kherson again."
    given = Article(
        source=f"writer-{number}",
        article_id=str(count),
        text=text,
        published=_FIRST_DAY + timedelta(days=count % 400),
    )
    prepared = prepare(given)
    plan = writer.plan(prepared)
    found = read_from(
        completed(plan.known, theatre=UKRAINE, today=_FIRST_DAY),
        resolved(text, "Bakhmut", "Kherson"),
        theatre=UKRAINE,
    )
    writer.store(prepared, found, planned=plan)


def _read(url, written, asked, stale, errors, together, seconds):
    try:
        together.wait()
        until = time.monotonic() + seconds
        engine = open_engine(url, read_only=True)
        while time.monotonic() < until:
            late = _ask(engine, list(written))
            with asked.get_lock():
                asked.value += 1
                stale.value += late
        engine.dispose()
    except (DataError, OSError, ValueError, LookupError, TypeError, AttributeError):
        errors.put(traceback.format_exc())


def _ask(engine, written) -> int:
    """Whether an answer was older than ``written``; asks as a page of the dashboard does."""
    late = _short(queries.facets(engine, Filter()).sources, written)
    late |= _short(queries.facets(engine, Filter(search="Бахмут")).sources, [0] * len(written))
    late |= _short(queries.facets(engine, Filter(search="shell -Kyiv")).sources, written)
    places = queries.places(engine, Filter()).set_index("place_id")
    if sum(written):
        late |= int(places.loc[BAKHMUT.place_id, "articles"]) < sum(written)
    days = DateRange(_FIRST_DAY, _FIRST_DAY + timedelta(days=30))
    queries.daily(engine, Filter(days=days))
    queries.excerpts(engine, BAKHMUT.place_id, Filter(days=days), limit=20, offset=0)
    return int(late)


def _short(sources, written) -> bool:
    found = dict(sources)
    return any(found.get(f"writer-{number}", 0) < count for number, count in enumerate(written))
