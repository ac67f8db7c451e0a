"""Grows the trees that correct what the sums of the clues leave wrong (``resolution.trees``).

Gradient boosting of a conditional logit: among the candidates in question and the chance that
another or none is meant, the right one should have the largest share. It begins where the sums of
the clues end. Sums and signals must come from weights that have not seen the text, else the trees
learn how well training fits. Deterministic.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray

from geocode.resolution.trees import Node, Trees

TREES = 90
LEAVES = 8
SETTINGS = {
    "learning_rate": 0.08,
    "num_leaves": LEAVES,
    "min_data_in_leaf": 30,
    "lambda_l2": 5.0,
    "feature_fraction": 0.6,
    "use_missing": False,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "seed": 1,
    "verbose": -1,
}
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Question:
    """The candidates of a name that are in question."""

    rows: tuple[dict[str, float], ...]
    """What the trees are told of each."""
    sums: tuple[float, ...]
    right: tuple[bool, ...]
    rest: float
    """The logarithm of the odds of all else: other candidates, and none."""
    weight: float


def grow(questions: Sequence[Question]) -> Trees:
    """The trees that make the right candidates likelier."""
    features = sorted({name for question in questions for row in question.rows for name in row})
    column = {name: i for i, name in enumerate(features)}
    rows = [row for question in questions for row in question.rows]
    table = np.zeros((len(rows), len(features)))
    for number, row in enumerate(rows):
        for name, value in row.items():
            table[number, column[name]] = value
    loss = _Loss(questions)
    data = lightgbm.Dataset(
        table, np.zeros(len(rows)), init_score=loss.sums, params={"verbose": -1}
    )
    settings = {**SETTINGS, "objective": loss.slopes}
    grown = lightgbm.train(settings, data, num_boost_round=TREES)
    nodes = [_node(tree["tree_structure"]) for tree in grown.dump_model()["tree_info"]]
    return Trees(tuple(features), tuple(nodes))


class _Loss:
    """Gradient and curvature of the conditional logit."""

    def __init__(self, questions: Sequence[Question]) -> None:
        sizes = [len(question.rows) for question in questions]
        self._group = np.repeat(np.arange(len(questions)), sizes)
        self.sums: Floats = np.array([s for question in questions for s in question.sums])
        self._right = np.array([r for question in questions for r in question.right], dtype=float)
        self._rest = np.array([question.rest for question in questions])
        self._weight = np.array([question.weight for question in questions])[self._group]
        self._none = np.array([not any(question.right) for question in questions], dtype=float)

    def slopes(self, sums: Floats, _: lightgbm.Dataset) -> tuple[Floats, Floats]:
        """By how much each candidate's share is too large, and how fast that changes."""
        top = self._rest.copy()
        np.maximum.at(top, self._group, sums)
        odds = np.exp(sums - top[self._group])
        rest = np.exp(self._rest - top)
        count = len(top)
        whole = np.bincount(self._group, odds, count) + rest
        good = np.bincount(self._group, odds * self._right, count) + rest * self._none + 1e-300
        share = odds / whole[self._group]
        wanted = odds * self._right / good[self._group]
        curve = np.maximum(share * (1 - share), 1e-3)
        return (share - wanted) * self._weight, curve * self._weight


def _node(grown: dict[str, Any]) -> Node:
    if "leaf_value" in grown:
        return round(float(grown["leaf_value"]), 4)
    left, right = _node(grown["left_child"]), _node(grown["right_child"])
    return int(grown["split_feature"]), float(f"{grown['threshold']:.6g}"), left, right
