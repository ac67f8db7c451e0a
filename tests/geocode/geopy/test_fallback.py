"""The online service behind the gazetteer: only when turned on, slowly, each question once."""

import asyncio
import subprocess
import sys
from email.message import Message
from pathlib import Path

import pytest
from geopy.exc import GeocoderParseError, GeocoderServiceError, GeocoderTimedOut
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import Photon

from geocode.geopy.fallback import FallbackGeocoder, OnlineWarning
from geocode.geopy.offline import NoNetworkAsyncAdapter
from geocode.geopy.online import (
    RESPONSE_BYTES_MOST,
    BoundedAdapter,
    NotAsked,
    OnlineRules,
    ServiceRefused,
    online_service,
)
from geocode.geopy.place_query import QueryError
from tests.geocode.awaiting import awaited_answer

ROOT = Path(__file__).resolve().parents[3]
STREET = "Khreshchatyk 22, Kyiv"
AGENT = "frontline-tests (tests@example.org)"
DAY_S = 86_400


class Clock:
    """A clock that only moves when somebody waits."""

    def __init__(self):
        self.now = 1_700_000_000.0
        self.waits = []

    def __call__(self):
        return self.now

    def wait(self, seconds):
        self.waits.append(seconds)
        self.now += seconds


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def make(small_gazetteer, nominatim_server, clock, tmp_path):
    """A geocoder with a way out to the local server, and what it was told of failures."""

    def make(**options):
        service = online_service(
            "nominatim", user_agent=AGENT, domain=nominatim_server.host, scheme="http"
        )
        defaults = {
            "service": service, "online": True, "cache_path": tmp_path / "online.sqlite",
            "clock": clock, "delay": clock.wait, "on_error": None,
        }  # fmt: skip
        return FallbackGeocoder(small_gazetteer, **{**defaults, **options})

    return make


def test_by_default_nothing_leaves_the_machine(make, nominatim_server, tmp_path):
    geocoder = make(online=False)
    assert geocoder.geocode(STREET) is None
    assert geocoder.geocode("Bakhmut").raw["answered_by"] == "offline gazetteer"
    assert geocoder.reverse((0, 0)) is None
    assert nominatim_server.questions == []
    assert list(tmp_path.iterdir()) == []


def test_the_gazetteer_is_asked_first(make, nominatim_server):
    location = make().geocode("Lyman, Kharkiv Oblast")
    assert (location.raw["place_id"], location.raw["answered_by"]) == (
        "p:lyman-k", "offline gazetteer",
    )  # fmt: skip
    assert nominatim_server.questions == []


def test_what_it_does_not_know_the_service_answers_and_is_named(make, nominatim_server):
    nominatim_server.answers = [[nominatim_server.place()]]
    location = make().geocode(STREET, language="uk", country_codes="UA")
    assert (location.address, location.latitude) == ("Khreshchatyk, Kyiv, Ukraine", 50.447)
    assert (location.raw["answered_by"], location.raw["cached"]) == ("Nominatim", False)
    assert "OpenStreetMap contributors, ODbL" in location.raw["attribution"]
    assert "OpenStreetMap" in location.raw["licence"]
    assert nominatim_server.questions == [
        ("/search", {"q": STREET, "format": "json", "limit": "1", "countrycodes": "UA",
                     "accept-language": "uk"}, AGENT),
    ]  # fmt: skip


def test_a_question_is_asked_once_also_by_later_programs(make, nominatim_server):
    nominatim_server.answers = [[nominatim_server.place()]]
    first = make().geocode(STREET)
    again = make().geocode(STREET)
    assert len(nominatim_server.questions) == 1
    assert (again.address, again.point) == (first.address, first.point)
    assert (first.raw["cached"], again.raw["cached"]) == (False, True)


@pytest.mark.parametrize(("found", "days"), [(True, 30), (False, 3)], ids=["hit", "miss"])
def test_an_answer_is_asked_for_anew_after_its_days(make, nominatim_server, clock, found, days):
    nominatim_server.answers = [[nominatim_server.place()] if found else []]
    geocoder = make()
    for seconds, asked in ((0, 1), (days * DAY_S - 5, 1), (10, 2)):
        clock.now += seconds
        assert (geocoder.geocode(STREET) is not None) == found
        assert len(nominatim_server.questions) == asked


