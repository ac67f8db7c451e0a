"""Filters GeoNames' alternate names to those worth finding in a text, and guesses their language.

GeoNames mixes airport codes, romanised Chinese and names in every script into one untagged list.
Kept are names in Latin or Cyrillic letters that a newspaper could print. The language of a Cyrillic
one is told by its letters; it matters only where case forms are made.
"""

import re

from geocode.gazetteer.entries import Name
from geocode.gazetteer.names.languages_uk_ru import ALWAYS_INFLECTED, CYRILLIC_KEPT
from geocode.gazetteer.sources.tagged_names import tagged_names
from geocode.model import Place

_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff0-9 .,'’ʼ`‘()\-–/]+\Z")
_CYRILLIC = re.compile(r"[\u0400-\u045f\u0490-\u0493 .'’ʼ`\-–]+\Z")
_CODE = re.compile(r"[A-Z0-9]{1,4}\Z")

_CYRILLIC_FROM_POPULATION = 15_000
"""Smaller places elsewhere are hardly named in Ukrainian or Russian news; half the names go."""

_ONLY_UK = re.compile("[іїєґІЇЄҐ'’ʼ]")
_ONLY_RU = re.compile("[ыэёъЫЭЁЪ]")
_RUSSIAN_SPELLING = re.compile("[ыэёъиЫЭЁЪИ]")
"""Letters that a Ukrainian name from abroad would hardly have."""
_OTHER_CYRILLIC = re.compile("[ўЎјЈљЉњЊћЋђЂџЏӘәҚқҒғ]")
_INFLECTED_ELSEWHERE_FROM = 500_000
"""Capitals and cities of this size occur in Ukrainian and Russian news in every case."""


def worth_keeping(name: str, place: Place) -> bool:
    """Whether an alternate name of ``place`` could stand for it in a text."""
    if len(name) < 3 or _CODE.match(name) or "(" in name:
        return False
    if _LATIN.match(name):
        # all lower case: machine romanisations such as 'hong li man'
        return name != name.lower()
    if not _CYRILLIC.match(name):
        return False
    return place.country in CYRILLIC_KEPT or place.population >= _CYRILLIC_FROM_POPULATION


def alternate_names(names: list[str], place: Place) -> list[Name]:
    """The names worth keeping, with a language where case forms are wanted."""
    kept = [name for name in names if name != place.name and worth_keeping(name, place)]
    if not _is_inflected(place):
        return [Name(name) for name in kept]
    return [Name(name, lang=lang) for name in kept for lang in _languages(name)]


def _is_inflected(place: Place) -> bool:
    if place.feature_code == "PPLC" or place.country in ALWAYS_INFLECTED:
        return True
    if place.population >= _INFLECTED_ELSEWHERE_FROM:
        return True
    # where GeoNames says which name is of which language, the others are rare spellings
    return place.population >= _CYRILLIC_FROM_POPULATION and not tagged_names(place.place_id)


def _languages(name: str) -> tuple[str | None, ...]:
    """The languages in which the name may be declined; one letter set may serve both."""
    lang = _language(name)
    return ("ru", "uk") if lang == "ru" and not _RUSSIAN_SPELLING.search(name) else (lang,)


def _language(name: str) -> str | None:
    if not _CYRILLIC.match(name) or _OTHER_CYRILLIC.search(name):
        return None
    if _ONLY_UK.search(name):
        return None if _ONLY_RU.search(name) else "uk"
    # Without a telling letter Russian is likelier: Ukrainian names have an і, ї or є three times
    # in four, and official Ukrainian names come with their language from the codifier.
    return "ru"
