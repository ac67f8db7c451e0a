"""Build time, size, speed and coverage of the gazetteer: ``make bench ONLY=gazetteer``.

Coverage is measured against ``places_probe.csv`` beside the project (or in ``$FRONTLINE_SHARED``)
and, enriched, with the dump that lies there; both are left out where they are absent. How many
toponyms of the gold have a right candidate is counted by ``gold_candidates``.
"""

import csv
import os
import random
import resource
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from geocode.gazetteer.build import build, dump_folder
from geocode.gazetteer.compiled import CompiledGazetteer, open_gazetteer
from geocode.gazetteer.earth import distance_km
from geocode.gazetteer.fetch import take_dump
from tests.bench.gold_candidates import shares

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("FRONTLINE_SHARED", ROOT.parent / "shared")) / "gazetteer"
PROBE_KM = 3.0
MISSPELT = 500
NAMES = (
    *("Bakhmut", "Бахмута", "Артемівськ", "Клещеевкой", "Куп'янську", "Lyman", "Donetsk"),
    *("Kyiv", "Україні", "Росії", "London", "Springfield", "Іванівка", "Nowhereville"),
    *("Часовому", "Краматорську", "Washington", "Zaporizhzhia", "Миколаєва"),
)


def _median_ms(calls: Sequence[Callable[[], object]]) -> float:
    times = []
    for call in calls:
        started = time.perf_counter()
        call()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


def _coverage(gazetteer: CompiledGazetteer) -> tuple[int, int, list[str]]:
    found, missed = 0, []
    with (SHARED / "places_probe.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        point = float(row["lat"]), float(row["lon"])
        near = any(
            distance_km(*point, hit.place.latitude, hit.place.longitude) <= PROBE_KM
            for name in (row["name_en"], row["name_uk"])
            for hit in gazetteer.lookup(name)
            if hit.place.where_prec == 1
        )
        found += near
        if not near:
            missed.append(row["label"])
    return found, len(rows), missed


def _misspelt(gazetteer: CompiledGazetteer, path: Path, label: str) -> None:
    """How many names with one letter wrong ``lookup_close`` brings back, and how fast."""
    chance = random.Random(3)
    query = "SELECT name FROM place WHERE country = 'UA' AND length(name) > 6 ORDER BY place_id"
    with sqlite3.connect(path) as connection:
        names = chance.sample([row[0] for row in connection.execute(query)], MISSPELT)
    asked = [_with_one_edit(name, chance) for name in names]
    times = [_median_ms([partial(gazetteer.lookup_close, name)]) for name in asked]
    found = sum(
        any(hit.place.name == name for hit in gazetteer.lookup_close(typo))
        for name, typo in zip(names, asked, strict=True)
    )
    print(
        f"{label}: of {MISSPELT} names with one letter wrong {found / MISSPELT:.3f} found; lookup "
        f"{statistics.median(times):.3f} ms, one in twenty over "
        f"{sorted(times)[-MISSPELT // 20]:.1f} ms"
    )


def _with_one_edit(name: str, chance: random.Random) -> str:
    """The name with a letter less, more, other or swapped with the next; the first is kept."""
    at = chance.randrange(1, len(name) - 1)
    letter = chance.choice("aeioklmnrstv")
    return chance.choice(
        [
            name[:at] + name[at + 1 :],
            name[:at] + letter + name[at:],
            name[:at] + letter + name[at + 1 :],
            name[:at] + name[at + 1] + name[at] + name[at + 2 :],
        ]
    )


def _measure(path: Path, label: str) -> None:
    started = time.perf_counter()
    build(path)
    print(f"{label}: built in {time.perf_counter() - started:.1f} s")
    print(f"{label}: {path.stat().st_size / 1e6:.1f} MB")
    opened = _median_ms([lambda: open_gazetteer(path).close()] * 20)
    print(f"{label}: opens in {opened:.2f} ms")
    gazetteer = open_gazetteer(path)
    print(
        f"{label}: lookup, first time, {_median_ms([_lookup(gazetteer, n) for n in NAMES]):.3f} ms"
    )
    _misspelt(gazetteer, path, label)
    chance = random.Random(1)
    points = [(chance.uniform(46, 51), chance.uniform(24, 39)) for _ in range(200)]
    print(
        f"{label}: near 5 within 50 km {_median_ms([_near(gazetteer, p) for p in points]):.3f} ms"
    )
    words = [name for name in NAMES * 50]
    walked = _median_ms([lambda: [gazetteer.longest(words, i) for i in range(len(words))]] * 5)
    print(f"{label}: longest, words seen before, {walked / len(words):.4f} ms a token")
    if (SHARED / "places_probe.csv").is_file():
        found, asked, missed = _coverage(gazetteer)
        print(f"{label}: {found} of {asked} probe places within {PROBE_KM:g} km; missed: {missed}")
    shares(gazetteer, label)
    gazetteer.close()


def _lookup(gazetteer: CompiledGazetteer, name: str) -> Callable[[], object]:
    return lambda: gazetteer.lookup(name)


def _near(gazetteer: CompiledGazetteer, point: tuple[float, float]) -> Callable[[], object]:
    return lambda: gazetteer.near(*point, radius_km=50, limit=5)


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "gazetteer.sqlite"
        _measure(path, "default")
        if (SHARED / "UA.zip").is_file():
            take_dump("UA", SHARED / "UA.zip", dump_folder(path))
            _measure(path, "enriched")
        else:
            print(f"enriched: not measured, {SHARED / 'UA.zip'} is absent")
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of it all {peak_mb:.0f} MB")


if __name__ == "__main__":
    main()
