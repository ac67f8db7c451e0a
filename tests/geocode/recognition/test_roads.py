"""Both ends of a road that a hyphen joins are places; a double surname is none."""

import pytest

from geocode.geoparser import Geoparser


@pytest.fixture(scope="module")
def parser(gazetteer, war):
    return Geoparser(gazetteer, focus=war)


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Ворог іде вздовж траси Покровськ-Костянтинівка.", ["Pokrovsk", "Kostiantynivka"]),
        ("Перерізали шлях Лисичанськ–Бахмут.", ["Lysychansk", "Bakhmut"]),
        ("На трассе Купянск-Сватово горела колонна.", ["Kupiansk", "Svatove"]),
        ("Fights along the Bakhmut-Lysychansk highway.", ["Bakhmut", "Lysychansk"]),
        ("Роман Нечуя-Левицького знову вивчають.", []),
    ],
)
def test_a_road_named_by_its_ends(text, ends, parser):
    assert [r.place.name for r in parser.parse(text) if r.place] == ends
