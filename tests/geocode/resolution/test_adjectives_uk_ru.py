"""The town that an adjective is made from is found among all endings that towns have."""

import pytest

from geocode.resolution.adjectives_uk_ru import towns_of_adjective


@pytest.mark.parametrize(
    ("adjective", "town"),
    [
        ("Новопавлівському", "Novopavlivka"),
        ("Сіверському", "Siversk"),
        ("Торецькому", "Toretsk"),
        ("Гуляйпольском", "Huliaipole"),
        ("Кураховском", "Kurakhove"),
        ("Вовчанського", "Vovchansk"),
    ],
)
def test_the_town_is_among_those_found(adjective, town, gazetteer):
    assert town in {hit.place.name for hit in towns_of_adjective(adjective, gazetteer.lookup)}


@pytest.mark.parametrize("name", ["Бахмут", "Kupiansk", "Тихе", ""])
def test_what_is_no_such_adjective_has_none(name, gazetteer):
    assert towns_of_adjective(name, gazetteer.lookup) == []