def test_requests_keep_a_second_apart(make, nominatim_server, clock):
    nominatim_server.answers = [[]]
    geocoder = make()
    for number in range(3):
        geocoder.geocode(f"{number} High Street")
    assert clock.waits == [0.0, 1.0, 1.0]
    clock.now += 0.25
    make().geocode("4 High Street")
    assert clock.waits == [0.0, 1.0, 1.0, 0.75]


def test_fields_with_a_street_go_to_the_service_and_keep_the_town_without_it(
    make, nominatim_server
):
    fields = {"street": "Myru 1", "city": "Bakhmut", "country": "Ukraine"}
    nominatim_server.answers = [[nominatim_server.place("Myru 1, Bakhmut", "48.6", "38.0")], []]
    geocoder = make()
    assert geocoder.geocode(fields).address == "Myru 1, Bakhmut"
    assert nominatim_server.questions[0][1]["street"] == "Myru 1"
    without = geocoder.geocode({**fields, "street": "Nowhere 99"})
    assert (without.raw["place_id"], without.raw["ignored"]) == ("p:bakhmut", ["street"])


def test_lists_and_bounds_hold_online_too(make, nominatim_server):
    near, far = nominatim_server.place("A", "48.5", "37.5"), nominatim_server.place("B", "10", "10")
    nominatim_server.answers = [[near, far]]
    box = ((48, 37), (49, 38))
    geocoder = make()
    found = geocoder.geocode("Xyzzyvka", exactly_one=False, limit=5, bounds=box, bounded=True)
    assert [location.address for location in found] == ["A"]
    asked = nominatim_server.questions[0][1]
    assert (asked["limit"], asked["bounded"], asked["viewbox"]) == ("5", "1", "37.0,48.0,38.0,49.0")
    everywhere = geocoder.geocode("Xyzzyvka", exactly_one=False, limit=5)
    assert [location.address for location in everywhere] == ["A", "B"]


def test_reverse_asks_where_no_place_is_near(make, nominatim_server):
    nominatim_server.answers = [nominatim_server.place("Null Island", "0", "0")]
    geocoder = make()
    assert geocoder.reverse((48.6, 38.01)).raw["place_id"] == "p:bakhmut"
    assert geocoder.reverse((0, 0)).address == "Null Island"
    assert geocoder.reverse((0, 0), exactly_one=False)[0].address == "Null Island"
    nominatim_server.answers = [{"error": "Unable to geocode"}]
    assert geocoder.reverse((10, -40)) is None
    assert [path for path, _, _ in nominatim_server.questions] == ["/reverse", "/reverse"]


NO_WAIT = OnlineRules(delay_s=0)
FAILURES = [
    ("500", (500, {}, b"oops"), GeocoderServiceError, 2),
    ("page", b"<html>", GeocoderParseError, 2),
    ("shape", [3], GeocoderParseError, 1),
    ("no point", [{"display_name": "A", "lat": "north", "lon": "0"}], GeocoderParseError, 1),
    ("no name", [{"lat": "1", "lon": "1"}], GeocoderParseError, 1),
    ("off the globe", [{"display_name": "A", "lat": "NaN", "lon": "1"}], GeocoderParseError, 1),
    ("huge", b" " * (RESPONSE_BYTES_MOST + 1), GeocoderServiceError, 2),
    ("silence", None, GeocoderTimedOut, 2),
]


@pytest.mark.parametrize(
    ("answer", "error", "asked"), [row[1:] for row in FAILURES], ids=[row[0] for row in FAILURES]
)
def test_a_failing_service_leaves_the_offline_answer_and_one_line_says_why(
    make, nominatim_server, caplog, answer, error, asked
):
    nominatim_server.answers = [answer]
    errors = []
    rules = OnlineRules(delay_s=0, timeout_s=0.1 if answer is None else 60)
    geocoder = make(on_error=errors.append, rules=rules)
    location = geocoder.geocode({"street": "Myru 1", "city": "Bakhmut"})
    assert location.raw["place_id"] == "p:bakhmut"
    assert [isinstance(exc, error) for exc in errors] == [True]
    assert len(nominatim_server.questions) == asked
    (line,) = [r.getMessage() for r in caplog.records if r.name.startswith("geocode")]
    assert line.startswith(f"{nominatim_server.host}: ")
    assert line.endswith("; the offline answer stays")
    assert "\n" not in line
    assert len(line) < 300


