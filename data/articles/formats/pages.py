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
from data.articles.formats.markup import CHARSET, charset_in_head, page_tree
from data.articles.formats.metadata import Fields, article_from, sidecar
from data.articles.formats.page_text import article_text
from data.articles.formats.telegram_pages import (
    exported_messages,
    is_telegram_export,
    is_telegram_page,
    telegram_posts,
)
from data.errors import LoadError
from data.model import Article
from data.reading.dating import published_day
from data.reading.language import guess_language, language_code
from data.sites import site_of
from data.urls import host, web_address

_META_DAYS = [
    "article:published_time",
    "article:published",
    "og:article:published_time",
    "og:published_time",
    "mediator_published_time",
    "datepublished",
    "publish-date",
    "publishdate",
    "publish_date",
    "published_time",
    "published-date",
    "publication_date",
    "publicationdate",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "date",
]
_JSON_DAY = re.compile(r'"datePublished"\s*:\s*"([^"\\]{4,60})"')
_TIMES = ("//article//time[@datetime]", "//main//time[@datetime]", "//time[@datetime]")
_SAVED_FROM = re.compile(
    r"<!--[^>]{0,200}?(?:saved from url=\(\d{1,6}\)|url:)\s*(https?://[^\s>]{1,2000})"
)
_CHANGE = re.compile(r"modif|updat|revis|expir", re.IGNORECASE)
_HEAD_CHARACTERS = 8192
_MOST_TRIED = 20
_DAY_IN_ADDRESS = re.compile(r"(?:19|20)\d\d[-/_.]?(?:0?[1-9]|1[0-2])\b|(?:19|20)\d{6}")
_LANGUAGES_OF_LETTERS = frozenset({"en", "uk", "ru"})
_MOST_TITLE = 300


def saved_from(markup: str) -> str:
    """The address that a browser notes in a comment when it saves a page, or empty."""
    match = _SAVED_FROM.search(markup[:_HEAD_CHARACTERS])
    return match[1] if match else ""


def published_mark(tree: html.HtmlElement) -> str:
    """The first mark that is a day, as written; empty where no mark is."""
    for tried, raw in enumerate(_days(tree)):
        if tried >= _MOST_TRIED:
            break
        if published_day(raw)[0]:
            return raw
    return ""


def drop_days_of_change(tree: html.HtmlElement) -> None:
    """Takes marks such as "modified_time" out of ``tree``, which a search would take for days."""
    for meta in list(tree.iter("meta")):
        if any(_CHANGE.search(meta.get(name) or "") for name in ("property", "name", "itemprop")):
            meta.drop_tree()


def canonical_address(tree: html.HtmlElement) -> str:
    """What the page says its address is, or empty where that is none of an article."""
    named = [
        *tree.xpath("//link[@rel='canonical']/@href")[:1],
        *tree.xpath("//meta[@property='og:url']/@content")[:1],
    ]
    for raw in named:
        address = web_address(raw)
        if address:
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
    came_from = address or web_address(saved_from(markup)) or ""
    url, note = _own_address(canonical_address(tree), came_from)
    mark, heading, declared = published_mark(tree), only_heading(tree), declared_language(tree)
    drop_days_of_change(tree)
    text, found = article_text(tree, origin)
    site = found.sitename or ""
    values = {
        "title": _title(_titles(found, tree), heading, site),
        "source": site,
        "author": found.author or "",
        "published": mark or _other_day(found.date or "", url),
        "url": url,
        "lang": _language(declared, text),
    }
    article = article_from(beside.over(Fields(values, notes=note)), text, origin)
    told = came_from or url if article.url == web_address(url) else article.url
    return replace(article, site=host(told or ""))


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


def _days(tree: html.HtmlElement) -> Iterator[str]:
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        for attribute in ("property", "name", "itemprop"):
            name = (meta.get(attribute) or "").strip().lower()
            if name and meta.get("content"):
                metas.setdefault(name, meta.get("content", ""))
    yield from (metas[name] for name in _META_DAYS if name in metas)
    for script in tree.iter("script"):
        if "json" in (script.get("type") or "") and script.text:
            yield from _JSON_DAY.findall(script.text)[:1]
    for marked in tree.xpath("//*[@itemprop='datePublished']"):
        yield marked.get("datetime") or marked.get("content") or marked.text_content()[:60]
    for path in _TIMES:
        yield from (time.get("datetime") for time in tree.xpath(path)[:1])


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


def _other_day(day: str, address: str) -> str:
    """What htmldate found, unless the address has a day, which is surer and ``dating`` reads."""
    return "" if _DAY_IN_ADDRESS.search(address) else day


def _language(declared: str, text: str) -> str:
    """What the page declares, unless its letters are another's: templates are often English."""
    guessed = guess_language(text)
    code = language_code(declared)
    return "" if guessed in _LANGUAGES_OF_LETTERS and guessed != code else code
