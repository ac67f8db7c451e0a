"""Saved web pages: one article a page, or one a post where the page is a Telegram preview.

The text is what an article extractor finds, so menus, comments and lists of other stories are no
part of it. A page without an article is refused.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from data.articles.formats.decoding import read_text
from data.articles.formats.document import Document
from data.articles.formats.metadata import sidecar
from data.articles.formats.pages import page_article
from data.articles.formats.protocol import Refused
from data.articles.formats.telegram_page import is_telegram_page, telegram_posts
from data.errors import LoadError
from data.model import Article

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([a-zA-Z0-9_.:-]{1,40})", re.IGNORECASE)
_XML_ENCODING = re.compile(r"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([a-zA-Z0-9_.:-]{1,40})")
_META_BYTES = 4096


class HtmlPages:
    """Reads ``.html`` files."""

    suffixes = frozenset({".html", ".htm", ".xhtml"})

    def load(self, document: Document) -> Iterator[Article | Refused]:
        """The page's one article, or the posts of a Telegram preview."""
        decoded = read_text(document, declared=declared_charset(document))
        if not decoded.text.strip():
            raise LoadError(f"{document.origin} is empty; it holds no text to read")
        if is_telegram_page(decoded.text):
            yield from telegram_posts(decoded.text, document.origin)
            return
        article = page_article(
            decoded.text,
            document.origin,
            address=document.address or "",
            beside=sidecar(document.path) if document.path else None,
        )
        yield replace(article, notes=decoded.notes + article.notes)


def declared_charset(document: Document) -> str:
    """What the server says, else what the page says of itself within its first bytes."""
    with document.open() as stream:
        head = stream.read(_META_BYTES).decode("ascii", errors="replace")
    for pattern, text in (
        (_CHARSET, document.content_type),
        (_XML_ENCODING, head),
        (_CHARSET, head),
    ):
        match = pattern.search(text)
        if match:
            return match[1]
    return ""
