"""Online services by name, and their requests: bounded in size and time."""

import pytest
from geopy.adapters import AdapterHTTPError, BaseAsyncAdapter
from geopy.exc import ConfigurationError, GeocoderServiceError, GeocoderTimedOut
from geopy.geocoders import Nominatim

from geocode.errors import InputError
from geocode.geopy.fallback import FallbackGeocoder
from geocode.geopy.online import (
    RESPONSE_BYTES_MOST,
    BoundedAdapter,
    ServiceRefused,
    online_service,
)

AGENT = "frontline-tests (tests@example.org)"


@pytest.mark.parametrize(
    ("name", "options", "api"),
    [
        ("nominatim", {"user_agent": AGENT}, "https://nominatim.openstreetmap.org/search"),
        ("nominatim", {"user_agent": AGENT, "domain": "geo.example.org", "scheme": "http"},
         "http://geo.example.org/search"),
        ("photon", {}, "https://photon.komoot.io/api"),
        ("geonames", {"username": "me"}, "http://api.geonames.org/searchJSON"),
    ],
)  # fmt: skip
def test_a_service_by_name_has_its_address_and_bounded_requests(name, options, api):
    service = online_service(name, **options)
    assert service.api == api
    assert isinstance(service.adapter, BoundedAdapter)


@pytest.mark.parametrize(
    ("name", "options", "message"),
    [
        ("nominatim", {}, "default or sample"),
        ("nominatim", {"user_agent": "my_app/1"}, "default or sample"),
        ("geonames", {}, "geonames: .*username"),
        ("google", {}, "'google' is none of nominatim, photon, geonames"),
        ("photon", {"scheme": "ftp"}, "schemes are `http` and `https`"),
    ],
)
def test_a_service_that_lacks_something_is_refused_by_both_families(name, options, message):
    for family in (ServiceRefused, InputError, ConfigurationError):
        with pytest.raises(family, match=message):
            online_service(name, **options)


def test_an_asynchronous_service_is_refused(small_gazetteer):
    class Waiting(BaseAsyncAdapter):
        async def get_json(self, url, *, timeout, headers):
            raise AssertionError(url)

        get_text = get_json

    service = Nominatim(user_agent=AGENT, adapter_factory=Waiting)
    with pytest.raises(ServiceRefused, match="synchronous adapter"):
        FallbackGeocoder(small_gazetteer, service=service, online=True)


@pytest.fixture
def get(nominatim_server):
    adapter = BoundedAdapter(proxies={}, ssl_context=None)

    def get(answer, timeout=60):
        nominatim_server.answers[:] = [answer]
        address = f"http://{nominatim_server.host}/search"
        return adapter.get_json(address, timeout=timeout, headers={"User-Agent": "tests"})

    return get


def test_an_answer_is_read_as_json_in_its_charset(get):
    latin = {"Content-Type": "application/json; charset=latin-1"}
    assert get((200, latin, '["Köln"]'.encode("latin-1"))) == ["Köln"]


def test_an_answer_too_long_or_too_slow_is_one_of_geopys_errors(get):
    with pytest.raises(GeocoderServiceError, match="exceeds 1,000,000 bytes"):
        get(b" " * (RESPONSE_BYTES_MOST + 1))
    with pytest.raises(GeocoderTimedOut):
        get(None, timeout=0.05)


def test_the_body_of_a_failure_is_not_read_but_its_headers_are_kept(get):
    with pytest.raises(AdapterHTTPError) as caught:
        get((429, {"Retry-After": "7"}, b"slow down"))
    assert (caught.value.status_code, caught.value.text) == (429, "")
    assert caught.value.headers["retry-after"] == "7"


def test_the_whole_answer_has_to_come_in_time(get, nominatim_server):
    with pytest.raises(GeocoderTimedOut):
        get(b" " * 900_000, timeout=1e-5)
