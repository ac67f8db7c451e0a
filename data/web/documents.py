"""What an address gave, as a document that a loader reads.

The name decides by which loader, and an address may be named anything: so what begins like a feed
is named as one, and what the server calls a page is named as a page.
"""

from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from data.loaders.document import Document, bytes_document
from data.loaders.feed_parsing import looks_like_feed
from data.web.fetching import Fetched

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


def _name(fetched: Fetched) -> str:
    name = PurePosixPath(unquote(urlsplit(fetched.address).path)).name[-_MOST_NAME:]
    kind = fetched.content_type.partition(";")[0].strip().lower()
    if looks_like_feed(fetched.content[:65_536]):
        return name if name.lower().endswith(_FEED_SUFFIXES) else f"{name}.xml"
    if kind in _PAGES and not name.lower().endswith(_PAGE_SUFFIXES):
        return f"{name}.html"
    return name
