"""Fits a logistic regression over sparse yes/no features; deterministic.

Minimises the log loss plus ``l2 / 2`` times the squared length of the weights.
"""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

_LEAST_COUNT = 2
"""A feature that only one example has teaches nothing about others."""


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
    matrix = csr_matrix((np.ones(len(columns)), columns, starts), shape=(len(rows), len(names)))
    signs = np.where(np.array(labels), 1.0, -1.0)

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        margins = signs * (matrix @ weights)
        value = float(np.logaddexp(0.0, -margins).sum()) + l2 / 2 * float(weights @ weights)
        return value, l2 * weights - matrix.T @ (signs / (1.0 + np.exp(margins)))

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B")
    return dict(zip(names, found.x.tolist(), strict=True))
