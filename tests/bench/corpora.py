"""The corpora beside the repository, and their own scorer, run as a program of its own.

Looked for in ``$FRONTLINE_SHARED``, else in ``../shared``; they may not be copied here.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from geocode.model import Resolution

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("FRONTLINE_SHARED", ROOT.parent / "shared"))
RIGHT_KM = {"trnews": 161.0, "lgl": 161.0, "cir_ukraine": 25.0}
"""How near the gold's point an answer is right, by corpus."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A name and where the geoparser puts it; what bench modules keep between runs."""

    start: int
    end: int
    text: str
    lat: float | None
    lon: float | None
    confidence: float
    kind: str | None
    place_id: str | None
    role: str


def answers(found: Iterable[Resolution]) -> list[Answer]:
    return [
        Answer(
            r.mention.start,
            r.mention.end,
            r.mention.text,
            r.place.latitude if r.place else None,
            r.place.longitude if r.place else None,
            r.confidence,
            r.place.kind.value if r.place else None,
            r.place.place_id if r.place else None,
            r.mention.role.value,
        )
        for r in found
    ]


def gold_path(corpus: str) -> Path:
    return SHARED / "corpora" / f"{corpus}.jsonl"


def is_there(corpus: str) -> bool:
    """Whether it can be read; what is absent is said."""
    path = gold_path(corpus)
    if not path.is_file():
        print(f"{corpus}: not measured, {path} is absent")
    return path.is_file()


@cache
def articles(corpus: str) -> tuple[dict, ...]:
    with gold_path(corpus).open(encoding="utf-8") as lines:
        return tuple(json.loads(line) for line in lines if line.strip())


def is_asked(toponym: dict) -> bool:
    """Whether the scorer asks for it in its mode "places"."""
    return not (toponym.get("demonym") or toponym.get("embedded") or toponym.get("ignore"))


def scored(
    corpus: str,
    found: Mapping[str, Iterable[Answer]],
    gold: Iterable[dict] | None = None,
    *,
    mode: str = "places",
) -> dict:
    """The scorer's figures for the answers by article; ``gold`` to score on other.

    Mode "places" neither asks for demonyms and names inside longer ones nor minds them, "all" does.
    """
    options = ["--mode", mode, "--km", f"{RIGHT_KM[corpus]:g}", "--json"]
    with tempfile.TemporaryDirectory() as folder:
        predicted = Path(folder) / "predicted.jsonl"
        rows = [
            {
                "id": text_id,
                "toponyms": [
                    {"start": a.start, "end": a.end, "text": a.text, "lat": a.lat, "lon": a.lon}
                    for a in told
                ],
            }
            for text_id, told in found.items()
        ]
        _write(predicted, rows)
        asked = gold_path(corpus)
        if gold is not None:
            asked = Path(folder) / "gold.jsonl"
            _write(asked, gold)
        command = [sys.executable, SHARED / "corpora" / "score.py", asked, predicted, *options]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def _write(path: Path, rows: Iterable[dict]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
