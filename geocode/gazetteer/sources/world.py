"""Reads GeoNames' second-level units, further names of first-level ones, and small localities.

A district is found by its full name, by its names in other Latin spellings, and bare; the bare
name and one-word names are for ``lookup`` only, since thousands of them are also words. Localities
are small places of Britain, Australia and New Zealand that GeoNames' cities500 lacks: from its
postal rows, so without ids, and with unknown population.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from geocode.gazetteer.entries import Entry, Name, NameSort
from geocode.gazetteer.names.normal_form import normal_form
from geocode.gazetteer.radius import precision_of
from geocode.gazetteer.tables import GENERATED, rows_of
from geocode.model import Kind, Place
from geocode.precision import WherePrec

ADMIN1 = GENERATED / "admin1.csv"
UNIT_NAMES = GENERATED / "world_names.csv"
DISTRICTS = GENERATED / "world_districts.csv"
FIRST_UNITS = GENERATED / "world_first_units.csv"
UNIT_AREAS = GENERATED / "world_units.csv"
LOCALITIES = GENERATED / "world_localities.csv"

_SHORTEST = 4
"""Letters of a name that can be told from a word: Ен, in French Ain, cannot."""
_AFTER = (
    "District County Municipality Province Region Rayon Raion İlçesi Shi Gun gun Xian Zizhizhou "
    "Zizhixian Qu Diqu Kommun Kommune kommun Okrug Barrio Shire Regency City Territory Department "
    "pagasts novads maakond Kreis Borough LGA Subdistrict Governorate"
)
_BEFORE = (
    "Amphoe Kabupaten Kota Departamento Municipio Municipiu Powiat Obshtina Općina Grad Gemeente "
    "Provincia Province Provincie Partido Okres Huyện Thành Thị Politischer Bezirk Landkreis Kreis "
    "Distrito Bashkia Srŏk Nomós Shahrestān-e Shahrestan Arrondissement Département Cercle Daïra "
    "Okrug Rayon Opština Districtul Comarca Regierungsbezirk Kecamatan Daerah"
)
_GENERIC_AFTER = re.compile(rf"[ -](?:{'|'.join(_AFTER.split())})\Z")
_GENERIC_BEFORE = re.compile(rf"(?:{'|'.join(_BEFORE.split())}) (?:d[eo]l? |da |phố |xã )?")


def bare_name(name: str) -> str:
    """The name without its generic word in the country's own language: "Amphoe Na Pho"."""
    return _GENERIC_AFTER.sub("", _GENERIC_BEFORE.sub("", name, count=1)) or name


def districts(admin1: dict[tuple[str, str], str]) -> Iterator[Entry]:
    """The second-level units.

    Args:
        admin1: First-level units' short names by country and GeoNames code.
    """
    for row in rows_of(DISTRICTS):
        bare = bare_name(row["name"])
        place = Place(
            f"geonames:{row['geonames']}", row["name"], float(row["latitude"]),
            float(row["longitude"]), Kind.DISTRICT, "ADM2", row["country"],
            admin1.get((row["country"], row["admin1"])), bare,
            where_prec=WherePrec.DISTRICT, uncertainty_m=int(row["uncertainty_m"]),
        )  # fmt: skip
        names = [bare, *filter(None, row["aliases"].split("|"))]
        yield Entry(place, [Name(name) for name in dict.fromkeys(names) if name != row["name"]])


def first_units() -> Iterator[Entry]:
    """First-level units that have no ISO code yet, at the middle of their towns."""
    for row in rows_of(FIRST_UNITS):
        bare = first_unit_name(row)
        place = Place(
            f"geonames:{row['geonames']}", row["name"], float(row["latitude"]),
            float(row["longitude"]), Kind.REGION, "ADM1", row["country"], bare,
            where_prec=WherePrec.REGION, uncertainty_m=int(row["uncertainty_m"]),
        )  # fmt: skip
        names = [bare, *filter(None, row["aliases"].split("|"))]
        yield Entry(place, [Name(name, ours=True) for name in names if name != row["name"]])


def first_unit_names() -> dict[tuple[str, str], str]:
    """Their short names by country and GeoNames code."""
    return {(row["country"], row["admin1"]): first_unit_name(row) for row in rows_of(FIRST_UNITS)}


def first_unit_name(row: dict[str, str]) -> str:
    """The short name of a row: without "Regional State" and its like."""
    return bare_name(row["name"].removesuffix(" Regional State"))


def unit_names() -> dict[str, list[Name]]:
    """Further names of first-level units by id."""
    names: dict[str, list[Name]] = defaultdict(list)
    for row in rows_of(UNIT_NAMES):
        names[f"iso:{row['iso']}"].append(Name(row["name"], NameSort.VARIANT, ours=True))
    for row in rows_of(UNIT_AREAS):
        for column, lang in (("name_en", None), ("name_uk", "uk"), ("name_ru", "ru")):
            if len(row[column]) >= _SHORTEST:
                exonym = Name(row[column], NameSort.EXONYM, lang, "exonym", ours=True)
                names[f"iso:{row['iso']}"].append(exonym)
    return names


def unit_radii_m() -> dict[str, int]:
    """The radius in metres of a circle of each first-level unit's area, by id."""
    return {f"iso:{row['iso']}": int(row["uncertainty_m"]) for row in rows_of(UNIT_AREAS)}


def localities() -> Iterator[Entry]:
    """All rows of the table, as villages."""
    where_prec, uncertainty_m = precision_of(Kind.VILLAGE)
    for row in rows_of(LOCALITIES):
        place = Place(
            locality_id(row["country"], row["admin1"], row["admin2"], row["name"]), row["name"],
            float(row["latitude"]), float(row["longitude"]), Kind.VILLAGE, "PPL", row["country"],
            row["admin1"], row["admin2"] or None, where_prec=where_prec,
            uncertainty_m=uncertainty_m,
        )  # fmt: skip
        yield Entry(place)


def locality_id(*parts: str) -> str:
    """The id of a place: ``frontline:gb-england-norfolk-fersfield``."""
    return "frontline:" + normal_form(" ".join(parts)).replace(" ", "-")
