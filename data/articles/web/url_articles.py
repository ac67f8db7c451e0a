"""Turns URLs into articles: of a page, a feed with or without its full texts, or any known format.

The file name decides which loader reads a response, and a URL may have any name: so content that
begins like a feed is named as a feed, and what the server calls a page is named as a page.

Every article says which site it came from, and speaks for that site alone.

With full text, the page behind a feed's summary is fetched. If that fails the summary is kept, with
a note. A story that is stored with another text than the summary is neither fetched again nor
overwritten by the summary.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from data.articles.formats.document import NO_COLUMNS, Document, bytes_document
from data.articles.formats.feeds import FeedEntry, looks_like_feed, read_feed
from data.articles.formats.loader import Skipped
from data.articles.formats.loading import load_document
from data.articles.web.fetching import Fetched
from data.articles.web.polite_fetching import PoliteFetcher
from data.errors import FetchError, LoadError
from data.model import Article
from data.reading.owners import at_site
from data.urls import speaker

_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_PAGE_SUFFIXES = (".html", ".htm", ".xhtml")
_FEED_SUFFIXES = (".rss", ".atom", ".rdf", ".xml")
_MOST_NAME = 200
_MOST_REMEMBERED = 10_000


def web_document(fetched: Fetched, *, max_bytes: int) -> Document:
    """The answer as a document with its final address."""
    document = bytes_document(
        fetched.content, origin=fetched.address, name=_name(fetched), max_bytes=max_bytes
    )
    return replace(
        document,
        address=fetched.address,
        asked=fetched.asked,
        content_type=fetched.content_type,
    )


def is_feed(document: Document) -> bool:
    """Whether the document begins like RSS or Atom."""
    return looks_like_feed(document.head())


def load_web_document(document: Document) -> Iterator[Article | Skipped]:
    """What the document's loader finds in it, as the word of the site that it came from."""
    hosts = [speaker(address) for address in (document.asked, document.address) if address]
    for found in load_document(document):
        yield at_site(found, *hosts) if isinstance(found, Article) else found


class FullText:
    """Fetches what summaries are of."""

    def __init__(
        self, fetcher: PoliteFetcher, *, is_stored: Callable[[Article], bool], max_bytes: int
    ) -> None:
        self._fetcher = fetcher
        self._is_stored = is_stored
        self._max_bytes = max_bytes
        self._failed: dict[str, str] = {}

    def articles(self, entries: Iterable[FeedEntry | Skipped]) -> Iterator[Article | Skipped]:
        """The entries' articles, each with its full text where that can be had."""
        for entry in entries:
            if isinstance(entry, Skipped):
                yield entry
            elif not entry.summary_only or not entry.article.url:
                yield entry.article
            elif not self._is_stored(entry.article):
                yield self._whole(entry.article, entry.article.url)

    def _whole(self, article: Article, address: str) -> Article:
        reason = self._failed.get(address)
        if reason is None:
            try:
                return self._merged(article, address)
            except FetchError as exc:
                reason = str(exc)
            while len(self._failed) >= _MOST_REMEMBERED:
                del self._failed[next(iter(self._failed))]
            self._failed[address] = reason
        return replace(article, notes=(*article.notes, f"only its summary is taken: {reason}"))

    def _merged(self, article: Article, address: str) -> Article:
        document = web_document(self._fetcher.fetch(address), max_bytes=self._max_bytes)
        refused = ""
        for found in load_document(document):
            if isinstance(found, Article):
                dated = article if article.published else found
                return replace(
                    article,
                    text=found.text,
                    title=article.title or found.title,
                    author=article.author or found.author,
                    lang=found.lang or article.lang,
                    published=dated.published,
                    published_prec=dated.published_prec,
                    published_at=dated.published_at,
                    published_from=dated.published_from,
                    notes=(*article.notes, *found.notes),
                )
            refused = found.reason
        raise FetchError(refused or f"{address} holds no text")


def load_urls(
    addresses: Iterable[str],
    *,
    fetcher: PoliteFetcher,
    max_bytes: int,
    full_text: FullText | None = None,
    columns: Mapping[str, str] = NO_COLUMNS,
    log: Callable[[str], None],
) -> Iterator[Article | Skipped]:
    """Articles and refusals of all addresses in order; no error ends it before its time.

    With ``full_text`` the pages behind a feed's summaries are fetched too. ``columns`` are
    those of tables. ``log`` hears of an address that holds nothing.
    """
    for address in addresses:
        held = 0
        for found in _load_address(address, fetcher, max_bytes, full_text, columns):
            held += 1
            yield found
        if not held:
            log(f"{address} holds nothing new")


def articles_of(
    entries: Iterable[FeedEntry | Skipped], full_text: FullText | None
) -> Iterator[Article | Skipped]:
    """The articles of a feed's entries, whole where ``full_text`` can have them."""
    if full_text:
        yield from full_text.articles(entries)
        return
    for entry in entries:
        yield entry if isinstance(entry, Skipped) else entry.article


def _name(fetched: Fetched) -> str:
    name = PurePosixPath(unquote(urlsplit(fetched.address).path)).name[-_MOST_NAME:]
    kind = fetched.content_type.partition(";")[0].strip().lower()
    if looks_like_feed(fetched.content[:65_536]):
        return name if name.lower().endswith(_FEED_SUFFIXES) else f"{name}.xml"
    if kind in _PAGES and not name.lower().endswith(_PAGE_SUFFIXES):
        return f"{name}.html"
    return name


def _load_address(
    address: str,
    fetcher: PoliteFetcher,
    max_bytes: int,
    full_text: FullText | None,
    columns: Mapping[str, str],
) -> Iterator[Article | Skipped]:
    try:
        document = web_document(fetcher.fetch(address), max_bytes=max_bytes)
        if not is_feed(document):
            yield from load_web_document(replace(document, columns=columns))
            return
        entries = read_feed(document).entries
    except (FetchError, LoadError) as exc:
        yield Skipped(address, str(exc))
        return
    yield from articles_of(entries, full_text)