def test_without_a_hook_a_failure_is_a_warning(make, nominatim_server):
    nominatim_server.answers = [(500, {}, b"")]
    with pytest.warns(OnlineWarning, match=r"Internal Server Error; the offline answer stays"):
        assert make(rules=NO_WAIT).geocode(STREET) is None


def test_a_failed_request_is_repeated_once(make, nominatim_server):
    nominatim_server.answers = [(502, {}, b""), [nominatim_server.place()]]
    assert make(rules=NO_WAIT).geocode(STREET).address == "Khreshchatyk, Kyiv, Ukraine"


@pytest.mark.parametrize(
    ("answer", "pause_s"),
    [((429, {"Retry-After": "120"}, b""), 120), ((403, {}, b"blocked"), 60)],
    ids=["says how long", "does not say"],
)
def test_after_a_failure_the_service_is_left_alone(make, nominatim_server, clock, answer, pause_s):
    nominatim_server.answers = [answer, [nominatim_server.place()]]
    errors = []
    geocoder = make(on_error=errors.append, rules=OnlineRules(delay_s=0, retries=0))
    assert geocoder.geocode(STREET) is None
    assert geocoder.geocode("1 High Street") is None
    assert str(errors[1]) == f"it must not be asked for another {pause_s} s"
    assert len(nominatim_server.questions) == 1
    clock.now += pause_s
    assert geocoder.geocode(STREET) is not None


def test_a_days_requests_have_an_end_and_the_next_day_has_its_own(make, nominatim_server, clock):
    nominatim_server.answers = [[]]
    errors = []
    geocoder = make(on_error=errors.append, rules=OnlineRules(day_most=2))
    for number in range(4):
        geocoder.geocode(f"{number} High Street")
    assert len(nominatim_server.questions) == 2
    assert [str(exc) for exc in errors] == ["its 2 requests a day are used up"] * 2
    clock.now += DAY_S + 5
    geocoder.geocode("4 High Street")
    assert len(nominatim_server.questions) == 3


def test_a_clock_set_back_is_no_ban(make, nominatim_server, clock):
    nominatim_server.answers = [[]]
    geocoder = make(on_error=None)
    geocoder.geocode("1 High Street")
    clock.now -= 1e6
    geocoder.geocode("2 High Street")
    assert len(nominatim_server.questions) == 2


@pytest.mark.parametrize("kind", ["folder", "damaged"])
def test_a_cache_that_cannot_be_used_keeps_everything_offline(
    make, nominatim_server, tmp_path, kind
):
    cache = tmp_path / "cache"
    if kind == "folder":
        cache.mkdir()
    else:
        cache.write_bytes(b"\x00garbage" * 1000)
    errors = []
    geocoder = make(cache_path=cache, on_error=errors.append)
    assert geocoder.geocode(STREET) is None
    assert [type(exc) for exc in errors] == [NotAsked]
    assert f"{cache}: the cache cannot be used" in str(errors[0])
    assert nominatim_server.questions == []


PROGRAM = """
import sys
from pathlib import Path
from tests.memory_gazetteer import MemoryGazetteer
from geocode.geopy.fallback import FallbackGeocoder
from geocode.geopy.online import online_service

service = online_service("nominatim", user_agent="tests", domain=sys.argv[1], scheme="http")
geocoder = FallbackGeocoder(
    MemoryGazetteer([]), service=service, online=True, cache_path=Path(sys.argv[2]),
    clock=lambda: 1_700_000_000.0, delay=lambda seconds: print(seconds),
)
for number in range(3):
    geocoder.geocode(f"{number} {sys.argv[3]}")
geocoder.geocode("Shared Street")
"""


