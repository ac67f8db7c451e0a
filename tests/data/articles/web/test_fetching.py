import gzip
import ssl
import threading
import tracemalloc
from datetime import UTC, datetime

import pytest

from data.articles.web.connections import Guard
from data.articles.web.fetching import Fetcher, Limits
from data.errors import AddressRefused, FetchError, Gone, Later, NotThere
from tests.data.articles.web.servers import PUBLIC, Answer, moved, only_public, serving

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
SHORT = Limits(max_bytes=100_000, total_s=0.4, silence_s=0.3)
PATIENT = Limits(max_bytes=100_000, total_s=20.0, silence_s=5.0)


def fetcher(limits=PATIENT, **names):
    return Fetcher(only_public(**names), limits=limits, now=lambda: NOW)


@pytest.fixture
def site():
    with serving() as made:
        yield made


def test_a_page_comes_with_what_the_server_says_of_it(site):
    site.pages["/a"] = Answer(
        b"<p>Shelling</p>",
        kind="text/html; charset=utf-8",
        headers={"ETag": '"x1"', "Last-Modified": "Wed, 01 Mar 2023 10:00:00 GMT"},
    )
    found = fetcher().fetch(site.address("/a#part"))
    assert found.content == b"<p>Shelling</p>"
    assert found.content_type == "text/html; charset=utf-8"
    assert (found.etag, found.last_modified) == ('"x1"', "Wed, 01 Mar 2023 10:00:00 GMT")
    assert not found.unchanged
    assert site.headers[0]["User-Agent"].startswith("Frontline/")
    assert site.headers[0]["Host"] == f"{PUBLIC}:{site.port}"
    assert site.asked == ["/a"]


def test_a_known_tag_is_answered_by_nothing_new(site):
    site.pages["/feed"] = Answer(status=304, headers={"ETag": '"x1"', "Content-Length": None})
    found = fetcher().fetch(site.address("/feed"), etag='"x1"', last_modified="then")
    assert found.unchanged
    assert found.content == b""
    assert site.headers[0]["If-None-Match"] == '"x1"'
    assert site.headers[0]["If-Modified-Since"] == "then"


def test_nothing_new_that_was_not_asked_for_is_no_answer(site):
    site.pages["/feed"] = Answer(status=304)
    with pytest.raises(FetchError, match="answers 304"):
        fetcher().fetch(site.address("/feed"))


def test_a_host_keeps_its_name_while_its_checked_number_is_connected_to(site):
    site.pages["/"] = Answer(b"ok")
    found = fetcher(news_example=[PUBLIC]).fetch(site.address("/", host="news.example"))
    assert found.content == b"ok"
    assert site.headers[0]["Host"] == f"news.example:{site.port}"


def test_a_name_that_means_another_machine_a_moment_later_gains_nothing(site):
    site.pages["/"] = Answer(b"ok")
    numbers = iter([[PUBLIC], ["127.0.0.1"]])
    guard = Guard(allowed=only_public().allowed, resolve=lambda _host, _port: next(numbers))
    fetch = Fetcher(guard, limits=PATIENT).fetch
    assert fetch(site.address("/", host="rebinding.example")).content == b"ok"
    with pytest.raises(AddressRefused, match=r"rebinding\.example is 127\.0\.0\.1"):
        fetch(site.address("/", host="rebinding.example"))
    assert site.asked == ["/"]


