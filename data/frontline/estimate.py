"""Estimates the areas of the parties and the line between them from holders of settlements.

Every settlement gets the ground that lies nearer to it than to any other settlement with a known
holder (its Voronoi cell), but never farther than ``radius_km`` from it, never outside the
country it lies in, and never across a gulf of the sea. Cells of one holder are merged. Where no
settlement with a holder is near enough there is no area: what is not known is not coloured. Nothing
is smoothed.

The line runs where a cell held by the invader meets one of another party or a contested one. Each
stretch of it names the rows on both sides.

Cells are cut on a spherical Mercator plane, which keeps angles: within 25 km of a point the
borders and circles it gives are within 0.7 % (under 200 m at the rim) of those on the ellipsoid;
the tests measure it with geopy. Geometries come out as longitude, latitude in WGS84 degrees, the
order of GeoJSON; distances are kilometres.
"""

import itertools
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LineString, MultiPoint, Point
from shapely.geometry.base import BaseGeometry

from data.model import CONTESTED, ControlState
from data.theatre import Theatre

RADIUS_KM = 25.0
"""How far a settlement speaks for the ground round it."""
_GRID_KM = 0.001
"""Areas are merged on a grid of one metre: corners stay apart, so that rounding to a centimetre
afterwards cannot make an area cross itself."""
_EARTH_KM = 6371.0088
_TOUCH_KM = 0.05
_ARC_SEGMENTS = 16
"""Corners of a quarter circle: the polygon lies within 0.5 % of the circle."""
_NOWHERE = shapely.Polygon()


@dataclass(frozen=True, slots=True)
class HolderArea:
    """The ground that one holder's settlements speak for."""

    holder: str
    geometry: BaseGeometry
    """Polygon or MultiPolygon, longitude and latitude."""
    row_ids: tuple[str, ...]
    """The rows it rests on, sorted."""


@dataclass(frozen=True, slots=True)
class LineStretch:
    """A piece of the line between two neighbouring settlements."""

    geometry: BaseGeometry
    """LineString or MultiLineString, longitude and latitude."""
    invader_row_ids: tuple[str, ...]
    """The rows of the settlement that the invader holds."""
    other_row_ids: tuple[str, ...]
    """The rows of the settlement across the line."""

    @property
    def row_ids(self) -> tuple[str, ...]:
        """The rows on both sides, the invader's first."""
        return self.invader_row_ids + self.other_row_ids


@dataclass(frozen=True, slots=True)
class FrontEstimate:
    """Areas in the order of ``Theatre.holders``; stretches from west to east."""

    areas: tuple[HolderArea, ...]
    line: tuple[LineStretch, ...]


@dataclass(frozen=True, slots=True)
class _Site:
    """One point of the diagram: a settlement, or several that share the very same point."""

    x: float
    y: float
    latitude: float
    country: str
    holder: str
    row_ids: tuple[str, ...]


def estimate_front(
    states: Iterable[ControlState],
    theatre: Theatre,
    *,
    radius_km: float = RADIUS_KM,
    lands: Mapping[str, BaseGeometry] | None = None,
) -> FrontEstimate:
    """Areas by holder and the line between them, from these settlements alone.

    ``lands`` are the countries by ISO code (longitude, latitude; see ``land.lands``) that cut the
    cells: each ends where the country of its settlement ends, and a settlement whose country is
    not near on the basemap, such as a small island, gets no area. Without ``lands`` nothing is
    cut. The result does not depend on the order of ``states``.
    """
    sites = _sites(states)
    if not sites:
        return FrontEstimate((), ())
    limits = _limits(sites, radius_km)
    # The diagram must reach beyond every circle, whose radius on the plane grows to the north.
    cells = _cells(sites, max(limit.bounds[2] - limit.bounds[0] for limit in limits))
    planes = {iso: _plane(land) for iso, land in (lands or {}).items()}

    def clip(geometry: BaseGeometry, site: int) -> BaseGeometry:
        near = geometry.intersection(limits[site])
        return _inside(near, planes.get(sites[site].country)) if planes else near

    ground = [_ashore(site, clip(cells[n], n)) for n, site in enumerate(sites)]
    areas = _areas(sites, ground, theatre.holders)
    return FrontEstimate(areas, _line(sites, cells, ground, clip, theatre.invader.id))


def _sites(states: Iterable[ControlState]) -> list[_Site]:
    together: dict[tuple[float, float], list[ControlState]] = {}
    for state in states:
        together.setdefault((state.row.longitude, state.row.latitude), []).append(state)
    sites = []
    for (longitude, latitude), group in sorted(together.items()):
        holders = {state.holder for state in group}
        sites.append(
            _Site(
                x=math.radians(longitude) * _EARTH_KM,
                y=math.asinh(math.tan(math.radians(latitude))) * _EARTH_KM,
                latitude=latitude,
                country=group[0].row.country,
                holder=holders.pop() if len(holders) == 1 else CONTESTED,
                row_ids=tuple(sorted(state.row.row_id for state in group)),
            )
        )
    return sites


