import pytest

from data.urls import canonical, host, web_address


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
