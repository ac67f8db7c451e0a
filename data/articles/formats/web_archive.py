"""Reads web pages that a browser saved as one file (.mhtml), without their pictures."""

from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.errors import MessageError
from email.message import Message

from data.articles.formats.decoding import decode, read_bytes
from data.articles.formats.document import Document
from data.articles.formats.loader import Skipped
from data.articles.formats.mail import refuse_long_headers
from data.articles.formats.metadata import sidecar
from data.articles.formats.pages import page_article
from data.errors import LoadError
from data.model import Article
from data.urls import web_address

_PAGES = frozenset({"text/html", "application/xhtml+xml"})


class WebArchive:
    """Reads ``.mhtml`` files."""

    suffixes = frozenset({".mhtml", ".mht"})

    def load(self, document: Document) -> Iterator[Article | Skipped]:
        """The one article of the page."""
        content = read_bytes(document)
        refuse_long_headers(content, document.origin)
        try:
            message = message_from_bytes(content)
            page = next(
                (part for part in message.walk() if part.get_content_type() in _PAGES), None
            )
            raw = page.get_payload(decode=True) if page else None
        except (MessageError, LookupError, ValueError, TypeError, RecursionError) as exc:
            raise LoadError(f"{document.origin} is no saved page ({exc}); save it anew") from exc
        if page is None or not isinstance(raw, bytes):
            raise LoadError(f"{document.origin} holds no page; save it anew")
        decoded = decode(raw, document.origin, declared=page.get_content_charset() or "utf-8")
        article = page_article(
            decoded.text,
            document.origin,
            address=_address(message, page),
            beside=sidecar(document.path),
        )
        yield replace(article, notes=decoded.notes + article.notes)


def _address(message: Message, page: Message) -> str:
    named = (page.get("Content-Location"), message.get("Snapshot-Content-Location"))
    return next((found for raw in named if raw and (found := web_address(str(raw)))), "")
