"""Persons, drinks, ships, films and breeds that bear a place's name are no literal places."""

import pytest

from geocode.geoparser import Geoparser
from tests.geocode.recognition.literal import literal


@pytest.fixture(scope="module")
def parser(gazetteer, war):
    return Geoparser(gazetteer, focus=war)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("She poured a Manchester, then a Havana, and left.", set()),
        ("He drank a Bronx with ice in Lisbon.", {"Lisbon"}),
        ("He wore a Panama and carried a stick.", set()),
        ("They danced the Charleston until two.", set()),
        ("They sailed on the Bergen, and the Trieste followed.", set()),
        ("The Novorossiysk docked in Kaliningrad.", {"Kaliningrad"}),
        ("It was his Stalingrad, another Munich.", set()),
        ("They named her Florence and moved to Leeds.", {"Leeds"}),
        ("Shells hit her Kharkiv flat.", {"Kharkiv"}),
        ("The firm, a Delaware limited company, has an office in Leeds.", {"Delaware", "Leeds"}),
        ("He rents a Paris apartment.", {"Paris"}),
        ("The Kharkiv mayor said four people were hurt.", {"Kharkiv"}),
        ("She lives in the Bronx, near the zoo.", {"Bronx"}),
        ("Ships left the Crimea for Odesa.", {"Crimea", "Odesa"}),
        ("They crossed the Dnipro at night.", {"Dnipro"}),
        ("Kyiv is cold. The Kherson, Sumy and Poltava regions lost power.",
         {"Kyiv", "Kherson", "Sumy", "Poltava"}),
    ],
)  # fmt: skip
def test_what_has_an_article_and_no_noun_is_no_town(text, places, parser):
    assert literal(parser, text) == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("The Boston terrier won a prize.", set()),
        ("Frankfurt sausages are sold in Vienna.", {"Vienna"}),
        ("Dresden china was sold in Dresden.", {"Dresden"}),
        ("A Dundee cake stood on a Turkey carpet.", set()),
        ("The Bombay cat slept in Bombay.", {"Bombay"}),
        ("The Vienna opera house reopened.", {"Vienna"}),
        ("In Frankfurt sausages are cheap.", {"Frankfurt"}),
        ("Exports to China fell, those to Brazil rose.", {"China", "Brazil"}),
    ],
)
def test_a_product_or_breed_that_bears_the_name_is_no_place(text, places, parser):
    assert literal(parser, text) == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Casablanca is her favourite film.", set()),
        ("Fargo, the series, won prizes in Vienna.", {"Vienna"}),
        ("Nashville was a dog that nobody wanted.", set()),
        ("The band Boston played in Boston.", {"Boston"}),
        ("The liner Bremen left Hamburg.", {"Hamburg"}),
        ("Casablanca is her favourite city.", {"Casablanca"}),
        ("In Warsaw, the film was shown twice.", {"Warsaw"}),
        ("Nashville was the film crew's home.", {"Nashville"}),
    ],
)
def test_what_the_text_calls_a_work_or_a_ship_is_no_place(text, places, parser):
    assert literal(parser, text) == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("A missile fell in South East Kyiv.", {"Kyiv"}),
        ("Russian forces moved North East near Izium.", {"Izium"}),
        ("A missile flew over Kyiv in South-West direction.", {"Kyiv"}),
        ("The ministers of the Euro-Atlantic alliance met in Warsaw.", {"Warsaw"}),
        ("Ships crossed the Atlantic in a week.", {"Atlantic"}),
        ("The vote was held in North West province and in Gauteng.", {"North West", "Gauteng"}),
        ("The interdiction (BAI) campaign failed near Pokrovsk.", {"Pokrovsk"}),
        ("Police in NSW closed a road.", {"NSW"}),
        ("Fighting in DR Congo and in Congo went on.", {"DR Congo", "Congo"}),
    ],
)
def test_a_point_of_the_compass_or_a_short_form_is_no_unit_far_away(text, places, parser):
    assert literal(parser, text) == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("He drank Bordeaux and sang Nebraska.", set()),
        ("A glass of Burgundy stood in Lyon.", {"Lyon"}),
        ("He watched Dallas every Friday in Dallas.", {"Dallas"}),
        ("She is under the watch of Texas.", {"Texas"}),
        ("Wine from Bordeaux is drunk in Lyon.", {"Bordeaux", "Lyon"}),
    ],
)
def test_what_is_drunk_or_watched_is_no_place(text, places, parser):
    assert literal(parser, text) == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Charlotte cried all night.", set()),
        ("Charlotte was shelled.", {"Charlotte"}),
        ("A woman of Austin died in Leeds.", {"Austin", "Leeds"}),
        ("Aunt Adelaide died in Perth.", {"Perth"}),
        ("Inspector Lincoln found the knife in Leeds.", {"Leeds"}),
        ("Тренер Бровар замінив воротаря.", set()),
        ("Актор Ізюм приїхав до Ізюма.", {"Ізюма"}),
        ("Мер Ізюма приїхав до Харкова.", {"Ізюма", "Харкова"}),
        ("З Черніговом ніхто не жартував.", set()),
        ("Поруч з Ковелем горить ліс.", {"Ковелем"}),
        ("З Житомиром є сполучення.", {"Житомиром"}),
        ("Поезд идёт рядом с Брянском.", {"Брянском"}),
        ("Станцію «Житомир-М» привезли в Суми.", {"Суми"}),
    ],
)
def test_what_acts_or_is_addressed_as_a_person_is_no_place(text, places, parser):
    assert literal(parser, text) == places
