"""Requests to online geocoders: bounded in time, size and destination."""

import pytest
from geopy.adapters import AdapterHTTPError
from geopy.exc import (
    GeocoderParseError,
    GeocoderServiceError,
    GeocoderTimedOut,
    GeocoderUnavailable,
)

from geocode.online_http import BYTES_MOST, BoundedAdapter


@pytest.fixture
def get(nominatim_server):
    adapter = BoundedAdapter(proxies={}, ssl_context=None)

    def get(*answers, timeout=5, path="/search"):
        nominatim_server.answers[:] = answers
        address = f"http://{nominatim_server.host}{path}"
        return adapter.get_json(address, timeout=timeout, headers={"User-Agent": "tests"})

    return get


def test_an_answer_is_read_as_json_in_its_charset(get, nominatim_server):
    latin = (
        200,
        {"Content-Type": "application/json; charset=latin-1"},
        '["Köln"]'.encode("latin-1"),
    )
    assert get(latin) == ["Köln"]
    assert nominatim_server.questions == [("/search", {}, "tests")]


@pytest.mark.parametrize(
    ("answer", "error", "message"),
    [
        (b"<html>busy</html>", GeocoderParseError, "not JSON: '<html>busy</html>'"),
        (b"[" * 100_000, GeocoderParseError, "not JSON"),
        (b"\xff\xfe", GeocoderParseError, "not text in utf-8"),
        ((200, {"Content-Type": "x; charset=klingon"}, b"[]"), GeocoderParseError, "klingon"),
        (b" " * (BYTES_MOST + 1), GeocoderServiceError, "more than 1,000,000 bytes"),
        ((200, {"Content-Length": "100"}, b"[]"), GeocoderUnavailable, "connection broke"),
        (None, GeocoderTimedOut, "no answer within 0.05 s"),
    ],
    ids=["page", "deep", "bytes", "charset", "huge", "cut short", "silent"],
)
def test_what_is_no_answer_is_one_of_geopys_errors(get, answer, error, message):
    with pytest.raises(error, match=message):
        get(answer, timeout=0.05 if answer is None else 5)


def test_a_status_of_failure_keeps_its_headers(get):
    with pytest.raises(AdapterHTTPError, match="HTTP status 429") as caught:
        get((429, {"Retry-After": "7"}, b"slow down"))
    assert (caught.value.status_code, caught.value.headers["retry-after"]) == (429, "7")


def test_a_redirect_is_followed_on_the_same_host_only(get, nominatim_server):
    assert get((302, {"Location": "/elsewhere"}, b""), [1]) == [1]
    assert [path for path, _, _ in nominatim_server.questions] == ["/search", "/elsewhere"]
    for target in ("http://127.0.0.2:9/", "file:///etc/passwd", "ftp://127.0.0.1/x"):
        with pytest.raises(AdapterHTTPError, match="HTTP status 302"):
            get((302, {"Location": target}, b""))


def test_a_chain_of_redirects_ends(get, nominatim_server):
    with pytest.raises(AdapterHTTPError, match="HTTP status 302"):
        get(*((302, {"Location": f"/{number}"}, b"") for number in range(9)))
    assert [path for path, _, _ in nominatim_server.questions] == ["/search", "/0", "/1", "/2"]


def test_the_whole_answer_has_to_come_in_time(nominatim_server):
    nominatim_server.answers[:] = [b" " * 200_000]
    ticks = iter(range(0, 1000, 3))
    adapter = BoundedAdapter(proxies={}, ssl_context=None, clock=lambda: next(ticks))
    with pytest.raises(GeocoderTimedOut, match="no answer within 2 s"):
        adapter.get_text(f"http://{nominatim_server.host}/", timeout=2, headers={})


def test_where_nobody_listens_the_service_is_unavailable(nominatim_server):
    nominatim_server.close()
    adapter = BoundedAdapter(proxies={}, ssl_context=None)
    with pytest.raises(GeocoderUnavailable, match="cannot be reached"):
        adapter.get_text(f"http://{nominatim_server.host}/", timeout=1, headers={})
