"""Gives the licence of the position and of the outline of a place, by its id."""

from data.areas import Outline
from data.reading.relatives import ID_PREFIX

_GEONAMES = "CC BY 4.0, GeoNames (geonames.org)"
_NATURAL_EARTH = "public domain, Natural Earth"
_BY_HAND = f"MIT, Frontline; coasts and borders: {_NATURAL_EARTH}"
_LICENCE_OF = {
    "geonames": _GEONAMES,
    "katottg": f"{_GEONAMES}; names: KATOTTG, Ministry of Communities of Ukraine",
    "iso": "MIT, iso3166-2",
    "frontline": "MIT, Frontline; border villages of Russia: CC BY 4.0, GeoNames",
}


def licence_of(place_id: str) -> str:
    """Licence and origin of the place's coordinates; empty for an id of no known kind."""
    if place_id.startswith(ID_PREFIX):
        return f"{_GEONAMES}; the point is computed from those of the places named"
    return _LICENCE_OF.get(place_id.partition(":")[0], "")


def licence_of_outline(outline: Outline) -> str:
    """Licence and origin of an outline of the committed file, as its SOURCES.md tells them."""
    if not outline.approximate:
        return _NATURAL_EARTH
    return _GEONAMES if outline.place_id.startswith("katottg:") else _BY_HAND
