"""Answers of a store of 1M articles and 10M mentions of 35,000 places, generated, on both engines.

Warm is one process that has answered before: the median of many random filters, and the worst of
them. Cold is the first answer of a fresh process after its imports, each with another filter; the
system's own cache of the file is warm, as nothing short of root's rights empties it. Both count
all that a caller waits for, to the finished table. Besides: size and time of what the ingest packs.

    make bench ONLY=scale
    SCALE_ARTICLES=50000 SCALE_FOLDER=/var/tmp/scale make bench ONLY=scale
"""

import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import sqlalchemy as sa

from data.counts import Counts, compact
from data.model import Box, DateRange, DayBy, Filter
from data.queries import tables as queries
from data.queries.packs import counts_pack, places_pack
from data.queries.place_record import place_record
from data.store.changes import next_change
from data.store.engine import open_engine, reading, writing
from data.store.schema import ARTICLE, ROLLUP
from geocode.model import Kind
from tests.bench.generated_store import (
    DAYS,
    FIRST_DAY,
    LANGUAGES,
    Size,
    generate,
    ready,
    source_names,
    vocabulary,
)
from tests.postgres import MISSING, PostgresServer, programs

WARM_REPEATS = 60
COLD_REPEATS = 5
CHANGED = 5_000
BOX = Box(south=47.0, west=35.0, north=49.0, east=39.0)
POPULAR, MIDDLING = "geonames:1", "geonames:40"
Question = Callable[[sa.Engine, Filter, random.Random], object]

QUESTIONS: dict[str, Question] = {
    "counts a place": lambda engine, chosen, _: queries.places(engine, chosen),
    "excerpts page": lambda engine, chosen, chance: queries.excerpts(
        engine,
        chance.choice((POPULAR, MIDDLING)),
        chosen,
        limit=8,
        offset=chance.choice((0, 80, 10_000)),
    ),
    "excerpt count": lambda engine, chosen, chance: queries.excerpt_count(
        engine, chance.choice((POPULAR, MIDDLING)), chosen
    ),
    "by event: counts a place": lambda engine, chosen, _: queries.places(
        engine, replace(chosen, by=DayBy.EVENT)
    ),
    "by event: facets": lambda engine, chosen, _: queries.facets(
        engine, replace(chosen, by=DayBy.EVENT)
    ),
    "histogram": lambda engine, chosen, _: queries.daily(engine, chosen),
    "facets": lambda engine, chosen, _: queries.facets(engine, chosen),
    "counts pack": lambda engine, chosen, _: counts_pack(engine, chosen),
    "places pack": lambda engine, _chosen, _chance: places_pack(engine),
    "place record": lambda engine, chosen, chance: place_record(
        engine, chance.choice((POPULAR, MIDDLING)), chosen
    ),
    "counts a place in a box": lambda engine, chosen, _: queries.places(
        engine, replace(chosen, box=BOX)
    ),
    "articles page": lambda engine, chosen, chance: queries.article_page(
        engine, chosen, limit=20, offset=chance.choice((0, 200, 10_000))
    ),
    "full text + days, counts a place": lambda engine, chosen, chance: queries.places(
        engine, searching(chosen, chance)
    ),
    "full text + days, articles page": lambda engine, chosen, chance: queries.article_page(
        engine, searching(chosen, chance), limit=20, offset=0
    ),
}


def random_filter(chance: random.Random) -> Filter:
    """Any choice of days, sources, languages, kinds, briefs and roles, from none to nearly all."""

    def some(values: list, share: float) -> tuple:
        if chance.random() > share:
            return ()
        return tuple(chance.sample(values, chance.randrange(1, len(values))))

    days = sorted(FIRST_DAY + timedelta(chance.randrange(DAYS)) for _ in range(2))
    span = DateRange(*days) if chance.random() < 0.7 else DateRange()
    return Filter(
        days=span,
        sources=some(source_names(), 0.5),
        languages=some(list(LANGUAGES), 0.3),
        kinds=some(list(Kind), 0.3),
        briefs=chance.random() < 0.7,
        undated=chance.random() < 0.8,
        associative=chance.random() < 0.3,
    )


def searching(chosen: Filter, chance: random.Random) -> Filter:
    """Days and words: one of the 300 most frequent, alone, with another or as a beginning."""
    words = vocabulary(chance.choice(LANGUAGES))
    one, other = (words[int(300 * chance.random() ** 2)] for _ in range(2))
    search = chance.choice((one, f"{one} {other}", f'"{one} {other}"', f"{one[:4]}*"))
    return replace(Filter(days=chosen.days), search=search)


