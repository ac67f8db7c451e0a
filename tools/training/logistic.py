"""Logistic regression over sparse yes/no features, by L-BFGS, in numpy alone; deterministic.

Minimises the log loss plus ``l2 / 2`` times the squared length of the weights.
"""

from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_MEMORY = 8
_STEPS = 80
_LEAST_COUNT = 2
"""A feature that only one example has teaches nothing about others."""
_HALVINGS = 20
_ENOUGH = 1e-4
"""Sufficient decrease, as a share of the slope."""


@dataclass(frozen=True)
class Rows:
    """Examples in sparse form: row ``r`` has the features ``columns[starts[r]:starts[r + 1]]``."""

    columns: NDArray[np.int64]
    starts: NDArray[np.int64]

    def scores(self, weights: NDArray[np.float64]) -> NDArray[np.float64]:
        """The sum of the weights of each row's features."""
        return np.add.reduceat(weights[self.columns], self.starts[:-1])


def fit_features(
    rows: Sequence[Sequence[str]], labels: Sequence[bool], *, l2: float
) -> dict[str, float]:
    """Weights by feature, for examples given as the names of their features."""
    counts = Counter(name for row in rows for name in row)
    names = sorted(name for name, count in counts.items() if count >= _LEAST_COUNT)
    number = {name: k for k, name in enumerate(names)}
    columns: list[int] = []
    starts = [0]
    for row in rows:
        columns += [number[name] for name in row if name in number]
        starts.append(len(columns))
    weights = fit(
        Rows(np.array(columns), np.array(starts)),
        np.array(labels, dtype=np.float64),
        width=len(names),
        l2=l2,
    )
    return {name: float(weights[k]) for name, k in number.items()}


def fit(
    rows: Rows,
    labels: NDArray[np.float64],
    *,
    width: int,
    l2: float,
) -> NDArray[np.float64]:
    """The weights, one a feature."""
    counts = np.diff(rows.starts)

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = rows.scores(weights)
        margins = np.where(labels > 0, scores, -scores)
        value = float(np.logaddexp(0.0, -margins).sum()) + l2 / 2 * float(weights @ weights)
        errors = 1.0 / (1.0 + np.exp(-scores)) - labels
        pulled = np.repeat(errors, counts)
        return value, np.bincount(rows.columns, pulled, width) + l2 * weights

    weights = np.zeros(width)
    value, slope = loss(weights)
    memory: deque[tuple[NDArray[np.float64], NDArray[np.float64]]] = deque(maxlen=_MEMORY)
    for _ in range(_STEPS):
        direction = -_curved(slope, memory)
        descent = float(slope @ direction)
        size = 1.0 if memory else 1.0 / max(1.0, float(np.abs(slope).sum()))
        for _ in range(_HALVINGS):
            moved = weights + size * direction
            new_value, new_slope = loss(moved)
            if new_value <= value + _ENOUGH * size * descent:
                break
            size /= 2
        else:
            break
        memory.append((moved - weights, new_slope - slope))
        done = value - new_value < 1e-6 * abs(value)
        weights, value, slope = moved, new_value, new_slope
        if done:
            break
    return weights


def _curved(
    slope: NDArray[np.float64], memory: deque[tuple[NDArray[np.float64], NDArray[np.float64]]]
) -> NDArray[np.float64]:
    """The slope through the inverse curvature that the last steps showed."""
    q = slope.copy()
    shares = []
    for step, change in reversed(memory):
        share = float(step @ q) / float(step @ change)
        shares.append(share)
        q -= share * change
    if memory:
        step, change = memory[-1]
        q *= float(step @ change) / float(change @ change)
    for (step, change), share in zip(memory, reversed(shares), strict=True):
        q += step * (share - float(change @ q) / float(step @ change))
    return q
