"""Names in Cyrillic letters: places in prose of any kind, and no persons or common words."""

import pytest

from geocode.gazetteer.compiled import open_gazetteer
from geocode.geoparser import Geoparser
from tests.theatre import shipped_focus


@pytest.fixture(scope="module")
def parser():
    return Geoparser(open_gazetteer(), focus=shipped_focus())


def names(text, parser):
    return [found.mention.text for found in parser.parse(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Ярка усміхнулася. Бог простить. Метою є мир.",
        "Ранок видався теплим. Високий чоловік зайшов до кімнати.",
        "Марія поклала книжку, Андрій мовчав, а Оленка сміялася.",
        "Доля вирішила інакше. Решту грошей повернули.",
        "Мария улыбнулась. Цель достигнута, победа за нами.",
    ],
)
def test_persons_and_words_at_the_start_of_a_sentence_are_no_places(text, parser):
    assert names(text, parser) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Вони переїхали з Полтави до Львова.", ["Полтави", "Львова"]),
        ("Громадяни України їдуть до Польщі.", ["України", "Польщі"]),
        ("Ворог штурмував Мирне та Веселе, бої біля Вільного.", ["Мирне", "Веселе", "Вільного"]),
        ("Обстріл Богодухівського та Ізюмського районів.", ["Богодухівського", "Ізюмського"]),
        ("Семья переехала из Омска в Тулу.", ["Омска", "Тулу"]),
    ],
    ids=["towns", "countries", "villages of a war", "an elided list", "Russian"],
)
def test_places_are_found_in_their_cases(text, expected, parser):
    assert names(text, parser) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We travelled to the U.S", ["U.S"]),
        ("Flights from the U.S to Canada", ["U.S", "Canada"]),
        ("Farmers across the EU protest.", ["EU"]),
    ],
)
def test_abbreviations_are_found(text, expected, parser):
    assert names(text, parser) == expected
