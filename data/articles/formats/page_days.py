"""Decides which day a web page was published, before its text is extracted.

In this order: the day that the page shows beside its headline (``day_box``); a day in the address;
a mark of publication in the page's body; what htmldate in its careful mode makes of head, JSON-LD
and markup. Each step stands where it is because it gains on public pages whose day is known
(``make bench ONLY=pages``). Of the last, what no mark of publication bears out is a guess: a day
that the text itself begins with is surer, and so is a label ("Datum: 12.01.2017").

Other stories that the page shows (in ``<aside>``, in cards, under "related") never date it. A mark
is given as written, with its time and offset, for ``dating`` to read.
"""

import copy
import json
import logging
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from htmldate import find_date
from lxml import html

from data.articles.formats.day_box import boxed_day, headline, is_of_others
from data.reading.dating import published, published_day
from data.reading.dating.names import day_in_address
from data.reading.dating.stated import DAY

_NAMED = (
    "article:published_time article:published og:article:published_time og:published_time "
    "mediator_published_time datepublished publish-date publishdate publish_date published_time "
    "published-date publication_date publicationdate pubdate parsely-pub-date sailthru.date "
    "cxenseparse:recs:publishtime dc.date.issued dcterms.issued dcterms.created dc.date "
    "dcterms.date date"
)
_META_DAYS = tuple(_NAMED.split())
_JSON_DAY = re.compile(r'"datePublished"\s*:\s*"([^"\\]{4,60})"')
_TIMES = ("//article//time[@datetime]", "//main//time[@datetime]", "//time[@datetime]")
_CHANGE = re.compile(r"modif|updat|revis|expir", re.IGNORECASE)
_MOST_TRIED = 20
_MOST_JSON = 1_000_000
_ARTICLE = re.compile(r"(?:Article|Posting|Report)$")
# It reports through what it finds.
logging.getLogger("htmldate").addHandler(logging.NullHandler())


class PageDay(NamedTuple):
    """A page's day as written or in ISO form; each is empty where there is none."""

    stated: str
    guessed: str = ""
    """Less sure than a day that the text begins with."""


def page_day(tree: html.HtmlElement, *, address: str, language: str) -> PageDay:
    """The day of the page in ``tree``, which is not changed, but for marks of changes in its head.

    A day in ``address`` is not given again: ``dating`` reads it there. ``language`` is what the
    page declares.
    """
    box = boxed_day(tree, language)
    if box:
        return PageDay(box)
    in_address = day_in_address(address) if address else None
    if in_address and in_address.day_prec == DAY:
        return PageDay("")
    own = without_other_stories(tree)
    marks = [raw for _number, raw in zip(range(_MOST_TRIED), _marks(own), strict=False)]
    shown = next((raw for raw in _shown_marks(own) if published_day(raw)[0]), "")
    if shown:
        return PageDay(shown)
    careful = find_date(own, extensive_search=False, original_date=True, url=address) or ""
    for raw in marks:
        told = published(raw)
        if told.day and told.day_prec == DAY and careful in {"", told.day.isoformat()}:
            return PageDay(raw)
    return PageDay("", careful)


def without_other_stories(tree: html.HtmlElement) -> html.HtmlElement:
    """A copy of ``tree`` without marks of changes and without what is of other stories."""
    own = copy.deepcopy(tree)
    for meta in list(own.iter("meta")):
        if any(_CHANGE.search(meta.get(name) or "") for name in ("property", "name", "itemprop")):
            meta.drop_tree()
    _keep_days_of_article(own)
    heading = headline(own)
    if heading is None:
        return own
    around = {heading, *heading.iterancestors()}
    in_article = any(element.tag == "article" for element in around)
    for dated in own.xpath("//time | //abbr | //*[@itemprop='datePublished'][not(self::meta)]"):
        for element in dated.iterancestors():
            if element in around:
                break
            if is_of_others(element) or (element.tag == "article" and in_article):
                dated.drop_tree()
                break
    return own


def _keep_days_of_article(tree: html.HtmlElement) -> None:
    """Leave of JSON-LD the article's day alone where one is there, not those of site and film."""
    scripts = [one for one in tree.iter("script") if "json" in (one.get("type") or "")]
    nodes = [node for script in scripts for node in _nodes(script.text or "")]
    days = [node["datePublished"] for node in nodes if _is_dated_article(node)]
    others = [node for node in nodes if "datePublished" in node and not _is_dated_article(node)]
    if not days or not others:
        return
    for script in scripts[1:]:
        script.text = ""
    scripts[0].text = json.dumps({"@type": "NewsArticle", "datePublished": days[0]})


def _nodes(text: str) -> Iterator[dict[str, Any]]:
    """The objects of JSON-LD, of its lists and graphs; none of what is no JSON."""
    try:
        waiting = [json.loads(text, strict=False)] if len(text) <= _MOST_JSON else []
    except (ValueError, RecursionError):
        return
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting += node[:_MOST_TRIED]
        elif isinstance(node, dict):
            yield node
            waiting += [node["@graph"]] if "@graph" in node else []


def _is_dated_article(node: dict[str, Any]) -> bool:
    named = node.get("@type")
    kinds = named if isinstance(named, list) else [named]
    is_article = any(_ARTICLE.search(kind) for kind in kinds if isinstance(kind, str))
    return is_article and isinstance(node.get("datePublished"), str)


def _shown_marks(tree: html.HtmlElement) -> Iterator[str]:
    for marked in tree.xpath("//body//*[@itemprop='datePublished'][not(self::meta)]"):
        yield marked.get("datetime") or marked.get("content") or marked.text_content()[:60]


def _marks(tree: html.HtmlElement) -> Iterator[str]:
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
    for path in _TIMES:
        yield from (time.get("datetime") for time in tree.xpath(path)[:1])
