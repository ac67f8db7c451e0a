"""Where a relative place lies: a point, and a radius that is likely to hold it.

Distances and radii are metres, bearings degrees clockwise from north. Points are moved along the
geodesic (WGS84). The radius follows the point-radius method of Wieczorek, Guo and Hijmans (2004,
IJGIS 18:745-767), which names the sources of error of such a description; they are added in
quadrature, as independent errors, where that paper adds the worst cases:

- the stated distance: half its rounding, a fifth of it, or half its range (``stated_distance``);
- the bearing: eight winds are 45 degrees apart, so half a sector is 22.5 degrees and its cross
  error ``distance * sin(22.5°)``; a sixteenth wind halves the angle;
- the anchor: its own radius, since nobody says whether centre or edge was meant.

Of a place that is told without a direction the anchor's own point stays, the radius reaching the
far end. Nothing is said of distances over 500 km, nor of anchors that are no points where the
phrase needs one.
"""

from collections.abc import Sequence
from math import hypot, radians, sin

from geopy.distance import geodesic

from geocode.gazetteer.earth import distance_km
from geocode.model import Kind, Place, Relative, RelativeKind
from geocode.precision import WherePrec
from geocode.resolution.relative_sides import Sides
from geocode.resolution.relative_words import BEARING_WORDS, BEARINGS, Phrase

FURTHEST_M = 500_000
NEAR_POINT_M = 25_000
"""UCDP's code 2 is within about 25 km of a known point; beyond it a place is fuzzy."""
_NEAR_M = {Kind.CITY: 10_000, Kind.VILLAGE: 5_000, Kind.SITE: 5_000}
"""A writer names the nearest place that readers know: towns lie some 20 km apart in Ukraine,
villages (28,000 on 600,000 square km) less than 10."""
_BEARING_ONLY_M = 15_000
_POINTS = frozenset(_NEAR_M)
_HALFWAY_SHARE = 0.2
_OUTSKIRTS_REACH = 1.5
"""Outskirts of no stated side: from the built-up radius to half as far again."""

Position = tuple[float, float]


def locate(phrase: Phrase, anchors: Sequence[Place], words: str, sides: Sides) -> Relative | None:
    """The phrase on the globe, or None where its anchors do not allow one.

    Args:
        phrase: What the text says.
        anchors: The places of its mentions, in the same order.
        words: The phrase as it stands in the text.
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
        cross_m = stated.metres * sin(radians(_half_sector(phrase.point)))
        radius_m = hypot(stated.radial_m, cross_m, anchor.uncertainty_m)
        name = f"{stated.words} {BEARING_WORDS[phrase.point]} of {anchor.name}"
    return _relative(phrase, words, name, (anchor,), point, radius_m)


def _half_sector(point: str) -> float:
    return 11.25 if len(point) == 3 else 22.5


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
        radius_m = _OUTSKIRTS_REACH * anchor.uncertainty_m
        return _relative(phrase, words, f"outskirts of {anchor.name}", (anchor,), own, radius_m)
    point = _moved(anchor, anchor.uncertainty_m, BEARINGS[phrase.point])
    name = f"{_adjective(phrase.point)} outskirts of {anchor.name}"
    return _relative(phrase, words, name, (anchor,), point, anchor.uncertainty_m)


def _part(phrase: Phrase, anchor: Place, words: str, sides: Sides) -> Relative | None:
    if phrase.point is None:
        return None
    side = sides.side(anchor, BEARINGS[phrase.point])
    if side is None:
        return None
    name = f"{_adjective(phrase.point)} {anchor.name}"
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


def _adjective(point: str) -> str:
    return BEARING_WORDS[point] + "ern"
