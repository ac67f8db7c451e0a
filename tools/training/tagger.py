"""Trains the tagger: the weights that decide which proposed spans are places.

Reads LGL and TR-News from ``corpora/`` of the folder that is given, and our own marked texts; what
is missing is printed and left out. Deterministic. Writes ``tagger.tsv`` in half a minute.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from geocode.gazetteer.compiled import open_gazetteer
from geocode.recognition.tagging.weights import SCALE, TAGGER_FILE
from tools.training.examples import Example, examples
from tools.training.gold import corpora
from tools.training.logistic import fit_features
from tools.training.swapping import Swapper

L2 = 4.0
"""Of 1, 4 and 16 the best F1 across corpora."""
LEAST_WEIGHT = 0.02
OWN = "own"
_HOUSE_RULES = ("ga=", "gb=", "p=", "K=", "W=", "hit=", "sort=", "cb=", "ca=")
_HOUSE_RULE_NAMES = frozenset(["bias", "ruled", "first", "headline", "coordinated", "person"])


def accepting(corpora_examples: Mapping[str, Iterable[Sequence[Example]]]) -> dict[str, float]:
    """Weights for whether a proposal is a place.

    Each corpus has rules of its own on what to mark: LGL leaves out much that ours marks. What the
    commonest features weigh more or less in ours is learned apart and dropped, so that ours teaches
    words and contexts, not how much to mark: F1 from TR-News and ours on LGL .854 without, .868
    with (``tests/bench/bench_recognition.py``).
    """
    rows, labels = [], []
    for corpus, texts in corpora_examples.items():
        for example in (e for text in texts for e in text):
            if example.label is None:
                continue
            rows.append(example.features + (_apart(example) if corpus == OWN else ()))
            labels.append(example.label)
    return fit_features(rows, labels, l2=L2)


def _apart(example: Example) -> tuple[str, ...]:
    return tuple(
        f"{OWN}|{name}"
        for name in example.features
        if name in _HOUSE_RULE_NAMES or (name.startswith(_HOUSE_RULES) and "|" not in name)
    )


def write(weights: Mapping[str, float], path: Path, made_from: str) -> None:
    """The weights as text, the slightest left out."""
    kept = {
        name: weight
        for name, weight in weights.items()
        if abs(weight) >= LEAST_WEIGHT and not name.startswith(f"{OWN}|") and name.isprintable()
    }
    lines = [f"# python -m tools, from {made_from}"]
    lines += [f"{name}\t{round(weight * SCALE)}" for name, weight in sorted(kept.items())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def make(shared: Path, folder: Path = TAGGER_FILE.parent) -> None:
    """Trains on all texts there are and writes the weights into ``folder``."""
    gazetteer = open_gazetteer()
    swapper = Swapper(gazetteer)
    found, swapped = {}, {}
    for name, texts in corpora(shared).items():
        found[name] = [examples(text, gazetteer) for text in texts]
        swapped[name] = [examples(swapper.swapped(text), gazetteer) for text in texts]
    sizes = [f"{name} ({len(texts)} texts)" for name, texts in found.items()]
    both = {name: [*found[name], *swapped[name]] for name in found}
    write(accepting(both), folder / TAGGER_FILE.name, ", ".join(sizes))
    spans = sum(len(text) for texts in found.values() for text in texts)
    print(f"tagger: learned from {spans} spans of {', '.join(sizes)}")
