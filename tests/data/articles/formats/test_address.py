from datetime import date

import pytest

from data.articles.formats.address import load_addresses
from data.articles.formats.loader import Skipped
from data.articles.web.fetching import Fetcher, Limits
from data.articles.web.full_text import FullText
from data.articles.web.visiting import Visitor
from data.reading.identity import prepare
from data.store.watched import has_other_text
from tests.data.articles.web.servers import Answer, moved, only_public, serving
from tests.data.articles.web.times import SimulatedTime
from tests.data.builders import store

WHOLE = (
    "Two people were hurt when shells hit the centre of Kherson on Wednesday morning. "
    "The fire near the river port was put out by noon, officials of the region said. "
)
PAGE = f"""<!doctype html><html lang="en"><head><title>Strikes in Kherson</title></head>
<body><article><h1>Strikes in Kherson</h1><p>{WHOLE}</p><p>{WHOLE}</p></article></body></html>"""


def feed(site):
    return f"""<rss version="2.0"><channel><title>Radio Example</title>
    <item><title>Strikes</title><guid>{site.address("/1")}</guid><link>{site.address("/1")}</link>
    <pubDate>Wed, 01 Mar 2023 09:30:00 +0200</pubDate><description>Two hurt.</description></item>
    <item><title>Fires</title><guid isPermaLink="false">2</guid><link>{site.address("/2")}</link>
    <description>Fires in Kyiv.</description></item></channel></rss>"""


@pytest.fixture
def site():
    with serving({"/1": Answer(PAGE.encode())}) as made:
        made.pages["/feed"] = Answer(feed(made).encode(), kind="text/xml")
        yield made


@pytest.fixture
def visitor():
    fetcher = Fetcher(only_public(), limits=Limits(total_s=20, silence_s=5))
    return Visitor(fetcher, clock=SimulatedTime().clock)


def load(visitor, *addresses, full_text=None):
    lines = []
    found = list(
        load_addresses(
            addresses, visitor=visitor, max_bytes=10**6, full_text=full_text, log=lines.append
        )
    )
    return found, lines


def test_a_page_a_feed_and_a_table_are_each_read_as_what_they_are(site, visitor):
    site.pages["/t.csv"] = Answer(b"text,date\nShelling in Kyiv,2023-03-02\n", kind="text/csv")
    addresses = [site.address(path) for path in ("/1", "/feed", "/t.csv")]
    (page, strikes, fires, row), lines = load(visitor, *addresses)
    assert "hurt when shells hit the centre of Kherson" in page.text
    assert page.url == strikes.url == site.address("/1")
    assert (strikes.text, strikes.published) == ("Two hurt.", date(2023, 3, 1))
    assert (fires.text, fires.source) == ("Fires in Kyiv.", "Radio Example")
    assert (row.text, row.published) == ("Shelling in Kyiv", date(2023, 3, 2))
    assert lines == []
    assert prepare(page).identity == prepare(strikes).identity


def test_what_cannot_be_had_is_refused_by_name_and_the_rest_read(site, visitor):
    site.pages["/inside"] = moved("http://127.0.0.1/")
    site.pages["/zip"] = Answer(b"\x00\x01", kind="application/x-thing")
    asked = [site.address(path) for path in ("/none", "/inside", "/zip", "/1")]
    (none, inside, unknown, page), _lines = load(visitor, *asked)
    assert none.reason == f"{asked[0]} answers 404 Not Found"
    assert "leads elsewhere: 127.0.0.1 is 127.0.0.1" in inside.reason
    assert "is of no known format" in unknown.reason
    assert page.url == asked[3]


def test_other_schemes_are_refused_by_name(visitor):
    for address in ("file:///etc/passwd", "gopher://a.example/1", "ftp://a.example/a.csv"):
        assert load(visitor, address)[0] == [
            Skipped(address, f"{address} is no http or https address; it is not fetched")
        ]


def test_an_address_that_holds_nothing_is_said(site, visitor):
    site.pages["/empty"] = Answer(b"<rss version='2.0'><channel/></rss>")
    assert load(visitor, site.address("/empty")) == (
        [],
        [f"{site.address('/empty')} holds nothing new"],
    )


def full(visitor, is_stored=lambda _article: False):
    return FullText(visitor, is_stored=is_stored, max_bytes=10**6)


def test_the_page_behind_a_summary_is_fetched_where_that_is_asked(site, visitor):
    (strikes, fires), _lines = load(visitor, site.address("/feed"), full_text=full(visitor))
    assert "river port was put out by noon" in strikes.text
    assert (strikes.title, strikes.published) == ("Strikes", date(2023, 3, 1))
    assert fires.text == "Fires in Kyiv."
    assert fires.notes == (
        f"only its summary is taken: {site.address('/2')} answers 404 Not Found",
    )


def test_a_page_that_cannot_be_had_is_asked_for_once(site, visitor):
    full_text = full(visitor)
    for _turn in range(3):
        load(visitor, site.address("/feed"), full_text=full_text)
    assert site.counts["/2"] == 1


def test_a_story_that_is_stored_whole_is_neither_fetched_nor_replaced(
    site, visitor, engine, writer
):
    def is_stored(article):
        prepared = prepare(article)
        return has_other_text(engine, identity=prepared.identity, sha256=prepared.sha256)

    full_text = full(visitor, is_stored)
    (strikes, fires), _lines = load(visitor, site.address("/feed"), full_text=full_text)
    store(writer, strikes)
    store(writer, fires)
    (left,), _lines = load(visitor, site.address("/feed"), full_text=full_text)
    assert left.title == "Fires"
    assert site.counts["/1"] == 1


@pytest.mark.parametrize(
    ("canonical", "believed"),
    [
        ("http://127.0.0.2/news/1", True),
        ("http://www.127.0.0.2/news/1", True),
        ("http://m.127.0.0.2/news/1", True),
        ("https://somebody-else.example/their-article", False),
        ("http://evil127.0.0.2/news/1", False),
    ],
)
def test_a_page_is_no_article_of_another_site_whatever_it_says(site, visitor, canonical, believed):
    head = f'<head><link rel="canonical" href="{canonical}">'
    site.pages["/1"] = Answer(PAGE.replace("<head>", head).encode())
    (page,), _lines = load(visitor, site.address("/1"))
    assert page.url == (canonical if believed else site.address("/1"))
    assert any("on another site; not believed" in note for note in page.notes) is not believed
