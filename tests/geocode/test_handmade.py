"""The handmade tables are consistent, and say what the reports need."""

import csv
import re
from collections import Counter
from datetime import date
from math import cos, hypot, radians
from pathlib import Path

import pytest

import geocode
from geocode.model import AREAL_KINDS, Kind
from geocode.precision import WherePrec

FOLDER = Path(geocode.__file__).parent / "files" / "gazetteer" / "handmade"
PLACE_COLUMNS = [
    "place_id", "name", "name_uk", "name_ru", "latitude", "longitude", "kind", "feature_code",
    "country", "admin1", "admin2", "population", "where_prec", "uncertainty_m", "reason",
]  # fmt: skip
NAME_COLUMNS = ["place_id", "name", "lang", "sort", "from_date", "to_date", "reason"]
SORTS = {
    "official", "former", "exonym", "russian", "variant", "abbreviation", "after_comma", "lookup",
}  # fmt: skip
ID = re.compile(
    r"geonames:\d+|katottg:UA\d{17}|iso:[A-Z]{2}-[A-Z0-9]{1,3}|frontline:[a-z0-9]+(-[a-z0-9]+)*"
)
BOUNDS = {  # latitude from, to, longitude from, to; a little wider than the country
    "UA": (44.3, 52.4, 22.1, 40.3),
    "RU": (41.0, 82.0, 19.0, 180.0),
    "BY": (51.2, 56.2, 23.1, 32.8),
}
BLACK_SEA_PLATFORMS = "frontline:boyko-towers"


def _rows(pattern):
    rows = []
    for path in sorted(FOLDER.glob(pattern)):
        with path.open(encoding="utf-8", newline="") as lines:
            reader = csv.DictReader(lines)
            rows += [(f"{path.name}:{number}", row) for number, row in enumerate(reader, start=2)]
    return rows


PLACES = _rows("places*.csv")
NAMES = _rows("names*.csv")
BY_ID = {row["place_id"]: row for _, row in PLACES}


def _where(rows, wrong):
    return [f"{at} {row['place_id']}" for at, row in rows if wrong(row)]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.csv")), ids=lambda path: path.name)
def test_each_table_has_the_agreed_columns_and_is_named_in_the_sources(path):
    with path.open(encoding="utf-8", newline="") as lines:
        header = next(csv.reader(lines))
    assert header == (PLACE_COLUMNS if path.name.startswith("places") else NAME_COLUMNS)
    assert f"`{path.name}`" in (FOLDER / "SOURCES.md").read_text(encoding="utf-8")


def test_no_place_is_there_twice():
    counted = Counter(row["place_id"] for _, row in PLACES)
    assert [place_id for place_id, count in counted.items() if count > 1] == []


@pytest.mark.parametrize("rows", [PLACES, NAMES], ids=["places", "names"])
def test_every_row_has_an_id_of_a_known_form_and_a_reason(rows):
    assert _where(rows, lambda row: not ID.fullmatch(row["place_id"]) or not row["reason"]) == []


@pytest.mark.parametrize("rows", [PLACES, NAMES], ids=["places", "names"])
def test_no_field_has_blanks_round_it_or_a_typographic_apostrophe(rows):
    assert (
        _where(rows, lambda row: any(v != v.strip() or set(v) & set("’ʼ") for v in row.values()))
        == []
    )


def test_no_name_is_given_twice_to_a_place_in_a_language():
    counted = Counter((row["place_id"], row["name"], row["lang"]) for _, row in NAMES)
    assert [key for key, count in counted.items() if count > 1] == []


def test_names_have_a_known_sort_and_language():
    langs = {"en", "uk", "ru", "pl", "de"}
    assert _where(NAMES, lambda row: row["sort"] not in SORTS or row["lang"] not in langs) == []


def test_ukrainian_names_are_free_of_russian_letters_and_the_other_way_round():
    def mixed(row):
        wrong = {"uk": set("ыэёъ"), "ru": set("іїєґ")}.get(row["lang"], set())
        return bool(set(row["name"].lower()) & wrong)

    assert _where(NAMES, mixed) == []
    assert _where(PLACES, lambda row: bool(set(row["name_uk"].lower()) & set("ыэёъ"))) == []
    assert _where(PLACES, lambda row: bool(set(row["name_ru"].lower()) & set("іїєґ"))) == []


def _day(text):
    """The first day of a year or the day itself."""
    return date(int(text), 1, 1) if re.fullmatch(r"\d{4}", text) else date.fromisoformat(text)


def test_dates_are_days_or_years_in_order():
    for at, row in NAMES:
        days = [_day(text) for text in (row["from_date"], row["to_date"]) if text]
        assert days == sorted(days), at
        assert all(date(1700, 1, 1) <= day <= date(2026, 12, 31) for day in days), at


def test_former_names_of_renamed_places_say_until_when():
    undated = [row for _, row in NAMES if row["sort"] == "former" and not row["to_date"]]
    assert {row["reason"] for row in undated} <= {
        "name until February 2019",
        "name until April 2018",
        "earlier name that reports still use",
    }


def test_points_lie_in_their_country():
    def outside(row):
        if not row["latitude"] and not row["longitude"]:
            return False  # the point of another source counts
        latitude, longitude = float(row["latitude"]), float(row["longitude"])
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            return True
        south, north, west, east = BOUNDS.get(row["country"], (-90, 90, -180, 180))
        return not (south <= latitude <= north and west <= longitude <= east)

    assert _where(PLACES, outside) == []


