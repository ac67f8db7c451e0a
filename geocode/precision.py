"""Defines how exact a place's point is: UCDP's ``where_prec`` codes and ACLED's.

Codes 1 to 7 are those of the UCDP Georeferenced Event Dataset codebook (version 24.1, variable
``where_prec``); ACLED's ``geo_precision`` 1 to 3 is derived from them after ACLED's codebook
(2023, "Geo-Precision codes"). Radii are in metres.
"""

from enum import IntEnum


class WherePrec(IntEnum):
    """UCDP's ``where_prec``: how much of the place is known."""

    EXACT = 1
    """The named settlement, building or landmark itself."""
    NEAR = 2
    """Within about 25 km of a named point."""
    DISTRICT = 3
    """Only the second-level unit (raion, county) is known; the point is its centre."""
    REGION = 4
    """Only the first-level unit (oblast, state) is known; the point is its centre."""
    FUZZY = 5
    """A line or an area without a sharp edge: a river, Donbas, the left bank."""
    COUNTRY = 6
    """Only the country is known; the point is its centre."""
    INTERNATIONAL = 7
    """International waters or airspace, or more than one country."""


PRECISION_WORDS = {
    WherePrec.EXACT: "the named settlement or landmark itself",
    WherePrec.NEAR: "near a named point, within about 25 km",
    WherePrec.DISTRICT: "only the district is known; the point is its centre",
    WherePrec.REGION: "only the region is known; the point is its centre",
    WherePrec.FUZZY: "a line or area without a sharp edge",
    WherePrec.COUNTRY: "only the country is known; the point is its centre",
    WherePrec.INTERNATIONAL: "international waters or airspace, or several countries",
}
"""The codes in words for a reader."""
_ACLED = {
    WherePrec.EXACT: 1,
    WherePrec.NEAR: 2,
    WherePrec.DISTRICT: 2,
    WherePrec.REGION: 3,
    WherePrec.FUZZY: 3,
    WherePrec.COUNTRY: 3,
    WherePrec.INTERNATIONAL: 3,
}


def acled_geo_precision(code: WherePrec) -> int:
    """ACLED's ``geo_precision``: 1 the town itself, 2 a part of a region, 3 a larger region."""
    return _ACLED[code]
