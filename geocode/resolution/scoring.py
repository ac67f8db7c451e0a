"""Reads the weights of the clues, and turns a sum of clues into a score.

A candidate's sum ``s`` stands for odds ``exp(s)``; its score is its share of the odds of all
candidates and of the chance that the name means a place that the gazetteer lacks.
So namesakes that no clue distinguishes share the score. The weights are learned
(``tools.training.ranker`` writes ``files/weights/ranker.json``); a signal without a
weight counts nothing.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp
from pathlib import Path

from geocode.resolution.context import Signal

RANKER = Path(__file__).resolve().parent.parent / "files" / "weights" / "ranker.json"
SAME_PLACE_KM = 10.0
"""Entries so near each other are one place to a reader of the map."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What training made."""

    clues: Mapping[str, float]
    """By the name of the signal."""
    confidence: Mapping[str, float]
    """See ``confidence.lead``."""


@lru_cache(maxsize=1)
def shipped_weights() -> Weights:
    """The weights of ``files/weights/ranker.json``."""
    stored = json.loads(RANKER.read_text(encoding="utf-8"))
    return Weights(stored["clues"], stored["confidence"])


def total(signals: Iterable[Signal], weights: Mapping[str, float]) -> float:
    """The sum of all signals, each by its weight."""
    return sum(weights.get(name, 0.0) * value for name, value, _ in signals)


def weighed(signals: Iterable[Signal], weights: Mapping[str, float]) -> list[tuple[float, Signal]]:
    """Each signal with what it adds to the sum, for ``wording.reasons``."""
    return [(weights.get(signal[0], 0.0) * signal[1], signal) for signal in signals]


def shares(sums: Sequence[float], unknown: float) -> list[float]:
    """Each candidate's share of all odds, in the order given."""
    top = max((*sums, unknown))
    odds = [exp(value - top) for value in sums]
    whole = sum(odds) + exp(unknown - top)
    return [value / whole for value in odds]
