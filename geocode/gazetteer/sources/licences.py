"""Says which licence and attribution a place's data have."""

_GEONAMES = "GeoNames, CC BY 4.0, https://www.geonames.org/"
_LICENCES = {
    "geonames": _GEONAMES,
    "katottg": f"State codifier of Ukraine; points: {_GEONAMES}",
    "iso": "ISO 3166-2 by way of iso3166-2, MIT; points of Ukraine's units: MIT",
    "frontline": "Frontline's own table, MIT",
    "frontline:us": f"{_GEONAMES}; U.S. Census Bureau",
}
"""By what the id begins with; the tables' SOURCES.md say more."""


def licence_of(place_id: str) -> str | None:
    """The licence line for a place; None if the id is of no known source."""
    source, beginning = place_id.partition(":")[0], place_id.partition("-")[0]
    return _LICENCES.get(beginning) or _LICENCES.get(source)
