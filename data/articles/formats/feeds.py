"""Reads RSS and Atom feeds: one article an entry. Nothing is fetched.

The text is the longest of an entry's bodies (content, summary, description, full text), else the
title; a caption is none of them. An entry is identified by its
address if its id is that address, else by its id, else by its address; an id that entries with
different addresses share is ignored. The source is the feed's title. A broken feed is read as far
as possible, with a note; the last entry of a truncated feed is skipped, because it is incomplete.

feedparser's parser classes are used, but not its entry point: that opens files and addresses, and
some of its patterns take minutes for 300 kB written against them (a long author, a long prolog).
Everything before the first element is dropped, and with it all entities that a feed declares, so
none is ever expanded. Broken XML is read by feedparser's lenient parser. Sizes are in bytes.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from data.articles.formats.decoding import BYTE_ORDER_MARKS, read_bytes, sure_encoding
from data.articles.formats.document import Document
from data.articles.formats.feed_parser import parsed_feed
from data.articles.formats.loader import Skipped, made_or_skipped
from data.articles.formats.markup import unescaped_text
from data.articles.formats.metadata import Fields, article_from
from data.errors import LoadError
from data.model import Article
from data.reading.dating import published, published_day
from data.reading.dating.stated import MONTH, published_in_feed
from data.reading.language import guess_language, language_code
from data.reading.owners import at_site
from data.urls import canonical, speaker, web_address

_HEAD = 1000
_MARK_BYTES = b"\xef\xbb\xbf\xff\xfe"
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?\bencoding=[\"']([\w.-]{1,40})[\"']")
_CHARSET = re.compile(r"charset=[\"']?([\w.-]{1,40})", re.IGNORECASE)
# Not every codec of Python's is an encoding of text that comes to an end soon.
_ENCODING = re.compile(
    r"utf-?(8|16|16-?[lb]e)|(windows-?|cp)\d{3,4}|koi8-?\w|(us-?)?ascii|latin-?\d|"
    r"iso-?8859-?\d+|mac-?cyrillic|gb\w+|big5|euc-\w+|shift_jis",
    re.IGNORECASE,
)
_ONE_BYTE = re.compile(r"(windows-?|cp)125\d|koi8-?\w|latin-?\d|iso-?8859-?\d+", re.IGNORECASE)
_SPACE = re.compile("[\ufeff\\s]*")
_ELEMENT = re.compile(r"<\w")
_ROOT = re.compile(r"<(?:\w+:)?(rss|channel|feed|rdf)[\s>]")
_RDF_FEEDS = ("purl.org/rss", "my.netscape.com/rdf/simple/0.9", "purl.org/net/rss")
_END = re.compile(r"</(?:\w+:)?(?:rss|feed|rdf)\s*>\s*(?:<!--[^<]{0,500}-->\s*)*\Z", re.IGNORECASE)
_FAULTS = (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
MOST_BYTES = 16 * 1024 * 1024
"""Of a feed; feedparser takes about a minute for as much."""
_OWN_SUFFIXES = (".rss", ".atom", ".rdf")
_DATES = ("published", "updated", "created")
_PERIODS_S = {"hourly": 3_600, "daily": 86_400, "weekly": 604_800}
_TEXT_TYPES = ("text/", "application/xhtml+xml")
_Entry = Mapping[str, Any]


def _parsed_feed(document: Document) -> tuple[Any, list[str], bool]:
    """Feedparser's parser after reading, what is broken in words, and whether the feed breaks off.

    Raises ``LoadError`` where it is broken and has no entries.
    """
    limited = replace(document, max_bytes=min(document.max_bytes, MOST_BYTES))
    origin = document.origin
    text, problem = _decoded(read_bytes(limited), document.content_type)
    text = text[_start(text) :]
    problems = [problem] if problem else []
    begin = _ELEMENT.search(text, _prolog_end(text))
    if begin is None:
        raise LoadError(f"{origin} is no feed: it has no elements")
    if "<!ENTITY" in text[: begin.start()]:
        problems.append("it declares entities of its own, which are not used")
    body = _NOT_XML.sub("\ufffd", text[begin.start() :])
    try:
        parser, broken = parsed_feed(body, document.address or "")
    except _FAULTS as exc:
        raise LoadError(f"{origin} cannot be read as a feed ({type(exc).__name__}: {exc})") from exc
    problems += [broken] if broken else []
    if broken and not parser.entries:
        raise LoadError(f"{origin} is no feed that can be read ({broken})")
    cut_off = bool(broken) and not _END.search(body[-_HEAD:])
    return parser, problems, cut_off


def looks_like_feed(head: bytes) -> bool:
    """Whether the first bytes are those of RSS or Atom."""
    text = head.lstrip(_MARK_BYTES).replace(b"\x00", b"").decode("latin-1")
    text = text[_start(text) :]
    begin = _ELEMENT.search(text, _prolog_end(text))
    tag = text[begin.start() :].lower() if begin else ""
    root = _ROOT.match(tag)
    if root is None:
        return False
    if root[1] == "feed":
        return "atom" in tag[:_HEAD]
    return root[1] != "rdf" or any(space in tag[:_HEAD] for space in _RDF_FEEDS)


class Feeds:
    """Reads RSS 0.9x, 1.0, 2.0 and Atom."""

    suffixes = frozenset({*_OWN_SUFFIXES, ".xml"})

    def recognises(self, document: Document) -> bool:
        """Whether the name or the first element is that of a feed."""
        return document.name.lower().endswith(_OWN_SUFFIXES) or looks_like_feed(document.head())

    def load(self, document: Document) -> Iterator[Article | Skipped]:
        """An article or a refusal for each entry, in the feed's order."""
        for entry in read_feed(document).entries:
            yield entry if isinstance(entry, Skipped) else entry.article


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry of a feed."""

    article: Article
    summary_only: bool
    """The feed gives a summary or a title and no full content."""


@dataclass(frozen=True, slots=True)
class FeedRead:
    """What a feed holds."""

    title: str
    entries: tuple[FeedEntry | Skipped, ...]
    cut_off: bool
    """It breaks off; asking again may give the rest."""
    interval_s: float | None = None
    """How often it wishes to be asked; None where it does not say."""


def read_feed(document: Document) -> FeedRead:
    """The feed's entries; raises ``LoadError`` where it is none, too large or without any use."""
    parser, problems, cut_off = _parsed_feed(document)
    feed = parser.feeddata
    ids = _Ids(parser.entries)
    title = _line(feed.get("title_detail"))
    feed_lang = language_code(str(feed.get("language") or ""))
    notes = tuple(f"{document.origin}: {problem}" for problem in problems)
    came_from = (document.asked, document.address or web_address(str(feed.get("link") or "")))
    hosts = [speaker(address) for address in came_from if address]
    entries: list[FeedEntry | Skipped] = []
    for number, entry in enumerate(parser.entries, start=1):
        origin = f"{document.origin} entry {number}"
        if cut_off and number == len(parser.entries):
            reason = "the feed breaks off amid it; fetch or save it again"
            entries.append(Skipped(origin, f"{origin} is not taken: {reason}"))
            continue
        read = made_or_skipped(origin, partial(_entry, entry, origin, ids, title, feed_lang))
        if isinstance(read, FeedEntry):
            article = at_site(read.article, *hosts)
            article = replace(article, notes=(*notes, *article.notes))
            read, notes = replace(read, article=article), ()
        entries.append(read)
    return FeedRead(title, tuple(entries), cut_off, _interval_s(feed))


