import pytest

from data.sites import site_of, site_of_host


@pytest.mark.parametrize(
    ("host", "site"),
    [
        ("news.example", "news.example"),
        ("www.news.example", "news.example"),
        ("m.news.example.", "news.example"),
        ("News.Example", "news.example"),
        ("feeds.bbci.co.uk", "bbci.co.uk"),
        ("www.pravda.com.ua", "pravda.com.ua"),
        ("evil-news.example", "evil-news.example"),
        ("one.blogspot.com", "one.blogspot.com"),
        ("blogspot.com", "blogspot.com"),
        ("127.0.0.2", "127.0.0.2"),
        ("evil127.0.0.2", "evil127.0.0.2"),
        ("::1", "::1"),
        ("localhost", "localhost"),
        ("The Hill", "the hill"),
        ("[broken", "[broken"),
        ("", ""),
    ],
)
def test_a_host_is_of_the_site_that_its_owner_registered(host, site):
    assert site_of_host(host) == site


def test_the_site_of_an_address_is_that_of_its_host():
    assert site_of("https://m.news.example:8080/a?b=c#d") == "news.example"
    assert site_of("no address") == site_of("https://[broken") == ""
