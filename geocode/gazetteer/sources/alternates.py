"""Which of GeoNames' alternate names are worth finding in a text.

GeoNames mixes airport codes, romanised Chinese and names in every script into one untagged list.
Kept are names in Latin or Cyrillic letters that a newspaper could print.
"""

import re

from geocode.model import Place

_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff0-9 .,'’ʼ`‘()\-–/]+\Z")
_CYRILLIC = re.compile(r"[\u0400-\u045f\u0490-\u0493 .'’ʼ`\-–]+\Z")
_CODE = re.compile(r"[A-Z0-9]{1,4}\Z")

_CYRILLIC_COUNTRIES = frozenset({"UA", "RU", "BY", "MD", "KZ", "BG", "RS", "GE", "PL", "SK", "RO"})
_CYRILLIC_FROM_POPULATION = 15_000
"""Smaller places elsewhere are hardly named in Ukrainian or Russian news; half the names go."""


def worth_keeping(name: str, place: Place) -> bool:
    """Whether an alternate name of ``place`` could stand for it in a text."""
    if len(name) < 3 or _CODE.match(name) or "(" in name:
        return False
    if _LATIN.match(name):
        # all lower case: machine romanisations such as 'hong li man'
        return name != name.lower()
    if not _CYRILLIC.match(name):
        return False
    return place.country in _CYRILLIC_COUNTRIES or place.population >= _CYRILLIC_FROM_POPULATION
