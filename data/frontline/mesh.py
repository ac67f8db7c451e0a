"""Divides the theatre into one cell a settlement and joins neighbouring settlements into a graph.

Nodes are the settlements of the gazetteer that have a point of their own, and those that evidence
names besides. Cells are their Voronoi cells; two settlements are neighbours where their cells
share an edge (the Delaunay graph), and that edge is an *arc*: what a front line is made of. The
ground of a settlement is what of its own country lies nearer to it than to others there. An
edge of the graph weighs its length to the power -1.5, times the weight of each barrier of the
theatre that it crosses; an edge across a state border weighs nothing, since a border is no front.

Distances and areas are those of a Lambert azimuthal equal-area plane round the middle of the
theatre (Snyder, Map Projections: A Working Manual, 1987, p. 182-190), in km: true to 0.3 % over
1,000 km. Geometries are handed out as longitude, latitude in WGS84 degrees.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.spatial import Voronoi, cKDTree
from shapely.geometry.base import BaseGeometry

from data.theatre import Extent

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]

SAME_POINT_KM = 0.3
"""Settlements nearer than this share a cell: the diagram of both would be slivers."""
ABROAD_KM = 75.0
"""How far from a settlement of the first country those of the other countries are nodes."""
LENGTH_POWER = -1.5
"""Measured on 36 days of other people's maps (``make bench ONLY=frontline``): -1 and -2 place
the line 0.1 to 0.2 km worse in the median."""
_SHORTEST_KM = 0.3
REACH_KM = 25.0
"""No settlement speaks for ground farther away than this."""
_EARTH_KM = 6371.0088


@dataclass(frozen=True, slots=True)
class Settlement:
    """A node: one settlement, or the first of several that share a point."""

    place_id: str
    name: str
    latitude: float
    longitude: float
    country: str
    """ISO 3166-1 alpha-2."""


class Plane:
    """Degrees to km on an equal-area plane round a point, and back."""

    def __init__(self, latitude: float, longitude: float) -> None:
        self._lat, self._lon = math.radians(latitude), math.radians(longitude)

    def flat(self, degrees: Floats) -> Floats:
        """Rows of longitude, latitude to rows of km east, km north."""
        lon, lat = np.radians(degrees).T
        sin0, cos0 = math.sin(self._lat), math.cos(self._lat)
        east = lon - self._lon
        scale = _EARTH_KM * np.sqrt(
            2 / (1 + sin0 * np.sin(lat) + cos0 * np.cos(lat) * np.cos(east))
        )
        x = scale * np.cos(lat) * np.sin(east)
        y = scale * (cos0 * np.sin(lat) - sin0 * np.cos(lat) * np.cos(east))
        return np.column_stack([x, y])

    def flat_point(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Km east and km north of one point."""
        ((x, y),) = self.flat(np.array([(longitude, latitude)]))
        return float(x), float(y)

    def degrees(self, km: Floats) -> Floats:
        """Rows of km east, km north to rows of longitude, latitude."""
        x, y = km.T
        rho = np.maximum(np.hypot(x, y), 1e-9)
        angle = 2 * np.arcsin(rho / (2 * _EARTH_KM))
        sin, cos = np.sin(angle), np.cos(angle)
        sin0, cos0 = math.sin(self._lat), math.cos(self._lat)
        lat = np.arcsin(cos * sin0 + y * sin * cos0 / rho)
        lon = self._lon + np.arctan2(x * sin, rho * cos0 * cos - y * sin0 * sin)
        return np.asarray(np.degrees(np.column_stack([lon, lat])))


