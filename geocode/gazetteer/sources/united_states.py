"""Reads the United States' counties and the small places that GeoNames' cities500 lacks.

A county has its GeoNames id, else ``frontline:us-county-FIPS``; a small place's id is
``frontline:us-FIPS-slug``, the county's FIPS code and its own name, which nothing added later can
change. Points in WGS84 degrees.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from geocode.gazetteer.entries import Entry, Name, NameSort
from geocode.gazetteer.names.normal_form import normal_form
from geocode.gazetteer.radius import precision_of
from geocode.gazetteer.tables import GENERATED, records, rows_of
from geocode.model import Kind, Place
from geocode.precision import WherePrec

COUNTIES = "us_counties.csv"
PLACES = "us_places.csv"
CITIES = "us_cities.csv"

TERRITORIES = frozenset({"AS", "GU", "MP", "PR", "VI"})
"""Countries of their own in ISO 3166, as GeoNames has them."""
GENERIC = re.compile(
    r" (County|Parish|Borough|Municipality|Municipio|Census Area|Island|District)$"
)
_BARE = "the name without its generic word; only with that word is the county meant"


@dataclass(frozen=True, slots=True)
class County:
    """One row of ``us_counties.csv``."""

    fips: str
    geonames: int | None
    """None for Connecticut's, which GeoNames gave up for planning regions."""
    state: str
    """The postal code of the state or territory."""
    name: str
    latitude: float
    longitude: float
    uncertainty_m: int

    @property
    def place_id(self) -> str:
        """``geonames:N``, else ``frontline:us-county-FIPS``."""
        return f"geonames:{self.geonames}" if self.geonames else f"frontline:us-county-{self.fips}"

    @property
    def short(self) -> str:
        """The name without its generic word: "Laurel"."""
        return GENERIC.sub("", self.name)

    @property
    def country(self) -> str:
        """ISO alpha-2."""
        return self.state if self.state in TERRITORIES else "US"


def read_counties() -> dict[str, County]:
    """The counties by FIPS code."""
    return {county.fips: county for county in records(GENERATED / COUNTIES, County)}


def counties(table: dict[str, County], admin1: dict[tuple[str, str], str]) -> Iterator[Entry]:
    """The counties as districts, under the full name, "Laurel Co." and the bare name.

    Args:
        table: The counties by FIPS code.
        admin1: First-level units' short names by country and GeoNames code.
    """
    for county in table.values():
        place = Place(
            county.place_id, county.name, county.latitude, county.longitude,
            Kind.DISTRICT, "ADM2", county.country, admin1.get((county.country, county.state)),
            county.short, where_prec=WherePrec.DISTRICT, uncertainty_m=county.uncertainty_m,
        )  # fmt: skip
        names = [Name(county.short, NameSort.VARIANT, note=_BARE, ours=True)]
        if county.name.endswith(" County"):
            short = Name(f"{county.short} Co.", NameSort.ABBREVIATION, note="short form", ours=True)
            names.append(short)
        yield Entry(place, names)


def in_counties(cities: Iterator[Entry], table: dict[str, County]) -> Iterator[Entry]:
    """The cities, those of the United States with their county as ``admin2``."""
    county_of = {
        f"geonames:{row['geonames']}": table[row["fips"]].short
        for row in rows_of(GENERATED / CITIES)
    }
    for entry in cities:
        short = county_of.get(entry.place.place_id)
        if short:
            entry.place = replace(entry.place, admin2=short)
        yield entry


def small_places(table: dict[str, County], admin1: dict[tuple[str, str], str]) -> Iterator[Entry]:
    """Post offices' places that are in no other source: villages whose residents are not known."""
    where_prec, uncertainty_m = precision_of(Kind.VILLAGE)
    for row in rows_of(GENERATED / PLACES):
        county = table[row["fips"]]
        place = Place(
            place_id(row["fips"], row["name"]), row["name"], float(row["latitude"]),
            float(row["longitude"]), Kind.VILLAGE, "PPL", county.country,
            admin1.get((county.country, county.state)), county.short,
            where_prec=where_prec, uncertainty_m=uncertainty_m,
        )  # fmt: skip
        yield Entry(place)


def place_id(fips: str, name: str) -> str:
    """The id of a small place: ``frontline:us-48073-neches``."""
    return f"frontline:us-{fips}-{normal_form(name).replace(' ', '-')}"
