"""Train the tagger: ``python -m geocode.training.tagger --shared ../shared``.

Reads LGL and TR-News where they stand beside the repository, and our own marked texts; what is
absent is said and left out. Nothing random: the same texts give the same weights. Writes
``files/weights/tagger.tsv``, about a minute's work.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from geocode.gazetteer.compiled import open_gazetteer
from geocode.gazetteer.protocol import Gazetteer
from geocode.recognition.features import Document, beside, slots, span_features, word_features
from geocode.recognition.proposals import proposals
from geocode.recognition.reading import read
from geocode.recognition.survey import survey
from geocode.recognition.tagger import is_latin
from geocode.recognition.weights import FILE, SCALE
from geocode.training.gold import Gold, MarkedText, corpora
from geocode.training.logistic import Rows, fit

L2 = 4.0
"""Of 1, 4 and 16 the best cross-corpus F1."""
STEPS = 80
LEAST_COUNT = 2
"""A feature that only one example has teaches nothing about others."""
LEAST_WEIGHT = 0.02


@dataclass(frozen=True, slots=True)
class Example:
    """A proposal of a text with its features and whether it is a place; None: don't learn it."""

    start: int
    end: int
    features: tuple[str, ...]
    label: bool | None


def examples(text: MarkedText, gazetteer: Gazetteer) -> list[Example]:
    """All proposals in Latin letters of one text."""
    reading = read(text.text)
    seen = survey(reading, gazetteer, None)
    cues = seen.scene.cues
    proposed = [p for p in proposals(seen) if is_latin(p.span, reading)]
    document = Document(proposed, seen)
    words = [word_features(t.text, f, cues) for t, f in zip(reading.tokens, reading.forms)]
    spans = [
        (reading.tokens[p.span.first].start, reading.tokens[p.span.end - 1].end) for p in proposed
    ]
    labels = labelled(spans, text.gold)
    found = []
    for k, (proposal, near) in enumerate(zip(proposed, beside(proposed, seen), strict=True)):
        features = set(span_features(proposal, seen, document, near))
        for slot, i in slots(proposal, seen):
            names = words[i] if i >= 0 else ["<none>"]
            features.update(f"{slot}|{name}" for name in names)
        found.append(Example(*spans[k], tuple(sorted(features)), labels[k]))
    return found


def labelled(spans: Sequence[tuple[int, int]], gold: Iterable[Gold]) -> list[bool | None]:
    """For each span whether it is the best fit of a gold name.

    What lies within a name that another span fits better is None.
    """
    labels: list[bool | None] = [False] * len(spans)
    for name in gold:
        over = [k for k, (a, e) in enumerate(spans) if a < name.end and e > name.start]
        if name.demonym or not over:
            continue
        best = max(over, key=lambda k: _fit(spans[k], name))
        for k in over:
            inside = spans[k][0] >= name.start and spans[k][1] <= name.end
            if k != best and inside and not labels[k]:
                labels[k] = None
        labels[best] = True
    return labels


def _fit(span: tuple[int, int], name: Gold) -> tuple[bool, float]:
    shared = min(span[1], name.end) - max(span[0], name.start)
    beyond = span[1] - span[0] - shared
    return span == (name.start, name.end), shared - 0.9 * beyond


def trained(texts: Iterable[Sequence[Example]]) -> dict[str, float]:
    """Weights by feature."""
    rows = [e for text in texts for e in text if e.label is not None]
    counts = Counter(name for e in rows for name in e.features)
    names = sorted(name for name, count in counts.items() if count >= LEAST_COUNT)
    number = {name: k for k, name in enumerate(names)}
    columns: list[int] = []
    starts = [0]
    for example in rows:
        columns += [number[name] for name in example.features if name in number]
        starts.append(len(columns))
    weights = fit(
        Rows(np.array(columns), np.array(starts), np.ones(len(columns))),
        np.array([float(bool(e.label)) for e in rows]),
        np.ones(len(rows)),
        width=len(names),
        l2=L2,
        steps=STEPS,
    )
    return {name: float(weights[k]) for name, k in number.items()}


def write(weights: dict[str, float], path: Path, made_from: Sequence[str]) -> None:
    """The weights as text, the slightest left out."""
    kept = {n: w for n, w in weights.items() if abs(w) >= LEAST_WEIGHT and "\t" not in n and "\n" not in n}
    lines = [f"# python -m geocode.training.tagger, from {', '.join(made_from)}"]
    lines += [f"{name}\t{round(weight * SCALE)}" for name, weight in sorted(kept.items())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Train on all there is and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, default=FILE)
    options = parser.parse_args()
    found = corpora(options.shared)
    gazetteer = open_gazetteer()
    texts = [examples(text, gazetteer) for corpus in found.values() for text in corpus]
    weights = trained(texts)
    made_from = [f"{name} ({len(corpus)} texts)" for name, corpus in found.items()]
    write(weights, options.out, made_from)
    print(f"{options.out}: {sum(map(len, texts))} spans of {', '.join(made_from)}")


if __name__ == "__main__":
    main()
