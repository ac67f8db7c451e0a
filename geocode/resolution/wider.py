"""The settlement that stands for a longer name that no gazetteer has: "South Los Angeles".

Only words that name a part of a town or its harbour are taken off. The answer is a place near the
one meant, and says so: its ``note`` begins with ``NEAR_NOTE``.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from geocode.gazetteer.protocol import Gazetteer, NameHit
from geocode.model import Kind

NEAR_NOTE = "the town of which "
NEAR_MOST = 0.85
"""The most that may be claimed of a town that stands for its part."""
_BEFORE = re.compile(
    r"(?:(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west|central|upper|"
    r"lower|greater|inner|outer|downtown|midtown|uptown|metropolitan|metro|northern|southern|"
    r"eastern|western)(?:\s+|-)|(?:port|city|town|village|borough|township|district)\s+of\s+)",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\s+(?:township|twp\.?|harbou?r|airport|metropolitan area|metro area|area|suburbs?)\.?$",
    re.IGNORECASE,
)
_SETTLEMENTS = frozenset({Kind.CITY, Kind.VILLAGE})


def wider(name: str, gazetteer: Gazetteer) -> Sequence[NameHit]:
    """Settlements whose name is ``name`` without the words for a part; empty where none are."""
    for bare in (_before_taken_off(name), _AFTER.sub("", name)):
        if bare == name or not bare[:1].isupper():
            continue
        hits = [hit for hit in gazetteer.lookup(bare) if hit.place.kind in _SETTLEMENTS]
        if hits:
            return [replace(hit, note=f"{NEAR_NOTE}it is a part") for hit in hits]
    return []


def _before_taken_off(name: str) -> str:
    found = _BEFORE.match(name)
    return name[found.end() :] if found is not None else name


def is_near(hit: NameHit) -> bool:
    """Whether the place only stands for a part of it."""
    return (hit.note or "").startswith(NEAR_NOTE)
