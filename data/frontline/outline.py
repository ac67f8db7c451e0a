"""Holders of settlements -> areas and the line between them: an estimate, and drawn as one.

Every settlement gets the ground that lies nearer to it than to any other settlement with a known
holder (its Voronoi cell), but never farther than ``radius_km`` from it, and never outside the
country it lies in. Cells of one holder are merged. Where no settlement with a holder is near
enough there is no area: what is not known is not coloured. Nothing is smoothed.

The line runs where a cell held by Russia meets one that is Ukrainian-held or contested. Each
stretch of it names the rows on both sides.

Cells are cut on a spherical Mercator plane, which keeps angles: within 25 km of a point the
borders and circles it gives are within 0.7 % (under 200 m at the rim) of those on the ellipsoid;
the tests measure it with geopy. Geometries come out as longitude, latitude in WGS84 degrees, the
order of GeoJSON; distances are kilometres.
"""

import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LineString, MultiPoint, Point
from shapely.geometry.base import BaseGeometry

from data.model import ControlState, Holder

RADIUS_KM = 25.0
"""How far a settlement speaks for the ground round it."""
_GRID_KM = 0.001
"""Areas are merged on a grid of one metre: corners stay apart, so that rounding to a centimetre
afterwards cannot make an area cross itself."""
_EARTH_KM = 6371.0088
_ARC_SEGMENTS = 16
"""Corners of a quarter circle: the polygon lies within 0.5 % of the circle."""
_SHORE_KM = 5.0
"""A settlement this near to a simplified coast or border counts as inside it."""


@dataclass(frozen=True, slots=True)
class HolderArea:
    """The ground that one holder's settlements speak for."""

    holder: Holder
    geometry: BaseGeometry
    """Polygon or MultiPolygon, longitude and latitude."""
    row_ids: tuple[str, ...]
    """The rows it rests on, sorted."""


@dataclass(frozen=True, slots=True)
class LineStretch:
    """A piece of the line between two neighbouring settlements."""

    geometry: BaseGeometry
    """LineString or MultiLineString, longitude and latitude."""
    ru_row_ids: tuple[str, ...]
    """The rows of the settlement that Russia holds."""
    other_row_ids: tuple[str, ...]
    """The rows of the settlement across: Ukrainian-held or contested."""

    @property
    def row_ids(self) -> tuple[str, ...]:
        """The rows on both sides, Russia's first."""
        return self.ru_row_ids + self.other_row_ids


@dataclass(frozen=True, slots=True)
class Outline:
    """Areas in the order RU, UA, contested; stretches from west to east."""

    areas: tuple[HolderArea, ...]
    line: tuple[LineStretch, ...]


@dataclass(frozen=True, slots=True)
class _Site:
    """One point of the diagram: a settlement, or several that share the very same point."""

    x: float
    y: float
    latitude: float
    longitude: float
    holder: Holder
    row_ids: tuple[str, ...]


def outline(
    states: Iterable[ControlState],
    *,
    radius_km: float = RADIUS_KM,
    lands: Sequence[BaseGeometry] = (),
) -> Outline:
    """Areas by holder and the line between them, from these settlements alone.

    ``lands`` are the countries (longitude, latitude; see ``land.lands``) that cut the cells: each
    cell ends where the country of its settlement ends, and a settlement in none of them, such as
    an islet too small for the basemap, gets no area. Without ``lands`` nothing is cut. The result
    does not depend on the order of ``states``.
    """
    sites = _sites(states)
    if not sites:
        return Outline((), ())
    limits = _limits(sites, radius_km)
    # The diagram must reach beyond every circle, whose radius on the plane grows to the north.
    cells = _cells(sites, max(limit.bounds[2] - limit.bounds[0] for limit in limits))
    countries = _countries(sites, lands)
    planes = [_plane(land) for land in lands]
    cut = _cut(cells, limits, countries, planes)
    return Outline(_areas(sites, cut), _line(sites, cells, limits, countries, planes))


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
                longitude=longitude,
                holder=holders.pop() if len(holders) == 1 else Holder.CONTESTED,
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


def _countries(sites: Sequence[_Site], lands: Sequence[BaseGeometry]) -> list[int | None]:
    """The index in ``lands`` that each site lies in or is nearest to; None is none."""
    shore_degrees = _SHORE_KM / 111.2
    found: list[int | None] = []
    for land in lands:
        shapely.prepare(land)
    for site in sites:
        point = Point(site.longitude, site.latitude)
        inside = [n for n, land in enumerate(lands) if land.contains(point)]
        if not inside:
            near = [(land.distance(point), n) for n, land in enumerate(lands)]
            inside = [n for distance, n in sorted(near) if distance <= shore_degrees]
        found.append(inside[0] if inside else None)
    return found


def _cut(
    cells: Sequence[BaseGeometry],
    limits: Sequence[BaseGeometry],
    countries: Sequence[int | None],
    planes: Sequence[BaseGeometry],
) -> list[BaseGeometry]:
    near = [cell.intersection(limit) for cell, limit in zip(cells, limits, strict=True)]
    return [_inside(one, n, planes) for one, n in zip(near, countries, strict=True)]


def _inside(
    geometry: BaseGeometry, country: int | None, planes: Sequence[BaseGeometry]
) -> BaseGeometry:
    if not planes or geometry.is_empty:
        return geometry
    if country is None:
        return shapely.from_wkt("POLYGON EMPTY")
    if planes[country].contains(geometry):
        return geometry
    # A part of the country round the cell is enough, and much smaller than the country.
    west, south, east, north = geometry.bounds
    part = shapely.clip_by_rect(planes[country], west - 1, south - 1, east + 1, north + 1)
    return geometry.intersection(part)


def _areas(sites: Sequence[_Site], cut: Sequence[BaseGeometry]) -> tuple[HolderArea, ...]:
    areas = []
    for holder in Holder:
        mine = [n for n, site in enumerate(sites) if site.holder is holder]
        whole = shapely.union_all([cut[n] for n in mine], grid_size=_GRID_KM) if mine else None
        if whole is None or whole.is_empty:
            continue
        row_ids = sorted(row_id for n in mine if not cut[n].is_empty for row_id in sites[n].row_ids)
        areas.append(HolderArea(holder, _globe(whole), tuple(row_ids)))
    return tuple(areas)


def _line(
    sites: Sequence[_Site],
    cells: Sequence[BaseGeometry],
    limits: Sequence[BaseGeometry],
    countries: Sequence[int | None],
    planes: Sequence[BaseGeometry],
) -> tuple[LineStretch, ...]:
    stretches = []
    for one, other, edge in _shared_edges(cells):
        if (sites[one].holder is Holder.RU) == (sites[other].holder is Holder.RU):
            continue
        if planes and countries[one] != countries[other]:
            continue  # a state border between two countries' settlements is no front line
        ours, theirs = (one, other) if sites[one].holder is Holder.RU else (other, one)
        piece = _inside(edge.intersection(limits[ours]), countries[ours], planes)
        if piece.length > 0:
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
