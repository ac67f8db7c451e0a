"""Logistic regression over sparse yes/no features, by L-BFGS, in numpy alone; deterministic.

Minimises the weighted log loss plus ``l2 / 2`` times the squared length of the weights.
"""

from collections import deque
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_MEMORY = 8
_HALVINGS = 20
_ENOUGH = 1e-4
"""Sufficient decrease, as a share of the slope."""


@dataclass(frozen=True)
class Rows:
    """Examples in sparse form: row ``r`` has the features ``columns[starts[r]:starts[r + 1]]``."""

    columns: NDArray[np.int64]
    starts: NDArray[np.int64]
    values: NDArray[np.float64]

    def scores(self, weights: NDArray[np.float64]) -> NDArray[np.float64]:
        """The sum of the weights of each row's features."""
        return np.add.reduceat(weights[self.columns] * self.values, self.starts[:-1])


def fit(
    rows: Rows,
    labels: NDArray[np.float64],
    importance: NDArray[np.float64],
    *,
    width: int,
    l2: float,
    steps: int,
) -> NDArray[np.float64]:
    """The weights after at most ``steps`` steps, one a feature."""
    counts = np.diff(rows.starts)

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = rows.scores(weights)
        margins = np.where(labels > 0, scores, -scores)
        value = float(importance @ np.logaddexp(0.0, -margins)) + l2 / 2 * float(weights @ weights)
        errors = importance * (1.0 / (1.0 + np.exp(-scores)) - labels)
        pulled = np.repeat(errors, counts) * rows.values
        return value, np.bincount(rows.columns, pulled, width) + l2 * weights

    weights = np.zeros(width)
    value, slope = loss(weights)
    memory: deque[tuple[NDArray[np.float64], NDArray[np.float64]]] = deque(maxlen=_MEMORY)
    for _ in range(steps):
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
