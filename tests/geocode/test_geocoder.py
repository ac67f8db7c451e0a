"""The geopy geocoder: geopy's contract, no network."""

import pandas as pd
import pytest
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point

from geocode.errors import InputError
from geocode.geocoder import OfflineGeocoder


@pytest.fixture(scope="module")
def geocoder(small_gazetteer):
    return OfflineGeocoder(small_gazetteer)


def test_it_is_a_geopy_geocoder(geocoder):
    assert isinstance(geocoder, Geocoder)


@pytest.mark.parametrize(
    ("query", "place_id"),
    [
        ("Bakhmut", "p:bakhmut"),
        ("Бахмут", "p:bakhmut"),
        ("Lyman", "p:lyman-d"),
        ("Lyman, Kharkiv Oblast", "p:lyman-k"),
        ("Lyman, Kharkiv Oblast, Ukraine", "p:lyman-k"),
        ("Paris, Texas", "p:paris-tx"),
        ("Donetsk region", "r:donetsk"),
        ("Donetsk", "p:donetsk"),
    ],
)
def test_geocode_gives_the_likeliest_location(geocoder, query, place_id):
    location = geocoder.geocode(query)
    assert isinstance(location, Location)
    assert location.raw["place_id"] == place_id


def test_a_location_has_address_and_point(geocoder):
    location = geocoder.geocode("Bakhmut")
    assert (location.address, location.latitude, location.longitude) == (
        "Bakhmut, Donetsk, UA", 48.59, 38.0,
    )  # fmt: skip


@pytest.mark.parametrize("query", ["Nowhere", "", "  ", "Lyman, Texas", ",", "\x00\ud800"])
@pytest.mark.parametrize("exactly_one", [True, False])
def test_nothing_found_is_none(geocoder, query, exactly_one):
    assert geocoder.geocode(query, exactly_one=exactly_one) is None


def test_all_candidates_come_best_first(geocoder):
    found = geocoder.geocode("Lyman", exactly_one=False)
    assert [location.raw["place_id"] for location in found] == ["p:lyman-d", "p:lyman-k"]
    assert len(geocoder.geocode("Ivanivka", exactly_one=False, limit=3)) == 3


@pytest.mark.parametrize("codes", ["us", ["US"], ("US", "CA")])
def test_country_codes_leave_others_out(geocoder, codes):
    assert geocoder.geocode("Paris", country_codes=codes).raw["place_id"] == "p:paris-tx"
    assert geocoder.geocode("Bakhmut", country_codes=codes) is None


@pytest.mark.parametrize("point", [(48.6, 38.01), "48.6, 38.01", Point(48.6, 38.01)])
def test_reverse_gives_the_nearest(geocoder, point):
    assert geocoder.reverse(point).raw["place_id"] == "p:bakhmut"


def test_reverse_in_the_open_sea_is_none(geocoder):
    assert geocoder.reverse((0.0, 0.0)) is None
    assert geocoder.reverse((0.0, 0.0), exactly_one=False) is None


def test_reverse_lists_nearest_first(geocoder):
    found = geocoder.reverse((48.7, 38.1), exactly_one=False, limit=3)
    assert [location.raw["place_id"] for location in found] == [
        "p:bilo-d",
        "p:bakhmut",
        "p:siversk",
    ]


@pytest.mark.filterwarnings("ignore:Latitude normalization")
@pytest.mark.parametrize("point", ["here", (95.0, 0.0), (float("nan"), 0.0), None])
def test_what_is_no_point_is_refused(geocoder, point):
    with pytest.raises(InputError, match="in degrees"):
        geocoder.reverse(point)


@pytest.mark.parametrize("query", [None, 3, float("nan"), ["Kyiv"]])
def test_what_is_no_name_is_refused(geocoder, query):
    with pytest.raises(InputError, match="is not text"):
        geocoder.geocode(query)


def test_it_works_in_rate_limiter_and_data_frame(geocoder):
    table = pd.DataFrame({"name": ["Bakhmut", "Nowhere"]})
    limited = RateLimiter(geocoder.geocode, min_delay_seconds=0)
    found = table["name"].apply(limited)
    assert [location and location.point.latitude for location in found] == [48.59, None]
