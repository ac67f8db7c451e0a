"""Names of places that ships, brigades, newspapers, clubs and cars bear are no pins."""

import pytest

from geocode.geoparser import Geoparser
from tests.geocode.recognition.literal import literal


@pytest.fixture(scope="module")
def parser(gazetteer, war):
    return Geoparser(gazetteer, focus=war)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Катери «Бердянськ» і «Нікополь» йшли з Одеси.", {"Одеси"}),
        ("Бійці батальйону «Донбас» стоять у Попасній.", {"Попасній"}),
        ("Про вибух у Сумах пише газета «Голос України».", {"Сумах"}),
        ("Подводная лодка «Ростов-на-Дону» стоит в Севастополе.", {"Севастополе"}),
        ("Группировка войск «Днепр» наступает под Ореховом.", {"Ореховом"}),
        ("«Зоря» Луганськ грає в Києві.", {"Києві"}),
        ("Dynamo Kyiv plays in Lviv.", {"Lviv"}),
        ("The gunboats Berdiansk and Nikopol sailed from Odesa.", {"Odesa"}),
        ("The mechanic drove an old Volga to Kharkiv.", {"Kharkiv"}),
        ("Shares in Santander fell in Madrid.", {"Madrid"}),
        ("Vasily Grossman's Stalingrad was read in Kharkiv.", {"Kharkiv"}),
        ("20 Days in Mariupol was shown in Vienna.", {"Vienna"}),
        ("The Istanbul communique was signed in Vienna.", {"Vienna"}),
        ("Dnipro-1 won in Lviv.", {"Lviv"}),
        ("The soldier, call sign Donbas, died near Siversk.", {"Siversk"}),
        ("The Khortytsia group's spokesman spoke in Sumy.", {"Sumy"}),
        ("Подразделения ВС РФ стоят у Суджи.", {"Суджи"}),
        ("Боєць із позивним Одеса помер у Дніпрі.", {"Дніпрі"}),
        ("ФК «Маріуполь» грає у Львові.", {"Львові"}),
        ("У Харкові кидали коктейлі Молотова.", {"Харкові"}),
        ("Завод «Азовсталь» у Маріуполі зруйновано.", {"Азовсталь", "Маріуполі"}),
    ],
)
def test_a_borrowed_name_is_no_literal_place(text, places, parser):
    assert literal(parser, text) == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Спірне рішення оскаржать у Києві.", {"Києві"}),
        ("Весела компанія їде до Києва.", {"Києва"}),
        ("Спірне обстріляли, як і Сіверськ.", {"Спірне", "Сіверськ"}),
        ("Весела горіла після обстрілу, дрони били по Харкову.", {"Весела", "Харкову"}),
    ],
)
def test_an_adjective_that_begins_a_sentence_is_no_village(text, places, parser):
    assert literal(parser, text) == places