def _decoded(content: bytes, content_type: str) -> tuple[str, str]:
    """The text, and what is wrong with its encoding."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace"), ""
    declared = _DECLARED.match(content[:_HEAD].lstrip())
    served = _CHARSET.search(content_type)
    named = [declared[1].decode("ascii")] if declared else []
    named += [served[1]] if served else []
    if named and _ONE_BYTE.fullmatch(named[0]):
        # A template declares what the site once was in; other letters are hardly ever UTF-8 too.
        named.insert(0, "utf-8")
    for encoding in (*named, "utf-8", sure_encoding(content) or "utf-8"):
        if _ENCODING.fullmatch(encoding):
            try:
                return content.decode(encoding), ""
            except (UnicodeDecodeError, LookupError):
                continue
    return content.decode(
        "utf-8", "replace"
    ), "bytes that are not of its encoding are shown as \ufffd"


def _start(text: str) -> int:
    """Where the XML begins: a server's own warnings may stand above it."""
    return max(0, text.find("<?xml", 0, _HEAD))


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


def _interval_s(feed: Mapping[str, Any]) -> float | None:
    """The seconds that <ttl> or the syndication module ask to leave."""
    minutes = str(feed.get("ttl") or "").strip()
    if minutes.isascii() and minutes.isdigit():
        return float(minutes[:6]) * 60
    period_s = _PERIODS_S.get(str(feed.get("sy_updateperiod") or "").strip().lower())
    times = str(feed.get("sy_updatefrequency") or "1").strip()
    if period_s is None or not (times.isascii() and times.isdigit() and int(times[:6])):
        return None
    return period_s / int(times[:6])