def test_kind_precision_and_radius_fit_each_other():
    def wrong(row):
        kind, prec = Kind(row["kind"]), WherePrec(int(row["where_prec"]))
        expected = {
            Kind.COUNTRY: {WherePrec.COUNTRY},
            Kind.REGION: {WherePrec.REGION},
            Kind.DISTRICT: {WherePrec.DISTRICT},
            Kind.AREA: {WherePrec.FUZZY, WherePrec.INTERNATIONAL},
            Kind.WATER: {WherePrec.FUZZY, WherePrec.INTERNATIONAL},
        }.get(kind, {WherePrec.EXACT})
        radius_m = int(row["uncertainty_m"])
        too_wide = kind not in AREAL_KINDS and radius_m > 30_000
        return prec not in expected or radius_m < 100 or too_wide

    assert _where(PLACES, wrong) == []


def test_every_settlement_of_ukraine_names_its_oblast_and_has_a_ukrainian_name():
    def wrong(row):
        settled = row["kind"] in ("city", "village") and row["country"] == "UA"
        return settled and not (row["admin1"] and row["name_uk"])

    assert _where(PLACES, wrong) == []


def test_every_raion_named_by_a_place_is_one_of_its_oblast():
    units = {
        (row["admin1"], row["admin2"])
        for _, row in PLACES
        if row["feature_code"] == "ADM2" and row["country"] == "UA"
    }
    assert len(units) == 136

    def wrong(row):
        return (
            row["country"] == "UA"
            and row["admin2"] != ""
            and row["feature_code"] != "PPLX"  # a district of a city names the city
            and (row["admin1"], row["admin2"]) not in units
        )

    assert _where(PLACES, wrong) == []


def test_no_two_settlements_stand_on_one_spot_under_one_name():
    counted = Counter(
        (row["name"], row["latitude"], row["longitude"])
        for _, row in PLACES
        if row["kind"] in ("city", "village", "site")
    )
    assert [key for key, count in counted.items() if count > 1] == []


KNOWN = [
    ("geonames:713174", "Bakhmut", "Бахмут", "Бахмут", 48.594, 37.999, "Donetsk"),
    ("geonames:703448", "Kyiv", "Київ", "Киев", 50.450, 30.523, "Kyiv City"),
    ("geonames:702550", "Lviv", "Львів", "Львов", 49.838, 24.023, "Lviv"),
    ("geonames:691999", "Siverskodonetsk", "Сіверськодонецьк", "Северодонецк", 48.944, 38.488,
     "Luhansk"),
    ("geonames:699445", "Samar", "Самар", "Самар", 48.629, 35.259, "Dnipropetrovsk"),
    ("iso:UA-14", "Donetsk Oblast", "Донецька область", "Донецкая область", 48.0, 37.8, "Donetsk"),
    ("frontline:snake-island", "Snake Island", "острів Зміїний", "остров Змеиный", 45.255, 30.204,
     "Odesa"),
    ("frontline:zaporizhzhia-npp", "Zaporizhzhia Nuclear Power Plant", "Запорізька АЕС",
     "Запорожская АЭС", 47.512, 34.586, "Zaporizhzhia"),
]  # fmt: skip


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: known[1])
def test_well_known_places_are_as_everybody_knows_them(known):
    place_id, name, uk, ru, latitude, longitude, admin1 = known
    row = BY_ID[place_id]
    found = (row["name"], row["name_uk"], row["name_ru"], row["admin1"])
    assert found == (name, uk, ru, admin1)
    limit_km = 60 if row["kind"] == "region" else 5
    north = float(row["latitude"]) - latitude
    east = (float(row["longitude"]) - longitude) * cos(radians(latitude))
    assert hypot(north, east) * 111.2 < limit_km


BEARS = [
    ("geonames:713174", "Артемівськ", "former", "2016-02-04"),
    ("geonames:713174", "Artyomovsk", "russian", "2016-02-04"),
    ("geonames:699751", "Новгородське", "former", "2021-07-01"),
    ("geonames:699445", "Новомосковськ", "former", "2024"),
    ("geonames:709930", "Dnipropetrovsk", "former", "2016-05-19"),
    ("geonames:703448", "Kiev", "russian", ""),
    ("geonames:702550", "Lemberg", "exonym", ""),
    ("geonames:690791", "the Ukraine", "variant", ""),
    ("iso:UA-14", "Донеччина", "variant", ""),
    ("iso:UA-43", "Крим", "variant", ""),
    ("frontline:donbas", "Donbass", "variant", ""),
    ("frontline:left-bank", "лівий берег Дніпра", "variant", ""),
    ("katottg:UA14160190350070064", "Ласточкине", "former", "2024"),
]


@pytest.mark.parametrize(("place_id", "name", "sort", "until"), BEARS)
def test_places_bear_the_names_that_reports_use(place_id, name, sort, until):
    found = {
        (row["sort"], row["to_date"])
        for _, row in NAMES
        if (row["place_id"], row["name"]) == (place_id, name)
    }
    assert found == {(sort, until)}


@pytest.mark.parametrize(
    ("russian", "uk"),
    [("Kleshcheevka", "Кліщіївка"), ("Rabotino", "Роботине"), ("Ugledar", "Вугледар"),
     ("Chasov Yar", "Часів Яр"), ("Opytnoye", "Опитне"), ("Gulyaypole", "Гуляйполе")],
)  # fmt: skip
def test_russian_forms_lead_to_the_ukrainian_place(russian, uk):
    found = {BY_ID[row["place_id"]]["name_uk"] for _, row in NAMES if row["name"] == russian}
    assert found == {uk}


@pytest.mark.parametrize("name", ["Kremlin", "Wagner", "CNN", "Associated Press", "Zelensky"])
def test_what_is_no_place_has_no_row(name):
    assert [row for _, row in NAMES if row["name"] == name] == []
    assert [row for _, row in PLACES if row["name"] == name] == []
