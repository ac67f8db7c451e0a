"""Measures how many of the gold's toponyms have a right candidate in the gazetteer.

A candidate is a place that the gazetteer has under the toponym as written, alone or with the
generic word after it, before any clue is weighed: what is missing here no ranking can find. It is
right within the gold's own distance. Demonyms count too where the gold has a point for them.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from geocode.gazetteer.earth import distance_km
from geocode.gazetteer.protocol import Gazetteer
from geocode.model import Place
from tests.bench.corpora import ROOT, SHARED, is_asked

QUALITY = ROOT / "tests" / "quality"
_OWN_KM = 25.0
_CORPUS_KM = 161.0
_WORDS_AFTER = 2
"""Of "Shan State" and "Donetsk region" the gold's span may be the first word."""


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name of the gold."""

    text: str
    longer: tuple[str, ...]
    """The name with the one and the two words that follow it."""
    latitude: float
    longitude: float
    within_km: float
    place_id: str | None


def gold_files() -> dict[str, list[Path]]:
    """The files of each figure; held-out files are among them and are only ever counted."""
    return {
        "own gold": [QUALITY / f"gold_{lang}.jsonl" for lang in ("en", "uk", "ru")],
        "names, open": sorted((QUALITY / "names" / "open").glob("*.jsonl")),
        "names, held out": sorted((QUALITY / "names" / "held_out").glob("*.jsonl")),
        "trnews": [SHARED / "corpora" / "trnews.jsonl"],
        "lgl": [SHARED / "corpora" / "lgl.jsonl"],
    }


def toponyms(path: Path) -> Iterator[Toponym]:
    """Those of a file that have a point."""
    with path.open(encoding="utf-8") as lines:
        for article in map(json.loads, lines):
            for span in article.get("toponyms", ()):
                if span.get("lat") is None or not is_asked(span):
                    continue
                text = article["text"]
                after = text[span["end"] : span["end"] + 40].split()[:_WORDS_AFTER]
                longer = [
                    " ".join([span["text"], *after[: count + 1]]).rstrip('.,;:!?"»”)')
                    for count in range(len(after))
                ]
                own = _OWN_KM if "role" in span else _CORPUS_KM
                yield Toponym(
                    span["text"], tuple(longer), span["lat"], span["lon"],
                    float(span.get("within_km", own)), span.get("place_id"),
                )  # fmt: skip


def has_right(gazetteer: Gazetteer, asked: Toponym) -> bool:
    """Whether a place of that name is the gold's, or stands near enough."""
    return any(
        _is_right(hit.place, asked)
        for name in (asked.text, *asked.longer)
        for hit in gazetteer.lookup(name)
    )


def _is_right(place: Place, asked: Toponym) -> bool:
    if asked.place_id is not None and place.place_id == asked.place_id:
        return True
    km = distance_km(place.latitude, place.longitude, asked.latitude, asked.longitude)
    return km <= asked.within_km


def missing(gazetteer: Gazetteer, paths: Iterable[Path]) -> tuple[int, list[Toponym]]:
    """How many toponyms there are, and those without a right candidate."""
    every = [toponym for path in paths for toponym in toponyms(path)]
    return len(every), [toponym for toponym in every if not has_right(gazetteer, toponym)]


def shares(gazetteer: Gazetteer, label: str) -> None:
    """Print a line for each gold; files that are absent are named."""
    for name, paths in gold_files().items():
        absent = [path for path in paths if not path.is_file()]
        if absent:
            print(f"{label}: {name}: not measured, {absent[0]} is absent")
            continue
        count, lacking = missing(gazetteer, paths)
        print(f"{label}: {name}: {1 - len(lacking) / count:.3f} of {count} have a right candidate")
