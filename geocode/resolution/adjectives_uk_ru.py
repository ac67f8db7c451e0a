"""Finds the towns that a Ukrainian or Russian adjective may be made from: "Новопавлівський".

A direction of the front goes by the adjective of a town, and few of these towns have a unit of
their name that would tell. The adjective's stem with each ending that towns have is looked up.
"""

import re
from collections.abc import Callable, Sequence

from geocode.gazetteer.names.normal_form import normal_form
from geocode.gazetteer.protocol import NameHit
from geocode.model import SETTLEMENT_KINDS

_ADJECTIVE = re.compile(
    r"(?P<stem>\w{3,}?)(?P<joint>[сцз]?ьк|[сц]к)"
    r"(?:ий|ого|ому|им|ім|а|ої|ій|у|ою|е|ое|ой|ом|ая|ую)"
)
_TOWN_ENDINGS = ("", "ь", "ка", "ки", "е", "о", "а", "я", "и", "ля", "ье", "ець", "ец", "ий", "ый")


def towns_of_adjective(name: str, lookup: Callable[[str], Sequence[NameHit]]) -> list[NameHit]:
    """The settlements whose official name the adjective may come from; none if it is none."""
    found = _ADJECTIVE.fullmatch(normal_form(name))
    if found is None:
        return []
    stem, joint = found["stem"], found["joint"]
    stems = dict.fromkeys((stem, stem.removesuffix("ь")))
    names = [stem + joint, *(each + ending for each in stems for ending in _TOWN_ENDINGS)]
    towns: dict[str, NameHit] = {}
    for each in names:
        for hit in lookup(each):
            if hit.place.kind in SETTLEMENT_KINDS and not hit.inflected:
                towns.setdefault(hit.place.place_id, hit)
    return list(towns.values())