def test_a_proxy_in_the_environment_is_not_used(site, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    site.pages["/"] = Answer(b"ok")
    assert fetcher().fetch(site.address()).content == b"ok"


def test_redirects_are_followed(site):
    site.pages["/a"] = moved("/b", 301)
    site.pages["/b"] = moved(site.address("/c"), 308)
    site.pages["/c"] = Answer(b"here")
    found = fetcher().fetch(site.address("/a"))
    assert (found.address, found.content) == (site.address("/c"), b"here")


def test_redirects_that_never_end_are_left(site):
    site.pages["/a"] = moved("/a")
    with pytest.raises(FetchError, match="leads on and on; over 5 redirects"):
        fetcher().fetch(site.address("/a"))
    assert site.asked == ["/a"] * 6


HOSTILE = {
    "this machine": ("http://127.0.0.1:{port}/secret", "127.0.0.1 is 127.0.0.1, which is not on"),
    "its name": ("http://localhost:{port}/secret", "is no|localhost is|not known"),
    "metadata": ("http://169.254.169.254/latest/meta-data", "which is not on the public internet"),
    "IPv6": ("http://[::1]:{port}/", "which is not on the public internet"),
    "mapped": ("http://[::ffff:127.0.0.1]:{port}/", "which is not on the public internet"),
    "a file": ("file:///etc/passwd", "is no http or https address; it is not fetched"),
    "gopher": ("gopher://127.0.0.1:70/_x", "is no http or https address; it is not fetched"),
    "ftp": ("ftp://news.example/a", "is no http or https address; it is not fetched"),
    "data": ("data:text/html,hello", "is no http or https address; it is not fetched"),
    "a broken number": ("http://[::1", "Invalid IPv6|no web address"),
    "a password": ("http://me:pw@127.0.0.1/", "holds a name or password"),
}


@pytest.mark.parametrize(("target", "message"), HOSTILE.values(), ids=HOSTILE)
def test_a_redirect_to_where_nothing_is_asked_is_refused(site, target, message):
    with serving({"/secret": Answer(b"secret")}, host="127.0.0.1") as secret:
        site.pages["/a"] = moved(target.format(port=secret.port))
        with pytest.raises(FetchError, match=message):
            fetcher().fetch(site.address("/a"))
        assert secret.asked == []


def test_a_gzipped_page_is_unpacked(site):
    text = b"Shelling near Bakhmut. " * 200
    site.pages["/"] = Answer(gzip.compress(text), headers={"Content-Encoding": "gzip"})
    assert fetcher().fetch(site.address()).content == text


def test_gzip_in_several_members_and_odd_sizes_is_unpacked_whole(site):
    parts = [bytes([65 + n]) * size for n, size in enumerate((1, 65_535, 33_000, 7))]
    packed = b"".join(gzip.compress(part) for part in parts)
    site.pages["/"] = Answer(packed, headers={"Content-Encoding": "x-gzip"})
    limits = Limits(max_bytes=200_000)
    assert fetcher(limits).fetch(site.address()).content == b"".join(parts)


def test_a_gzip_bomb_is_left_at_the_limit(site):
    bomb = gzip.compress(bytes(200_000_000), 1)
    site.pages["/"] = Answer(bomb, headers={"Content-Encoding": "gzip"})
    tracemalloc.start()
    try:
        with pytest.raises(FetchError, match=r"is too large \(over 0\.0953674 MB\)"):
            fetcher().fetch(site.address())
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 5_000_000  # the first piece that comes would be 60 MB


@pytest.mark.parametrize(
    ("body", "packing", "message"),
    [
        (gzip.compress(b"abc" * 500)[:-9], "gzip", "it breaks off"),
        (b"no gzip at all", "gzip", "incorrect header"),
        (b"abc", "br", "is packed as 'br', which was not asked"),
        (b"abc", "gzip, gzip", "is packed as 'gzip, gzip'"),
    ],
    ids=["cut off", "not gzip", "not asked for", "twice"],
)
def test_what_cannot_be_unpacked_is_refused(site, body, packing, message):
    site.pages["/"] = Answer(body, headers={"Content-Encoding": packing})
    with pytest.raises(FetchError, match=message):
        fetcher().fetch(site.address())


def endless(handler):
    handler.send_response(200)
    handler.send_header("Content-Type", "text/xml")
    handler.end_headers()
    for _piece in range(1000):
        handler.wfile.write(b"<item>" * 10_000)


def test_an_answer_that_never_ends_is_left_at_the_limit(site):
    site.pages["/"] = endless
    with pytest.raises(FetchError, match="is too large"):
        fetcher().fetch(site.address())


def drop_by_drop(begin):
    """Sends a byte now and then for as long as somebody reads."""

    def answer(handler):
        never = threading.Event()
        handler.wfile.write(begin)
        while not never.wait(0.05):
            handler.wfile.write(b"x")

    return answer


DROPS = {
    "in the body": drop_by_drop(b"HTTP/1.1 200 OK\r\n\r\n"),
    "in the head": drop_by_drop(b"HTTP/1.1 200 OK\r\nX-Long: "),
    "in the status": drop_by_drop(b"HTTP/1.1 200 "),
    "in a chunk's size": drop_by_drop(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"),
}


@pytest.mark.parametrize("answer", DROPS.values(), ids=DROPS)
def test_an_answer_of_a_byte_now_and_then_is_left_in_time(site, answer):
    site.pages["/"] = answer
    limits = Limits(total_s=0.4, silence_s=60)  # of what lies between two bytes nothing is claimed
    with pytest.raises(FetchError, match=r"was not read within 0\.4 s"):
        fetcher(limits).fetch(site.address())


def test_a_server_that_is_silent_is_left(site):
    silent = threading.Event()
    site.pages["/"] = lambda _handler: silent.wait() and None
    try:
        with pytest.raises(FetchError, match="gives no answer \\(it is silent for too long\\)"):
            fetcher(Limits(total_s=60, silence_s=0.2)).fetch(site.address())
    finally:
        silent.set()


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", "gives no answer"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", "gives no answer"),
        (b"", "gives no answer"),
        (b"SSH-2.0-OpenSSH\r\n", "gives no answer"),
        (b"HTTP/1.1 302 Found\r\nLocation: http://[bad\r\n\r\n", "gives no answer|no web"),
    ],
    ids=["cut off", "chunk cut off", "nothing", "no web server", "broken redirect"],
)
def test_a_broken_answer_is_no_answer(site, raw, message):
    site.pages["/"] = lambda handler: handler.wfile.write(raw) and None
    with pytest.raises(FetchError, match=message):
        fetcher().fetch(site.address())


