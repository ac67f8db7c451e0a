"""Clues that look at what the other names of the text were taken for; asked in every round."""

from collections.abc import Sequence
from math import cos, exp, log1p, radians, sqrt

from geocode.gazetteer.earth import KM_PER_DEGREE
from geocode.gazetteer.protocol import NameHit
from geocode.model import Kind, Place
from geocode.resolution.case import STREAM_CODES, THEATRE, Case, Signal
from geocode.resolution.context import Context, lies_in

_NEAR_SCALES_KM = (10.0, 30.0, 100.0, 300.0)
_NEAR_MOST = 2.5
"""Ten neighbours say little more than three."""
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
    most = max((part for other, part in context.countries.items() if other != country), default=0)
    if most > 0.5:
        kind = "country" if hit.place.kind is Kind.COUNTRY else "place"
        signals.append((f"{kind}, others elsewhere", most / whole, None))
    others = context.countries.get(country, 0.0) - case.own_countries.get(country, 0.0)
    if others > 0.05:
        signals.append(("others in the country, share", others / whole, country))
        signals.append(("others in the country, number", log1p(others), country))
    if region is None or hit.place.kind is Kind.REGION:
        return signals
    key = (country, region)
    others = context.regions.get(key, 0.0) - case.own_regions.get(key, 0.0)
    if others > 0.05:
        where = _where(hit.place, context)
        signals.append((f"others in the region, share{where}", others / whole, region))
        signals.append((f"others in the region, number{where}", log1p(others), region))
    return signals


def _where(place: Place, context: Context) -> str:
    """In war news neighbours count otherwise than in other texts: their signals stand apart."""
    return " (theatre)" if context.focus == place.country == THEATRE else ""


def nearness(hit: NameHit, case: Case, context: Context) -> Sequence[Signal]:
    """Other places of the text lie near; to a river, which something always does, it is no clue."""
    if hit.place.feature_code in STREAM_CODES and not case.definite:
        return ()
    place = hit.place
    nearest = 10_000.0
    subject: tuple[float, str] | None = None
    sums = [0.0] * len(_NEAR_SCALES_KM)
    narrow = cos(radians(place.latitude))
    seen: set[str] = set()
    beside = 0.0
    for anchor in case.anchors:
        other = anchor.place
        north = abs(place.latitude - other.latitude) * KM_PER_DEGREE
        if north > 900.0 or other.place_id in seen or anchor.start in case.starts:
            continue
        if other.place_id == place.place_id:
            continue
        seen.add(other.place_id)
        east = (place.longitude - other.longitude) * KM_PER_DEGREE * narrow
        km = sqrt(north * north + east * east)
        for rank, scale in enumerate(_NEAR_SCALES_KM):
            if km < 6 * scale:
                sums[rank] += exp(-km / scale)
        if anchor.sentence in case.sentences:
            beside = max(beside, exp(-km / 60.0))
        if km < nearest:
            nearest, subject = km, (km, other.name)
    where = _where(place, context)
    signals: list[Signal] = [
        (f"near, {scale:.0f} km{where}", min(total, _NEAR_MOST), subject)
        for total, scale in zip(sums, _NEAR_SCALES_KM, strict=True)
        if total > 0.02
    ]
    if beside > 0.02:
        signals.append((f"near one of the sentence{where}", beside, subject))
    return signals


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
