"""The whole story behind a feed's summary: the linked page, fetched only where the user asks.

A page that cannot be had leaves the summary, with a note. A story that is stored with another text
than the summary is not fetched again, nor is its summary stored over it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from data.articles.formats.feeds import FeedEntry
from data.articles.formats.loader import Skipped
from data.articles.formats.loading import load_document
from data.articles.web.documents import web_document
from data.articles.web.visiting import Visitor
from data.errors import FetchError
from data.model import Article

_MOST_REMEMBERED = 10_000


class FullText:
    """Fetches what summaries are of."""

    def __init__(
        self, visitor: Visitor, *, is_stored: Callable[[Article], bool], max_bytes: int
    ) -> None:
        self._visitor = visitor
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
        document = web_document(self._visitor.visit(address), max_bytes=self._max_bytes)
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
                    published_from=dated.published_from,
                    published_at=dated.published_at,
                    notes=(*article.notes, *found.notes),
                )
            refused = found.reason
        raise FetchError(refused or f"{address} holds no text")
