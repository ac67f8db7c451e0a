from datetime import date

import pytest

from data.articles.formats.loader import Skipped
from data.articles.formats.loading import loader_for
from data.articles.web.fetching import Fetched, Fetcher, Limits
from data.articles.web.polite_fetching import PoliteFetcher
from data.articles.web.url_articles import FullText, is_feed, load_urls, web_document
from data.reading.identity import prepare
from data.reading.owners import owner_of
from data.store.watched import has_other_text
from tests.data.articles.web.servers import Answer, moved, only_public, serving
from tests.data.articles.web.times import SimulatedTime
from tests.data.builders import store

PAGE = b"<!doctype html><html><body><p>Shelling</p></body></html>"
FEED = b"<?xml version='1.0'?><rss><channel/></rss>"


def document(path, content, kind):
    return web_document(Fetched(f"https://a.example{path}", content, kind), max_bytes=1000)


NAMES = {
    "a page": ("/news/1", PAGE, "text/html; charset=utf-8", "1.html"),
    "the front page": ("/", PAGE, "text/html", ".html"),
    "a page named so": ("/a.htm", PAGE, "text/html", "a.htm"),
    "a page named like data": ("/wiki/data.json", PAGE, "text/html", "data.json.html"),
    "a feed": ("/feed", FEED, "application/rss+xml", "feed.xml"),
    "a feed that is called a page": ("/feed.php", FEED, "text/html", "feed.php.xml"),
    "a feed named so": ("/all.rss", FEED, "text/plain", "all.rss"),
    "a table": ("/a.csv", b"text\nx", "application/octet-stream", "a.csv"),
    "letters": ("/%D0%BD.txt?x=1", b"x", "text/plain", "н.txt"),
    "climbing": ("/..%2f..%2fetc%2fpasswd", b"x", "text/plain", "passwd"),
}


@pytest.mark.parametrize(("path", "content", "kind", "name"), NAMES.values(), ids=NAMES)
def test_an_answer_is_named_for_what_it_is(path, content, kind, name):
    found = document(path, content, kind)
    assert found.name == name
    assert found.content_type == kind
    assert found.address == found.origin == f"https://a.example{path}"
    assert found.path is None
    assert found.open().read() == content


@pytest.mark.parametrize(
    ("path", "content", "kind", "loader"),
    [
        ("/news/1", PAGE, "text/html", "HtmlPages"),
        ("/feed", FEED, "text/html", "Feeds"),
        ("/news", b'{"text": "x"}', "application/x-ndjson", "JsonLines"),
        ("/news", b"text,date\nx,2023-03-01", "text/csv", "Delimited"),
        ("/notes", b"Shelling", "text/plain", "PlainText"),
    ],
)
def test_each_answer_finds_its_loader(path, content, kind, loader):
    assert type(loader_for(document(path, content, kind))).__name__ == loader


def test_a_feed_is_told_from_a_page():
    assert is_feed(document("/a", FEED, "text/html"))
    assert not is_feed(document("/a", PAGE, "application/rss+xml"))


WHOLE = (
    "Two people were hurt when shells hit the centre of Kherson on Wednesday morning. "
    "The fire near the river port was put out by noon, officials of the region said. "
)
ADDRESS_PAGE = f"""<!doctype html><html lang="en"><head><title>Strikes in Kherson</title></head>
<body><article><h1>Strikes in Kherson</h1><p>{WHOLE}</p><p>{WHOLE}</p></article></body></html>"""


def feed(site):
    return f"""<rss version="2.0"><channel><title>Radio Example</title>
    <item><title>Strikes</title><guid>{site.address("/1")}</guid><link>{site.address("/1")}</link>
    <pubDate>Wed, 01 Mar 2023 09:30:00 +0200</pubDate><description>Two hurt.</description></item>
    <item><title>Fires</title><guid isPermaLink="false">2</guid><link>{site.address("/2")}</link>
    <description>Fires in Kyiv.</description></item></channel></rss>"""


@pytest.fixture
def site():
    with serving({"/1": Answer(ADDRESS_PAGE.encode())}) as made:
        made.pages["/feed"] = Answer(feed(made).encode(), kind="text/xml")
        yield made


@pytest.fixture
def fetcher():
    fetcher = Fetcher(only_public(), limits=Limits(total_s=20, silence_s=5))
    return PoliteFetcher(fetcher, clock=SimulatedTime().clock)


def load(fetcher, *addresses, full_text=None):
    lines = []
    found = list(
        load_urls(
            addresses, fetcher=fetcher, max_bytes=10**6, full_text=full_text, log=lines.append
        )
    )
    return found, lines


def test_a_page_a_feed_and_a_table_are_each_read_as_what_they_are(site, fetcher):
    site.pages["/t.csv"] = Answer(b"text,date\nShelling in Kyiv,2023-03-02\n", kind="text/csv")
    addresses = [site.address(path) for path in ("/1", "/feed", "/t.csv")]
    (page, strikes, fires, row), lines = load(fetcher, *addresses)
    assert "hurt when shells hit the centre of Kherson" in page.text
    assert page.url == strikes.url == site.address("/1")
    assert (strikes.text, strikes.published) == ("Two hurt.", date(2023, 3, 1))
    assert (fires.text, fires.source) == ("Fires in Kyiv.", "Radio Example")
    assert (row.text, row.published) == ("Shelling in Kyiv", date(2023, 3, 2))
    assert lines == []
    assert prepare(page).identity == prepare(strikes).identity


