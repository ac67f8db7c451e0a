"""Adds to resolved mentions where the event itself was: "10 km south of Bakhmut".

A mention keeps the place that it names. What the text tells by it stands in
``Resolution.relative``, and ``where_prec`` and ``uncertainty_m`` then say how the event lies to
the named point. Only literal mentions with a place tell anything, and each tells one thing at most.
Both ends of "between A and B" carry the same value.

Where the phrase only says where another named place lies ("Khromove, 3 km west of Bakhmut";
"south of Avdiivka near Vodiane"), that place's own point is the event's, if it fits the words.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from math import atan2, cos, degrees, radians

from geocode.gazetteer.earth import distance_km
from geocode.gazetteer.protocol import Gazetteer
from geocode.model import AREAL_KINDS, Place, Relative, RelativeKind, Resolution, Role
from geocode.precision import WherePrec
from geocode.resolution.relative_phrases import phrases
from geocode.resolution.relative_points import NEAR_POINT_M, locate
from geocode.resolution.relative_sides import Sides
from geocode.resolution.relative_words import Phrase

_SAID_OF_MOST = 40
_SAID_OF = re.compile(
    r"(?:\s+(?:town|city|village|settlement|airport|station|district))?"
    r"(?P<comma>\s?[,–—-])?\s*(?P<bracket>\()?\s*(?:(?:both|all)\s+)?(?:(?:which|that|що|яке|которое|который)\s+)?"
    r"(?:(?:is|lies|located|situated|lying|розташован\w{1,3}|расположенн\w{1,4}|лежить)\s+)?$",
    re.IGNORECASE,
)
"""Between a name and the phrase that tells where it lies."""
_THERE = re.compile(
    r"(?:\s+(?:city|town))?\s+(?:near|at|in|by|towards?|біля|поблизу|у|в|возле|около)\s+",
    re.IGNORECASE,
)
"""Between such a phrase and the name of the place it leads to."""
_MISFIT = 1.5
"""Times its radius that a place may lie from where the phrase puts it."""
_LOOSE_M = 40_000
"""The same for phrases without a distance."""
_AHEAD_DEG = 67.5
"""How far off the stated bearing: "northwest of" is said of what lies west too."""
_LEADING = frozenset({RelativeKind.OFFSET, RelativeKind.NEAR})
_LOCATING = frozenset({RelativeKind.OFFSET, RelativeKind.NEAR, RelativeKind.BETWEEN})


class Relater:
    """Tells relative places by the places of one gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._sides = Sides(gazetteer)

    def relate(self, text: str, found: Sequence[Resolution]) -> list[Resolution]:
        """The same resolutions in the same order, with ``relative`` where the text tells one.

        Args:
            text: The text that the mentions' offsets count in.
            found: Resolutions in text order.
        """
        usable = [
            (number, resolution.place)
            for number, resolution in enumerate(found)
            if resolution.place is not None and resolution.mention.role is Role.LITERAL
        ]
        told = list(found)
        beside = [found[number] for number, _ in usable]
        telling: set[int] = set()
        for phrase in phrases(text, [resolution.mention for resolution in beside]):
            anchors = [usable[number][1] for number in phrase.mentions]
            words = text[phrase.start : phrase.end]
            relative = locate(phrase, anchors, words, self._sides)
            if relative is None:
                continue
            other = _described(text, phrase, relative, anchors[0], beside, telling)
            telling.update(phrase.mentions)
            if other is not None:
                relative = _at(relative, other)
            for number, place in (usable[number] for number in phrase.mentions):
                told[number] = _with(found[number], place, relative)
        return told


def _with(resolution: Resolution, place: Place, relative: Relative) -> Resolution:
    """The event against the named point: as far off as the relative point, and its radius more."""
    if relative.kind is RelativeKind.PART:
        return replace(resolution, relative=relative)
    away_m = 1000 * distance_km(
        place.latitude, place.longitude, relative.latitude, relative.longitude
    )
    far_m = away_m if away_m or relative.distance_m is None else relative.distance_m
    near = far_m <= NEAR_POINT_M and relative.kind is not RelativeKind.ROAD
    return replace(
        resolution,
        relative=relative,
        where_prec=WherePrec.NEAR if near else WherePrec.FUZZY,
        uncertainty_m=round((away_m + relative.uncertainty_m) / 100) * 100,
    )


def _at(relative: Relative, place: Place) -> Relative:
    return replace(
        relative,
        describes=place.place_id,
        latitude=place.latitude,
        longitude=place.longitude,
        where_prec=place.where_prec,
        uncertainty_m=place.uncertainty_m,
    )


def _described(
    text: str,
    phrase: Phrase,
    relative: Relative,
    anchor: Place,
    usable: Sequence[Resolution],
    telling: set[int],
) -> Place | None:
    """The named place whose whereabouts the phrase tells, if it lies where the phrase says.

    Not one of ``telling``: "northwest of Huliaipole near Pryluky" says nothing of Huliaipole.
    """
    beside = []
    before, after = phrase.mentions[0] - 1, phrase.mentions[-1] + 1
    if phrase.kind in _LOCATING and before >= 0:
        gap = text[usable[before].mention.end : phrase.start]
        said = _SAID_OF.fullmatch(gap) if len(gap) <= _SAID_OF_MOST else None
        listed = phrase.kind is RelativeKind.NEAR and said is not None and said["comma"]
        leads = before in telling and said is not None and not said["bracket"]
        if said is not None and not listed and not leads:
            beside.append(usable[before].place)
    if phrase.kind in _LEADING and (phrase.distance or phrase.point) and after < len(usable):
        gap = text[phrase.end : usable[after].mention.start]
        if len(gap) <= _SAID_OF_MOST and _THERE.fullmatch(gap):
            beside.append(usable[after].place)
    return next((place for place in beside if place and _fits(place, relative, anchor)), None)


def _fits(place: Place, relative: Relative, anchor: Place) -> bool:
    if place.kind in AREAL_KINDS or place.place_id in relative.anchors:
        return False
    point = place.latitude, place.longitude
    away_m = 1000 * distance_km(*point, relative.latitude, relative.longitude)
    if relative.kind is not RelativeKind.NEAR:
        return away_m <= _MISFIT * relative.uncertainty_m + place.uncertainty_m
    if away_m > _LOOSE_M or relative.bearing_deg is None:
        return away_m <= _LOOSE_M
    north = point[0] - anchor.latitude
    east = (point[1] - anchor.longitude) * cos(radians(anchor.latitude))
    off_deg = (degrees(atan2(east, north)) - relative.bearing_deg + 180) % 360 - 180
    return abs(off_deg) <= _AHEAD_DEG
