"""Ukrainian and Russian names of towns and units of the world."""

import pytest

from geocode.gazetteer.entries import NameSort
from geocode.gazetteer.sources.tagged_names import tagged_names


def test_a_town_has_the_name_that_geonames_prefers_in_each_language():
    names = {(name.text, name.lang, name.sort) for name in tagged_names("geonames:2640729")}
    assert names == {("Оксфорд", "uk", NameSort.EXONYM), ("Оксфорд", "ru", NameSort.EXONYM)}


def test_a_town_without_a_ukrainian_name_gets_the_russian_one_in_ukrainian_spelling():
    names = tagged_names("geonames:295620")
    assert {(name.text, name.lang) for name in names} == {("Ашкелон", "ru"), ("Ашкелон", "uk")}
    assert {name.note for name in names if name.lang == "uk"} == {
        "Ukrainian form derived from the Russian"
    }


def test_a_place_without_names_has_none():
    assert tagged_names("geonames:1") == []


@pytest.mark.parametrize(
    ("form", "place_id"),
    [
        ("Оксфорді", "geonames:2640729"),
        ("Каннах", "geonames:3028808"),
        ("Венеції", "geonames:3164603"),
        ("Рейк'явіку", "geonames:3413829"),
        ("Тель-Авівом", "geonames:293397"),
        ("Хайфе", "geonames:294801"),
        ("Єгиптом", "geonames:357994"),
        ("Уельсі", "iso:GB-WLS"),
        ("Ханты-Мансийска", "geonames:1503772"),
        ("Каспию", "frontline:caspian-sea"),
        ("Сахалине", "iso:RU-SAK"),
        ("Порт-Судана", "geonames:377039"),
    ],
)
def test_a_town_of_the_world_is_found_in_every_case(gazetteer, form, place_id):
    assert place_id in {hit.place.place_id for hit in gazetteer.lookup(form)}
    assert gazetteer.longest(form.split(), 0) == len(form.split())
