import pytest

from data.articles.formats.loading import loader_for
from data.articles.web.documents import is_feed, web_document
from data.articles.web.fetching import Fetched

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
