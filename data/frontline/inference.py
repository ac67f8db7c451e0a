"""Infers who holds the settlements that no evidence speaks of from those that it speaks of.

Each settlement has a value between 0 (the defender's) and 1 (the invader's). Evidence fixes the
value of its settlement; all others solve the Dirichlet problem on the mesh: each is the mean of
its neighbours by the weights of the edges (Zhu, Ghahramani, Lafferty, ICML 2003). A fixed value is
``1/2 +- 1/2 * depth * age``: a settlement deep behind the line, or held for long, says more of its
neighbours than one that changed hands yesterday beside the line. ``make bench ONLY=frontline``
measures the rule; nearest evidence, inverse distance, kriging, support vectors, a Gaussian process
and minimum cut were worse on the same rows.

A part of the graph without evidence is unknown, and so is what lies far from all evidence.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import solve as solve_dense
from scipy.sparse import coo_matrix, csc_matrix, diags
from scipy.sparse.csgraph import connected_components
from scipy.sparse.linalg import splu
from scipy.spatial import cKDTree

from data.frontline.mesh import Floats, Mesh

DEPTH_KM = 80.0
"""Distance to the nearest opposite evidence at which a settlement says all it can."""
LEAST_AGE = 0.1
FULL_AGE_DAYS = 730
FAR_KM = 60.0
"""Ground further than this from all evidence is unknown."""
HALF = 0.5
_LEAK = 1e-12
"""Keeps parts of the graph without evidence solvable; their values are thrown away."""


@dataclass(frozen=True, slots=True)
class FixedValue:
    """What evidence says of a settlement on a day."""

    value: float
    """1 held by the invader, 0 by its opponents, 1/2 contested."""
    age_days: int
    """Days since its last change."""


class Inference:
    """Values of all settlements from the fixed ones of a day; factorised once."""

    def __init__(self, mesh: Mesh, ever_fixed: NDArray[np.int64]) -> None:
        """``ever_fixed`` are the settlements that evidence speaks of on any day."""
        self._mesh = mesh
        count = len(mesh.settlements)
        weights = mesh.weights + _LEAK
        first, second = mesh.edges.T
        graph = coo_matrix((weights, (first, second)), (count, count))
        graph = (graph + graph.T).tocsr()
        laplace = (diags(np.asarray(graph.sum(axis=1)).ravel()) - graph).tocsr()
        joined = mesh.weights > 0
        self._part = connected_components(
            coo_matrix((mesh.weights[joined], (first[joined], second[joined])), (count, count)),
            directed=False,
        )[1]
        self._ever = np.unique(ever_fixed)
        self._never = np.setdiff1d(np.arange(count), self._ever)
        self._solver = splu(csc_matrix(laplace[self._never][:, self._never]))
        self._never_ever = csc_matrix(laplace[self._never][:, self._ever])
        self._ever_ever = laplace[self._ever][:, self._ever].toarray()
        self._apart: tuple[bytes, NDArray[np.bool_]] = (b"", np.zeros(count, np.bool_))
        self._reduced = np.full_like(self._ever_ever, np.nan)
        self._is_reduced = np.zeros(len(self._ever), np.bool_)

    def values(self, fixed: Mapping[int, FixedValue]) -> Floats:
        """The value of every settlement; NaN where it is unknown."""
        nodes = np.array(sorted(fixed), np.int64)
        plain = np.array([fixed[int(n)].value for n in nodes], np.float64)
        age = np.array([fixed[int(n)].age_days for n in nodes], np.float64)
        values = np.full(len(self._mesh.settlements), np.nan)
        if not nodes.size:
            return values
        said = np.searchsorted(self._ever, nodes)
        soft = np.zeros(len(self._ever))
        soft[said] = self._softened(nodes, plain, age)
        free = np.setdiff1d(np.arange(len(self._ever)), said)
        self._solve(values, soft, free)
        values[nodes] = plain
        values[~self._known(nodes)] = np.nan
        return values

    def _solve(self, values: Floats, soft: Floats, free: NDArray[np.int64]) -> None:
        """Put the solution into ``values``; ``free`` of the ever fixed are not fixed today."""
        never = self._solver.solve(-(self._never_ever @ soft))
        if free.size:
            self._reduce(free)
            wanted = -(self._ever_ever[free] @ soft) - self._never_ever[:, free].T @ never
            soft[free] = solve_dense(
                self._reduced[np.ix_(free, free)], wanted, assume_a="pos", check_finite=False
            )
            never = self._solver.solve(-(self._never_ever @ soft))
        values[self._never] = never
        values[self._ever] = soft

    def _reduce(self, free: NDArray[np.int64]) -> None:
        """The Schur complement's columns of ``free``: the graph as seen without the never fixed."""
        for column in free[~self._is_reduced[free]]:
            away = self._never_ever[:, [column]].toarray().ravel()
            back = self._never_ever.T @ self._solver.solve(away)
            self._reduced[:, column] = self._ever_ever[:, column] - back
            self._is_reduced[column] = True

    def _softened(self, nodes: NDArray[np.int64], plain: Floats, age: Floats) -> Floats:
        points, depth = self._mesh.points_km[nodes], np.ones(len(nodes))
        for mine, other in ((1.0, 0.0), (0.0, 1.0)):
            these, those = plain == mine, plain == other
            if these.any() and those.any():
                apart = cKDTree(points[those]).query(points[these])[0]
                depth[these] = np.minimum(1, apart / DEPTH_KM)
        ripe = LEAST_AGE + (1 - LEAST_AGE) * np.minimum(1, age / FULL_AGE_DAYS)
        return np.asarray(HALF + (plain - HALF) * depth * ripe)

    def _known(self, nodes: NDArray[np.int64]) -> NDArray[np.bool_]:
        key, known = self._apart
        if key == nodes.tobytes():  # on most days the same settlements are fixed as the day before
            return known
        spoken = np.isin(self._part, self._part[nodes])
        apart = cKDTree(self._mesh.points_km[nodes]).query(self._mesh.points_km)[0]
        known = np.asarray(spoken & (apart <= FAR_KM))
        self._apart = (nodes.tobytes(), known)
        return known
