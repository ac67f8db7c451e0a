"""What a page's own marks say of it: day, address, language, site. Nothing is guessed from text.

The day is the raw string of the mark, with its time and offset, for ``dating`` to read; days of
change ("modified") are none. A canonical address that names a site's front page is no address of
an article: sites that say so on every page would make all their articles one.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import html

from data.reading.dating import published_day
from data.urls import web_address

_META_DAYS = (
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
)
_JSON_DAY = re.compile(r'"datePublished"\s*:\s*"([^"\\]{4,60})"')
_TIMES = ("//article//time[@datetime]", "//main//time[@datetime]", "//time[@datetime]")
_SAVED_FROM = re.compile(
    r"<!--[^>]{0,200}?(?:saved from url=\(\d{1,6}\)|url:)\s*(https?://[^\s>]{1,2000})"
)
_CHANGE = re.compile(r"modif|updat|revis|expir", re.IGNORECASE)
_HEAD_CHARACTERS = 8192
_MOST_TRIED = 20


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
