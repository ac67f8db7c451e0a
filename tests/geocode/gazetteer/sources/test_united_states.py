"""Counties and small places of the United States: ids, names, what contains them."""

import pytest

from geocode.gazetteer.earth import distance_km
from geocode.gazetteer.sources.united_states import (
    PLACES,
    place_id,
    read_counties,
)
from geocode.gazetteer.tables import GENERATED, rows_of
from geocode.model import Kind
from geocode.precision import WherePrec


def test_ids_are_unique_and_every_place_has_a_county():
    counties = read_counties()
    places = [(row["fips"], row["name"]) for row in rows_of(GENERATED / PLACES)]
    assert len({place_id(*place) for place in places}) == len(places)
    assert {fips for fips, _ in places} <= counties.keys()


def test_an_id_is_made_of_county_and_name():
    assert place_id("48001", "St. Mary's Point") == "frontline:us-48001-st-marys-point"


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Laurel County", "geonames:4297480"),
        ("Laurel Co.", "geonames:4297480"),
        ("Pointe Coupee Parish", "geonames:4337708"),
        ("Kusilvak Census Area", "geonames:11550056"),
        ("Miami-Dade", "geonames:4164238"),
        ("Litchfield County", "frontline:us-county-09005"),
    ],
)
def test_a_county_is_found_by_full_short_and_bare_name(gazetteer, name, found):
    assert [hit.place.place_id for hit in gazetteer.lookup(name)] == [found]


def test_a_county_is_a_district_with_the_radius_of_its_area(gazetteer):
    county = gazetteer.place("geonames:4297480")
    assert (county.name, county.kind, county.country) == ("Laurel County", Kind.DISTRICT, "US")
    assert (county.admin1, county.admin2) == ("Kentucky", "Laurel")
    # the Census Bureau gives 1,149 square kilometres
    assert (county.where_prec, county.uncertainty_m) == (WherePrec.DISTRICT, 19_000)
    assert distance_km(county.latitude, county.longitude, 37.11, -84.12) < 1


def test_towns_and_small_places_know_their_county(gazetteer):
    assert gazetteer.place("geonames:4298960").admin2 == "Laurel"
    neches = gazetteer.place("frontline:us-48001-neches")
    assert (neches.kind, neches.admin1, neches.admin2) == (Kind.VILLAGE, "Texas", "Anderson")


def test_a_place_that_cities500_has_is_not_entered_twice(gazetteer):
    london = [hit.place for hit in gazetteer.lookup("London") if hit.place.admin1 == "Kentucky"]
    assert [place.place_id for place in london] == ["geonames:4298960"]