def _ask(url: str, name: str, seed: int) -> float:
    """Milliseconds of one answer, the first of this process."""
    engine = open_engine(url, read_only=True)
    chance = random.Random(seed)
    chosen = random_filter(chance)
    begun = time.perf_counter()
    QUESTIONS[name](engine, chosen, chance)
    return (time.perf_counter() - begun) * 1000


def _cold(url: str, name: str) -> list[float]:
    found = []
    for seed in range(COLD_REPEATS):
        asked = json.dumps([url, name, seed])
        done = subprocess.run(
            [sys.executable, __file__, "--ask", asked], check=True, capture_output=True, text=True
        )
        found.append(float(done.stdout))
    return found


def _warm(engine: sa.Engine, name: str) -> list[float]:
    chance = random.Random(name)
    filters = [random_filter(chance) for _ in range(WARM_REPEATS)]
    found = []
    for turn in range(2):  # the first turn reads what is needed
        found = []
        again = random.Random(turn)
        for chosen in filters:
            begun = time.perf_counter()
            QUESTIONS[name](engine, chosen, again)
            found.append((time.perf_counter() - begun) * 1000)
    return found


def _told(found: list[float]) -> str:
    return f"{statistics.median(found):6.1f} / {max(found):6.1f}"


def _answers(url: str, *, cold: bool) -> None:
    engine = open_engine(url, read_only=True)
    print(f"  {'':34}{'warm: median / worst':>24}{'cold: median / worst':>24}   ms")
    for name in QUESTIONS:
        warm = _told(_warm(engine, name))
        first = _told(_cold(url, name)) if cold else "-"
        print(f"  {name:34}{warm:>24}{first:>24}", flush=True)
    with Counts.of(engine) as counts:
        print(f"  counts held in memory: {counts.memory_bytes() / 2**20:.0f} MB")
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  peak memory of the process so far: {peak_mb:.0f} MB")
    engine.dispose()


def _packing(url: str) -> None:
    """What packing costs: all at first, then after 5,000 changed articles."""
    engine = open_engine(url)
    begun = time.perf_counter()
    first = compact(engine)
    whole_s = time.perf_counter() - begun
    with writing(engine) as connection:
        number = next_change(connection)
        newest = sa.select(ARTICLE.c.article_id).order_by(ARTICLE.c.article_id.desc())
        changed = ARTICLE.c.article_id.in_(newest.limit(CHANGED))
        connection.execute(sa.update(ARTICLE).where(changed).values(changed=number))
    begun = time.perf_counter()
    compact(engine)
    part_s = time.perf_counter() - begun
    with reading(engine) as connection:
        held = sa.select(sa.func.sum(sa.func.length(ROLLUP.c.packed)))
        packed_mb = connection.scalar(held) / 2**20
    print(
        f"  packed counts in the database: {packed_mb:.0f} MB; packing all: "
        + (f"{whole_s:.1f} s" if first else "done before")
        + f"; {CHANGED:,} changed articles: {part_s:.2f} s"
    )
    engine.dispose()


def _postgres(size: Size) -> None:
    if programs() is None:
        print(f"PostgreSQL: skipped: {MISSING}")
        return
    server = PostgresServer({"shared_buffers": "256MB", "maintenance_work_mem": "256MB"})
    try:
        url = server.new_database()
        begun = time.monotonic()
        generate(url, size)
        print(f"PostgreSQL, generated in {time.monotonic() - begun:.0f} s")
        _packing(url)
        _answers(url, cold=True)
    finally:
        server.close()


def main() -> int:
    """Print the figures of both engines."""
    size = Size(articles=int(os.environ.get("SCALE_ARTICLES", Size().articles)))
    folder = Path(os.environ.get("SCALE_FOLDER", Path(tempfile.gettempdir()) / "frontline-scale"))
    begun = time.monotonic()
    url = ready(folder, size)
    made_mb = Path(url.removeprefix("sqlite:///")).stat().st_size / 2**20
    print(f"SQLite, {made_mb:.0f} MB, made or found in {time.monotonic() - begun:.0f} s")
    _packing(url)
    _answers(url, cold=True)
    _postgres(size)
    return 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--ask"]:
        print(_ask(*json.loads(sys.argv[2])))
        sys.exit(0)
    sys.exit(main())
