"""Extracts the article from a web page: text and title by trafilatura, metadata from its tags.

Navigation, comments and lists of other stories are left out, paragraphs are separated by a blank
line, and a page without an article is rejected. A saved Telegram preview has one article a post.

The day is the raw string of the page's own tag, with its time and offset, for ``dating`` to read;
tags of changes ("modified") do not count. Where neither a tag nor the address names a day, what
htmldate finds in the page is used. A canonical address that names a site's front page is ignored:
sites that say so on every page would make all their articles one. So is one that points to another
site than the page came from: it would make a stranger's page a version of somebody else's article.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from lxml import html

from data.articles.formats.decoding import read_text
from data.articles.formats.document import Document
from data.articles.formats.loader import Skipped
from data.articles.formats.markup import CHARSET, charset_in_head, page_tree, unescaped_text
from data.articles.formats.metadata import Fields, article_from, sidecar
from data.articles.formats.page_days import page_day
from data.articles.formats.page_text import article_text
from data.articles.formats.telegram_pages import (
    exported_messages,
    is_telegram_export,
    is_telegram_page,
    telegram_posts,
)
from data.errors import LoadError
from data.model import Article
from data.reading.dating.finding import day_in_text
from data.reading.language import guess_language, language_code
from data.sites import site_of
from data.urls import speaker, unwrapped, web_address

_SAVED_FROM = re.compile(
    r"<!--[^>]{0,200}?(?:saved from url=\(\d{1,6}\)|url:)\s*(https?://[^\s>]{1,2000})"
)
_HEAD_CHARACTERS = 8192
_LANGUAGES_OF_LETTERS = frozenset({"en", "uk", "ru"})
_MOST_TITLE = 300


def saved_from(markup: str) -> str:
    """The address that a browser notes in a comment when it saves a page, or empty."""
    match = _SAVED_FROM.search(markup[:_HEAD_CHARACTERS])
    return match[1] if match else ""


def canonical_address(tree: html.HtmlElement) -> str:
    """What the page says its address is, or empty where that is none of an article."""
    named = [
        *tree.xpath("//link[@rel='canonical']/@href")[:1],
        *tree.xpath("//meta[@property='og:url']/@content")[:1],
    ]
    for raw in named:
        address = web_address(raw)
        if address:
            address = unwrapped(address)
            parts = urlsplit(address)
            if parts.path.strip("/") or parts.query:
                return address
    return ""


def declared_language(tree: html.HtmlElement) -> str:
    """What the page's root or its head names, as written."""
    named = [
        *tree.xpath("/html/@lang"),
        *tree.xpath("/html/@*[local-name()='xml:lang' or name()='xml:lang']"),
        *tree.xpath("//meta[@http-equiv='content-language']/@content")[:1],
        *tree.xpath("//meta[@property='og:locale']/@content")[:1],
    ]
    return str(next((raw for raw in named if raw.strip()), ""))


def only_heading(tree: html.HtmlElement) -> str:
    """The text of the page's one first-level heading; empty where it has none or several."""
    headings = {" ".join(heading.text_content().split()) for heading in tree.iter("h1")} - {""}
    return headings.pop() if len(headings) == 1 else ""


def page_article(markup: str, origin: str, *, address: str, beside: Fields) -> Article:
    """The one article of a page; raises ``LoadError`` where there is none.

    ``address`` is where the page came from, if that is known; ``beside`` is what a sidecar says,
    which wins over the page.
    """
    tree = page_tree(markup, origin)
    fetched_from = address or web_address(saved_from(markup)) or ""
    came_from = unwrapped(fetched_from)
    url, note = _own_address(canonical_address(tree), came_from)
    heading, declared = only_heading(tree), declared_language(tree)
    day = page_day(tree, address=url, language=declared)
    text, found = article_text(tree, origin)
    site = found.sitename or ""
    values = {
        "title": unescaped_text(_title(_titles(found, tree), heading, site), is_plain=True),
        "source": site,
        "author": found.author or "",
        "published": day.stated or ("" if day_in_text(text) else day.guessed),
        "url": url,
        "lang": _language(declared, text),
    }
    article = article_from(beside.over(Fields(values, notes=note)), text, origin)
    own = article.url == web_address(url)  # else a sidecar says which page it is
    return replace(article, site=speaker((own and (fetched_from or url)) or article.url or ""))


def _own_address(canonical: str, came_from: str) -> tuple[str, tuple[str, ...]]:
    """The page's address, and a note where what it says itself is not believed."""
    if canonical and came_from and site_of(canonical) != site_of(came_from):
        return came_from, (
            f"it says that its address is {canonical}, on another site; not believed",
        )
    return canonical or came_from, ()


class HtmlPages:
    """Reads ``.html`` files."""

    suffixes = frozenset({".html", ".htm", ".xhtml"})

    def load(self, document: Document) -> Iterator[Article | Skipped]:
        """The page's one article, or the messages of a page of Telegram's."""
        decoded = read_text(document, declared=declared_charset(document))
        if not decoded.text.strip():
            raise LoadError(f"{document.origin} is empty; it holds no text to read")
        if is_telegram_page(decoded.text):
            yield from telegram_posts(decoded.text, document.origin)
            return
        if is_telegram_export(decoded.text):
            beside = sidecar(document.path)
            yield from exported_messages(decoded.text, document.origin, beside)
            return
        article = page_article(
            decoded.text,
            document.origin,
            address=document.address or "",
            beside=sidecar(document.path),
        )
        yield replace(article, notes=decoded.notes + article.notes)


def declared_charset(document: Document) -> str:
    """What the server says, else what the page says of itself within its first bytes."""
    match = CHARSET.search(document.content_type)
    return match[1] if match else charset_in_head(document.head())


def _titles(found: Any, tree: html.HtmlElement) -> tuple[str, ...]:  # noqa: ANN401 - trafilatura's
    """What names the page, the best first; structured data may name a post of a live page."""
    heads = [*tree.xpath("//meta[@property='og:title']/@content")[:1], tree.findtext(".//title")]
    return tuple(" ".join(raw.split()) for raw in (found.title, *heads) if raw and raw.strip())


def _title(titles: tuple[str, ...], heading: str, site: str) -> str:
    """The title without the site's name, which is the page's one heading where they agree."""
    agrees = not titles or any(title.startswith(heading) for title in titles)
    if heading and len(heading) <= _MOST_TITLE and agrees:
        return heading
    title = titles[0] if titles else ""
    if site and title.casefold().endswith(site.casefold()):
        return title[: -len(site)].rstrip(" -–—|·•:") or title
    return title


def _language(declared: str, text: str) -> str:
    """What the page declares, unless its letters are another's: templates are often English."""
    guessed = guess_language(text)
    code = language_code(declared)
    return "" if guessed in _LANGUAGES_OF_LETTERS and guessed != code else code
