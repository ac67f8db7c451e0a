"""Reads Ukraine's settlements, raions and hromadas from the committed tables.

The tables are generated (``tools.gazetteer.ukraine``). A settlement that GeoNames' cities500 has
keeps its ``geonames`` id and takes official name, kind and units from the codifier; any other is
``katottg:CODE``. Where the tables know no point, the place stands at the centre of its hromada
(``where_prec`` 2) or raion (3) with a radius that holds it.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from geocode.gazetteer.entries import Entry, Name, NameSort
from geocode.gazetteer.names.romanisation import official
from geocode.gazetteer.names.russian_forms import russian_forms
from geocode.gazetteer.radius import precision_of
from geocode.gazetteer.tables import CODES, GENERATED, records
from geocode.model import Kind, Place
from geocode.precision import WherePrec

COUNTRY = "UA"
SETTLEMENTS = "ua_settlements.csv"
UNITS = "ua_units.csv"

_CITY_FROM_POPULATION = 5_000
"""From here on a settlement (селище) that is no town by law is shown as a city."""


_HROMADA_DIGITS = 9
"""How much of a code of the codifier is that of the hromada."""
_STEM_LETTERS = 4
"""What an adjective shares with the name that it is made from."""
_OTHER_SEATS = ("Dnipro", "Kropyvnytskyi", "Lutsk", "Simferopol", "Uzhhorod")
"""Seats of oblasts that are not named after them."""


class Oblast(NamedTuple):
    """A first-level unit, by the codes of the three sources that must be joined.

    GeoNames still uses FIPS numbers, the state codifier (KATOTTG) its own, ISO 3166-2 another.
    """

    katottg: str
    """The two digits after "UA" in every code of the codifier that lies in it."""
    iso: str
    geonames: str
    short: str
    """The name that ``Place.admin1`` carries."""


@cache
def oblasts() -> dict[str, Oblast]:
    """The first-level units by the codifier's digits."""
    return {row.katottg: row for row in records(CODES / "oblasts.csv", Oblast)}


def admin1_names() -> dict[tuple[str, str], str]:
    """Short names of the first-level units by country and GeoNames code."""
    return {(COUNTRY, oblast.geonames): oblast.short for oblast in oblasts().values()}


class SettlementRow(NamedTuple):
    """One row of ``ua_settlements.csv``; category B is a quarter of a city, without a code."""

    katottg: str
    geonames: int | None
    category: str
    name_uk: str
    latitude: float
    longitude: float
    population: int
    where_prec: int
    uncertainty_m: int
    """0: after the table by population."""

    @property
    def place_id(self) -> str:
        """``geonames:N`` where there is one, else ``katottg:CODE``."""
        return f"geonames:{self.geonames}" if self.geonames else f"katottg:{self.katottg}"

    @property
    def oblast(self) -> str:
        """The codifier's digits of the oblast."""
        return self.katottg[2:4]

    @property
    def raion(self) -> str:
        """The prefix of all codes of its raion."""
        return self.katottg[:6]


class UnitRow(NamedTuple):
    """One row of ``ua_units.csv``: category P is a raion, H a hromada."""

    katottg: str
    category: str
    name_uk: str
    short: str
    latitude: float
    longitude: float
    uncertainty_m: int


def read_settlements() -> list[SettlementRow]:
    """The rows of the settlements' table."""
    return records(GENERATED / SETTLEMENTS, SettlementRow)


def read_units() -> list[UnitRow]:
    """The rows of the units' table."""
    return records(GENERATED / UNITS, UnitRow)


def settlements(rows: list[SettlementRow], units: list[UnitRow]) -> Iterator[Entry]:
    """The codifier's settlements; quarters of cities are left to ``merge``."""
    raions = {unit.katottg[:6]: unit.short for unit in units if unit.category == "P"}
    for row in rows:
        if row.katottg:
            yield _settlement(row, raions.get(row.raion))


