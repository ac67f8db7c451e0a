"""Small places of Britain, Australia and New Zealand: where they lie and what they are called."""

import pytest

from geocode.gazetteer.sources.world import LOCALITIES, locality_id
from geocode.gazetteer.tables import rows_of
from geocode.model import Kind


def test_an_id_is_made_of_where_the_place_lies_and_its_name():
    assert locality_id("GB", "England", "Norfolk", "St. Faith's") == (
        "frontline:gb-england-norfolk-st-faiths"
    )
    rows = [(r["country"], r["admin1"], r["admin2"], r["name"]) for r in rows_of(LOCALITIES)]
    assert len({locality_id(*row) for row in rows}) == len(rows)


@pytest.mark.parametrize(
    ("found", "name", "country", "admin1", "admin2"),
    [
        ("frontline:gb-england-norfolk-fersfield", "Fersfield", "GB", "England", "Norfolk"),
        ("frontline:au-victoria-maroona", "Maroona", "AU", "Victoria", None),
        ("frontline:gb-wales-isle-of-anglesey-pentre-berw", "Pentre Berw", "GB", "Wales",
         "Isle of Anglesey"),
    ],
)  # fmt: skip
def test_a_small_place_is_found_with_its_unit(gazetteer, found, name, country, admin1, admin2):
    place = gazetteer.place(found)
    assert (place.name, place.kind, place.country) == (name, Kind.VILLAGE, country)
    assert (place.admin1, place.admin2) == (admin1, admin2)
    assert found in {hit.place.place_id for hit in gazetteer.lookup(name)}


def test_a_place_that_cities500_has_is_not_entered_twice(gazetteer):
    hits = gazetteer.lookup("Headcorn")
    assert [hit.place.place_id.partition(":")[0] for hit in hits] == ["geonames"]
