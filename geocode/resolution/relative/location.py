"""Locates a relative place: a point, and a radius that is likely to contain it.

Distances and radii are metres, bearings degrees clockwise from north. Points are moved along the
geodesic (WGS84). The radius follows the point-radius method of Wieczorek, Guo and Hijmans (2004,
IJGIS 18:745-767), which names the sources of error of such a description; they are added in
quadrature, as independent errors, where that paper adds the worst cases:

- the stated distance: half its rounding, a fifth of it, or half its range (``stated_distance``);
- the bearing: eight winds are 45 degrees apart, so half a sector is 22.5 degrees and its cross
  error ``distance * sin(22.5°)``; a sixteenth wind halves the angle;
- the anchor: its own radius, since nobody says whether centre or edge was meant.

Without a direction the point is the anchor's own and the radius reaches the far end. Distances
over 500 km give nothing, nor do anchors that are no points where the phrase needs one.
"""

from collections.abc import Sequence
from math import cos, hypot, radians, sin

from geopy.distance import geodesic

from geocode.gazetteer.earth import KM_PER_DEGREE, distance_km
from geocode.gazetteer.protocol import Gazetteer
from geocode.model import Kind, Place, Relative, RelativeKind
from geocode.precision import WherePrec
from geocode.resolution.relative.vocabulary import BEARING_WORDS, BEARINGS, Phrase

FURTHEST_M = 500_000
NEAR_POINT_M = 25_000
"""UCDP's code 2 is within about 25 km of a known point; beyond it a place is fuzzy."""
_NEAR_M = {Kind.CITY: 10_000, Kind.VILLAGE: 5_000, Kind.SITE: 5_000}
"""A writer names the nearest place that readers know: towns lie some 20 km apart in Ukraine,
villages (28,000 on 600,000 square km) less than 10."""
_BEARING_ONLY_M = 15_000
_POINTS = frozenset(_NEAR_M)
_HALFWAY_SHARE = 0.2
_OUTSKIRTS_RADII = 1.5
"""Outskirts of no stated side: from the built-up radius to half as far again."""
_SIDES_MOST_M = {
    Kind.COUNTRY: 3_000_000, Kind.REGION: 1_500_000, Kind.DISTRICT: 250_000, Kind.AREA: 250_000,
}  # fmt: skip
"""Radius of the largest unit whose side says where something is; Russia and Yakutia have one, the
side of a continent has a name of its own."""
_SETTLEMENTS_LEAST = 20
_WITHIN_RADII = 3
"""Times the unit's radius; settlements farther off are assigned to the unit by mistake."""
_COVERED = 0.9
_HALF_CENTROID = 0.42
"""Centroid of half a disc, as a share of its radius: 4 / (3 pi)."""
_HALF_RADIUS = 0.71
"""Radius of the circle of half the area: 1 / sqrt(2)."""
_CACHED_MOST = 200
"""Sides that are cached: looking up a unit's settlements takes some 5 ms."""

Position = tuple[float, float]
"""Latitude, longitude."""
Flat = tuple[float, float]
"""Kilometres east and north of the unit's own point."""