@pytest.mark.parametrize(
    ("status", "headers", "kind", "wait_s"),
    [
        (404, {}, NotThere, None),
        (500, {}, FetchError, None),
        (410, {}, Gone, None),
        (429, {"Retry-After": "120"}, Later, 120.0),
        (503, {"Retry-After": "Sun, 22 Nov 2026 12:10:00 GMT"}, Later, 600.0),
        (503, {"Retry-After": "Sun, 22 Nov 2026 11:00:00 GMT"}, Later, 0.0),
        (503, {"Retry-After": "99999999999999999"}, Later, 86_400.0),
        (503, {"Retry-After": "soon"}, FetchError, None),
        (503, {"Retry-After": "-5"}, FetchError, None),
        (429, {}, FetchError, None),
    ],
)
def test_a_status_that_is_no_success_is_told(site, status, headers, kind, wait_s):
    site.pages["/"] = Answer(b"sorry", status, headers)
    with pytest.raises(FetchError, match=f"answers {status}") as told:
        fetcher().fetch(site.address())
    assert type(told.value) is kind
    assert getattr(told.value, "wait_s", None) == wait_s


def test_pictures_are_not_read(site):
    site.pages["/"] = Answer(b"\x89PNG", kind="image/png")
    with pytest.raises(FetchError, match="is image/png; only texts and tables can be read"):
        fetcher().fetch(site.address())


def test_a_closed_door_is_told():
    with serving() as gone:
        address = gone.address()
    with pytest.raises(FetchError, match=r"127\.0\.0\.2 cannot be reached \(Connection refused\)"):
        fetcher().fetch(address)


CERTIFICATE = """\
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg92FEvNuSJpJrkz4h
ADa7mGpZTyNERkqI5lTKn51leeWhRANCAATyg2zAOE59O6gEDPZWXWk4P6fgB5Sn
ocDuHY7zCHNPYRHdwiIl+K27GkKtsNH1RUIA7yH/c7sWYhlPkd3Ffuxi
-----END PRIVATE KEY-----
-----BEGIN CERTIFICATE-----
MIIBnjCCAUSgAwIBAgIUHHe6nPU1wgECywQP7OCTLTPfaIIwCgYIKoZIzj0EAwIw
FzEVMBMGA1UEAwwMbmV3cy5leGFtcGxlMCAXDTI2MTEyMjIzMDIwOFoYDzIxMjYx
MDI5MjMwMjA4WjAXMRUwEwYDVQQDDAxuZXdzLmV4YW1wbGUwWTATBgcqhkjOPQIB
BggqhkjOPQMBBwNCAATyg2zAOE59O6gEDPZWXWk4P6fgB5SnocDuHY7zCHNPYRHd
wiIl+K27GkKtsNH1RUIA7yH/c7sWYhlPkd3Ffuxio2wwajAdBgNVHQ4EFgQUhhCg
o9cJB6kBVYYxEmC2mFaGZ7owHwYDVR0jBBgwFoAUhhCgo9cJB6kBVYYxEmC2mFaG
Z7owDwYDVR0TAQH/BAUwAwEB/zAXBgNVHREEEDAOggxuZXdzLmV4YW1wbGUwCgYI
KoZIzj0EAwIDSAAwRQIgMaIjGyD4k3QRH2/ayzvbBifTNXsevlrEzmiiw3eGYTMC
IQD7Ka+cuAs6dGPNSsHaGLX5boC8Tn5aRWNyBS8Tyzr5lw==
-----END CERTIFICATE-----
"""


def test_tls_asks_for_the_name_and_believes_no_certificate_of_its_own_making(tmp_path):
    (tmp_path / "pair.pem").write_text(CERTIFICATE, encoding="ascii")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "pair.pem")
    names = []
    context.sni_callback = lambda _socket, name, _context: names.append(name)
    with serving({"/": Answer(b"ok")}, tls=context) as site:
        address = f"https://news.example:{site.port}/"
        with pytest.raises(FetchError, match="certificate verify failed: self-signed"):
            fetcher(news_example=[PUBLIC]).fetch(address)
        assert names == ["news.example"]
        assert site.asked == []
