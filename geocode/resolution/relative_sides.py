"""Where "northern Donetsk Oblast" lies: the side of a unit, told by the settlements in it.

The gazetteer holds no outlines, but what happens in a unit happens near its settlements: those on
the stated side of their common middle give the point, and a radius that holds nine in ten of them.
Of the halves of Ukraine's oblasts in eight winds, against Natural Earth's outlines, the median
point lies 14 % of the oblast's radius from the half's true centre (21 % for discs). A unit with few
settlements, or one that settlements are not known to belong to (Donbas), is taken for a disc.
Distances are metres, bearings degrees clockwise from north.
"""

from collections.abc import Sequence
from math import cos, hypot, radians, sin

from geopy.distance import geodesic

from geocode.gazetteer.earth import KM_PER_DEGREE
from geocode.gazetteer.protocol import Gazetteer
from geocode.model import Kind, Place

PARTED = frozenset({Kind.REGION, Kind.DISTRICT, Kind.AREA})
_PARTED_MOST_M = 250_000
_LEAST = 20
_REACH = 3
"""Times its radius; what lies farther off was filed under the unit by mistake."""
_HELD = 0.9
_HALF_CENTROID = 0.42
"""Centroid of half a disc, as a share of its radius: 4 / (3 pi)."""
_HALF_RADIUS = 0.71
"""Radius of the circle of half the area: 1 / sqrt(2)."""
_KEPT = 200
"""Sides that are remembered: looking up a unit's settlements takes some 5 ms."""

Flat = tuple[float, float]
"""Kilometres east and north of the unit's own point."""


class Sides:
    """The sides of units, as one gazetteer knows them."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._told: dict[tuple[str, float], tuple[float, float, float]] = {}

    def side(self, unit: Place, bearing_deg: float) -> tuple[float, float, float] | None:
        """Latitude, longitude and radius in metres; None for what has no sides worth telling."""
        if unit.kind not in PARTED or unit.uncertainty_m > _PARTED_MOST_M:
            return None
        key = unit.place_id, bearing_deg
        if key not in self._told:
            if len(self._told) >= _KEPT:
                self._told.clear()
            self._told[key] = self._side(unit, bearing_deg)
        return self._told[key]

    def _side(self, unit: Place, bearing_deg: float) -> tuple[float, float, float]:
        inside = self._settlements(unit)
        if len(inside) < _LEAST:
            moved = geodesic(meters=_HALF_CENTROID * unit.uncertainty_m).destination(
                (unit.latitude, unit.longitude), bearing_deg
            )
            return moved.latitude, moved.longitude, _HALF_RADIUS * unit.uncertainty_m
        east, north = sin(radians(bearing_deg)), cos(radians(bearing_deg))
        middle = _mean(inside)
        half = [(x, y) for x, y in inside if (x - middle[0]) * east + (y - middle[1]) * north >= 0]
        centre = _mean(half)
        reaches = sorted(hypot(x - centre[0], y - centre[1]) for x, y in half)
        latitude = unit.latitude + centre[1] / KM_PER_DEGREE
        longitude = unit.longitude + centre[0] / _km_per_degree_east(unit)
        return latitude, longitude, 1000 * reaches[int(_HELD * (len(reaches) - 1))]

    def _settlements(self, unit: Place) -> list[Flat]:
        if unit.kind is Kind.AREA or unit.country is None or unit.admin1 is None:
            return []
        if unit.kind is Kind.DISTRICT and unit.admin2 is None:
            return []
        points = self._gazetteer.points_in(
            unit.country, unit.admin1, unit.admin2 if unit.kind is Kind.DISTRICT else None
        )
        scale = _km_per_degree_east(unit)
        flat = (
            ((longitude - unit.longitude) * scale, (latitude - unit.latitude) * KM_PER_DEGREE)
            for latitude, longitude in points
        )
        reach_km = _REACH * unit.uncertainty_m / 1000
        return [point for point in flat if hypot(*point) <= reach_km]


def _km_per_degree_east(unit: Place) -> float:
    return KM_PER_DEGREE * cos(radians(unit.latitude))


def _mean(points: Sequence[Flat]) -> Flat:
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)
