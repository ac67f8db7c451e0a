"""Ranks the places of a name without a text, for ``lookup`` and the geopy geocoders.

"Lyman, Donetsk Oblast" names the place and, after commas, what it lies in; "Donetsk region" brings
its generic word along.
"""

from collections.abc import Mapping, Sequence
from math import exp

from geocode.gazetteer.earth import distance_km
from geocode.gazetteer.names.normal_form import normal_form
from geocode.gazetteer.protocol import Gazetteer, NameHit
from geocode.model import Candidate, Kind, Place
from geocode.recognition.cues import load_cues
from geocode.resolution.candidates import candidates
from geocode.resolution.clues import STANDING, signals, unknown_signals
from geocode.resolution.context import Case, Context, lies_in
from geocode.resolution.scoring import shares, shipped_weights, total, weighed
from geocode.resolution.wording import reasons

_NEAR = 7.0
_NEAR_SCALE_KM = 50.0
_CONTAINERS = frozenset({Kind.COUNTRY, Kind.REGION, Kind.DISTRICT})


def rank(
    gazetteer: Gazetteer,
    query: str,
    *,
    countries: Sequence[str] = (),
    near: tuple[float, float] | None = None,
    limit: int = 10,
) -> list[Candidate]:
    """Candidates for ``query``, best first, at most ``limit``; empty when nothing is called so.

    Args:
        gazetteer: Where to look.
        query: A name, perhaps with a generic word, perhaps with containers after commas.
        countries: ISO alpha-2 codes; empty means all. Others are left out.
        near: ``(latitude, longitude)``; namesakes near it come first.
        limit: How many at most.
    """
    hits = _hits(gazetteer, query)
    wanted = {code.upper() for code in countries}
    hits = [hit for hit in hits if not wanted or hit.place.country in wanted]
    if not hits or limit < 1:
        return []
    case = Case(officially=frozenset(hit.place.place_id for hit in hits if hit.official))
    weights = shipped_weights().clues
    found = [_weighed(hit, case, weights) for hit in hits]
    if near is not None:
        found = [_moved(*one, near) for one in found]
    parts = shares([summed for _, summed, _ in found], total(unknown_signals(None), weights))
    ranked = [
        (-total, Candidate(place, share, why))
        for (place, total, why), share in zip(found, parts, strict=True)
    ]
    ranked.sort(key=lambda pair: (pair[0], pair[1].place.place_id))
    return [candidate for _, candidate in ranked[:limit]]


def _weighed(
    hit: NameHit, case: Case, weights: Mapping[str, float]
) -> tuple[Place, float, tuple[str, ...]]:
    """A candidate with the sum of its clues, and what they say."""
    said = signals(STANDING, hit, case, Context())
    return hit.place, total(said, weights), reasons(weighed(said, weights))


def _moved(
    place: Place, total: float, why: tuple[str, ...], near: tuple[float, float]
) -> tuple[Place, float, tuple[str, ...]]:
    """A candidate with what its distance from the given point is worth."""
    km = distance_km(*near, place.latitude, place.longitude)
    weight = _NEAR * exp(-km / _NEAR_SCALE_KM)
    return place, total + weight, (f"{km:.0f} km from the given point ({weight:+.1f})", *why)


def _hits(gazetteer: Gazetteer, query: str) -> list[NameHit]:
    """What the gazetteer has for the whole query, or for its first part inside the others."""
    whole = _named(gazetteer, query)
    first, *rest = (part.strip() for part in query.split(","))
    containers = [part for part in rest if part]
    if whole or not containers:
        return list(whole)
    hits = list(_named(gazetteer, first))
    for part in containers:
        units = [hit.place for hit in _named(gazetteer, part) if hit.place.kind in _CONTAINERS]
        hits = [hit for hit in hits if any(_inside(hit.place, unit) for unit in units)]
    return hits


def _inside(place: Place, unit: Place) -> bool:
    if place.kind is Kind.COUNTRY or (place.kind, unit.kind) == (Kind.REGION, Kind.DISTRICT):
        return False  # 'Texas, Lyman' is not Texas in the hromada of Lyman
    if place.kind is unit.kind and place.country != unit.country:
        return False
    if place.kind is unit.kind is Kind.DISTRICT and place.admin1 != unit.admin1:
        return False  # ... nor Texas County, Missouri, in Lyman County, South Dakota
    return lies_in(place, unit) is not False and place.place_id != unit.place_id


def _named(gazetteer: Gazetteer, name: str) -> Sequence[NameHit]:
    """Places called ``name``, its generic word understood."""
    words = name.split()
    if len(words) > 1:
        for edge, bare in ((words[-1], words[:-1]), (words[0], words[1:])):
            word = normal_form(edge)
            generic = load_cues().generics.get(word)
            if generic is None:
                continue
            name_alone = " ".join(bare)
            fitting = gazetteer.lookup(f"{name_alone} {word}")
            fitting = fitting or candidates(name_alone, word, generic.sort, gazetteer.lookup)
            if fitting:
                return fitting
    return gazetteer.lookup(name)
