import pytest

from data.articles.web.fetching import Fetcher, Limits
from data.articles.web.polite_fetching import PoliteFetcher
from data.errors import AddressRefused, FetchError
from tests.data.articles.web.servers import PUBLIC, Answer, moved, only_public, serving
from tests.data.articles.web.times import SimulatedTime

LIMITS = Limits(total_s=20, silence_s=5)


@pytest.fixture
def site():
    with serving({"/a": Answer(b"a"), "/b": Answer(b"b")}) as made:
        yield made


@pytest.fixture
def time():
    return SimulatedTime()


def fetcher(time, **names):
    return PoliteFetcher(Fetcher(only_public(**names), limits=LIMITS), clock=time.clock)


def rules(text):
    return Answer(text.encode(), kind="text/plain")


def test_one_host_is_asked_once_a_second_and_its_rules_once_a_day(site, time):
    fetch = fetcher(time).fetch
    fetch(site.address("/a"))
    fetch(site.address("/b"))
    time.steady_s += 0.25
    fetch(site.address("/a"))
    assert site.asked == ["/robots.txt", "/a", "/b", "/a"]
    assert time.slept == [1.0, 1.0, 0.75]
    time.steady_s += 86_400
    fetch(site.address("/a"))
    assert site.counts["/robots.txt"] == 2


def test_hosts_do_not_wait_for_one_another(site, time):
    fetch = fetcher(time, one_example=[PUBLIC], two_example=[PUBLIC]).fetch
    fetch(site.address("/a", host="one.example"))
    fetch(site.address("/a", host="two.example"))
    assert time.slept == [1.0, 1.0]  # each between its rules and its page


def test_a_delay_that_a_site_asks_for_is_kept(site, time):
    site.pages["/robots.txt"] = rules("User-agent: *\nCrawl-delay: 7")
    fetch = fetcher(time).fetch
    fetch(site.address("/a"))
    fetch(site.address("/b"))
    assert time.slept == [1.0, 7.0]


def test_what_the_rules_forbid_is_not_asked(site, time):
    site.pages["/robots.txt"] = rules("User-agent: *\nDisallow: /b")
    fetch = fetcher(time).fetch
    assert fetch(site.address("/a")).content == b"a"
    with pytest.raises(AddressRefused, match="/b is not fetched: the site's robots"):
        fetch(site.address("/b"))
    assert "/b" not in site.asked


def test_a_redirect_does_not_lead_around_the_rules(site, time):
    site.pages["/robots.txt"] = rules("User-agent: *\nDisallow: /b")
    site.pages["/to-b"] = moved("/b")
    with pytest.raises(AddressRefused, match=r"/to-b leads elsewhere: .*robots"):
        fetcher(time).fetch(site.address("/to-b"))
    assert "/b" not in site.asked


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_a_site_without_rules_lets_everybody_in(site, time, status):
    site.pages["/robots.txt"] = Answer(status=status)
    assert fetcher(time).fetch(site.address("/a")).content == b"a"


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_site_whose_rules_cannot_be_read_is_not_asked_now(site, time, status):
    site.pages["/robots.txt"] = Answer(status=status)
    fetch = fetcher(time).fetch
    for _turn in range(2):
        with pytest.raises(FetchError, match=f"is not asked now: .*answers {status}"):
            fetch(site.address("/a"))
    assert site.asked == ["/robots.txt"]
    site.pages["/robots.txt"] = Answer(status=404)
    time.steady_s += 600
    assert fetch(site.address("/a")).content == b"a"


def test_a_machine_that_is_not_asked_is_not_asked_for_its_rules(time):
    with serving({}, host="127.0.0.1") as secret:
        with pytest.raises(AddressRefused, match="not on the public internet"):
            fetcher(time).fetch(secret.address("/a", host="127.0.0.1"))
        assert secret.asked == []


def test_waiting_is_not_the_servers_fault(site, time):
    site.pages["/robots.txt"] = rules("User-agent: *\nCrawl-delay: 30")
    site.pages["/to-b"] = moved("/b")
    assert fetcher(time).fetch(site.address("/to-b")).content == b"b"
    assert time.slept == [1.0, 30.0]