def _entry(entry: _Entry, origin: str, ids: "_Ids", feed_title: str, feed_lang: str) -> FeedEntry:
    title = _line(entry.get("title_detail"))
    body, has_content = _longest(entry.get("bodies") or ())
    text = body or _caption_of_film(entry) or title
    if not text:
        raise LoadError(f"{origin} has neither text nor title; an article needs one")
    article_id, url, note = ids.of(entry, title)
    values = {
        "id": article_id,
        "title": title,
        "source": _source(entry) or feed_title,
        "published": _published(entry),
        "author": _author(entry),
        "lang": _language(entry, feed_lang, text),
        "url": url,
    }
    article = article_from(Fields(values, notes=note), text, origin)
    return FeedEntry(article, summary_only=not has_content)


def _source(entry: _Entry) -> str:
    """Who published the entry, where a feed of several sources says so."""
    source = entry.get("source") or {}
    title = source.get("title")  # of RSS; Atom has a feed's whole head there
    return _line(source.get("title_detail") or (title and {"value": title}))


class _Ids:
    """What each entry of one feed is known by."""

    def __init__(self, entries: Iterable[_Entry]) -> None:
        addresses = defaultdict(set)
        self._bare: Counter[str] = Counter()
        for entry in entries:
            guid, link = _guid_and_link(entry)
            if guid and link:
                addresses[guid].add(canonical(link))
            elif link:
                self._bare[canonical(link)] += 1
        self._shared = {guid for guid, found in addresses.items() if len(found) > 1}

    def of(self, entry: _Entry, title: str) -> tuple[str, str, tuple[str, ...]]:
        """Id (empty where the address is enough), address, and notes."""
        guid, link = _guid_and_link(entry)
        if guid in self._shared:
            note = f"id {guid[:60]} stands at several addresses; the address is taken for it"
            return "", link, (note,)
        if guid:
            return ("" if _names_the_page(guid, link) else guid), link, ()
        if link and self._bare[canonical(link)] > 1:
            return f"{link} {title}", link, ()  # a live page, or the site's front page
        return "", link, ()


def _guid_and_link(entry: _Entry) -> tuple[str, str]:
    guid = " ".join(str(entry.get("id") or "").split())
    return guid, web_address(str(entry.get("link") or "")) or web_address(guid) or ""


def _names_the_page(guid: str, link: str) -> bool:
    address = web_address(guid)
    return bool(address and link and "#" not in guid and canonical(address) == canonical(link))


def _published(entry: _Entry) -> str:
    """The first date that can be read, else the first that is there, to be told.

    What feedparser alone reads is given as the day in UTC that it makes of it.
    """
    raws = [str(entry[name] or "").strip() for name in _DATES if name in entry]
    readable = (raw for raw in raws if raw and published_day(raw)[0])
    found = next(readable, "") or next((raw for raw in raws if raw), "")
    told = published_in_feed(found) if found and published(found).day is None else None
    if told is None or told.day is None:
        return found
    if told.instant:
        return told.instant.isoformat()
    return f"{told.day:%Y-%m}" if told.day_prec == MONTH else told.day.isoformat()


def _author(entry: _Entry) -> str:
    names = [
        str(one.get("name") or "") for one in entry.get("authors") or () if isinstance(one, Mapping)
    ]
    return ", ".join(dict.fromkeys(name for name in names if name)) or str(
        entry.get("author") or ""
    )


def _language(entry: _Entry, feed_lang: str, text: str) -> str:
    """What is stated, unless the text says otherwise: templates state English for all the world."""
    detail = entry.get("summary_detail") or entry.get("title_detail") or {}
    stated = language_code(str(detail.get("language") or "")) or feed_lang
    return stated if stated and guess_language(text) in {"", stated} else ""


def _longest(bodies: Iterable[_Entry]) -> tuple[str, bool]:
    """The longest of the entry's own bodies, and whether one of them is full content."""
    texts = [(_plain(body), bool(body.get("full"))) for body in bodies]
    longest = max((text for text, _full in texts), key=len, default="")
    return longest, any(text and full for text, full in texts)


def _caption_of_film(entry: _Entry) -> str:
    return _plain(entry.get("caption")) if entry.get("is_film") else ""


def _plain(detail: Any) -> str:  # noqa: ANN401 - feedparser's own value, or nothing
    if not detail:
        return ""
    kind, value = str(detail.get("type") or "text/html"), str(detail.get("value") or "")
    if not kind.startswith(_TEXT_TYPES):
        return ""
    return unescaped_text(value, is_plain=kind == "text/plain")


def _line(detail: Any) -> str:  # noqa: ANN401 - feedparser's own value, or nothing
    return " ".join(_plain(detail).split())