def _settlement(row: SettlementRow, raion: str | None) -> Entry:
    town = row.category in "KM" or row.population >= _CITY_FROM_POPULATION
    kind = Kind.CITY if town else Kind.VILLAGE
    where_prec, radius_m = precision_of(kind, row.population)
    oblast = oblasts()[row.oblast]
    name = official(row.name_uk)
    place = Place(
        row.place_id, name, row.latitude, row.longitude, kind, _feature_code(row, name, raion),
        COUNTRY, oblast.short, raion, row.population, row.name_uk,
        WherePrec(row.where_prec) if row.where_prec > 1 else where_prec,
        row.uncertainty_m or radius_m,
    )  # fmt: skip
    note = "Russian form derived from the Ukrainian"
    russian = [Name(form, NameSort.RUSSIAN, "ru", note) for form in russian_forms(row.name_uk)]
    return Entry(place, russian)


def _feature_code(row: SettlementRow, name: str, raion: str | None) -> str:
    """GeoNames' code by what the town is the seat of."""
    if name == "Kyiv" and row.category == "K":
        return "PPLC"
    if row.category in "KM" and name in (oblasts()[row.oblast].short, *_OTHER_SEATS):
        return "PPLA"
    return "PPLA2" if row.category in "MX" and name == raion else "PPL"


def merged(
    cities: Iterator[Entry], rows: list[SettlementRow], units: list[UnitRow]
) -> Iterator[Entry]:
    """The codifier's settlements joined to GeoNames' cities, then the rest of both."""
    known = {entry.place.place_id: entry for entry in settlements(rows, units)}
    quarters = {row.place_id for row in rows if not row.katottg}
    for city in cities:
        place_id = city.place.place_id
        own = known.pop(place_id, None)
        if own:
            # GeoNames' own name may be an older one, so it counts as a variant
            yield Entry(own.place, [*own.names, Name(city.place.name), *city.names])
        elif place_id in quarters:
            yield Entry(_quarter(city.place), city.names)
        else:
            yield city
    yield from known.values()


def _quarter(place: Place) -> Place:
    """A quarter must not outweigh towns of its name, so its residents are not counted."""
    where_prec, uncertainty_m = precision_of(Kind.SITE)
    return replace(
        place, kind=Kind.SITE, feature_code="PPLX", population=0, where_prec=where_prec,
        uncertainty_m=2 * uncertainty_m,
    )  # fmt: skip


def units_entries(units: list[UnitRow], rows: list[SettlementRow]) -> Iterator[Entry]:
    """Raions and hromadas, under their adjectives; the bare town's name is left to the town.

    In English a hromada goes by its town: "Hrodivka community".
    """
    towns: dict[str, list[SettlementRow]] = {}
    for row in rows:
        towns.setdefault(row.katottg[:_HROMADA_DIGITS], []).append(row)
    for unit in units:
        raion = unit.category == "P"
        generic, word = ("район", "Raion") if raion else ("громада", "Hromada")
        name = f"{unit.short} {word}"
        place = Place(
            f"katottg:{unit.katottg}", name, unit.latitude, unit.longitude, Kind.DISTRICT,
            "ADM2" if raion else "ADM3", COUNTRY, oblasts()[unit.katottg[2:4]].short,
            unit.short if raion else None, 0, f"{unit.name_uk} {generic}",
            WherePrec.DISTRICT, unit.uncertainty_m,
        )  # fmt: skip
        names = [Name(unit.name_uk, NameSort.VARIANT, "uk")]
        if raion:
            names.append(Name(unit.short, NameSort.VARIANT))
        else:
            seat = _seat(unit, towns.get(unit.katottg[:_HROMADA_DIGITS], []))
            names += [Name(f"{official(seat)} {word}", NameSort.LOOKUP)] if seat else []
        yield Entry(place, names)


def _seat(unit: UnitRow, towns: list[SettlementRow]) -> str | None:
    """The name of the town or village that a hromada is named after."""
    stem = unit.name_uk[:_STEM_LETTERS]
    named = [row for row in towns if row.name_uk.startswith(stem)]
    most = max(named, key=lambda row: (row.category in "KMX", row.population), default=None)
    return most.name_uk if most else None