def test_what_cannot_be_had_is_refused_by_name_and_the_rest_read(site, fetcher):
    site.pages["/inside"] = moved("http://127.0.0.1/")
    site.pages["/zip"] = Answer(b"\x00\x01", kind="application/x-thing")
    asked = [site.address(path) for path in ("/none", "/inside", "/zip", "/1")]
    (none, inside, unknown, page), _lines = load(fetcher, *asked)
    assert none.reason == f"{asked[0]} answers 404 Not Found"
    assert "leads elsewhere: 127.0.0.1 is 127.0.0.1" in inside.reason
    assert "is of no known format" in unknown.reason
    assert page.url == asked[3]


def test_other_schemes_are_refused_by_name(fetcher):
    for address in ("file:///etc/passwd", "gopher://a.example/1", "ftp://a.example/a.csv"):
        assert load(fetcher, address)[0] == [
            Skipped(address, f"{address} is no http or https address; it is not fetched")
        ]


def test_an_address_that_holds_nothing_is_said(site, fetcher):
    site.pages["/empty"] = Answer(b"<rss version='2.0'><channel/></rss>")
    assert load(fetcher, site.address("/empty")) == (
        [],
        [f"{site.address('/empty')} holds nothing new"],
    )


def full(fetcher, is_stored=lambda _article: False):
    return FullText(fetcher, is_stored=is_stored, max_bytes=10**6)


def test_the_page_behind_a_summary_is_fetched_where_that_is_asked(site, fetcher):
    (strikes, fires), _lines = load(fetcher, site.address("/feed"), full_text=full(fetcher))
    assert "river port was put out by noon" in strikes.text
    assert (strikes.title, strikes.published) == ("Strikes", date(2023, 3, 1))
    assert fires.text == "Fires in Kyiv."
    assert fires.notes == (
        f"only its summary is taken: {site.address('/2')} answers 404 Not Found",
    )


def test_a_page_that_cannot_be_had_is_asked_for_once(site, fetcher):
    full_text = full(fetcher)
    for _turn in range(3):
        load(fetcher, site.address("/feed"), full_text=full_text)
    assert site.counts["/2"] == 1


def test_a_story_that_is_stored_whole_is_neither_fetched_nor_replaced(
    site, fetcher, engine, writer
):
    def is_stored(article):
        return has_other_text(engine, prepare(article))

    full_text = full(fetcher, is_stored)
    (strikes, fires), _lines = load(fetcher, site.address("/feed"), full_text=full_text)
    store(writer, strikes)
    store(writer, fires)
    (left,), _lines = load(fetcher, site.address("/feed"), full_text=full_text)
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
def test_a_page_is_no_article_of_another_site_whatever_it_says(site, fetcher, canonical, believed):
    head = f'<head><link rel="canonical" href="{canonical}">'
    site.pages["/1"] = Answer(ADDRESS_PAGE.replace("<head>", head).encode())
    (page,), _lines = load(fetcher, site.address("/1"))
    assert page.url == (canonical if believed else site.address("/1"))
    assert any("on another site; not believed" in note for note in page.notes) is not believed


def test_what_was_fetched_speaks_for_the_site_that_it_came_from(site, fetcher):
    site.pages["/t.csv"] = Answer(b"text,url\nShelling,https://a.example/1\n", kind="text/csv")
    addresses = [site.address(path) for path in ("/feed", "/t.csv", "/1")]
    (strikes, _fires, row, page), _lines = load(fetcher, *addresses)
    assert [one.site for one in (strikes, row, page)] == ["127.0.0.2"] * 3
    assert owner_of(strikes) == owner_of(page) != owner_of(row)


def test_a_feed_speaks_for_the_site_that_leads_to_it_too(site):
    guard = only_public(old_example=["127.0.0.2"], provider_example=["127.0.0.2"])
    fetcher = PoliteFetcher(
        Fetcher(guard, limits=Limits(total_s=20, silence_s=5)), clock=SimulatedTime().clock
    )
    old, provider = (
        site.address("").replace("127.0.0.2", host) for host in ("old.example", "provider.example")
    )
    item = f"<item><title>Fires</title><link>{old}/1</link></item>"
    content = f"<rss version='2.0'><channel><title>Old</title>{item}</channel></rss>"
    site.pages |= {
        "/moved": moved(f"{provider}/all"),
        "/all": Answer(content.encode(), kind="text/xml"),
    }
    (led, strange), _lines = load(fetcher, f"{old}/moved", f"{provider}/all")
    assert (led.site, strange.site) == ("old.example", "provider.example")


def test_a_table_at_an_address_has_the_columns_that_the_user_says():
    table = Answer(b"text,Body\nshort words,Fires in Kherson.\n", kind="text/csv")
    fetcher = Fetcher(only_public(), limits=Limits(total_s=20, silence_s=5))
    with serving({"/export": table}) as site:
        (article,) = load_urls(
            [site.address("/export")],
            fetcher=PoliteFetcher(fetcher, clock=SimulatedTime().clock),
            max_bytes=1024,
            columns={"text": "Body", "title": "text"},
            log=print,
        )
    assert (article.text, article.title) == ("Fires in Kherson.", "short words")
    assert article.origin == f"{site.address('/export')} line 2"
