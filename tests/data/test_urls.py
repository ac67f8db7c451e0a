import pytest

from data.urls import canonical, host, speaker, unwrapped, web_address


@pytest.mark.parametrize(
    "raw",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "vbscript:x",
        "//thehill.com/a",
        "https://",
        "https:///path",
        "https://a b.com/",
        'https://a.com/"onclick="x',
        "https://a.com/<script>",
        "https://a.com/\u202egnp.exe",
        "https://a.com/\u200b",
        "https://a.com/\u2028b",
        "https://a\u00a0b.com/",
        "https://a.com/\ud800",
        "java\nscript:alert(1)",
        "https://[::1",
        "https://a.com:port/",
        "https://a.com/" + "x" * 2000,
        "",
    ],
)
def test_only_links_that_are_safe_to_show_are_kept(raw):
    assert web_address(raw) is None


@pytest.mark.parametrize(
    "raw", ["https://thehill.com/a?b=c#d", "HTTP://Example.org", "https://приклад.укр/новини"]
)
def test_web_addresses_are_kept_as_written(raw):
    assert web_address(f" {raw}\n") == raw


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.thehill.com/a/", "http://thehill.com/a"),
        ("https://thehill.com/a?utm_source=x&b=1", "https://thehill.com:443/a?b=1#top"),
        ("https://thehill.com/a?x=1&b=2", "https://THEHILL.com/a?b=2&x=1&fbclid=zz"),
    ],
)
def test_addresses_of_one_page_share_their_canonical_form(one, other):
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.com/1", "https://a.com/2"),
        ("https://a.com/?id=1", "https://a.com/?id=2"),
        ("https://a.com:8080/", "https://a.com/"),
        ("https://a.com/A", "https://a.com/a"),
        ("https://a.com/#!/news/1", "https://a.com/#!/news/2"),
    ],
)
def test_addresses_of_two_pages_do_not(one, other):
    assert canonical(one) != canonical(other)


def test_a_host_is_named_without_www():
    assert host("https://www.thehill.com/a") == "thehill.com"


@pytest.mark.parametrize(
    ("kept", "address"),
    [
        (
            "https://web.archive.org/web/20170307194448/https://example.org/news/4711.html",
            "https://example.org/news/4711.html",
        ),
        (
            "http://web.archive.org/web/2017id_/http://example.org:80/a?b=1",
            "http://example.org/a?b=1",
        ),
        ("https://web.archive.org/web/20170307im_/https:/example.org/a", "https://example.org/a"),
        (
            "https://web.archive.org/web/20120611024252/www.example.org/a",
            "http://www.example.org/a",
        ),
        ("https://archive.ph/2022.03.01-101010/https://example.org/a", "https://example.org/a"),
        ("https://archive.today/newest/https://example.org/a", "https://example.org/a"),
        ("https://archive.is/20220301/https://example.org/a", "https://example.org/a"),
        ("https://arquivo.pt/wayback/20160101/http://example.pt/a", "http://example.pt/a"),
        (
            "https://webarchive.nationalarchives.gov.uk/ukgwa/20200101/https://example.gov.uk/a",
            "https://example.gov.uk/a",
        ),
        (
            "https://webcache.googleusercontent.com/search?q=cache:AbC_1-x:https://example.org/a+x",
            "https://example.org/a",
        ),
        (
            "https://a-b--c-example-org.translate.goog/n?id=7&_x_tr_sl=uk&_x_tr_tl=en",
            "https://a.b-c.example.org/n?id=7",
        ),
        ("https://archive.ph/AbC1", "https://archive.ph/AbC1"),
        ("https://archive.org/details/book", "https://archive.org/details/book"),
        (
            "https://example.org/2017/https://example.com/a",
            "https://example.org/2017/https://example.com/a",
        ),
        (
            "https://web.archive.org/web/2017/https://[::1/a",
            "https://web.archive.org/web/2017/https://[::1/a",
        ),
    ],
)
def test_the_address_that_an_archive_keeps_is_taken_out_of_its_own(kept, address):
    assert unwrapped(kept) == address


@pytest.mark.parametrize(
    ("address", "host_of"),
    [
        ("https://www.example.org/a", "example.org"),
        ("https://web.archive.org/web/20150203120000/http://example.org/a", "example.org"),
        ("http://web.archive.org/web/20150203id_/https://www.example.org/a", "example.org"),
        ("https://archive.ph/2015/https://example.org/a", "example.org"),
        ("https://archive.ph/AbC1", "archive.ph"),
        ("https://archive.org/download/2015/https://example.org/a", "archive.org"),
        (
            "https://webarchive.evil.example/web/2015/https://example.org/a",
            "webarchive.evil.example",
        ),
        ("https://evil.example/web.archive.org/web/2015/https://example.org/a", "evil.example"),
        ("", ""),
    ],
)
def test_an_archive_speaks_for_what_it_kept_where_nobody_else_can_write(address, host_of):
    assert speaker(address) == host_of