@dataclass(frozen=True)
class Mesh:
    """Settlements, their cells and the graph between them; ``build_mesh`` makes one."""

    settlements: tuple[Settlement, ...]
    node_of: Mapping[str, int]
    """By place id, also of settlements that share another's cell."""
    points_km: Floats
    """A row a settlement."""
    plane: Plane
    edges: Ints
    """Rows of two settlements, the lower number first."""
    weights: Floats
    """Of the edges, 0 where nothing crosses."""
    vertices_km: Floats
    """Corners of the cells."""
    arcs: Ints
    """Rows of corner, corner, settlement, settlement: the piece of border between two cells."""
    ground_km: NDArray[np.object_]
    """A polygon a settlement: its cell among those of its own country, inside that country; empty
    where there is none."""
    whole: NDArray[np.bool_]
    """Settlements whose ground is their whole cell: neighbours among them share their corners."""

    @cached_property
    def ground(self) -> NDArray[np.object_]:
        """``ground_km`` as longitude, latitude."""
        return np.asarray(shapely.transform(self.ground_km, self.plane.degrees))

    def ground_of(self, nodes: NDArray[np.integer[Any]] | NDArray[np.bool_]) -> BaseGeometry:
        """The ground of some settlements as one, in km."""
        chosen = np.zeros(len(self.settlements), np.bool_)
        chosen[nodes] = True
        # Whole cells fit together, which is 20 times faster than a union of any polygons.
        inner = shapely.coverage_union_all(self.ground_km[chosen & self.whole])
        return shapely.union_all([inner.buffer(0), *self.ground_km[chosen & ~self.whole]])

    @cached_property
    def tree(self) -> cKDTree:
        """Finds settlements by their point on the plane."""
        return cKDTree(self.points_km)

    @cached_property
    def ground_tree(self) -> shapely.STRtree:
        """Finds settlements by their ground, in km on the plane."""
        return shapely.STRtree(self.ground_km)


def build_mesh(
    settlements: Iterable[Settlement],
    *,
    lands: Mapping[str, BaseGeometry],
    barriers: Sequence[tuple[BaseGeometry, float]],
    extent: Extent,
) -> Mesh:
    """The mesh of these settlements; of two that share a point the earlier one is kept.

    Args:
        settlements: In order of preference: those with evidence first.
        lands: The countries by ISO code, the first country first (longitude, latitude); a
            settlement whose country is not there has no ground.
        barriers: Lines (longitude, latitude) with their weights.
        extent: Settlements outside are left out.

    The same settlements in the same order give the same mesh.
    """
    plane = Plane((extent.south + extent.north) / 2, (extent.west + extent.east) / 2)
    chosen, node_of, points = _nodes(settlements, lands, plane, extent)
    diagram = Voronoi(np.vstack([points, _rim(points)]))
    ridges = np.asarray(diagram.ridge_points, np.int32)
    corners = np.asarray(diagram.ridge_vertices, np.int32)
    inner = (ridges < len(points)).all(axis=1) & (corners >= 0).all(axis=1)
    edges, corners = np.sort(ridges[inner], axis=1), corners[inner]
    countries = np.array([one.country for one in chosen])
    arcs = np.column_stack([corners, ridges[inner]]).astype(np.int32)
    cells = _cells(diagram, len(points))
    regrown = _without_the_other_side(cells, points, edges, countries)
    ground, whole = _ground(cells, points, countries, lands, plane)
    whole[regrown] = False  # their corners are not exactly those of their neighbours
    return Mesh(
        settlements=chosen,
        node_of=node_of,
        points_km=points,
        plane=plane,
        edges=edges.astype(np.int32),
        weights=_weights(points, edges, countries, barriers, plane),
        vertices_km=np.asarray(diagram.vertices),
        arcs=arcs,
        ground_km=ground,
        whole=whole,
    )


def _nodes(
    settlements: Iterable[Settlement],
    lands: Mapping[str, BaseGeometry],
    plane: Plane,
    extent: Extent,
) -> tuple[tuple[Settlement, ...], dict[str, int], Floats]:
    known: dict[str, Settlement] = {}
    for one in settlements:
        inside = extent.west <= one.longitude <= extent.east
        if inside and extent.south <= one.latitude <= extent.north and one.country in lands:
            known.setdefault(one.place_id, one)
    found = list(known.values())
    points = plane.flat(np.array([(one.longitude, one.latitude) for one in found], np.float64))
    home = next(iter(lands))
    at_home = np.array([one.country == home for one in found], np.bool_)
    if at_home.any():
        apart = cKDTree(points[at_home]).query(points)[0]
        near = np.flatnonzero(at_home | (apart <= ABROAD_KM))
        found, points = [found[n] for n in near], points[near]
    stands_for = np.arange(len(found))
    for low, high in sorted(cKDTree(points).query_pairs(SAME_POINT_KM)):
        if stands_for[low] == low and found[low].country == found[high].country:
            stands_for[high] = min(stands_for[high], low)
    kept = np.flatnonzero(stands_for == np.arange(len(found)))
    number = {int(old): new for new, old in enumerate(kept)}
    node_of = {one.place_id: number[int(stands_for[n])] for n, one in enumerate(found)}
    return tuple(found[n] for n in kept), node_of, points[kept]


