"""Clues from the places that the other names of the text mean; asked again in every round."""

from collections.abc import Sequence
from math import cos, log, log1p, radians, sqrt

from geocode.gazetteer.earth import KM_PER_DEGREE
from geocode.gazetteer.protocol import NameHit
from geocode.model import AREAL_KINDS, Kind, Place
from geocode.resolution.context import Case, Context, Signal, lies_in

_FAR_DEGREES = 8.0
"""Beyond some 900 km nothing is near."""
_HERE_DEGREES = 0.05
"""Nearer than some 5 km is as near as can be."""
_HOLDS_MOST = 3


def sentence_container(hit: NameHit, case: Case, context: Context) -> Sequence[Signal]:
    """A region or country in the same sentence holds it."""
    if case.container is not None:
        return ()
    outside: str | None = None
    for sentence in case.sentences[:8]:
        for container in context.containers_in(sentence):
            if container.start in case.starts:
                continue
            inside = lies_in(hit.place, container.place)
            whole = container.place.kind is Kind.COUNTRY
            if inside:
                name = "country in the sentence" if whole else "region in the sentence"
                return ((name, 1.0, container.place.name),)
            if inside is False and not whole:
                outside = container.place.name
    return (("other region in the sentence", 1.0, outside),) if outside is not None else ()


def article_container(hit: NameHit, case: Case, context: Context) -> Sequence[Signal]:
    """A region that the text names holds it."""
    for container in context.containers[:40]:
        if container.place.kind is Kind.COUNTRY or container.start in case.starts:
            continue
        if lies_in(hit.place, container.place):
            return (("region in the text", 1.0, container.place.name),)
    return ()


def company(hit: NameHit, case: Case, context: Context) -> Sequence[Signal]:
    """The other names of the text can mean places of the same country, and the same region."""
    country, region = hit.place.country, hit.place.admin1
    if country is None:
        return ()
    signals: list[Signal] = []
    whole = context.mass + 1.0
    most = next((part for other, part in case.leading if other != country), 0.0)
    if most > 0.5:
        kind = "country" if hit.place.kind is Kind.COUNTRY else "place"
        signals.append((f"{kind}, others elsewhere", most / whole, None))
    others = case.others_by_country.get(country, 0.0)
    if others > 0.05:
        signals.append(("others in the country, share", others / whole, country))
        signals.append(("others in the country, number", log1p(others), country))
    if region is None or hit.place.kind is Kind.REGION:
        return signals
    others = case.others_by_region.get((country, region), 0.0)
    if others > 0.05:
        where = place_mark(hit.place, context)
        signals.append((f"others in the region, share{where}", others / whole, region))
        signals.append((f"others in the region, number{where}", log1p(others), region))
    return signals


def place_mark(place: Place, context: Context) -> str:
    """In war news neighbours count otherwise than in other texts: their signals stand apart."""
    return " (theatre)" if context.country == place.country == context.focus.home else ""


def nearness(hit: NameHit, case: Case, context: Context) -> Sequence[Signal]:
    """Other places of the text lie near; to a river, which something always does, it is no clue."""
    place = hit.place
    if place.kind in AREAL_KINDS and not case.definite:
        return ()
    narrow = cos(radians(place.latitude))
    first = second = third = beside = _FAR_DEGREES
    nearest = None
    for anchor in case.anchors:
        other = anchor.place
        if other.place_id == place.place_id:
            continue
        north = place.latitude - other.latitude
        east = (place.longitude - other.longitude) * narrow
        degrees = sqrt(north * north + east * east)
        if degrees < third:
            if degrees < first:
                first, second, third, nearest = degrees, first, second, other.name
            elif degrees < second:
                second, third = degrees, second
            else:
                third = degrees
        if degrees < beside and anchor.sentence in case.sentences:
            beside = degrees
    if nearest is None:
        return ()
    subject = (first * KM_PER_DEGREE, nearest)
    where = place_mark(place, context)
    return [
        (f"{rank}{where}", _closeness(degrees), subject)
        for rank, degrees in (
            ("nearest place", first),
            ("second nearest place", second),
            ("third nearest place", third),
            ("nearest of the sentence", beside),
        )
        if degrees < _FAR_DEGREES
    ]


def _closeness(degrees: float) -> float:
    """How many times nearer than ``_FAR_DEGREES``, a logarithm: halving counts alike anywhere."""
    return log((_FAR_DEGREES + _HERE_DEGREES) / (degrees + _HERE_DEGREES))


def one_sense(hit: NameHit, case: Case, context: Context) -> Sequence[Signal]:
    """The same name was placed there elsewhere in the text."""
    return (("same name placed there", 1.0, None),) if hit.place.place_id in case.placed else ()


def holds(hit: NameHit, case: Case, context: Context) -> Sequence[Signal]:
    """Other places of the text lie in this region or country."""
    if hit.place.kind not in (Kind.COUNTRY, Kind.REGION):
        return ()
    inside = [
        anchor.place.name
        for anchor in case.anchors
        if anchor.start not in case.starts and lies_in(anchor.place, hit.place)
    ]
    if not inside:
        return ()
    return (("holds others", float(min(_HOLDS_MOST, len(set(inside)))), inside[0]),)
