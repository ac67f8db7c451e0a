"""Which point belongs to which settlement of the codifier, and where the rest are put.

A name is borne by up to a hundred villages, so a point is believed only near its hromada: the
median of the points of that hromada whose names leave no choice. Points farther off than its other
settlements are homonym errors and are dropped. Distances in kilometres.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from geocode.gazetteer.earth import distance_km
from geocode.gazetteer.names.normal_form import normal_form
from geocode.gazetteer.names.romanisation import spellings_uk
from tools.gazetteer.ukraine.inputs import Point, Unit, raion_key

_ROUNDS = 3
"""Centres settle after two rounds; a third changes fewer than ten placements."""
_LEAST_ANCHORS = 3
"""A median of fewer points can be pulled away by one homonym."""
_HROMADA_LIMIT_KM = (14.0, 24.0)
_RAION_LIMIT_KM = (35.0, 75.0)
"""Least and greatest distance from the centre at which a point is still believed; between them it
is 2.5 times the median distance of the unit's settlements."""
_SPREAD = 2.5
_TOWN_POPULATION = 2_000
_SAME_SPOT_KM = 3.0


@dataclass(frozen=True, slots=True)
class Centre:
    """Where a unit's settlements lie, and how far from there one may be."""

    latitude: float
    longitude: float
    limit_km: float
    reach_km: float
    """The distance that nine in ten of its settlements keep."""
    count: int


def centres(
    placed: Iterable[tuple[str, Point]], limits_km: tuple[float, float]
) -> dict[str, Centre]:
    """The robust centre of each unit that has enough points."""
    by_unit: dict[str, list[Point]] = defaultdict(list)
    for unit, point in placed:
        by_unit[unit].append(point)
    found = {}
    for unit, points in by_unit.items():
        if len(points) < _LEAST_ANCHORS:
            continue
        latitude = median(p.latitude for p in points)
        longitude = median(p.longitude for p in points)
        away = sorted(distance_km(latitude, longitude, p.latitude, p.longitude) for p in points)
        limit_km = min(max(limits_km[0], _SPREAD * median(away)), limits_km[1])
        reach_km = away[(len(away) * 9) // 10]
        found[unit] = Centre(latitude, longitude, limit_km, reach_km, len(points))
    return found


class Matcher:
    """Settlements and points of all Ukraine; ``match`` joins them."""

    def __init__(self, units: list[Unit], points: list[Point]) -> None:
        self._settlements = [unit for unit in units if unit.is_settlement]
        self._raions = {
            (unit.oblast, raion_key(unit)): unit.raion for unit in units if unit.category == "P"
        }
        self._bearers = Counter((s.oblast, normal_form(s.name)) for s in self._settlements)
        self._points: dict[tuple[str, str], list[Point]] = defaultdict(list)
        for point in points:
            for name in sorted(point.names):
                self._points[point.oblast, name].append(point)
        self.hromadas: dict[str, Centre] = {}
        self.raions: dict[str, Centre] = {}

    def match(self) -> dict[str, Point]:
        """The believed point of each settlement that has one, by code."""
        placed = self._without_choice()
        for _ in range(_ROUNDS):
            by_code = {s.code: s for s in self._settlements}
            pairs = [(by_code[code], point) for code, point in placed.items()]
            self.raions = centres(((s.raion, p) for s, p in pairs), _RAION_LIMIT_KM)
            self.hromadas = centres(
                ((s.hromada, p) for s, p in pairs if self._in_raion(s, p)), _HROMADA_LIMIT_KM
            )
            placed = self._nearest()
        return placed

    def candidates(self, settlement: Unit) -> list[Point]:
        """Points of that name in that oblast, other raions' postal rows left out."""
        points = self._points.get((settlement.oblast, normal_form(settlement.name)), [])
        if not points:
            # some GeoNames entries lack the Ukrainian name but have a Latin one
            latin = sorted({normal_form(s) for s in spellings_uk(settlement.name)})
            points = [p for form in latin for p in self._points.get((settlement.oblast, form), [])]
        return [
            point
            for point in points
            if point.raion is None
            or self._raions.get((settlement.oblast, point.raion), settlement.raion)
            == settlement.raion
        ]

    def _without_choice(self) -> dict[str, Point]:
        placed = {}
        for settlement in self._settlements:
            if self._bearers[settlement.oblast, normal_form(settlement.name)] == 1:
                points = self.candidates(settlement)
                if points and all(_away_km(points[0], other) <= _SAME_SPOT_KM for other in points):
                    placed[settlement.code] = points[0]
        return placed

    def _in_raion(self, settlement: Unit, point: Point) -> bool:
        centre = self.raions.get(settlement.raion)
        return centre is None or _within(centre, point)

    def _nearest(self) -> dict[str, Point]:
        """Join towns first, then ids, then the nearest; each point serves one settlement."""
        pairs = []
        for settlement in self._settlements:
            for point in self.candidates(settlement):
                away_km = self._believed_km(settlement, point)
                if away_km is not None:
                    order = (not _is_town(settlement, point), point.geonames is None, away_km)
                    pairs.append((*order, settlement.code, point))
        pairs.sort(key=lambda pair: (*pair[:4], pair[4].latitude))
        placed: dict[str, Point] = {}
        taken: set[tuple[float, float]] = set()
        for *_, code, point in pairs:
            spot = (round(point.latitude, 2), round(point.longitude, 2))
            if code not in placed and spot not in taken:
                placed[code] = point
                taken.add(spot)
        return placed

    def _believed_km(self, settlement: Unit, point: Point) -> float | None:
        """The distance from the settlement's unit; None where the point cannot be its own."""
        hromada = self.hromadas.get(settlement.hromada)
        raion = self.raions.get(settlement.raion)
        town = _is_town(settlement, point)
        if town and settlement.category in "KM":
            # a town at the edge of a large raion lies far from its middle
            return _away_km(raion, point)
        if self._bearers[settlement.oblast, normal_form(settlement.name)] > 1:
            centre = (raion if town else hromada) or raion
            return _away_km(centre, point) if centre and _within(centre, point) else None
        # The oblast has no namesake, so it is enough that the raion fits.
        if raion is None or town or _within(raion, point):
            return _away_km(hromada or raion, point)
        return None


def _is_town(settlement: Unit, point: Point) -> bool:
    """Towns are few enough that name and oblast distinguish them."""
    least = _TOWN_POPULATION if settlement.category == "X" else 1
    return settlement.category in "KMX" and point.population >= least


def _within(centre: Centre, point: Point) -> bool:
    return _away_km(centre, point) <= centre.limit_km


def _away_km(centre: Centre | Point | None, point: Point) -> float:
    if centre is None:
        return 0.0
    return distance_km(centre.latitude, centre.longitude, point.latitude, point.longitude)
