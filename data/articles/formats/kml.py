"""Reads KML, as map programs write it: one article a placemark.

The name is the title; the text is the description without its tags, else the name. The day is that
of ``TimeStamp`` or the begin of ``TimeSpan``. Points are kept as stated points; lines and areas are
none. Fields of ``ExtendedData`` that are named like an article's (source, url, date, author) are
read as such, the file's own name is the source else. Styles, overlays and links to other files are
left out. A file with entities of its own is rejected, none is ever expanded.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from lxml import etree

from data.articles.formats.decoding import read_bytes
from data.articles.formats.document import Document
from data.articles.formats.loader import Skipped, made_or_skipped
from data.articles.formats.markup import only_link, unescaped_text
from data.articles.formats.metadata import Fields, article_from, sidecar
from data.articles.formats.tables.cells import stated_points
from data.articles.formats.tables.columns import role_of
from data.errors import LoadError
from data.model import Article, StatedPoint

_ROOT = re.compile(rb"\s*(?:<\?[^>]{0,300}>\s*)?(?:<!--[^>]{0,300}>\s*)*<(?:\w+:)?kml[\s>]")
_MARKS = b"\xef\xbb\xbf\xff\xfe"
_OWN_ENTITY = re.compile(rb"<!ENTITY\s", re.IGNORECASE)
_ROUND_COMMA = re.compile(r"\s{0,20},\s{0,20}")
_MOST_POINTS = 50
_MOST_FIELDS = 200
_MOST_SAID = 100
_FROM_FIELDS = ("source", "published", "url", "author", "lang", "id", "text")


class Kml:
    """Reads ``.kml`` files."""

    suffixes = frozenset({".kml", ".xml"})

    def recognises(self, document: Document) -> bool:
        """Whether the name or the first element is KML's."""
        if document.name.lower().endswith(".kml"):
            return True
        return bool(_ROOT.match(document.head().lstrip(_MARKS).replace(b"\x00", b"")))

    def load(self, document: Document) -> Iterator[Article | Skipped]:
        """An article or a refusal for each placemark, in the file's order."""
        content = read_bytes(document)
        if _OWN_ENTITY.search(content):
            raise LoadError(f"{document.origin} declares entities of its own; save it without them")
        beside = sidecar(document.path)
        number, name = 0, ""
        try:
            for element in _elements(content):
                if etree.QName(element).localname == "name":
                    name = name or _name_of_file(element)
                    continue
                number += 1
                origin = f"{document.origin} placemark {number}"
                yield made_or_skipped(origin, partial(_article, element, origin, name, beside))
                _forget(element)
        except etree.XMLSyntaxError as exc:
            where = f"{document.origin} after placemark {number or 'none'}"
            problem = str(exc)[:_MOST_SAID]
            yield Skipped(where, f"{where} is broken XML ({problem}); the rest is not read")
            return
        if not number:
            raise LoadError(f"{document.origin} holds no placemark; it holds no text to read")


def _elements(content: bytes) -> Iterator[etree._Element]:
    parsed = etree.iterparse(
        io.BytesIO(content),
        events=("end",),
        tag=("{*}Placemark", "{*}name"),
        resolve_entities=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )
    for _event, element in parsed:
        yield element


def _name_of_file(element: etree._Element) -> str:
    parent = element.getparent()
    is_files = parent is not None and etree.QName(parent).localname == "Document"
    return _line(element) if is_files else ""


def _forget(element: etree._Element) -> None:
    element.clear()
    while element.getprevious() is not None:
        parent = element.getparent()
        if parent is None:
            return
        del parent[0]


def _article(mark: etree._Element, origin: str, name_of_file: str, beside: Fields) -> Article:
    title = _text(mark, "name")
    description = _text(mark, "description") or _text(mark, "Snippet")
    fields = _fields(mark)
    text = unescaped_text(description) or fields.pop("text", "") or title
    if not text:
        raise LoadError(f"{origin} has neither description nor name; an article needs one")
    when = _text(mark, "when") or _text(mark, "begin")
    places = [pair for one in mark.iterfind(".//{*}Point/{*}coordinates") for pair in _pairs(one)]
    values = {
        **fields,
        "title": title,
        "source": fields.get("source") or name_of_file,
        "published": when or fields.get("published", ""),
        "url": _link(mark) or fields.get("url") or only_link(description),
        # Placemarks may name one page, and are not the same for that.
        "id": fields.get("id") or mark.get("id") or " ".join([title, when, *map(",".join, places)]),
    }
    points: list[StatedPoint] = []
    notes: list[str] = []
    for longitude, latitude in places[:_MOST_POINTS]:
        stated, said = stated_points(latitude, longitude, "", where=origin)
        points += stated
        notes += said
    article = article_from(beside.over(Fields(values)), text, origin)
    return replace(article, points=tuple(points), notes=(*article.notes, *notes))


def _fields(mark: etree._Element) -> dict[str, str]:
    """What ``ExtendedData`` says of the article, by its role."""
    fields: dict[str, str] = {}
    named = mark.xpath(".//*[local-name()='Data' or local-name()='SimpleData'][@name]")
    for element in named[:_MOST_FIELDS]:
        told = role_of(element.get("name")[:_MOST_SAID])
        value = " ".join("".join(element.itertext()).split())
        if told and told[0] in _FROM_FIELDS and value:
            fields.setdefault(told[0], value)
    return fields


def _pairs(coordinates: etree._Element) -> Iterator[tuple[str, str]]:
    """Longitude and latitude of each "36.3,50.03,0"."""
    for triple in _ROUND_COMMA.sub(",", coordinates.text or "").split():
        numbers = triple.split(",")
        if len(numbers) >= 2:
            yield numbers[0], numbers[1]


def _link(mark: etree._Element) -> str:
    return next((one.get("href") or "" for one in mark.iterfind("{*}link")), "")


def _text(mark: etree._Element, name: str) -> str:
    """The text of the placemark's first element of that name, at whatever depth for moments."""
    path = f"{{*}}{name}" if name in {"name", "description", "Snippet"} else f".//{{*}}{name}"
    found = mark.find(path)
    if found is None:
        return ""
    return "".join(found.itertext()).strip() if name == "description" else _line(found)


def _line(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())
