"""Trains the tagger: the weights that decide which proposed spans are places.

Reads LGL and TR-News from ``corpora/`` of the folder that is given, and our own marked texts; what
is missing is printed and left out. Deterministic. Writes ``tagger.tsv``, and ``tagger_uk_ru.tsv``
for names in Cyrillic letters from our own texts alone, in a minute.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from geocode.gazetteer.compiled import open_gazetteer
from geocode.gazetteer.protocol import Gazetteer
from geocode.recognition.tagging.weights import CYRILLIC_FILE, SCALE, TAGGER_FILE, load_weights
from geocode.text import language_of
from tools.training.examples import Example, examples
from tools.training.gold import MarkedText, corpora, own
from tools.training.logistic import fit_features
from tools.training.swapping import Swapper
from tools.training.swapping_uk_ru import CaseSwapper
from tools.training.texts import read_all

L2 = 4.0
"""Of 1, 4 and 16 the best F1 across corpora."""
LEAST_WEIGHT = 0.02
CYRILLIC_L2 = 4.0
CYRILLIC_COPIES = 2
"""How often each report of a war is told again with other villages: of 0 and 2 the better."""
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
            if example.label is None or not example.latin:
                continue
            rows.append(example.features + (_apart(example) if corpus == OWN else ()))
            labels.append(example.label)
    return fit_features(rows, labels, l2=L2)


def accepting_cyrillic(texts: Iterable[Sequence[Example]]) -> dict[str, float]:
    """The same for names in Cyrillic letters."""
    asked = [e for text in texts for e in text if not e.latin and e.label is not None]
    return fit_features([e.features for e in asked], [bool(e.label) for e in asked], l2=CYRILLIC_L2)


def swapped_reports(gazetteer: Gazetteer) -> list[MarkedText]:
    """The Ukrainian and Russian reports of a war with other villages; elsewhere few are named."""
    swapper = CaseSwapper(gazetteer)
    reports = [own(text) for text in read_all() if text.genre == "war" and text.lang != "en"]
    return [swapper.swapped(report, copy) for report in reports for copy in range(CYRILLIC_COPIES)]


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
    load_weights.cache_clear()  # what is trained next must not use the weights of before


def make(shared: Path, folder: Path = TAGGER_FILE.parent) -> None:
    """Trains on all texts there are and writes the weights into ``folder``."""
    gazetteer = open_gazetteer()
    swapper = Swapper(gazetteer)
    found, swapped = {}, {}
    for name, texts in corpora(shared).items():
        found[name] = [examples(text, gazetteer) for text in texts]
        english = [text for text in texts if language_of(text.text) == "en"]
        swapped[name] = [examples(swapper.swapped(text), gazetteer) for text in english]
    sizes = [f"{name} ({len(texts)} texts)" for name, texts in found.items()]
    both = {name: [*found[name], *swapped[name]] for name in found}
    write(accepting(both), folder / TAGGER_FILE.name, ", ".join(sizes))
    cyrillic = [*found[OWN], *(examples(t, gazetteer) for t in swapped_reports(gazetteer))]
    write(accepting_cyrillic(cyrillic), folder / CYRILLIC_FILE.name, sizes[-1])
    spans = sum(len(text) for texts in found.values() for text in texts)
    print(f"tagger: learned from {spans} spans of {', '.join(sizes)}")