def _cells(sites: Sequence[_Site], margin_km: float) -> list[BaseGeometry]:
    points = MultiPoint([(site.x, site.y) for site in sites])
    around = shapely.box(*points.bounds).buffer(margin_km, join_style="mitre")
    if len(sites) == 1:
        return [around]
    return list(shapely.voronoi_polygons(points, extend_to=around, ordered=True).geoms)


def _limits(sites: Sequence[_Site], radius_km: float) -> list[BaseGeometry]:
    # Mercator stretches lengths by 1 / cos(latitude): each circle is as large as its own place.
    return [
        Point(site.x, site.y).buffer(
            radius_km / math.cos(math.radians(site.latitude)), quad_segs=_ARC_SEGMENTS
        )
        for site in sites
    ]


def _inside(geometry: BaseGeometry, country: BaseGeometry | None) -> BaseGeometry:
    if country is None:
        return _NOWHERE
    if geometry.is_empty or country.contains(geometry):
        return geometry
    # A part of the country round the cell is enough, and much smaller than the country.
    west, south, east, north = geometry.bounds
    part = shapely.clip_by_rect(country, west - 1, south - 1, east + 1, north + 1)
    return geometry.intersection(part)


def _ashore(site: _Site, ground: BaseGeometry) -> BaseGeometry:
    """The piece of ground that the settlement stands on: it does not speak across a gulf."""
    if ground.geom_type == "Polygon":
        return ground
    point = Point(site.x, site.y)
    pieces = [part for part in shapely.get_parts(ground) if part.geom_type == "Polygon"]
    return min(pieces, key=point.distance, default=ground)


def _areas(
    sites: Sequence[_Site], ground: Sequence[BaseGeometry], holders: Sequence[str]
) -> tuple[HolderArea, ...]:
    areas = []
    for holder in holders:
        mine = [n for n, site in enumerate(sites) if site.holder == holder]
        whole = shapely.union_all([ground[n] for n in mine])
        if whole.is_empty:
            continue
        row_ids = sorted(
            row_id for n in mine if not ground[n].is_empty for row_id in sites[n].row_ids
        )
        snapped = shapely.set_precision(whole, _GRID_KM)
        areas.append(HolderArea(holder, _globe(snapped), tuple(row_ids)))
    return tuple(areas)


def _line(
    sites: Sequence[_Site],
    cells: Sequence[BaseGeometry],
    ground: Sequence[BaseGeometry],
    clip: Callable[[BaseGeometry, int], BaseGeometry],
    invader: str,
) -> tuple[LineStretch, ...]:
    stretches = []
    for one, other, edge in _shared_edges(cells):
        if (sites[one].holder == invader) == (sites[other].holder == invader):
            continue
        ours, theirs = (one, other) if sites[one].holder == invader else (other, one)
        parts = [
            part
            for part in shapely.get_parts(clip(edge, ours))
            # Only where both grounds reach the edge: not in a gulf, and not along the state
            # border between settlements of two countries, which is no front line.
            if part.length > 0
            and ground[ours].distance(part.centroid) < _TOUCH_KM
            and ground[theirs].distance(part.centroid) < _TOUCH_KM
        ]
        if parts:
            piece = parts[0] if len(parts) == 1 else shapely.MultiLineString(parts)
            stretches.append(LineStretch(_globe(piece), sites[ours].row_ids, sites[theirs].row_ids))
    return tuple(
        sorted(stretches, key=lambda stretch: (*stretch.geometry.bounds, *stretch.row_ids))
    )


def _shared_edges(cells: Sequence[BaseGeometry]) -> Iterable[tuple[int, int, LineString]]:
    """Pairs of cells with the edge between them: neighbours in one diagram share its corners."""
    owners: dict[frozenset[tuple[float, float]], int] = {}
    for n, cell in enumerate(cells):
        corners = [(float(x), float(y)) for x, y in shapely.get_coordinates(cell)]
        for start, end in itertools.pairwise(corners):
            edge = frozenset((start, end))
            if edge in owners:
                yield owners.pop(edge), n, LineString([min(start, end), max(start, end)])
            else:
                owners[edge] = n


def _plane(geometry: BaseGeometry) -> BaseGeometry:
    plane = shapely.transform(geometry, _to_plane)
    shapely.prepare(plane)
    return plane


def _globe(geometry: BaseGeometry) -> BaseGeometry:
    return shapely.transform(geometry, _to_globe)


def _to_plane(points: NDArray[np.float64]) -> NDArray[np.float64]:
    x, y = np.radians(points).T
    return np.asarray(np.column_stack([x, np.arcsinh(np.tan(y))]) * _EARTH_KM, dtype=np.float64)


def _to_globe(points: NDArray[np.float64]) -> NDArray[np.float64]:
    x, y = (points / _EARTH_KM).T
    degrees = np.degrees(np.column_stack([x, np.arctan(np.sinh(y))]))
    return np.asarray(np.round(degrees, 7), dtype=np.float64)
