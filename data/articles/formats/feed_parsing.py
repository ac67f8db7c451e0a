"""Bytes of a feed to feedparser's entries, without what a hostile feed could do to feedparser.

feedparser's classes are used and its front door is not: that opens files and addresses, and some
of its patterns take minutes for 300 kB written against them (a long author, a long prolog). What
stands before the first element is dropped, and with it all entities that a feed declares, so none
is ever expanded. Broken XML is read by feedparser's lenient reader. Sizes are in bytes.
"""

import codecs
import io
import re
import xml.sax
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.handler import feature_external_ges, feature_namespaces
from xml.sax.xmlreader import InputSource

from feedparser.api import LooseFeedParser, StrictFeedParser

from data.articles.formats.encodings import sure_encoding
from data.errors import LoadError

_MOST_AUTHOR = 200
_HEAD = 1000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins with UTF-16's mark, so it comes first
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MARK_BYTES = b"\xef\xbb\xbf\xff\xfe"
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?\bencoding=[\"']([\w.-]{1,40})[\"']")
_CHARSET = re.compile(r"charset=[\"']?([\w.-]{1,40})", re.IGNORECASE)
# Not every codec of Python's is an encoding of text that comes to an end soon.
_ENCODING = re.compile(
    r"utf-?(8|16|16-?[lb]e)|(windows-?|cp)\d{3,4}|koi8-?\w|(us-?)?ascii|latin-?\d|"
    r"iso-?8859-?\d+|mac-?cyrillic|gb\w+|big5|euc-\w+|shift_jis",
    re.IGNORECASE,
)
_SPACE = re.compile("[\ufeff\\s]*")
_ELEMENT = re.compile(r"<\w")
_END = re.compile(r"</(?:rss|feed|(?:\w+:)?rdf)\s*>\s*(?:<!--[^<]{0,500}-->\s*)*\Z", re.IGNORECASE)
_FAULTS = (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class _Author:
    """Keeps feedparser's pattern for mail addresses from long texts: it is quadratic."""

    def _sync_author_detail(self, key: str = "author") -> None:
        context = self._get_context()  # type: ignore[attr-defined]
        if len(context.get(key) or "") > _MOST_AUTHOR:
            context[key] = context[key][:_MOST_AUTHOR]
        super()._sync_author_detail(key)  # type: ignore[misc]


class _Strict(_Author, StrictFeedParser):  # type: ignore[misc]  # feedparser ships no types
    """Reads well-formed XML."""


class _Loose(_Author, LooseFeedParser):  # type: ignore[misc]
    """Reads what is meant to be XML."""


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A feed as feedparser has it."""

    feed: Mapping[str, Any]
    entries: Sequence[Mapping[str, Any]]
    problems: tuple[str, ...]
    """What is broken, in words; empty where nothing is."""
    cut_off: bool
    """The feed breaks off, so its last entry is only a part."""


def parse_feed(content: bytes, *, origin: str, base: str, content_type: str) -> ParsedFeed:
    """The entries of a feed; raises ``LoadError`` where it has none and is broken."""
    text, problem = _decoded(content, content_type)
    problems = [problem] if problem else []
    begin = _ELEMENT.search(text, _prolog_end(text))
    if begin is None:
        raise LoadError(f"{origin} is no feed: it has no elements")
    if "<!ENTITY" in text[: begin.start()]:
        problems.append("it declares entities of its own, which are not used")
    body = _NOT_XML.sub("\ufffd", text[begin.start() :])
    try:
        parser, broken = _parsed(body, base)
    except _FAULTS as exc:
        raise LoadError(f"{origin} cannot be read as a feed ({type(exc).__name__}: {exc})") from exc
    problems += [broken] if broken else []
    if broken and not parser.entries:
        raise LoadError(f"{origin} is no feed that can be read ({broken})")
    cut_off = bool(broken) and not _END.search(body[-_HEAD:])
    return ParsedFeed(parser.feeddata, parser.entries, tuple(problems), cut_off)


def looks_like_feed(head: bytes) -> bool:
    """Whether the first bytes are those of RSS or Atom."""
    text = head.lstrip(_MARK_BYTES).replace(b"\x00", b"").decode("latin-1")
    begin = _ELEMENT.search(text, _prolog_end(text))
    tag = text[begin.start() :].lower() if begin else ""
    if tag.startswith(("<rss", "<channel")):
        return True
    if re.match(r"<(?:\w+:)?feed[\s>]", tag):
        return "atom" in tag[:_HEAD]
    return re.match(r"<(?:\w+:)?rdf\b", tag) is not None and "purl.org/rss" in tag[:_HEAD]


def _parsed(body: str, base: str) -> tuple[Any, str]:
    strict = _Strict(base, None, "utf-8")
    strict.resolve_relative_uris = strict.sanitize_html = False
    reader = xml.sax.make_parser()
    reader.setFeature(feature_namespaces, True)
    reader.setFeature(feature_external_ges, False)
    reader.setContentHandler(strict)
    reader.setErrorHandler(strict)
    source = InputSource()
    source.setByteStream(io.BytesIO(body.encode("utf-8", "replace")))
    source.setEncoding("utf-8")
    try:
        reader.parse(source)
    except xml.sax.SAXException as exc:
        loose = _Loose(base, None, "utf-8", {})
        loose.resolve_relative_uris = loose.sanitize_html = False
        loose.feed(body)
        return loose, f"broken XML: {exc.getMessage()}"
    return strict, ""


def _decoded(content: bytes, content_type: str) -> tuple[str, str]:
    """The text, and what is wrong with its encoding."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace"), ""
    declared = _DECLARED.match(content[:_HEAD].lstrip())
    served = _CHARSET.search(content_type)
    named = [declared[1].decode("ascii")] if declared else []
    named += [served[1]] if served else []
    for encoding in (*named, "utf-8", sure_encoding(content) or "utf-8"):
        if _ENCODING.fullmatch(encoding):
            try:
                return content.decode(encoding), ""
            except (UnicodeDecodeError, LookupError):
                continue
    return content.decode(
        "utf-8", "replace"
    ), "bytes that are not of its encoding are shown as \ufffd"


def _prolog_end(text: str) -> int:
    """Where the space, comments and instructions at the beginning end."""
    place = 0
    while True:
        space = _SPACE.match(text, place)
        place = space.end() if space else place
        found = -1
        for begin, end in (("<?", "?>"), ("<!--", "-->")):
            if text.startswith(begin, place):
                found = text.find(end, place + len(begin)) + len(end)
                if found < len(begin) + len(end):
                    return place
        if found < 0:
            return place
        place = found
