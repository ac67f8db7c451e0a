"""Districts of Ukraine's cities: meant where their city is named."""

import pytest

from geocode.geoparser import Geoparser
from tests.theatre import shipped_focus

KALMIUSKYI, SALTIVSKYI = "katottg:UA14140050010166965", "katottg:UA63120270010315719"
MARIUPOL, KHARKIV, KYIV = "geonames:701822", "geonames:706483", "geonames:703448"
PODILSK_RAION, PODIL = "katottg:UA51120000000021678", "katottg:UA80000000000719633"


@pytest.fixture(scope="module")
def parser(gazetteer):
    return Geoparser(gazetteer, focus=shipped_focus())


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Kalmiuskyi district, Mariupol.", [KALMIUSKYI, MARIUPOL]),
        ("В Кальмиусском районе Мариуполя начали снос домов.", [KALMIUSKYI, MARIUPOL]),
        ("Shelling hit the Saltivskyi district of Kharkiv overnight.", [SALTIVSKYI, KHARKIV]),
        ("У Подільському районі Києва відключили воду.", [PODIL, KYIV]),
        ("Подільський район залишився без світла.", [PODILSK_RAION]),
        ("На Салтівський район впали дві бомби.", [SALTIVSKYI]),
        (
            "Окупанти вдарили по Дніпровському району Херсона.",
            ["katottg:UA65100150010123057", "geonames:706448"],
        ),
        (
            "Вибухи у Харкові. Під ударом Шевченківський район.",
            [KHARKIV, "katottg:UA63120270010948820"],
        ),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else None,
)
def test_a_district_is_the_one_of_the_city_that_the_text_names(parser, text, ids):
    found = [resolution.place.place_id for resolution in parser.parse(text) if resolution.place]
    assert found == ids


def test_of_several_cities_districts_none_is_chosen_without_a_hint(parser):
    (found,) = parser.parse("У Шевченківському районі загинуло двоє людей.")
    assert found.place is None
    assert len(found.candidates) > 1