def test_two_programs_share_the_cache_and_keep_one_pace(nominatim_server, tmp_path):
    nominatim_server.answers = [[nominatim_server.place()]]
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM, nominatim_server.host, tmp_path / "c.sqlite", street],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, text=True,
        )
        for street in ("High Street", "Low Street")
    ]  # fmt: skip
    outcomes = [program.communicate(timeout=600) for program in programs]
    assert [errors for _, errors in outcomes] == ["", ""]
    waits = sorted(float(line) for output, _ in outcomes for line in output.split())
    # every request but the first waits for its second, and the shared street was asked once
    assert waits == [0.0, *[1.0] * 6]
    assert len(nominatim_server.questions) == 7


def test_a_service_that_cannot_filter_as_asked_is_not_asked(make, nominatim_server):
    photon = Photon(domain=nominatim_server.host, scheme="http", adapter_factory=BoundedAdapter)
    errors = []
    geocoder = make(service=photon, on_error=errors.append)
    assert geocoder.geocode("Xyzzyvka", featuretype="city") is None
    assert geocoder.geocode("Xyzzyvka", country_codes=["ua"]) is None
    assert [str(exc) for exc in errors] == [
        "Photon has no filter featuretype", "Photon has no filter country_codes",
    ]  # fmt: skip
    assert nominatim_server.questions == []


def test_a_service_without_fields_gets_them_as_one_line(make, nominatim_server):
    photon = Photon(domain=nominatim_server.host, scheme="http", adapter_factory=BoundedAdapter)
    nominatim_server.answers = [{"features": [
        {"geometry": {"coordinates": [2.0, 1.0]}, "properties": {"name": "A"}},
    ]}]  # fmt: skip
    fields = {"street": "Myru 1", "city": "Xyzzyvka", "state": "Donetsk Oblast"}
    location = make(service=photon).geocode(fields, language="uk")
    assert (location.address, location.latitude, location.raw["answered_by"]) == (
        "A", 1.0, "Photon",
    )  # fmt: skip
    assert nominatim_server.questions[0][1] == {
        "q": "Myru 1, Xyzzyvka, Donetsk Oblast", "limit": "1",
    }  # fmt: skip


def test_what_does_not_fit_is_the_callers_error_and_is_not_sent(make, nominatim_server):
    with pytest.raises(QueryError):
        make().geocode(None)
    with pytest.raises(QueryError):
        make().reverse("here")
    assert nominatim_server.questions == []


def test_online_needs_a_service(small_gazetteer):
    with pytest.raises(ServiceRefused, match="online needs a service"):
        FallbackGeocoder(small_gazetteer, online=True)


def test_the_public_servers_pace_cannot_be_undercut(small_gazetteer, tmp_path):
    public = online_service("nominatim", user_agent=AGENT)
    public.adapter.urlopen = _no_network
    waits = []
    geocoder = FallbackGeocoder(
        small_gazetteer, service=public, online=True, cache_path=tmp_path / "c",
        rules=OnlineRules(delay_s=0.1, retries=0), on_error=lambda _: None,
        clock=Clock(), delay=waits.append,
    )  # fmt: skip
    for number in range(2):
        geocoder.geocode(f"{number} High Street")
    assert waits == [0.0, 1.0]


def _no_network(request, *, timeout):
    return Page()


class Page:
    """An empty list as a web page."""

    headers = Message()
    status = 200

    def read(self):
        return b"[]"

    def getcode(self):
        return self.status


def test_it_works_in_a_rate_limiter_and_awaited(make, nominatim_server):
    nominatim_server.answers = [[nominatim_server.place()]]
    assert RateLimiter(make().geocode)(STREET).latitude == 50.447

    async def ask():
        async with make(adapter_factory=NoNetworkAsyncAdapter) as geocoder:
            return await asyncio.gather(geocoder.geocode(STREET), geocoder.reverse((48.6, 38.01)))

    street, town = awaited_answer(ask())
    assert (street.raw["cached"], town.raw["place_id"]) == (True, "p:bakhmut")