class Sides:
    """Where the northern part of a unit is, from the settlements that a gazetteer has in it.

    The gazetteer has no outlines, but what happens in a unit happens near its settlements: those
    on the stated side of their common middle give the point, and a radius that covers nine in ten
    of them. For the halves of Ukraine's oblasts in eight directions, against Natural Earth's
    outlines, the median point is 14 % of the oblast's radius from the half's true centre (21 % for
    discs). A unit with few settlements, or one that settlements are not assigned to (Donbas), is
    treated as a disc.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._cached: dict[tuple[str, float], tuple[float, float, float]] = {}

    def side(self, unit: Place, bearing_deg: float) -> tuple[float, float, float] | None:
        """Latitude, longitude and radius in metres; None where a side means nothing."""
        if unit.uncertainty_m > _SIDES_MOST_M.get(unit.kind, 0):
            return None
        key = unit.place_id, bearing_deg
        if key not in self._cached:
            if len(self._cached) >= _CACHED_MOST:
                self._cached.clear()
            self._cached[key] = self._side(unit, bearing_deg)
        return self._cached[key]

    def _side(self, unit: Place, bearing_deg: float) -> tuple[float, float, float]:
        inside = self._settlements(unit)
        if len(inside) < _SETTLEMENTS_LEAST:
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
        return latitude, longitude, 1000 * reaches[int(_COVERED * (len(reaches) - 1))]

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
        reach_km = _WITHIN_RADII * unit.uncertainty_m / 1000
        return [point for point in flat if hypot(*point) <= reach_km]


def locate(phrase: Phrase, anchors: Sequence[Place], words: str, sides: Sides) -> Relative | None:
    """The phrase on the globe, or None where its anchors do not allow one.

    Args:
        phrase: What the text says.
        anchors: The places of its mentions, in the same order.
        words: The phrase as the text has it.
        sides: Knows where the northern part of a region is.
    """
    if phrase.kind is RelativeKind.PART:
        return _part(phrase, anchors[0], words, sides)
    if any(anchor.kind not in _POINTS for anchor in anchors):
        return None
    match phrase.kind:
        case RelativeKind.OFFSET:
            return _offset(phrase, anchors[0], words)
        case RelativeKind.NEAR:
            return _near(phrase, anchors[0], words)
        case RelativeKind.OUTSKIRTS:
            return _outskirts(phrase, anchors[0], words)
    return _line(phrase, anchors, words)


def _offset(phrase: Phrase, anchor: Place, words: str) -> Relative | None:
    stated = phrase.distance
    if stated is None or stated.metres > FURTHEST_M:
        return None
    if phrase.point is None:
        point = anchor.latitude, anchor.longitude
        radius_m = stated.metres + hypot(stated.radial_m, anchor.uncertainty_m)
        name = f"{stated.words} from {anchor.name}"
    else:
        point = _moved(anchor, stated.metres, BEARINGS[phrase.point])
        half_sector_deg = 11.25 if len(phrase.point) == 3 else 22.5
        cross_m = stated.metres * sin(radians(half_sector_deg))
        radius_m = hypot(stated.radial_m, cross_m, anchor.uncertainty_m)
        name = f"{stated.words} {BEARING_WORDS[phrase.point]} of {anchor.name}"
    return _relative(phrase, words, name, (anchor,), point, radius_m)


def _near(phrase: Phrase, anchor: Place, words: str) -> Relative:
    radius_m = max(_NEAR_M[anchor.kind], anchor.uncertainty_m)
    name = f"near {anchor.name}"
    if phrase.point is not None:
        radius_m = max(_BEARING_ONLY_M, anchor.uncertainty_m)
        name = f"{BEARING_WORDS[phrase.point]} of {anchor.name}"
    own = anchor.latitude, anchor.longitude
    return _relative(phrase, words, name, (anchor,), own, radius_m)


def _outskirts(phrase: Phrase, anchor: Place, words: str) -> Relative:
    if phrase.point is None:
        own = anchor.latitude, anchor.longitude
        radius_m = _OUTSKIRTS_RADII * anchor.uncertainty_m
        return _relative(phrase, words, f"outskirts of {anchor.name}", (anchor,), own, radius_m)
    point = _moved(anchor, anchor.uncertainty_m, BEARINGS[phrase.point])
    name = f"{BEARING_WORDS[phrase.point]}ern outskirts of {anchor.name}"
    return _relative(phrase, words, name, (anchor,), point, anchor.uncertainty_m)


def _part(phrase: Phrase, anchor: Place, words: str, sides: Sides) -> Relative | None:
    if phrase.point is None:
        return None
    side = sides.side(anchor, BEARINGS[phrase.point])
    if side is None:
        return None
    name = f"{BEARING_WORDS[phrase.point]}ern {anchor.name}"
    return _relative(phrase, words, name, (anchor,), side[:2], side[2])


def _line(phrase: Phrase, anchors: Sequence[Place], words: str) -> Relative | None:
    first, last = anchors[0], anchors[-1]
    ends = (first.latitude, first.longitude), (last.latitude, last.longitude)
    length_m = 1000 * distance_km(*ends[0], *ends[1])
    if first.place_id == last.place_id or length_m > FURTHEST_M:
        return None
    middle = (ends[0][0] + ends[1][0]) / 2, (ends[0][1] + ends[1][1]) / 2
    radius_m = length_m / 2
    names = [anchor.name for anchor in anchors]
    name = f"between {names[0]} and {names[-1]}"
    if phrase.halfway:
        name, radius_m = f"half-way {name}", _HALFWAY_SHARE * length_m
    if phrase.kind is RelativeKind.ROAD:
        name = f"on the {'-'.join(names)} road"
    return _relative(phrase, words, name, anchors, middle, radius_m)


def _relative(
    phrase: Phrase,
    words: str,
    name: str,
    anchors: Sequence[Place],
    point: Position,
    radius_m: float,
) -> Relative:
    line = phrase.kind in (RelativeKind.ROAD, RelativeKind.PART)
    near = radius_m <= NEAR_POINT_M and not line
    return Relative(
        kind=phrase.kind,
        phrase=words,
        start=phrase.start,
        end=phrase.end,
        name=name,
        anchors=tuple(anchor.place_id for anchor in anchors),
        latitude=round(point[0], 5),
        longitude=round(point[1], 5),
        where_prec=WherePrec.NEAR if near else WherePrec.FUZZY,
        uncertainty_m=round(radius_m / 100) * 100,
        distance_m=phrase.distance.metres if phrase.distance else None,
        bearing_deg=BEARINGS[phrase.point] if phrase.point else None,
    )


def _moved(anchor: Place, metres: float, bearing_deg: float) -> Position:
    start = anchor.latitude, anchor.longitude
    end = geodesic(meters=metres).destination(start, bearing_deg)
    return end.latitude, end.longitude


def _km_per_degree_east(unit: Place) -> float:
    return KM_PER_DEGREE * cos(radians(unit.latitude))


def _mean(points: Sequence[Flat]) -> Flat:
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)
