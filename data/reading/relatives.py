"""Places the pin of a mention that is described by another place: "10 km south of Bakhmut".

Such a place gets a row of its own in ``place``, not a point on the mention: map, table, filter,
excerpts and exports then treat it as any other, and the same words in two articles are one pin.
The mention keeps what it names, and the words, in ``mention.relative``. A line between two names
has one pin, that of the first; the other name only locates it, and so does a name that tells where
another named place lies ("Khromove, 3 km west of Bakhmut"): their role is ``LOCATING``, which the
map shows only where associative names are shown too. "Near X" stays at X, less exact.
"""

from dataclasses import replace
from hashlib import sha1
from typing import Any

from geocode.model import RELATIVE_CODE, Kind, Place, Relative, RelativeKind, Resolution
from geocode.precision import WherePrec

LOCATING = "locating"
"""Role of a name that only tells where something else lies."""
ID_PREFIX = "frontline:relative-"
_LINES = frozenset({RelativeKind.BETWEEN, RelativeKind.ROAD})
_WITHIN = frozenset({RelativeKind.OUTSKIRTS, RelativeKind.PART})
_AREAS = frozenset({RelativeKind.ROAD, RelativeKind.PART})


def pin_of(resolution: Resolution) -> Place | None:
    """The place whose pin shows the mention; None where it was not placed."""
    place, relative = resolution.place, resolution.relative
    if place is None or relative is None or locates(resolution) or _stays(relative):
        return place
    within = relative.kind in _WITHIN
    return Place(
        place_id=_id_of(relative),
        name=relative.name,
        latitude=relative.latitude,
        longitude=relative.longitude,
        kind=Kind.AREA if _is_area(relative) else Kind.SPOT,
        feature_code=RELATIVE_CODE,
        # Ten kilometres off may be another oblast, or another country.
        country=place.country if within else None,
        admin1=place.admin1 if within else None,
        where_prec=relative.where_prec,
        uncertainty_m=relative.uncertainty_m,
    )


def locates(resolution: Resolution) -> bool:
    """Whether the name only tells where something else lies."""
    place, relative = resolution.place, resolution.relative
    if place is None or relative is None:
        return False
    second = relative.kind in _LINES and place.place_id != relative.anchors[0]
    return second or relative.describes is not None


def as_stored(resolution: Resolution) -> Resolution:
    """The resolution with precision and radius of its pin."""
    pin, relative = pin_of(resolution), resolution.relative
    if pin is None or relative is None or pin is resolution.place:
        return resolution
    return replace(resolution, where_prec=relative.where_prec, uncertainty_m=relative.uncertainty_m)


def relative_json(resolution: Resolution) -> dict[str, Any] | None:
    """What the mention's row keeps of the words and of the place that they name."""
    place, relative = resolution.place, resolution.relative
    if place is None or relative is None:
        return None
    return {
        "phrase": relative.phrase,
        "start": relative.start,
        "end": relative.end,
        "kind": relative.kind.value,
        "name": relative.name,
        "latitude": relative.latitude,
        "longitude": relative.longitude,
        "where_prec": int(relative.where_prec),
        "uncertainty_m": relative.uncertainty_m,
        "anchors": list(relative.anchors),
        "describes": relative.describes,
        "named_id": place.place_id,
        "named": place.name,
    }


def _stays(relative: Relative) -> bool:
    """Near the named place or at its edge, on no stated side: no other point is told."""
    if relative.kind is RelativeKind.OUTSKIRTS:
        return relative.bearing_deg is None
    return relative.kind is RelativeKind.NEAR


def _is_area(relative: Relative) -> bool:
    """Drawn with its reach: a point would pose as more than is known."""
    circle = relative.kind is RelativeKind.OFFSET and relative.bearing_deg is None
    fuzzy = relative.where_prec is WherePrec.FUZZY
    return circle or fuzzy or relative.kind in _AREAS


def _id_of(relative: Relative) -> str:
    """The same for the same words about the same places, whatever the language."""
    told = "|".join((relative.name, *relative.anchors))
    return ID_PREFIX + sha1(told.encode(), usedforsecurity=False).hexdigest()[:12]
