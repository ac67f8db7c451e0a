"""Gives the radius round a place's point, by kind and, for settlements, by population.

Radii are in metres. They are meant to hold the built-up area, not to average it: Bakhmut (80,500
residents) is 7 km across, Kyiv 40 km.
"""

from math import pi, sqrt

from geocode.model import Kind
from geocode.precision import WherePrec

_BY_POPULATION = (
    (2_000_000, 20_000),
    (1_000_000, 15_000),
    (300_000, 10_000),
    (100_000, 6_000),
    (20_000, 3_000),
    (5_000, 2_000),
    (1_000, 1_500),
    (0, 1_000),
)
_BY_KIND = {
    Kind.COUNTRY: (WherePrec.COUNTRY, 300_000),
    Kind.REGION: (WherePrec.REGION, 100_000),
    Kind.DISTRICT: (WherePrec.DISTRICT, 30_000),
    Kind.AREA: (WherePrec.FUZZY, 100_000),
    Kind.WATER: (WherePrec.FUZZY, 100_000),
    Kind.SITE: (WherePrec.EXACT, 1_000),
}


def precision_of(kind: Kind, population: int = 0) -> tuple[WherePrec, int]:
    """The ``where_prec`` and radius in metres of a place of which nothing better is known."""
    if kind in _BY_KIND:
        return _BY_KIND[kind]
    radius_m = next(radius for least, radius in _BY_POPULATION if population >= least)
    return WherePrec.EXACT, radius_m


def radius_of_area_m(area_km2: float) -> int:
    """The radius of a circle of that area, rounded to a kilometre; at least one kilometre."""
    return max(1, round(sqrt(area_km2 / pi))) * 1000
