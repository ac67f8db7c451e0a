"""Makes the table of airports from airportsdata: those with an IATA code and a telling name.

Ukraine's airports, and those that the hand-made tables have within ``_SAME_KM``, are left out.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from geocode.gazetteer.sources.airports import AIRPORTS
from geocode.gazetteer.tables import HANDMADE, rows_of
from tools.gazetteer.published import file_of, is_near, write_table

_SAME_KM = 5.0
_IS_AIRPORT = re.compile(r"\b(Airport|Aerodrome|Airfield|Air(?:port)? ?[Bb]ase|Air Force Base)\b")


def airport_rows() -> Iterator[tuple[str, str, str, str, float, float]]:
    """IATA code, name, city, country and point, by code."""
    known = [
        (float(row["latitude"]), float(row["longitude"]))
        for row in rows_of(HANDMADE / "places_sites.csv")
        if row["feature_code"] in ("AIRP", "AIRB", "AIRF")
    ]
    table = rows_of(file_of("airportsdata", "airports.csv"))
    for iata, row in sorted({row["iata"]: row for row in table if row["iata"]}.items()):
        name = " ".join(row["name"].replace(" / ", " ").split())
        point = (round(float(row["lat"]), 4), round(float(row["lon"]), 4))
        if row["country"] == "UA" or is_near(point, known, _SAME_KM):
            continue
        if _IS_AIRPORT.search(name):
            yield iata, name, row["city"].partition(",")[0], row["country"], *point


def make(folder: Path) -> None:
    """Writes the table into ``folder``."""
    columns = ("iata", "name", "city", "country", "latitude", "longitude")
    write_table(folder / AIRPORTS.name, columns, airport_rows())
