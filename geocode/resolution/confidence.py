"""Computes how sure the best candidate is, and whether it may be pinned.

The confidence is calibrated: of the answers with 0.9, nine in ten are right. It is a logistic
function of how far the best candidate leads, whose weights are learned beside those of the clues
on texts that those were not learned from (``tools.training.ranker``).
"""

from collections.abc import Mapping
from math import exp, log

from geocode.focus import NO_FOCUS, Focus
from geocode.model import AREAL_KINDS, Candidate, Kind, Mention, Place, Resolution
from geocode.precision import WherePrec
from geocode.recognition.cues import Sort, load_cues
from geocode.resolution.candidates import is_near, trust
from geocode.resolution.context import lies_in, quick_km
from geocode.resolution.scoring import SAME_PLACE_KM
from geocode.resolution.senses import Name

PIN_THRESHOLD = 0.5
"""Up to this confidence a name is listed with its candidates and not pinned."""
KNOWN_THRESHOLD = 0.3
"""The same for a place that stands out among its namesakes."""
_SURELY_A_PLACE, _LIKELY_A_PLACE = 0.75, 0.6
_STANDS_OUT = 4
"""Times as many residents as any namesake."""
_COUNTRY_RENOWN, _UNIT_RENOWN = 100_000_000, 5_000_000
_FRONT_RADIUS_M = 15_000
"""A "direction" or "axis" is the country some 15 km round its town."""
_GREAT_CITY = 100_000
"""A city of that size is meant whatever stands beside it: "Sevastopol in Crimea" is no other."""
_GREATEST_CITY = 1_000_000
_WELL_KNOWN = 500_000
_PART_RADIUS_M = 10_000
"""A part of a town, or its harbour, lies within so much of its middle."""
_LEAST_SHARE = 1e-4
CONTESTED_MOST = 0.98
"""The most that a place with namesakes elsewhere is given, however far it leads."""


def decide(
    mention: Mention,
    name: Name,
    shown: tuple[Candidate, ...],
    confidence: float,
    least: float,
) -> Resolution:
    """The answer for one mention of a name, whose best candidates are ``shown``.

    The best is taken where its confidence is above ``least``, else none. A place that no namesake
    comes near in renown is taken from a lower one on: a reader would not hesitate.
    """
    if least > KNOWN_THRESHOLD and stands_out(name):
        bar = _LIKELY_A_PLACE if _is_own_name(name) else _SURELY_A_PLACE
        least = KNOWN_THRESHOLD if mention.certainty >= bar else least
    if not shown or confidence <= least:
        return Resolution(mention, None, 0.0, None, None, shown)
    place = shown[0].place
    where_prec, uncertainty_m = place.where_prec, place.uncertainty_m
    point = place.kind not in AREAL_KINDS
    if name.sort is Sort.FRONT and point:
        where_prec, uncertainty_m = WherePrec.NEAR, max(uncertainty_m, _FRONT_RADIUS_M)
    if is_near(name.hits[name.best]):
        where_prec, uncertainty_m = WherePrec.NEAR, max(uncertainty_m, _PART_RADIUS_M)
    return Resolution(
        mention=mention,
        place=place,
        confidence=round(confidence, 4),
        where_prec=where_prec,
        uncertainty_m=uncertainty_m,
        candidates=shown,
    )


def confidence_of(
    name: Name,
    country: str | None,
    weights: Mapping[str, float],
    focus: Focus = NO_FOCUS,
    *,
    local: float = 0.0,
) -> float:
    """How likely the best candidate is right, 0..1; 0 where there is none."""
    if name.place is None:
        return 0.0
    parts = lead(name, country, focus, local=local)
    calibrated = 1 / (1 + exp(-sum(weights.get(key, 0.0) * value for key, value in parts.items())))
    alone = all(_same_spot(hit.place, name.place) for hit in name.hits)
    known = name.place.population >= _GREAT_CITY
    if name.container is not None and lies_in(name.place, name.container) is False and not known:
        return min(calibrated, PIN_THRESHOLD)  # the text itself says that it is another
    return min(calibrated, trust(name.hits), 1.0 if alone else CONTESTED_MOST)


def _same_spot(place: Place, best: Place) -> bool:
    """Whether both are one place to a reader of the map."""
    if place is best:
        return True
    areal = place.kind in AREAL_KINDS or best.kind in AREAL_KINDS
    return not areal and quick_km(place, best) <= SAME_PLACE_KM


def _is_own_name(name: Name) -> bool:
    """Whether the best candidate is officially called so, or too well known for it to matter.

    Basel is called "Bale" as well, but of a man's surname nobody thinks of it.
    """
    return name.hits[name.best].official or _renown(name.hits[name.best].place) >= _GREATEST_CITY


def stands_out(name: Name) -> bool:
    """Whether the best candidate is a country, unit or great city, and no other comes near it.

    What lies in it is no rival: between the city of New York and its state nobody hesitates.
    """
    best = name.place
    if best is None or (renown := _renown(best)) < _GREAT_CITY:
        return False
    others = (
        hit.place
        for hit in name.hits
        if not _same_spot(hit.place, best)
        and not (best.kind is Kind.REGION and lies_in(hit.place, best))
    )
    return all(_renown(place) * _STANDS_OUT <= renown for place in others)


def _renown(place: Place) -> int:
    """Residents; for countries and units in the news more than any town has."""
    if place.kind is Kind.COUNTRY or place.feature_code == "CONT":
        return _COUNTRY_RENOWN
    if place.kind is Kind.REGION and is_well_known(place):
        return _UNIT_RENOWN
    return place.population


def is_well_known(place: Place) -> bool:
    """Whether every reader of news has heard of it: countries, capitals, great cities."""
    if place.kind is Kind.REGION:
        return place.country in load_cues().region_countries
    capital = place.feature_code == "PPLC"
    return place.kind is Kind.COUNTRY or capital or place.population >= _WELL_KNOWN


def lead(
    name: Name, country: str | None, focus: Focus = NO_FOCUS, *, local: float = 0.0
) -> dict[str, float]:
    """How far ahead the best candidate of a name is, by the name of the weight.

    Entries at the same spot count together: sources that name a village twice, some hundred metres
    apart, do not make it uncertain. ``local``: see ``resolver.Settled``.
    """
    best = name.hits[name.best].place
    point = best.kind not in AREAL_KINDS
    share, rival = 0.0, 0.0
    for hit, score in zip(name.hits, name.scores, strict=True):
        if _same_spot(hit.place, best):
            share += score
        else:
            rival = max(rival, score)
    share = min(1 - _LEAST_SHARE, max(_LEAST_SHARE, share))
    parts = {
        "constant": 1.0,
        "odds": log(share / (1 - share)),
        "lead": log(share / max(_LEAST_SHARE, rival)),
        "an area": 0.0 if point else 1.0,
        "well known": 1.0 if is_well_known(best) else 0.0,
        "local paper": local,
        "well known in a local paper": local if is_well_known(best) else 0.0,
    }
    if country == best.country == focus.home:
        parts |= {f"{key} (theatre)": value for key, value in parts.items()}
    return parts
