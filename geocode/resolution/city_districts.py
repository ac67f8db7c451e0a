"""Leaves districts of cities to texts that name their city: Kyiv and six others have a "Central".

A city's district whose city is named in the same sentence is meant, whatever else bears the name.
Otherwise it yields to a district of the country's own division, and among districts of several
cities those of a city named anywhere in the text come first. What only one city has needs no hint.
"""

from collections.abc import Sequence

from geocode.gazetteer.protocol import NameHit
from geocode.model import Kind, Place
from geocode.resolution.senses import Name

SECTION_CODE = "PPLX"
"""GeoNames' code of a part of a town; ``Place.admin2`` of such a district is the city's name."""


def settle_city_districts(names: Sequence[Name], sentences: Sequence[int]) -> None:
    """Take from each name the districts that the text cannot mean."""
    asked = [name for name in names if any(is_city_district(hit.place) for hit in name.hits)]
    if not asked:
        return
    cities: dict[str, set[int]] = {}
    for name in names:
        for hit in name.hits:
            if hit.place.kind is Kind.CITY:
                told = cities.setdefault(hit.place.name, set())
                told.update(sentences[index] for index in name.mentions)
    for name in asked:
        name.hits = _meant(name.hits, cities, {sentences[index] for index in name.mentions})


def is_city_district(place: Place) -> bool:
    """Whether it is a district of a city, not of the country."""
    return place.kind is Kind.DISTRICT and place.feature_code == SECTION_CODE


def _meant(
    hits: Sequence[NameHit], cities: dict[str, set[int]], told: set[int]
) -> Sequence[NameHit]:
    own = [hit for hit in hits if is_city_district(hit.place)]
    beside = [hit for hit in own if cities.get(hit.place.admin2 or "", set()) & told]
    if beside:
        return beside
    others = [hit for hit in hits if not is_city_district(hit.place)]
    if others:
        return others
    return [hit for hit in own if hit.place.admin2 in cities] or own
