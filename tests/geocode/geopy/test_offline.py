"""The geopy geocoder: geopy's contract, no network."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import pytest
from geopy.adapters import BaseAsyncAdapter
from geopy.exc import GeocoderQueryError, GeocoderServiceError
from geopy.extra.rate_limiter import AsyncRateLimiter, RateLimiter
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point

from geocode.errors import InputError
from geocode.geopy.offline import NoNetworkAsyncAdapter, OfflineGeocoder
from tests.geocode.awaiting import awaited_answer


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
        ("Lyman Kharkiv Oblast", "p:lyman-k"),
        ("Bakhmut Ukraine", "p:bakhmut"),
        ("Paris, US", "p:paris-tx"),
        ("Paris FR", "p:paris"),
        ("Ukraine, Kharkiv Oblast, Lyman", "p:lyman-k"),
        ({"city": "Lyman", "state": "Kharkiv Oblast"}, "p:lyman-k"),
        ({"city": "Paris", "countrycode": "us"}, "p:paris-tx"),
        ({"town": "Paris", "country": "US", "state": None, "county": float("nan")}, "p:paris-tx"),
        ({"state": "Donetsk Oblast", "country": "Ukraine"}, "r:donetsk"),
        ({"country": "UA"}, "c:ua"),
    ],
    ids=str,
)
def test_geocode_gives_the_likeliest_location(geocoder, query, place_id):
    location = geocoder.geocode(query)
    assert isinstance(location, Location)
    assert location.raw["place_id"] == place_id


def test_a_state_does_not_lie_in_a_hromada_that_a_town_of_the_query_names(gazetteer):
    geocoder = OfflineGeocoder(gazetteer)
    assert geocoder.geocode("Texas, Lyman") is None
    assert geocoder.geocode("Ukraine, Lyman").raw["place_id"] == "geonames:704204"


def test_a_location_has_address_and_point(geocoder):
    location = geocoder.geocode("Bakhmut")
    assert (location.address, location.latitude, location.longitude) == (
        "Bakhmut, Donetsk Oblast, Ukraine", 48.59, 38.0,
    )  # fmt: skip


@pytest.mark.parametrize(
    "query",
    [
        "Nowhere", "", "  ", "Lyman, Texas", "Texas, Lyman", ",", "\x00\ud800", "12 High St, Kyiv",
        {"city": "Texas"}, {"state": "Bakhmut"}, {"city": "Paris", "country": "UA"},
    ],
    ids=repr,
)  # fmt: skip
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


def test_raw_is_plain_and_says_what_a_map_and_a_lawyer_ask(geocoder):
    raw = geocoder.geocode("Bakhmut").raw
    assert json.loads(json.dumps(raw)) == raw
    keys = ("kind", "country", "admin1", "where_prec")
    assert [raw[key] for key in keys] == ["city", "UA", "Donetsk", 1]
    assert raw["uncertainty_m"] == 1000
    assert raw["why"][0].startswith("71,094 residents (+")


def test_fields_that_no_gazetteer_of_places_knows_are_named_as_ignored(geocoder):
    fields = {"street": "Myru 1", "postalcode": "84500", "village": "Bakhmut", "city": "Siversk"}
    location = geocoder.geocode(fields)
    assert location.raw["place_id"] == "p:bakhmut"
    assert location.raw["ignored"] == ["street", "postalcode", "city"]
    assert "ignored" not in geocoder.geocode("Bakhmut").raw


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Bakhmut", {"en": "Bakhmut, Donetsk Oblast, Ukraine",
                     "uk": "Bakhmut, Донецька область, Україна",
                     "uk-UA,ru;q=0.8": "Bakhmut, Донецька область, Україна",
                     "ru": "Bakhmut, Донецкая область, Украина",
                     "de": "Bakhmut, Donetsk Oblast, Ukraine"}),
    ],
)  # fmt: skip
def test_the_address_is_in_the_language_asked_for(geocoder, name, wanted):
    for language, address in wanted.items():
        assert geocoder.geocode(name, language=language).address == address


def test_the_gazetteers_own_names_come_in_three_languages(gazetteer):
    geocoder = OfflineGeocoder(gazetteer)
    assert [geocoder.geocode("Kyiv", language=code).address for code in ("en", "uk", "ru")] == [
        "Kyiv, Kyiv City, Ukraine", "Київ, місто Київ, Україна", "Киев, город Киев, Украина",
    ]  # fmt: skip
    # no Russian name is made up where the tables have none, nor the former one (Красный Луч) shown
    assert geocoder.geocode("Khrustalnyi", language="ru").address.startswith("Хрустальний, ")
    assert geocoder.geocode("Bakhmut", language="ru").address.startswith("Бахмут, Бахмутский район")


@pytest.mark.parametrize(
    ("name", "place_id", "licence"),
    [
        ("Bakhmut", "geonames:713174", "GeoNames, CC BY 4.0"),
        ("Donetsk Oblast", "iso:UA-14", "iso3166-2, MIT"),
        ("Bakhmut Raion", "katottg:UA14020000000013572", "State codifier of Ukraine"),
        ("Donbas", "frontline:donbas", "own table, MIT"),
        ("Cook County, Illinois", "geonames:4888671", "GeoNames, CC BY 4.0"),
    ],
)
def test_each_source_has_its_licence(gazetteer, name, place_id, licence):
    raw = OfflineGeocoder(gazetteer).geocode(name).raw
    assert raw["place_id"] == place_id
    assert licence in raw["licence"]


KHARKIV_BOX = ((50.5, 35.0), (49.2, 38.5))


@pytest.mark.parametrize("box", [{"bounds": KHARKIV_BOX}, {"viewbox": KHARKIV_BOX}], ids=str)
def test_bounds_put_what_lies_inside_first(geocoder, box):
    found = geocoder.geocode("Lyman", exactly_one=False, **box)
    assert [location.raw["place_id"] for location in found] == ["p:lyman-k", "p:lyman-d"]
    assert geocoder.geocode("Kyiv", **box).raw["place_id"] == "p:kyiv"


def test_bounded_leaves_out_what_lies_outside(geocoder):
    found = geocoder.geocode("Lyman", exactly_one=False, bounds=KHARKIV_BOX, bounded=True)
    assert [location.raw["place_id"] for location in found] == ["p:lyman-k"]
    assert geocoder.geocode("Kyiv", bounds=("50.5, 35", Point(49, 38)), bounded=True) is None


@pytest.mark.parametrize(
    ("featuretype", "place_id"),
    [("city", "p:donetsk"), ("settlement", "p:donetsk"), ("state", "r:donetsk"), ("country", None)],
)
def test_featuretype_lets_only_its_kinds_through(geocoder, featuretype, place_id):
    name = "Donetsk region" if featuretype == "state" else "Donetsk"
    found = geocoder.geocode(name, featuretype=featuretype)
    assert (found.raw["place_id"] if found else None) == place_id


def test_reverse_says_how_far_it_is_and_keeps_within_the_radius(geocoder):
    assert geocoder.reverse((48.6, 38.0)).raw["distance_km"] == pytest.approx(1.112, abs=0.01)
    assert geocoder.reverse((48.6, 38.0), radius_km=1) is None
    assert geocoder.reverse((48.6, 38.0), language="uk").address.endswith("Україна")


WRONG = [
    ({"query": None}, "is not text"),
    ({"query": 3}, "is not text"),
    ({"query": float("nan")}, "is not text"),
    ({"query": ["Kyiv"]}, "is not text"),
    ({"query": {"city": 3}}, "query field city is 3"),
    ({"query": {"City": "Kyiv"}}, "query field 'City' is none of village, town"),
    ({"query": {}}, "names no place"),
    ({"query": {"street": "Myru 1", "city": " "}}, "names no place"),
    ({"query": {"city": "Paris", "countrycode": "fr", "country": "US"}}, "two countries: FR, US"),
    ({"query": "Kyiv", "country_codes": "UKR"}, "country code 'UKR' is not two letters"),
    ({"query": "Kyiv", "bounds": (1, 2, 3)}, "are not two points"),
    ({"query": "Kyiv", "bounds": ("here", "there")}, "in degrees"),
    ({"query": "Kyiv", "bounds": KHARKIV_BOX, "viewbox": KHARKIV_BOX}, "give one"),
    ({"query": "Kyiv", "bounded": True}, "bounded needs bounds"),
    ({"query": "Kyiv", "limit": 0}, "limit 0 is less than 1"),
    ({"query": "Kyiv", "limit": "x"}, "limit 'x' is no number"),
    ({"query": "Kyiv", "limit": [3]}, r"limit \[3\] is no number"),
    ({"query": "Kyiv", "limit": float("inf")}, "limit inf is no number"),
    ({"query": "Kyiv", "language": 3}, "language 3 is not text"),
    ({"query": "Kyiv", "country_codes": 3}, "country code 3 is not two letters"),
    ({"query": "Kyiv", "bounds": 3}, "bounds 3 are not two points"),
    ({"query": "Kyiv", "featuretype": ["city"]}, "none of country, state"),
    ({"query": "Kyiv", "featuretype": "street"}, "none of country, state, city, settlement"),
]


@pytest.mark.parametrize(("arguments", "message"), WRONG, ids=[message for _, message in WRONG])
def test_what_does_not_fit_is_refused_by_both_families_of_errors(geocoder, arguments, message):
    for family in (InputError, GeocoderQueryError, ValueError):
        with pytest.raises(family, match=message):
            geocoder.geocode(**arguments)


@pytest.mark.parametrize("radius_km", ["x", None, -1, float("nan")])
def test_a_radius_that_is_no_distance_is_refused(geocoder, radius_km):
    with pytest.raises(GeocoderQueryError, match="is not a distance"):
        geocoder.reverse((48.6, 38.0), radius_km=radius_km)


def test_it_works_in_rate_limiter_and_data_frame(geocoder):
    table = pd.DataFrame({"name": ["Bakhmut", "Nowhere"]})
    limited = RateLimiter(geocoder.geocode, min_delay_seconds=0)
    found = table["name"].apply(limited, timeout=1)
    assert [location and location.point.latitude for location in found] == [48.59, None]


def test_with_an_asynchronous_adapter_it_is_awaited(geocoder, small_gazetteer):
    async def ask():
        async with OfflineGeocoder(
            small_gazetteer, adapter_factory=NoNetworkAsyncAdapter
        ) as awaited:
            limited = AsyncRateLimiter(awaited.geocode, min_delay_seconds=0)
            found = await asyncio.gather(
                *(limited(name) for name in ("Bakhmut", "Kyiv", "Nowhere"))
            )
            return [*found, await awaited.reverse((48.6, 38.01))]

    names = awaited_answer(ask())
    assert [location and location.raw["place_id"] for location in names] == [
        "p:bakhmut", "p:kyiv", None, "p:bakhmut",
    ]  # fmt: skip
    with pytest.raises(TypeError, match="async with"):
        awaited_answer(geocoder.__aenter__())


def test_any_asynchronous_adapter_of_geopy_will_do(small_gazetteer):
    class Other(BaseAsyncAdapter):  # AioHTTPAdapter is one, where aiohttp is installed
        def get_json(self, url, *, timeout, headers):
            raise AssertionError(url)

        get_text = get_json

    answer = OfflineGeocoder(small_gazetteer, adapter_factory=Other).geocode("Bakhmut")
    assert asyncio.iscoroutine(answer)
    assert awaited_answer(answer).raw["place_id"] == "p:bakhmut"


def test_its_adapters_refuse_the_network(geocoder):
    with pytest.raises(GeocoderServiceError, match="makes no request"):
        geocoder.adapter.get_json("http://127.0.0.1/", timeout=1, headers={})
    awaited = NoNetworkAsyncAdapter(proxies=None, ssl_context=None)
    with pytest.raises(GeocoderServiceError, match="makes no request"):
        awaited_answer(awaited.get_json("http://127.0.0.1/", timeout=1, headers={}))


def test_many_threads_get_the_answers_of_one(gazetteer):
    geocoder = OfflineGeocoder(gazetteer)
    names = ["Bakhmut", "Lyman, Kharkiv Oblast", "Paris, Texas", "Авдіївка", "Springfield, IL"] * 40
    alone = [geocoder.geocode(name) for name in names]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(geocoder.geocode, names)) == alone
