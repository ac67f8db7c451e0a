"""Adds relative places to resolved mentions: "10 km south of Bakhmut" is where the event was.

A mention keeps the place that it names. The relative place is in ``Resolution.relative``, and
``where_prec`` and ``uncertainty_m`` then say how far the event is from the named point. Only
literal mentions with a place have a relative place, at most one each. Both ends of "between A and
B" have the same one.

Where the phrase only says where another named place is ("Khromove, 3 km west of Bakhmut"; "south of
Avdiivka near Vodiane"), the event is at that place's own point, if it fits the words.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from math import atan2, cos, degrees, radians

from geocode.gazetteer.earth import distance_km
from geocode.gazetteer.protocol import Gazetteer
from geocode.model import AREAL_KINDS, Place, Relative, RelativeKind, Resolution, Role
from geocode.precision import WherePrec
from geocode.resolution.relative.location import NEAR_POINT_M, Sides, locate
from geocode.resolution.relative.phrases import phrases
from geocode.resolution.relative.vocabulary import Phrase

_SAID_OF_MOST = 40
_SAID_OF = re.compile(
    r"(?:\s+(?:town|city|village|settlement|airport|station|district))?"
    r"(?P<comma>\s?[,–—-])?\s*(?P<bracket>\()?\s*(?:(?:both|all)\s+)?(?:(?:which|that|що|яке|которое|который)\s+)?"
    r"(?:(?:is|lies|located|situated|lying|розташован\w{1,3}|расположенн\w{1,4}|лежить)\s+)?$",
    re.IGNORECASE,
)
"""Between a name and the phrase that says where it is."""
_THERE = re.compile(
    r"(?:\s+(?:city|town))?\s+(?:near|at|in|by|towards?|біля|поблизу|у|в|возле|около)\s+",
    re.IGNORECASE,
)
"""Between such a phrase and the name of the place that it locates."""
_MISFIT = 1.5
"""A place may be this many times its radius from where the phrase puts it."""
_LOOSE_M = 40_000
"""The same for phrases without a distance."""
_AHEAD_DEG = 67.5
"""How far off the stated bearing: "northwest of" is also said of what is west."""
_LEADING = frozenset({RelativeKind.OFFSET, RelativeKind.NEAR})
_LOCATING = frozenset({RelativeKind.OFFSET, RelativeKind.NEAR, RelativeKind.BETWEEN})


class Relater:
    """Finds relative places with one gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._sides = Sides(gazetteer)

    def relate(self, text: str, found: Sequence[Resolution]) -> list[Resolution]:
        """The same resolutions in the same order, with ``relative`` where the text has one.

        Args:
            text: The text that the mentions' offsets count in.
            found: Resolutions in text order.
        """
        usable = [
            (number, resolution.place)
            for number, resolution in enumerate(found)
            if resolution.place is not None and resolution.mention.role is Role.LITERAL
        ]
        related = list(found)
        beside = [found[number] for number, _ in usable]
        used: set[int] = set()
        for phrase in phrases(text, [resolution.mention for resolution in beside]):
            anchors = [usable[number][1] for number in phrase.mentions]
            words = text[phrase.start : phrase.end]
            relative = locate(phrase, anchors, words, self._sides)
            if relative is None:
                continue
            other = _described(text, phrase, relative, anchors[0], beside, used)
            used.update(phrase.mentions)
            if other is not None:
                relative = _at(relative, other)
            for number, place in (usable[number] for number in phrase.mentions):
                related[number] = _with(found[number], place, relative)
        return related


def _with(resolution: Resolution, place: Place, relative: Relative) -> Resolution:
    """The resolution with how far the event can be from the named point."""
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
    used: set[int],
) -> Place | None:
    """The other named place that the phrase locates, if it is where the phrase says.

    Not one of ``used``: "northwest of Huliaipole near Pryluky" does not locate Huliaipole.
    """
    beside = []
    before, after = phrase.mentions[0] - 1, phrase.mentions[-1] + 1
    if phrase.kind in _LOCATING and before >= 0:
        gap = text[usable[before].mention.end : phrase.start]
        said = _SAID_OF.fullmatch(gap) if len(gap) <= _SAID_OF_MOST else None
        listed = phrase.kind is RelativeKind.NEAR and said is not None and said["comma"]
        leads = before in used and said is not None and not said["bracket"]
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
