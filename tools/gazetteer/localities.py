"""Makes the table of small places of Australia, Britain and New Zealand from GeoNames' postal rows.

Taken are rows that GeoNames matched by id, where cities500 has no place of the name within
``_SAME_PLACE_KM``. A name whose points in one county are farther apart than that is two places that
the rows do not distinguish, and is left out.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import fmean

from geocode.gazetteer.names.normal_form import normal_form
from geocode.gazetteer.sources.packages import admin1_names
from geocode.gazetteer.sources.world import LOCALITIES, locality_id
from tools.gazetteer.published import (
    BY_GEONAMES_ID,
    Point,
    cities500,
    cities_by_name,
    is_near,
    postal_rows,
    write_table,
)

_COUNTRIES = ("AU", "GB", "NZ")
_WITH_COUNTIES = frozenset({"GB"})
_SAME_PLACE_KM = 20.0
_PLAIN = re.compile(r"[^\d()/]{3,40}\Z")


def _postal() -> dict[tuple[str, str, str, str], list[Point]]:
    """Points by country, unit, county and name."""
    units = {(country, short) for (country, _), short in admin1_names().items()}
    found: dict[tuple[str, str, str, str], list[Point]] = defaultdict(list)
    for row in (row for country in _COUNTRIES for row in postal_rows(country)):
        name = row.name.strip()
        if (row.country, row.unit) not in units or row.accuracy != BY_GEONAMES_ID:
            continue
        if _PLAIN.match(name):
            county = row.district if row.country in _WITH_COUNTIES else ""
            found[row.country, row.unit, county, name].append(row.point)
    return found


def locality_rows() -> Iterator[tuple[str, str, str, str, float, float]]:
    """Country, first-level unit, county, name and point, sorted."""
    cities = (city for country in _COUNTRIES for city in cities500(country))
    towns = cities_by_name(cities, lambda city: str(city["countrycode"]))
    seen: set[str] = set()
    for key, points in sorted(_postal().items()):
        point = (fmean(p[0] for p in points), fmean(p[1] for p in points))
        together = all(is_near(point, [other], _SAME_PLACE_KM) for other in points)
        known = is_near(point, towns[key[0], normal_form(key[3])], _SAME_PLACE_KM)
        if together and not known and locality_id(*key) not in seen:
            seen.add(locality_id(*key))
            yield *key, round(point[0], 4), round(point[1], 4)


def make(folder: Path) -> None:
    """Writes the table into ``folder``."""
    columns = ("country", "admin1", "admin2", "name", "latitude", "longitude")
    write_table(folder / LOCALITIES.name, columns, locality_rows())
