"""How a question is put to each online service, and what each asks of its callers."""

import pytest
from geopy.adapters import BaseAsyncAdapter
from geopy.exc import ConfigurationError
from geopy.geocoders import ArcGIS, Nominatim
from geopy.location import Location

from geocode.errors import InputError
from geocode.online_http import BoundedAdapter
from geocode.online_services import (
    CannotAsk,
    ServiceRefused,
    attribution_of,
    check_service,
    fits_countries,
    geocode_question,
    host_of,
    online_service,
)

BOX = ((48.0, 37.0), (49.0, 38.0))
AGENT = "frontline-tests (tests@example.org)"
NOMINATIM = online_service("nominatim", user_agent=AGENT)
PHOTON = online_service("photon")
GEONAMES = online_service("geonames", username="me")
OTHER = ArcGIS(adapter_factory=BoundedAdapter)


def asked(service, query, **more):
    defaults = {
        "most": 1, "language": None, "countries": frozenset(), "viewbox": None, "bounded": False,
        "featuretype": None,
    }  # fmt: skip
    return geocode_question(service, query, **{**defaults, **more})


@pytest.mark.parametrize(
    ("service", "host", "attribution"),
    [
        (NOMINATIM, "nominatim.openstreetmap.org", "OpenStreetMap contributors, ODbL 1.0"),
        (PHOTON, "photon.komoot.io", "OpenStreetMap contributors, ODbL 1.0"),
        (GEONAMES, "api.geonames.org", "GeoNames, CC BY 4.0"),
        (OTHER, "geocode.arcgis.com", "see the terms of ArcGIS"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_service_by_name_has_its_host_and_attribution(service, host, attribution):
    assert host_of(service) == host
    assert attribution in attribution_of(service)
    assert isinstance(service.adapter, BoundedAdapter)


def test_a_server_of_ones_own_has_its_domain():
    own = online_service("nominatim", user_agent=AGENT, domain="geo.example.org", scheme="http")
    assert own.api == "http://geo.example.org/search"
    assert own.headers["User-Agent"] == AGENT


@pytest.mark.parametrize(
    ("name", "options", "message"),
    [
        ("nominatim", {}, "needs a user_agent that names your program"),
        ("nominatim", {"user_agent": "my_app/1"}, "default or sample"),
        ("geonames", {}, "needs the username"),
        ("google", {}, "'google' is none of nominatim, photon, geonames"),
        ("photon", {"scheme": "ftp"}, "schemes are `http` and `https`"),
    ],
)
def test_a_service_that_lacks_something_is_refused_by_both_families(name, options, message):
    for family in (ServiceRefused, InputError, ConfigurationError):
        with pytest.raises(family, match=message):
            online_service(name, **options)


def test_the_public_servers_pace_cannot_be_undercut():
    with pytest.raises(ServiceRefused, match=r"every 1 s at most, not 0\.5"):
        check_service(NOMINATIM, 0.5)
    with pytest.raises(ServiceRefused):
        check_service(NOMINATIM, float("nan"))
    check_service(NOMINATIM, 1.0)
    check_service(online_service("nominatim", user_agent=AGENT, domain="127.0.0.1"), 0.0)


def test_an_asynchronous_service_is_refused():
    class Waiting(BaseAsyncAdapter):
        async def get_json(self, url, *, timeout, headers):
            raise AssertionError(url)

        get_text = get_json

    with pytest.raises(ServiceRefused, match="synchronous adapter"):
        check_service(Nominatim(user_agent=AGENT, adapter_factory=Waiting), 1.0)


FIELDS = {"street": "Myru 1", "town": "Lyman", "state": "Donetsk Oblast", "countrycode": "ua"}


@pytest.mark.parametrize(
    ("service", "query", "more", "sent", "options"),
    [
        (NOMINATIM, "Lyman", {"most": 3, "language": "uk", "viewbox": BOX, "bounded": True},
         "Lyman", {"limit": 3, "language": "uk", "viewbox": BOX, "bounded": True}),
        (NOMINATIM, {**FIELDS, "county": None}, {"featuretype": "settlement"},
         {"street": "Myru 1", "state": "Donetsk Oblast", "city": "Lyman"},
         {"limit": 1, "bounded": False, "country_codes": ["ua"], "featuretype": "settlement"}),
        (PHOTON, FIELDS, {"language": "uk"}, "Myru 1, Lyman, Donetsk Oblast", {"limit": 10}),
        (PHOTON, "Lyman", {"language": "en", "viewbox": BOX},
         "Lyman", {"limit": 1, "language": "en", "bbox": BOX}),
        (GEONAMES, "Lyman", {"countries": frozenset({"UA", "RU"})},
         "Lyman", {"country": ["RU", "UA"]}),
        (OTHER, {"city": "Lyman", "country": "Ukraine"}, {}, "Lyman, Ukraine", {}),
    ],
    ids=["text", "fields", "joined", "box", "countries", "any geocoder"],
)  # fmt: skip
def test_a_question_is_put_as_the_service_takes_it(service, query, more, sent, options):
    question = asked(service, query, **more)
    assert (question.method, question.query, dict(question.options)) == ("geocode", sent, options)


@pytest.mark.parametrize(
    ("service", "more", "message"),
    [
        (OTHER, {"countries": frozenset({"UA"})}, "held to a country"),
        (PHOTON, {"featuretype": "city"}, "held to a kind of place"),
    ],
)
def test_a_service_that_cannot_keep_the_callers_limits_is_not_asked(service, more, message):
    with pytest.raises(CannotAsk, match=message):
        asked(service, "Lyman", **more)


def test_photons_answers_are_checked_for_their_country():
    there = Location("Lyman", (48.9, 37.8), {"properties": {"countrycode": "UA"}})
    assert fits_countries(there, frozenset({"UA"}))
    assert not fits_countries(there, frozenset({"RU"}))
    assert not fits_countries(Location("Lyman", (0, 0), {"properties": 3}), frozenset({"UA"}))
    assert asked(PHOTON, "Lyman", countries=frozenset({"UA"})).countries == {"UA"}
