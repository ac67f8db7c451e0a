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

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import solve as solve_dense
from scipy.sparse import coo_matrix, csc_matrix, csr_matrix, diags
from scipy.sparse.csgraph import connected_components
from scipy.sparse.linalg import SuperLU, splu
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
_AT_ONCE = 32
"""Days solved together: 0.7 ms a day on the shipped mesh; 1.2 ms one by one, and 64 by 64."""

_Nodes = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class FixedValues:
    """What evidence says on a day of the settlements that it speaks of."""

    nodes: _Nodes
    """Ascending."""
    values: Floats
    """1 held by the invader, 0 by its opponents, 1/2 contested."""
    age_days: Floats
    """Days since the last change."""


class Inference:
    """Values of all settlements from the fixed ones of a day; factorised once."""

    def __init__(self, mesh: Mesh, ever_fixed: _Nodes) -> None:
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
        self._known_for: tuple[_Nodes, NDArray[np.bool_]] | None = None
        # What is never known is eliminated once: two in five settlements of the shipped mesh.
        spoken = np.isin(np.arange(count), self._ever)
        beside = np.asarray((graph[self._ever] != 0).sum(axis=0)).ravel() > 0
        wanted = beside | (self._known(self._ever) if self._ever.size else spoken)
        self._never = np.flatnonzero(wanted & ~spoken)
        away = np.flatnonzero(~wanted & ~spoken)
        self._solver = _factorised(_without(laplace, self._never, away))
        self._never_ever = csc_matrix(laplace[self._never][:, self._ever])
        self._ever_ever = laplace[self._ever][:, self._ever].toarray()
        self._deep_for: tuple[_Nodes, Floats, Floats] | None = None
        self._responses_for: tuple[_Nodes, Floats] | None = None
        self._reduced = np.full_like(self._ever_ever, np.nan)
        self._is_reduced = np.zeros(len(self._ever), np.bool_)

    def values(self, fixed: FixedValues) -> Floats:
        """The value of every settlement; NaN where it is unknown."""
        return next(self.series([fixed]))

    def series(self, days: Iterable[FixedValues]) -> Iterator[Floats]:
        """As ``values``, day by day; many days together take less time."""
        waiting = iter(days)
        while block := list(islice(waiting, _AT_ONCE)):
            soft = np.zeros((len(self._ever), len(block)))
            free = np.ones(soft.shape, np.bool_)
            for number, fixed in enumerate(block):
                said = np.searchsorted(self._ever, fixed.nodes)
                soft[said, number] = self._softened(fixed)
                free[said if said.size else slice(None), number] = False
            never = self._solve(soft, free)
            for number, fixed in enumerate(block):
                values = np.full(len(self._mesh.settlements), np.nan)
                if fixed.nodes.size:
                    values[self._never], values[self._ever] = never[:, number], soft[:, number]
                    values[fixed.nodes] = fixed.values
                    values[~self._known(fixed.nodes)] = np.nan
                yield values

    def _solve(self, soft: Floats, free: NDArray[np.bool_]) -> Floats:
        """The values of those never fixed, a column a day; fills in ``free`` of ``soft``."""
        never = _solved(self._solver, -(self._never_ever @ soft))
        late = np.flatnonzero(free.any(axis=1))
        if not late.size:
            return never
        self._reduce(late)
        for number in range(soft.shape[1]):
            mine = np.flatnonzero(free[:, number])
            if not mine.size:
                continue
            wanted = -(self._ever_ever[mine] @ soft[:, number])
            wanted -= self._never_ever[:, mine].T @ never[:, number]
            soft[mine, number] = solve_dense(
                self._reduced[np.ix_(mine, mine)], wanted, assume_a="pos", check_finite=False
            )
        if late.size > soft.shape[1]:
            return _solved(self._solver, -(self._never_ever @ soft))
        never -= self._responses(late) @ np.where(free, soft, 0)[late]
        return never

    def _responses(self, columns: _Nodes) -> Floats:
        """What a unit of each column asks of those never fixed, with its sign turned."""
        if self._responses_for is None or not np.array_equal(self._responses_for[0], columns):
            found = _solved(self._solver, self._never_ever[:, columns].toarray())
            self._responses_for = (columns, found)
        return self._responses_for[1]

    def _reduce(self, columns: _Nodes) -> None:
        """The Schur complement's columns: the graph as seen without the never fixed."""
        missing = columns[~self._is_reduced[columns]]
        if missing.size:
            away = _solved(self._solver, self._never_ever[:, missing].toarray())
            self._reduced[:, missing] = self._ever_ever[:, missing] - self._never_ever.T @ away
            self._is_reduced[missing] = True

    def _softened(self, fixed: FixedValues) -> Floats:
        ripe = LEAST_AGE + (1 - LEAST_AGE) * np.minimum(1, fixed.age_days / FULL_AGE_DAYS)
        return np.asarray(HALF + (fixed.values - HALF) * self._depth(fixed) * ripe)

    def _depth(self, fixed: FixedValues) -> Floats:
        """How deep each lies behind the line, 0..1."""
        last = self._deep_for  # on most days the same settlements are held as the day before
        if last and np.array_equal(last[0], fixed.nodes) and np.array_equal(last[1], fixed.values):
            return last[2]
        points, depth = self._mesh.points_km[fixed.nodes], np.ones(len(fixed.nodes))
        for mine, other in ((1.0, 0.0), (0.0, 1.0)):
            these, those = fixed.values == mine, fixed.values == other
            if these.any() and those.any():
                apart = cKDTree(points[those]).query(points[these], distance_upper_bound=DEPTH_KM)[
                    0
                ]
                depth[these] = np.minimum(1, apart / DEPTH_KM)  # inf beyond the bound
        self._deep_for = (fixed.nodes, fixed.values, depth)
        return depth

    def _known(self, nodes: _Nodes) -> NDArray[np.bool_]:
        if self._known_for is None or not np.array_equal(self._known_for[0], nodes):
            spoken = np.isin(self._part, self._part[nodes])
            apart = cKDTree(self._mesh.points_km[nodes]).query(self._mesh.points_km)[0]
            self._known_for = (nodes, np.asarray(spoken & (apart <= FAR_KM)))
        return self._known_for[1]


def _without(laplace: csr_matrix, kept: _Nodes, away: _Nodes) -> csc_matrix:
    """The matrix of ``kept`` once the nodes ``away`` are eliminated (their Schur complement)."""
    matrix = csc_matrix(laplace[kept][:, kept])
    across = csc_matrix(laplace[away][:, kept])
    rim = np.flatnonzero(np.diff(across.indptr))
    if not rim.size:
        return matrix
    through = across[:, rim]
    dense = through.T @ _solved(_factorised(csc_matrix(laplace[away][:, away])), through.toarray())
    rows, columns = (index.ravel() for index in np.meshgrid(rim, rim, indexing="ij"))
    return csc_matrix(matrix - coo_matrix((dense.ravel(), (rows, columns)), matrix.shape))


def _factorised(matrix: csc_matrix) -> SuperLU:
    # Symmetric and diagonally dominant: half the fill of the ordering that suits any matrix.
    return splu(
        matrix,
        permc_spec="MMD_AT_PLUS_A",
        diag_pivot_thresh=0.0,
        options={"SymmetricMode": True},
    )


def _solved(solver: SuperLU, right: Floats) -> Floats:
    found = np.empty(right.shape, order="F")
    for begin in range(0, right.shape[1], _AT_ONCE):
        some = slice(begin, begin + _AT_ONCE)
        found[:, some] = solver.solve(np.asfortranarray(right[:, some]))
    return found
