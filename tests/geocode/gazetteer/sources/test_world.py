"""The world's units: first-level codes, districts and their names."""

import pytest

from geocode.gazetteer.sources.packages import admin1_names
from geocode.gazetteer.sources.world import (
    bare_name,
)
from geocode.model import Kind
from geocode.precision import WherePrec


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


@pytest.mark.parametrize(
    ("name", "place_id", "kind"),
    [
        ("Telemark", "geonames:3134723", Kind.REGION),
        ("Bali", "iso:ID-BA", Kind.REGION),
        ("Shan", "iso:MM-17", Kind.REGION),
        ("Bayern", "iso:DE-BY", Kind.REGION),
        ("Seine", "frontline:seine", Kind.WATER),
        ("Сеною", "frontline:seine", Kind.WATER),
        ("Новой Земли", "frontline:novaya-zemlya", Kind.AREA),
        ("Tinzaouaten", "frontline:ml-tinzaouaten", Kind.CITY),
    ],
)
def test_units_waters_and_towns_of_the_world_are_found(gazetteer, name, place_id, kind):
    found = {hit.place.place_id: hit.place.kind for hit in gazetteer.lookup(name)}
    assert found.get(place_id) is kind


def test_a_town_lies_in_its_unit_without_an_iso_code(gazetteer):
    skien = gazetteer.place("geonames:3139075")
    assert (skien.name, skien.admin1) == ("Skien", "Telemark")
