"""``python -m tools.gazetteer.airports [FILE]``: writes the table of airports anew.

From PyPI airportsdata: those with an IATA code and a name that says what they are. Left out are
Ukraine's and those that the tables edited by hand have within ``_SAME_KM``. Run by developers.
"""

import csv
import re
import sys
from collections.abc import Iterator
from importlib.metadata import files
from pathlib import Path

from geocode.gazetteer.earth import distance_km
from geocode.gazetteer.sources.airports import AIRPORTS
from geocode.gazetteer.sources.handmade import FOLDER
from geocode.gazetteer.sources.tables import rows_of

_SAME_KM = 5.0
_SAYS_SO = re.compile(r"\b(Airport|Aerodrome|Airfield|Air(?:port)? ?[Bb]ase|Air Force Base)\b")


def airport_rows() -> Iterator[tuple[str, str, str, str, float, float]]:
    """IATA code, name, city, country and point, by code."""
    known = [
        (float(row["latitude"]), float(row["longitude"]))
        for row in rows_of(FOLDER / "places_sites.csv")
        if row["feature_code"] in ("AIRP", "AIRB", "AIRF")
    ]
    (path,) = (p for p in files("airportsdata") or () if str(p).endswith("airports.csv"))
    rows = {row["iata"]: row for row in rows_of(Path(str(path.locate()))) if row["iata"]}
    for iata, row in sorted(rows.items()):
        name = " ".join(row["name"].replace(" / ", " ").split())
        point = (round(float(row["lat"]), 4), round(float(row["lon"]), 4))
        ours = row["country"] == "UA" or any(distance_km(*point, *p) < _SAME_KM for p in known)
        if not ours and _SAYS_SO.search(name):
            yield iata, name, row["city"].partition(",")[0], row["country"], *point


def write_table(path: Path) -> None:
    """Write the committed table anew."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("iata", "name", "city", "country", "latitude", "longitude"))
        writer.writerows(airport_rows())


if __name__ == "__main__":
    write_table(Path(sys.argv[1]) if len(sys.argv) > 1 else AIRPORTS)
