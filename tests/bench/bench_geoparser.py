"""How good and how fast the geoparser is on corpora and news that stand beside the repository.

Figures only, no floor: the corpora may not be copied here. Looked for in ``$FRONTLINE_SHARED``,
else in ``../shared``; what is absent is said and skipped. Each corpus is scored by its own scorer,
run as a program of its own: "end to end" is found and within 161 km (25 km for the one-line
reports).
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from geocode.gazetteer.compiled import open_gazetteer
from geocode.geoparser import Geoparser
from geocode.model import Resolution

ROOT = Path(__file__).resolve().parent.parent.parent
CORPORA = (("trnews", "161"), ("lgl", "161"), ("cir_ukraine", "25"))
SPEED_ARTICLES = 300
Answer = Callable[[dict], list[Resolution]]


def shared() -> Path:
    return Path(os.environ.get("FRONTLINE_SHARED", ROOT.parent / "shared"))


def toponyms(found: Iterable[Resolution]) -> list[dict]:
    """Mentions in the corpora's own shape."""
    return [
        {
            "start": r.mention.start,
            "end": r.mention.end,
            "text": r.mention.text,
            "lat": r.place.latitude if r.place else None,
            "lon": r.place.longitude if r.place else None,
        }
        for r in found
    ]


def articles(path: Path) -> list[dict]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def scored(gold: Path, answer: Answer, km: str) -> dict:
    """The scorer's figures for what ``answer`` finds."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as predicted:
        for article in articles(gold):
            line = {"id": article["id"], "toponyms": toponyms(answer(article))}
            predicted.write(json.dumps(line) + "\n")
        predicted.flush()
        command = [sys.executable, gold.parent / "score.py", gold, predicted.name]
        options = ["--mode", "places", "--km", km, "--json"]
        done = subprocess.run([*command, *options], check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def corpora(geoparser: Geoparser, folder: Path) -> None:
    for name, km in CORPORA:
        gold = folder / f"{name}.jsonl"
        if not gold.is_file():
            print(f"{name}: {gold} is not there; skipped")
            continue
        whole = scored(gold, lambda article: geoparser.parse(article["text"]), km)
        given = scored(
            gold,
            lambda article: geoparser.resolve(
                article["text"], [(t["start"], t["end"]) for t in article["toponyms"]]
            ),
            km,
        )
        overlap, end2end = whole["overlap"], whole["end2end"]
        print(
            f"{name}: overlap P {overlap['P']:.3f} R {overlap['R']:.3f} F1 {overlap['F1']:.3f}; "
            f"end to end P {end2end['P']:.3f} R {end2end['R']:.3f} F1 {end2end['F1']:.3f}; "
            f"right within {km} km {whole['resolution'].get(f'acc{km}', 0):.3f} of the resolved, "
            f"gold spans given {given['resolution'].get(f'acc{km}_strict', 0):.3f}"
        )


def speed(geoparser: Geoparser, folder: Path) -> None:
    for path in (folder / "corpora/trnews.jsonl", *sorted((folder / "news").glob("*.jsonl"))):
        if not path.is_file():
            print(f"{path.name}: not there; skipped")
            continue
        texts = [article["text"] for article in articles(path)[:SPEED_ARTICLES]]
        started = time.perf_counter()
        mentions = sum(len(geoparser.parse(text)) for text in texts)
        seconds = time.perf_counter() - started
        letters = sum(map(len, texts))
        print(
            f"{path.stem}: {len(texts) / seconds:.0f} articles/s "
            f"({letters / len(texts):.0f} characters each, {letters / seconds / 1e6:.2f} M "
            f"characters/s), {mentions} mentions"
        )


def main() -> None:
    geoparser = Geoparser(open_gazetteer())
    corpora(geoparser, shared() / "corpora")
    speed(geoparser, shared())
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak_mb:.0f} MB; gazetteer {geoparser.gazetteer_version}")


if __name__ == "__main__":
    main()
