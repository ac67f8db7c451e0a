"""Every entry of an RSS or Atom feed is an article. The feed is read, and nothing fetched.

Full content goes before a summary, and a title stands alone where there is neither. An entry is
known by its address where its id is that address, else by its id, else by its address; an id that
entries with different addresses share is no id. The source is the feed's title. A broken feed is
read as far as it can be, with a note; of one that breaks off the last entry is refused, because
only a part of it is there.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from data.articles.formats.decoding import read_bytes
from data.articles.formats.document import Document
from data.articles.formats.feed_parsing import looks_like_feed, parse_feed
from data.articles.formats.fragments import fragment_text
from data.articles.formats.metadata import Fields, article_from
from data.articles.formats.protocol import Refused
from data.errors import LoadError
from data.model import Article
from data.reading.dating import published_day
from data.reading.language import guess_language, language_code
from data.urls import canonical, web_address

MOST_BYTES = 16 * 1024 * 1024
"""Of a feed; feedparser takes about a minute for as much."""
_OWN_SUFFIXES = (".rss", ".atom", ".rdf")
_DATES = ("published", "updated", "created")
_PERIODS_S = {"hourly": 3_600, "daily": 86_400, "weekly": 604_800}
_TEXT_TYPES = ("text/", "application/xhtml+xml")
_Entry = Mapping[str, Any]


class Feeds:
    """Reads RSS 0.9x, 1.0, 2.0 and Atom."""

    suffixes = frozenset({*_OWN_SUFFIXES, ".xml"})

    def recognises(self, document: Document) -> bool:
        """Whether the name or the first element is that of a feed."""
        return document.name.lower().endswith(_OWN_SUFFIXES) or looks_like_feed(document.head())

    def load(self, document: Document) -> Iterator[Article | Refused]:
        """An article or a refusal for each entry, in the feed's order."""
        for entry in read_feed(document).entries:
            yield entry if isinstance(entry, Refused) else entry.article


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
    entries: tuple[FeedEntry | Refused, ...]
    cut_off: bool
    """It breaks off; asking again may give the rest."""
    interval_s: float | None = None
    """How often it wishes to be asked; None where it does not say."""


def read_feed(document: Document) -> FeedRead:
    """The feed's entries; raises ``LoadError`` where it is none, too large or without any use."""
    limited = replace(document, max_bytes=min(document.max_bytes, MOST_BYTES))
    parsed = parse_feed(
        read_bytes(limited),
        origin=document.origin,
        base=document.address or "",
        content_type=document.content_type,
    )
    ids = _Ids(parsed.entries)
    title = _line(parsed.feed.get("title_detail"))
    feed_lang = language_code(str(parsed.feed.get("language") or ""))
    notes = tuple(f"{document.origin}: {problem}" for problem in parsed.problems)
    entries: list[FeedEntry | Refused] = []
    for number, entry in enumerate(parsed.entries, start=1):
        origin = f"{document.origin} entry {number}"
        if parsed.cut_off and number == len(parsed.entries):
            reason = "the feed breaks off amid it; fetch or save it again"
            entries.append(Refused(origin, f"{origin} is not taken: {reason}"))
            continue
        try:
            read = _entry(entry, origin, ids, title, feed_lang)
        except LoadError as exc:
            entries.append(Refused(origin, str(exc)))
            continue
        article = replace(read.article, notes=(*notes, *read.article.notes))
        entries.append(replace(read, article=article))
        notes = ()
    return FeedRead(title, tuple(entries), parsed.cut_off, _interval_s(parsed.feed))


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
    content = _longest(entry.get("content") or ())
    text = content or _plain(entry.get("summary_detail")) or title
    if not text:
        raise LoadError(f"{origin} has neither text nor title; an article needs one")
    article_id, url, note = ids.of(entry, title)
    values = {
        "id": article_id,
        "title": title,
        "source": _line((entry.get("source") or {}).get("title_detail")) or feed_title,
        "published": _published(entry),
        "author": _author(entry),
        "lang": _language(entry, feed_lang, text),
        "url": url,
    }
    fields = Fields({name: value for name, value in values.items() if value}, {}, note)
    return FeedEntry(article_from(fields, text, origin), summary_only=not content)


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
    """The first date that can be read, else the first that is there, to be told."""
    raws = [str(entry[name] or "").strip() for name in _DATES if name in entry]
    readable = (raw for raw in raws if raw and published_day(raw)[0])
    return next(readable, next((raw for raw in raws if raw), ""))


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


def _longest(contents: Iterable[Any]) -> str:
    return max((_plain(content) for content in contents), key=len, default="")


def _plain(detail: Any) -> str:  # noqa: ANN401 - feedparser's own value, or nothing
    if not detail:
        return ""
    kind, value = str(detail.get("type") or "text/html"), str(detail.get("value") or "")
    if not kind.startswith(_TEXT_TYPES):
        return ""
    return value.strip() if kind == "text/plain" else fragment_text(value)


def _line(detail: Any) -> str:  # noqa: ANN401 - feedparser's own value, or nothing
    return " ".join(_plain(detail).split())
