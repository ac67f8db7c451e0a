"""Articles a second and peak memory on one core, side by side in one run.

``make bench ONLY=speed``. On TR-News, each in a process of its own on the same core: the geoparser
as it ships, the longest match with the most populous place over the same gazetteer, and a spaCy
model with the most populous place, where spaCy is installed with the model that ``$SPACY_MODEL``
names (or the folder that it points to). The median of three passes after one to warm up, in
seconds of the processor, so that other programs on the machine do not count. Then how long a
look-up and a reverse look-up take, and the pace on the news that lie beside the repository.
"""

import json
import os
import random
import re
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from geocode.errors import InputError
from geocode.gazetteer.compiled import CompiledGazetteer, open_gazetteer
from geocode.geoparser import Geoparser
from geocode.geopy.offline import OfflineGeocoder
from geocode.model import Place
from geocode.recognition.reading import read
from geocode.recognition.spacy_plugin import SpacyRecogniser
from tests.bench.corpora import SHARED, articles, is_there
from tests.theatre import shipped_focus

PASSES = 3
NEWS_ARTICLES = 300
NAMES = 1000
SPACY_MODEL = os.environ.get("SPACY_MODEL", "en_core_web_md")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_LONGEST_NAME = 8
Parse = Callable[[str], int]
"""Reads a text and returns how many places it finds."""


def ours(gazetteer: CompiledGazetteer) -> Parse:
    parser = Geoparser(gazetteer, focus=shipped_focus())
    return lambda text: sum(found.place is not None for found in parser.parse(text))


def longest_match(gazetteer: CompiledGazetteer) -> Parse:
    """Every capitalised name that the gazetteer has, and of its bearers the most populous."""

    def parse(text: str) -> int:
        words = _WORD.findall(text)
        places: list[Place] = []
        i = 0
        while i < len(words):
            some = words[i : i + _LONGEST_NAME]
            count = gazetteer.longest(some, 0) if words[i][0].isupper() else 0
            if count and (hits := gazetteer.lookup(" ".join(some[:count]))):
                places.append(hits[0].place)
            i += count or 1
        return len(places)

    return parse


def spacy_and_population(gazetteer: CompiledGazetteer) -> Parse:
    """What spaCy takes for a place, and of its bearers the most populous."""
    recogniser = SpacyRecogniser(SPACY_MODEL, gazetteer)

    def parse(text: str) -> int:
        mentions = recogniser.find(read(text), country=None)
        hits = [gazetteer.lookup(mention.text) for mention in mentions]
        return len([found[0].place for found in hits if found])

    return parse


WAYS = {
    "the geoparser": ours,
    "longest match, most populous": longest_match,
    "spaCy, most populous": spacy_and_population,
}


def passes(parse: Parse, texts: Sequence[str], count: int) -> list[float]:
    """The articles a second of the processor, of each pass."""
    pace = []
    for _ in range(count):
        started = time.process_time()
        for text in texts:
            parse(text)
        pace.append(len(texts) / (time.process_time() - started))
    return pace


def measure(way: str) -> None:
    """In a process of its own: print the figures, or why there are none."""
    texts = [article["text"] for article in articles("trnews")]
    begun = time.perf_counter()
    try:
        parse = WAYS[way](open_gazetteer())
        parse(texts[0])
    except InputError as exc:
        print(f"{way}: not measured; {exc}")
        return
    ready_s = time.perf_counter() - begun
    pace = passes(parse, texts, PASSES + 1)[1:]
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = {
        "articles/s": round(statistics.median(pace), 1),
        "lowest and highest": [round(min(pace), 1), round(max(pace), 1)],
        "peak MB": round(peak_mb),
        "first article after s": round(ready_s, 2),
        "places found": sum(map(parse, texts)),
    }
    print(f"{way}: {json.dumps(told)}", flush=True)


def medians_ms(calls: Sequence[Callable[[], object]]) -> float:
    times = []
    for call in calls:
        started = time.perf_counter()
        call()
        times.append(time.perf_counter() - started)
    return 1000 * statistics.median(times)


def single_calls() -> None:
    """Look-ups of names and points that were not asked before."""
    gazetteer = open_gazetteer()
    offline = OfflineGeocoder(gazetteer)
    chance = random.Random(1)
    towns: list[Place] = []
    while len(towns) < 3 * NAMES:
        point = chance.uniform(-50, 65), chance.uniform(-180, 180)
        if near := gazetteer.near(*point, radius_km=200, limit=1):
            towns.append(near[0][0])
    first, second, third = (towns[i * NAMES : (i + 1) * NAMES] for i in range(3))
    told = {
        "gazetteer.lookup": [lambda n=t.name: gazetteer.lookup(n) for t in first],
        "OfflineGeocoder.geocode": [lambda n=t.name: offline.geocode(n) for t in second],
        "OfflineGeocoder.reverse": [
            lambda p=(t.latitude + 0.02, t.longitude): offline.reverse(p) for t in third
        ],
    }
    offline.geocode("Bakhmut")
    for name, calls in told.items():
        print(f"{name}: median {medians_ms(calls):.3f} ms of {len(calls)} over the world")


def news() -> None:
    """The geoparser's pace on real articles and reports."""
    parse = ours(open_gazetteer())
    for path in sorted((SHARED / "news").glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            texts = [
                json.loads(line)["text"]
                for line, _ in zip(lines, range(NEWS_ARTICLES), strict=False)
            ]
        pace = passes(parse, texts, 1)[0]
        mean = sum(map(len, texts)) / len(texts)
        print(f"{path.stem}: {pace:.0f} articles/s of {mean:.0f} characters, first time read")


def main() -> None:
    """Measure all ways on one core, or the one that is named."""
    if len(sys.argv) > 1:
        measure(sys.argv[1])
        return
    core = min(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {core})
    busy = os.getloadavg()[0]
    print(f"all on one core, one after the other; load of the machine before {busy:.1f}")
    if is_there("trnews"):
        for way in WAYS:
            subprocess.run([sys.executable, Path(__file__), way], check=True)
    single_calls()
    news()


if __name__ == "__main__":
    main()