def _cells(diagram: Voronoi, count: int) -> NDArray[np.object_]:
    regions = [diagram.regions[number] for number in diagram.point_region[:count]]
    closed = np.array([corner for ring in regions for corner in (*ring, ring[0])])
    starts = np.cumsum([0, *(len(ring) + 1 for ring in regions)])
    parts = shapely.from_ragged_array(
        shapely.GeometryType.POLYGON,
        diagram.vertices[closed],
        (starts, np.arange(count + 1)),
    )
    return np.asarray(parts, dtype=object)


def _without_the_other_side(
    cells: NDArray[np.object_], points: Floats, edges: Ints, countries: NDArray[np.str_]
) -> NDArray[np.int64]:
    """Replace cells beside a border by those that they would have without the other country.

    Else ground between the border and the cells would be nobody's. Only cells that touch one of
    the other side grow, and only against each other. Returns which.
    """
    across = countries[edges[:, 0]] != countries[edges[:, 1]]
    beside = np.unique(edges[across])
    for iso in np.unique(countries[beside]):
        mine = beside[countries[beside] == iso]
        near = np.unique(edges[~across & np.isin(edges, mine).any(axis=1)])
        needed = np.concatenate([mine, np.setdiff1d(near, mine)])
        diagram = Voronoi(np.vstack([points[needed], _rim(points)]))
        cells[mine] = _cells(diagram, len(mine))
    return beside


def _rim(points: Floats) -> Floats:
    """Points far round the others, so that every cell of a settlement is finite."""
    low, high = points.min(axis=0), points.max(axis=0)
    middle, radius = (low + high) / 2, np.hypot(*(high - low)) + 100
    angle = np.arange(64) * 2 * np.pi / 64
    return np.asarray(middle + radius * np.column_stack([np.cos(angle), np.sin(angle)]))


def _weights(
    points: Floats,
    edges: Ints,
    countries: NDArray[np.str_],
    barriers: Sequence[tuple[BaseGeometry, float]],
    plane: Plane,
) -> Floats:
    ends = points[edges]
    length = np.hypot(*(ends[:, 0] - ends[:, 1]).T)
    weights = np.maximum(length, _SHORTEST_KM) ** LENGTH_POWER
    segments = shapely.linestrings(ends)
    for line, weight in barriers:
        weights[shapely.intersects(segments, shapely.transform(line, plane.flat))] *= weight
    weights[countries[edges[:, 0]] != countries[edges[:, 1]]] = 0
    return np.asarray(weights)


def _ground(
    cells: NDArray[np.object_],
    points: Floats,
    countries: NDArray[np.str_],
    lands: Mapping[str, BaseGeometry],
    plane: Plane,
) -> tuple[NDArray[np.object_], NDArray[np.bool_]]:
    ground, whole = cells.copy(), np.ones(len(cells), np.bool_)
    west, south, east, north = shapely.bounds(cells).T
    wide = np.flatnonzero(np.hypot(east - west, north - south) > 2 * REACH_KM)  # not smaller ones
    wide = wide[shapely.minimum_bounding_radius(cells[wide]) > REACH_KM]
    ground[wide] = shapely.intersection(
        cells[wide], shapely.buffer(shapely.points(points[wide]), REACH_KM)
    )
    whole[wide] = False
    for iso, land in lands.items():
        flat = shapely.transform(land, plane.flat)
        shapely.prepare(flat)
        mine = np.flatnonzero(countries == iso)
        cut = mine[~shapely.contains_properly(flat, ground[mine])]
        ground[cut] = shapely.intersection(ground[cut], flat)
        whole[cut] = False
    return ground, whole
