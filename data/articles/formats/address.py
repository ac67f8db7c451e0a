"""Articles at web addresses: a page, a feed, or a file of any format that is known here."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from data.articles.formats.document import NO_COLUMNS
from data.articles.formats.feeds import FeedEntry, read_feed
from data.articles.formats.loader import Skipped
from data.articles.web.documents import is_feed, load_web_document, web_document
from data.articles.web.full_text import FullText
from data.articles.web.visiting import Visitor
from data.errors import FetchError, LoadError
from data.model import Article


def load_addresses(
    addresses: Iterable[str],
    *,
    visitor: Visitor,
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
        for found in _load(address, visitor, max_bytes, full_text, columns):
            held += 1
            yield found
        if not held:
            log(f"{address} holds nothing new")


def _load(
    address: str,
    visitor: Visitor,
    max_bytes: int,
    full_text: FullText | None,
    columns: Mapping[str, str],
) -> Iterator[Article | Skipped]:
    try:
        document = web_document(visitor.visit(address), max_bytes=max_bytes)
        if not is_feed(document):
            yield from load_web_document(replace(document, columns=columns))
            return
        entries = read_feed(document).entries
    except (FetchError, LoadError) as exc:
        yield Skipped(address, str(exc))
        return
    yield from articles_of(entries, full_text)


def articles_of(
    entries: Iterable[FeedEntry | Skipped], full_text: FullText | None
) -> Iterator[Article | Skipped]:
    """The articles of a feed's entries, whole where ``full_text`` can have them."""
    if full_text:
        yield from full_text.articles(entries)
        return
    for entry in entries:
        yield entry if isinstance(entry, Skipped) else entry.article
