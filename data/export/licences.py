"""Under which licence the position of a place may be passed on, by its id."""

_GEONAMES = "CC BY 4.0, GeoNames (geonames.org)"
_LICENCE_OF = {
    "geonames": _GEONAMES,
    "katottg": f"{_GEONAMES}; names: KATOTTG, Ministry of Communities of Ukraine",
    "iso": "MIT, iso3166-2",
    "frontline": "MIT, Frontline; border villages of Russia: CC BY 4.0, GeoNames",
}


def licence_of(place_id: str) -> str:
    """Licence and origin of the place's coordinates; empty for an id of no known kind."""
    return _LICENCE_OF.get(place_id.partition(":")[0], "")
