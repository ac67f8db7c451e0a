"""Finds roads and railways that are named by their ends: "траси Покровськ-Костянтинівка".

A hyphen between two capitalised words mostly makes one name of them, of a person or a firm. It does
not where each by itself is a town and the two are near each other.
"""

from collections.abc import Sequence
from itertools import pairwise, product

from geocode.gazetteer.earth import distance_km
from geocode.model import SETTLEMENT_KINDS, Place
from geocode.recognition.scene import Scene
from geocode.recognition.spans import Span

_ROAD_KM = 150.0
_TOWN_FROM = 1_000
_HYPHENS = frozenset(["-", "‑", "–", "—"])


def road_ends(spans: Sequence[Span], scene: Scene) -> set[int]:
    """The ``id`` of each span that is one end of a road, in Cyrillic letters."""
    found: set[int] = set()
    for before, span in pairwise(spans):
        if _are_joined(before, span, scene) and _are_neighbours(before, span):
            found |= {id(before), id(span)}
    return found


def _are_joined(before: Span, span: Span, scene: Scene) -> bool:
    reading = scene.reading
    return (
        before.end == span.first
        and reading.gaps[before.end - 1] in _HYPHENS
        and not any(reading.forms[i].isascii() for i in (before.first, span.first))
        and not any(scene.people[before.first : span.end])
    )


def _are_neighbours(one: Span, other: Span) -> bool:
    return any(
        a.country == b.country
        and distance_km(a.latitude, a.longitude, b.latitude, b.longitude) <= _ROAD_KM
        for a, b in product(_towns(one), _towns(other))
        if a.place_id != b.place_id
    )


def _towns(span: Span) -> list[Place]:
    """What the name means in its dictionary form: "Нечуя-Левицького" is no road."""
    return [
        hit.place
        for hit in span.hits
        if hit.place.kind in SETTLEMENT_KINDS
        and hit.place.population >= _TOWN_FROM
        and not hit.inflected
    ]
