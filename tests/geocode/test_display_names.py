"""Names beside the official one, by which readers look for a place."""

from geocode.display_names import earlier_names

BAKHMUT, KYIV = "geonames:713174", "geonames:703448"


def test_former_russian_and_foreign_names_are_earlier_names():
    assert {"Artemivsk", "Артёмовск", "Artyomovsk"} <= set(earlier_names()[BAKHMUT])
    assert {"Kiev", "Kijów"} <= set(earlier_names()[KYIV])


def test_the_official_name_is_no_earlier_name():
    assert "Bakhmut" not in earlier_names()[BAKHMUT]
