import pytest

from data.articles.web.robots import read_robots, robots_address
from tests.growth import processor_time_under

FULL = """\
# the site's rules
User-agent: *
Disallow: /private
Crawl-delay: 5

User-agent: Frontline/0.1
User-agent: OtherBot
Disallow: /
Allow: /news/
Allow: /*.xml$
Disallow: /news/drafts
Crawl-delay: 2.5
Sitemap: https://news.example/map.xml
"""


@pytest.mark.parametrize(
    ("text", "path", "may"),
    [
        ("", "/a", True),
        ("<html>not rules: at all</html>", "/a", True),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow: /", "/robots.txt", True),
        ("User-agent: OtherBot\nDisallow: /", "/a", True),
        ("USER-AGENT: frontline\nDISALLOW: /", "/a", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Frontline\nAllow: /", "/a", True),
        ("\ufeffUser-agent: *\nDisallow: /a", "/a/b", False),
        ("User-agent: *\nDisallow: /a\nAllow: /a", "/a", True),
        ("User-agent: *\nAllow: /a/b\nDisallow: /a", "/a/b/c", True),
        ("User-agent: *\nAllow: /a\nDisallow: /a/b", "/a/b/c", False),
        ("User-agent: *\nDisallow: /*?print", "/a?print=1", False),
        ("User-agent: *\nDisallow: /*?print", "/a?x=print", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf?x", True),
        ("User-agent: *\nDisallow: /a$", "/a", False),
        ("User-agent: *\nDisallow: /a$", "/ab", True),
        ("User-agent: *\nDisallow: /a*a$", "/a", True),
        ("User-agent: *\nDisallow: /новини", "/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8/1", False),
        ("User-agent: *\nDisallow: /%7ejoe", "/~joe", False),
        ("User-agent: *\nDisallow: /a # all of it", "/a", False),
        ("Disallow: /", "/a", True),
        ("User-agent: *\nCrawl-delay: 1\nUser-agent: x\nDisallow: /", "/a", True),
        (FULL, "/private", False),
        (FULL, "/news/1", True),
        (FULL, "/news/drafts/1", False),
        (FULL, "/feed/all.xml", True),
        (FULL, "/feed/all.xml?x=1", False),
        (FULL, "/other", False),
    ],
)
def test_rules_say_what_may_be_fetched(text, path, may):
    assert read_robots(text, agent="Frontline").allow(f"https://news.example{path}") is may


@pytest.mark.parametrize(
    ("text", "delay_s"),
    [
        (FULL, 2.5),
        ("User-agent: *\nCrawl-delay: 3600", 30.0),
        ("User-agent: *\nCrawl-delay: soon", 0.0),
        ("User-agent: *\nCrawl-delay: -1", 0.0),
        ("User-agent: *\nCrawl-delay: nan", 0.0),
        ("User-agent: *\nCrawl-delay: inf", 30.0),
    ],
    ids=["ours", "too long", "no number", "negative", "not a number", "endless"],
)
def test_a_delay_is_honoured_up_to_a_limit(text, delay_s):
    assert read_robots(text, agent="Frontline").delay_s == delay_s


def test_rules_stand_at_the_root_of_their_host():
    assert robots_address("http://news.example:8080/a/b?c#d") == (
        "http://news.example:8080/robots.txt"
    )


def test_a_pattern_of_nothing_but_stars_takes_no_time():
    robots = read_robots(f"User-agent: *\nDisallow: /{'*a' * 2000}*b$", agent="Frontline")
    with processor_time_under(5):
        assert robots.allow("https://news.example/" + "a" * 1900)
