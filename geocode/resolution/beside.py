"""Finds what the names directly beside a name could mean: its like in a list, or what it holds.

"Georgia, Michigan and Pennsylvania" are three states; "Athens, Georgia" is a town in its state.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from geocode.gazetteer.protocol import NameHit
from geocode.model import SETTLEMENT_KINDS, Kind, Mention, Place

_LIST_GAP = re.compile(r"\s*(?:,|,?\s(?:and|or|та|і|й|или|и|або))\s+")
_COMMA = re.compile(r",\s+")
_GAP_MOST = 8
_GREAT_CITY = 300_000

Like = tuple[str, str | None]
"""A sort of place that lists are made of, and for first-level units the country."""


@dataclass(slots=True)
class Beside:
    """By the keys of names, over all of their mentions."""

    likes: dict[object, list[set[Like]]] = field(default_factory=dict)
    """What each name beside it in a list could be."""
    before: dict[object, list[Sequence[NameHit]]] = field(default_factory=dict)
    """What each name before it and a comma could be."""

    def like(self, place: Place, own: object) -> int:
        """How many names beside it in lists could be of its sort."""
        sort = sort_of(place)
        return 0 if sort is None else sum(sort in found for found in self.likes.get(own, ()))


def sort_of(place: Place) -> Like | None:
    """The sort of place, of those that lists are made of."""
    if place.kind is Kind.COUNTRY:
        return place.kind, None
    if place.kind is Kind.REGION:
        return place.kind, place.country
    if place.kind in SETTLEMENT_KINDS and place.population >= _GREAT_CITY:
        return Kind.CITY, None
    return None


def beside(
    text: str,
    mentions: Sequence[Mention],
    names: Mapping[int, tuple[object, Sequence[NameHit]]],
) -> Beside:
    """What stands beside the names of a text, whose key and candidates ``names`` has by mention."""
    made = Beside()
    order = sorted(names, key=lambda index: mentions[index].start)
    for first, second in pairwise(order):
        gap = text[mentions[first].end : mentions[second].start]
        if not 0 < len(gap) <= _GAP_MOST:
            continue
        (first_key, first_hits), (second_key, second_hits) = names[first], names[second]
        if _COMMA.fullmatch(gap):
            made.before.setdefault(second_key, []).append(first_hits)
        if _LIST_GAP.fullmatch(gap) and first_key != second_key:
            made.likes.setdefault(first_key, []).append(_sorts(second_hits))
            made.likes.setdefault(second_key, []).append(_sorts(first_hits))
    return made


def listed_alike(
    text: str, mentions: Sequence[Mention], hits: Mapping[int, Sequence[NameHit]]
) -> set[int]:
    """Mentions in a row of three and more that could all be countries, or all units of one."""
    order = sorted(hits, key=lambda index: mentions[index].start)
    found: set[int] = set()
    row: list[int] = []
    shared: set[Like] = set()
    for index in order:
        sorts = {sort for sort in _sorts(hits[index]) if sort[0] != Kind.CITY}
        gap = text[mentions[row[-1]].end : mentions[index].start] if row else ""
        if row and len(gap) <= _GAP_MOST and _LIST_GAP.fullmatch(gap) and shared & sorts:
            row.append(index)
            shared &= sorts
        else:
            row, shared = [index], sorts
        if len(row) > 2:
            found.update(row)
    return found


def _sorts(hits: Sequence[NameHit]) -> set[Like]:
    return {sort for hit in hits if (sort := sort_of(hit.place)) is not None}
