"""What an address gave, as a document that a loader reads.

The name decides by which loader, and an address may be named anything: so what begins like a feed
is named as one, and what the server calls a page is named as a page. A page may say that its
address is another ("canonical"), and an article is known by its address: a stranger's page that
says it is an article of somebody else's would take its place, so only the same site is believed.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from data.articles.formats.document import Document, bytes_document
from data.articles.formats.feeds import looks_like_feed
from data.articles.formats.loader import Skipped
from data.articles.formats.loading import load_document
from data.articles.web.fetching import Fetched
from data.model import Article
from data.urls import host

_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_PAGE_SUFFIXES = (".html", ".htm", ".xhtml")
_FEED_SUFFIXES = (".rss", ".atom", ".rdf", ".xml")
_MOST_NAME = 200


def web_document(fetched: Fetched, *, max_bytes: int) -> Document:
    """The answer as a document with its final address."""
    document = bytes_document(
        fetched.content, origin=fetched.address, name=_name(fetched), max_bytes=max_bytes
    )
    return replace(document, address=fetched.address, content_type=fetched.content_type)


def is_feed(document: Document) -> bool:
    """Whether the document begins like RSS or Atom."""
    return looks_like_feed(document.head())


def load_web_document(document: Document) -> Iterator[Article | Skipped]:
    """What the document's loader finds in it, a page at its own address."""
    for found in load_document(document):
        if isinstance(found, Article) and document.name.lower().endswith(_PAGE_SUFFIXES):
            yield _at_its_own(found, document.address or "")
        else:
            yield found


def _at_its_own(article: Article, address: str) -> Article:
    if article.url is None or not address or _same_site(host(article.url), host(address)):
        return article
    note = f"it says that its address is {article.url}, on another site; not believed"
    return replace(article, url=address, notes=(*article.notes, note))


def _same_site(one: str, other: str) -> bool:
    """Whether one host is the other, or within it: m.news.example is within news.example."""
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")


def _name(fetched: Fetched) -> str:
    name = PurePosixPath(unquote(urlsplit(fetched.address).path)).name[-_MOST_NAME:]
    kind = fetched.content_type.partition(";")[0].strip().lower()
    if looks_like_feed(fetched.content[:65_536]):
        return name if name.lower().endswith(_FEED_SUFFIXES) else f"{name}.xml"
    if kind in _PAGES and not name.lower().endswith(_PAGE_SUFFIXES):
        return f"{name}.html"
    return name
