"""Ukraine's first-level units, by the codes of the three sources that must be joined.

GeoNames still uses FIPS numbers, the state codifier (KATOTTG) its own, ISO 3166-2 another; the
short name is the one that ``Place.admin1`` carries.
"""

from typing import NamedTuple


class Oblast(NamedTuple):
    """One first-level unit."""

    katottg: str
    """The two digits after "UA" in every code of the codifier that lies in it."""
    iso: str
    geonames: str
    short: str


OBLASTS = tuple(
    Oblast(*row.split(maxsplit=3))
    for row in """
    01 UA-43 11 Crimea
    05 UA-05 23 Vinnytsia
    07 UA-07 24 Volyn
    12 UA-12 04 Dnipropetrovsk
    14 UA-14 05 Donetsk
    18 UA-18 27 Zhytomyr
    21 UA-21 25 Zakarpattia
    23 UA-23 26 Zaporizhzhia
    26 UA-26 06 Ivano-Frankivsk
    32 UA-32 13 Kyiv
    35 UA-35 10 Kirovohrad
    44 UA-09 14 Luhansk
    46 UA-46 15 Lviv
    48 UA-48 16 Mykolaiv
    51 UA-51 17 Odesa
    53 UA-53 18 Poltava
    56 UA-56 19 Rivne
    59 UA-59 21 Sumy
    61 UA-61 22 Ternopil
    63 UA-63 07 Kharkiv
    65 UA-65 08 Kherson
    68 UA-68 09 Khmelnytskyi
    71 UA-71 01 Cherkasy
    73 UA-77 03 Chernivtsi
    74 UA-74 02 Chernihiv
    80 UA-30 12 Kyiv
    85 UA-40 20 Sevastopol
    """.strip().splitlines()
)

BY_KATOTTG = {oblast.katottg: oblast for oblast in OBLASTS}
BY_GEONAMES = {oblast.geonames: oblast for oblast in OBLASTS}
