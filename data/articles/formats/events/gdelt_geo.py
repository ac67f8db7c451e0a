"""Reads GeoJSON of GDELT's GEO service: news pages by the places that they name.

A feature is a place, and its property ``html`` links to pages about it. An article is a page: its
title is the text, its link the address, the places that link to it are its stated points. The day
is ``urlpubtimedate``. Features without a link are refused by name.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from data.articles.formats.decoding import decode, read_bytes
from data.articles.formats.document import Document
from data.articles.formats.loader import Skipped
from data.articles.formats.markup import links, unescaped_text
from data.articles.formats.metadata import Fields, article_from
from data.articles.formats.tables.cells import cell_text, stated_points
from data.errors import LoadError
from data.model import Article, StatedPoint
from data.urls import host

_COLLECTION = re.compile(rb'"type"\s*:\s*"FeatureCollection"|"features"\s*:\s*\[')
_LINKED = re.compile(rb'"html"\s*:\s*"(?:\\.|[^"\\]){0,2000}?<a\s', re.IGNORECASE)
_OWN_TEXT = re.compile(rb'"(?:title|text|description|body|content|summary)"\s*:', re.IGNORECASE)
_MOST_POINTS = 50
_MOST_LINKS = 100
"""Of one place; the service gives five."""


@dataclass
class _Page:
    """A news page, and what is said of it in all features."""

    where: str
    title: str
    published: str
    points: list[StatedPoint] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class GdeltGeo:
    """Reads ``.geojson`` and ``.json`` files of the service."""

    suffixes = frozenset({".json", ".geojson"})

    def recognises(self, document: Document) -> bool:
        """Whether its features have links in ``html``, and no text or title of their own."""
        head = document.head()
        if not _COLLECTION.search(head) or not _LINKED.search(head):
            return False
        return not _OWN_TEXT.search(head)

    def load(self, document: Document) -> Iterator[Article | Skipped]:
        """An article for each page, in the order in which they are first named."""
        origin = document.origin
        try:
            given = json.loads(decode(read_bytes(document), origin).text)
        except LoadError:
            raise
        except (ValueError, RecursionError) as exc:
            problem = getattr(exc, "msg", None) or "nested too deep, or a number too long"
            raise LoadError(f"{origin} is not JSON ({problem}); correct it") from exc
        features = given.get("features") if isinstance(given, dict) else None
        pages: dict[str, _Page] = {}
        for number, feature in enumerate(features if isinstance(features, list) else (), start=1):
            where = f"{origin} feature {number}"
            if not _add(feature, where, pages):
                yield Skipped(where, f"{where} has no link to a page; nothing to read")
        if not pages:
            raise LoadError(f"{origin} links to no page; it holds no text to read")
        for address, page in pages.items():
            yield _article(address, page)


def _add(feature: object, where: str, pages: dict[str, _Page]) -> bool:
    """Add what the feature says to ``pages``; whether it links to any."""
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(feature, dict) or not isinstance(properties, dict):
        return False
    points, notes = _points(feature, cell_text(properties.get("name")), where)
    found = False
    for address, label in links(cell_text(properties.get("html")))[:_MOST_LINKS]:
        title = unescaped_text(label)
        if not title:
            continue
        found = True
        day = cell_text(properties.get("urlpubtimedate") or properties.get("date"))
        page = pages.setdefault(address, _Page(where, title, day))
        new = [one for one in points if one not in page.points]
        page.points += new[: _MOST_POINTS - len(page.points)]
        page.notes += notes
    return found


def _points(
    feature: Mapping[str, object], name: str, where: str
) -> tuple[tuple[StatedPoint, ...], tuple[str, ...]]:
    geometry = feature.get("geometry")
    position = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if not isinstance(position, list) or len(position) < 2:
        return (), ()
    return stated_points(cell_text(position[1]), cell_text(position[0]), name, where=where)


def _article(address: str, page: _Page) -> Article:
    values = {
        "title": page.title,
        "source": host(address),
        "published": page.published,
        "url": address,
    }
    article = article_from(Fields(values), page.title, page.where)
    return replace(article, points=tuple(page.points), notes=(*article.notes, *page.notes))
