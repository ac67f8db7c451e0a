"""Reads GDELT's Global Knowledge Graph 2.x (codebook 2.1): a news page a line, without its text.

The article is the page's title (``<PAGE_TITLE>`` among the extras) and its address; a line without
a title is refused by name. What GDELT found in the page are stated points: ``V2Locations``, each
place once, at most 50. Their types to UCDP's ``where_prec``: 1 country 6, 2 and 5 (a state) 4, 3
and 4 (a town) 1. The day is the page's own time where the extras have it, else GDELT's; both UTC.
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from data.articles.formats.decoding import decode, numbered_lines
from data.articles.formats.document import Document
from data.articles.formats.loader import Skipped, made_or_skipped, until_mostly_skipped
from data.articles.formats.metadata import Fields, article_from
from data.articles.formats.tables.cells import point
from data.errors import LoadError
from data.model import Article, StatedPoint
from data.urls import web_address

_COLUMNS = 27
_ID, _DATE, _SOURCE, _ADDRESS, _LOCATIONS, _EXTRAS = 0, 1, 3, 4, 10, 26
_FIRST_LINE = re.compile(rb"[0-9]{14}-T?[0-9]+\t[0-9]{14}\t")
_MOMENT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})$")
_WHERE_PREC = {"1": 6, "2": 4, "3": 1, "4": 1, "5": 4}
_MOST_POINTS = 50


class GdeltGkg:
    """Reads GKG files, which are tab separated, without a header, and named ``.csv``."""

    suffixes = frozenset({".csv", ".tsv"})

    def recognises(self, document: Document) -> bool:
        """By the id and the moment that a line begins with, and the number of its columns."""
        line = document.head().removeprefix(b"\xef\xbb\xbf").partition(b"\n")[0]
        whole = line.count(b"\t") == _COLUMNS - 1 or len(line) > 10_000
        return bool(_FIRST_LINE.match(line)) and whole

    def load(self, document: Document) -> Iterator[Article | Skipped]:
        """An article or a refusal for every line."""
        return until_mostly_skipped(_articles(document), document.origin, "lines")


def _articles(document: Document) -> Iterator[Article | Skipped]:
    for number, line in numbered_lines(document.open(), document.max_bytes):
        where = f"{document.origin} line {number}"
        yield made_or_skipped(where, partial(_article, line, where, document.max_bytes))


def _article(line: bytes, where: str, max_bytes: int) -> Article:
    if len(line) > max_bytes:
        raise LoadError(f"{where} is longer than {max_bytes / 1024 / 1024:g} MB; shorten it")
    cells = decode(line, where, one_line=True).text.rstrip("\r\n").split("\t")
    if len(cells) != _COLUMNS:
        raise LoadError(f"{where} has {len(cells)} columns where GDELT's GKG has {_COLUMNS}")
    extras = cells[_EXTRAS]
    title = " ".join(html.unescape(_extra(extras, "PAGE_TITLE")).split())
    if not title:
        raise LoadError(f"{where} has no page title, and GDELT keeps no text; nothing to read")
    values = {
        "source": cells[_SOURCE],
        "title": title,
        "published": _moment(_extra(extras, "PAGE_PRECISEPUBTIMESTAMP") or cells[_DATE]),
        "author": html.unescape(_extra(extras, "PAGE_AUTHORS")).replace(";", ", "),
        "url": web_address(cells[_ADDRESS]) or "",
        "id": cells[_ID],
    }
    article = article_from(Fields(values), title, where)
    return replace(article, points=tuple(_points(cells[_LOCATIONS])))


def _extra(extras: str, name: str) -> str:
    _before, found, after = extras.partition(f"<{name}>")
    content, ended, _rest = after.partition(f"</{name}>")
    return content.strip() if found and ended else ""


def _moment(digits: str) -> str:
    match = _MOMENT.match(digits.strip())
    if match is None:
        return digits
    year, month, day, hour, minute, second = match.groups()
    return f"{year}-{month}-{day}T{hour}:{minute}:{second}Z"


def _points(listed: str) -> Iterator[StatedPoint]:
    """The places of ``V2Locations``: type#name#country#admin1#admin2#latitude#longitude#id#at."""
    seen: set[Sequence[str]] = set()
    for block in listed.split(";"):
        parts = block.split("#")
        if len(parts) < 8 or (key := tuple(parts[:7])) in seen:
            continue
        stated = point(parts[5], parts[6], name=parts[1], where_prec=_WHERE_PREC.get(parts[0]))
        if stated is None:
            continue
        seen.add(key)
        yield stated
        if len(seen) >= _MOST_POINTS:
            return
