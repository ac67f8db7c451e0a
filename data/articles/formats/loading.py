"""Loads one document: unpacks it, chooses its loader, and turns every error into a skipped item.

The ending of the name decides, or the content type for a document from the web whose ending is
unknown; a feed is known by its first bytes under any ending. Where several loaders read one ending,
those that recognise their own files by the first bytes are asked in the order of the list; the
first that needs no such check takes the rest. A new format is one line in ``LOADERS``.
"""

import logging
from collections.abc import Iterator

from data.articles.formats.archives import ARCHIVE_SUFFIXES, archive_suffix, members
from data.articles.formats.document import Document, known_suffix
from data.articles.formats.events.gdelt import GdeltGkg
from data.articles.formats.events.gdelt_geo import GdeltGeo
from data.articles.formats.feeds import Feeds, looks_like_feed
from data.articles.formats.json_files import JsonDocument, JsonLines
from data.articles.formats.kml import Kml
from data.articles.formats.loader import Loader, RecognisesContent, Skipped
from data.articles.formats.mail import MailMessage
from data.articles.formats.mailboxes import Mailbox, begins_as_mailbox
from data.articles.formats.pages import HtmlPages
from data.articles.formats.tables.delimited import Delimited
from data.articles.formats.tables.limited_process import most_articles
from data.articles.formats.tables.parquet import Parquet
from data.articles.formats.tables.spreadsheet import Spreadsheet
from data.articles.formats.telegram import TelegramExport
from data.articles.formats.text_files import Markdown, PlainText
from data.articles.formats.unpacking import DEFAULT_LIMITS, OverBudget, UnpackingLimits
from data.articles.formats.web_archive import WebArchive
from data.errors import LoadError
from data.faults import FAULTS_OF_ONE_FILE, failure
from data.model import Article

_FEEDS = Feeds()
_MAILBOX = Mailbox()
LOADERS: tuple[Loader, ...] = (
    PlainText(),
    Markdown(),
    JsonLines(),
    _FEEDS,
    Kml(),
    GdeltGkg(),
    Delimited(),
    Spreadsheet(),
    Parquet(),
    HtmlPages(),
    WebArchive(),
    TelegramExport(),
    GdeltGeo(),
    JsonDocument(),
    MailMessage(),
    _MAILBOX,
)
"""Specific ones before general ones."""
SUFFIXES = tuple(sorted({suffix for loader in LOADERS for suffix in loader.suffixes}))
_SUFFIX_OF_TYPE = {
    "application/atom+xml": ".atom",
    "application/geo+json": ".geojson",
    "application/json": ".json",
    "application/jsonl": ".jsonl",
    "application/rss+xml": ".rss",
    "application/vnd.apache.parquet": ".parquet",
    "application/vnd.google-earth.kml+xml": ".kml",
    "application/vnd.ms-excel": ".xls",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/x-ndjson": ".ndjson",
    "application/xml": ".xml",
    "application/mbox": ".mbox",
    "message/rfc822": ".eml",
    "multipart/related": ".mhtml",
    "text/csv": ".csv",
    "application/xhtml+xml": ".xhtml",
    "text/html": ".html",
    "text/markdown": ".md",
    "text/plain": ".txt",
    "text/tab-separated-values": ".tsv",
    "text/xml": ".xml",
}
_log = logging.getLogger(__name__)


def loader_for(document: Document) -> Loader | None:
    """The loader for the document, or None where nothing tells that one reads it.

    Lets what ``Document.open`` raises rise.
    """
    if looks_like_feed(document.head()):
        return _FEEDS
    suffix = known_suffix(document.name, SUFFIXES) or _SUFFIX_OF_TYPE.get(document.media_type, "")
    for loader in LOADERS:
        if suffix in loader.suffixes and (
            not isinstance(loader, RecognisesContent) or loader.recognises(document)
        ):
            return loader
    # Mail programs give their boxes no ending.
    return _MAILBOX if not suffix and begins_as_mailbox(document.head()) else None


def load_document(
    document: Document, *, limits: UnpackingLimits = DEFAULT_LIMITS
) -> Iterator[Article | Skipped]:
    """What is found in the document, or in those that it packs; none but is taken or refused."""
    suffix = archive_suffix(document)
    found = _unpacked(document, suffix, limits) if suffix else _loaded(document)
    try:
        yield from _without_errors(document, found)
    except OverBudget as exc:
        yield Skipped(document.origin, str(exc))


def unreadable(origin: str, exc: Exception) -> Skipped:
    """The refusal of what the system would not let us read."""
    reason = getattr(exc, "strerror", None) or exc
    return Skipped(origin, f"{origin} cannot be read ({reason}); check it and its permissions")


def _loaded(document: Document) -> Iterator[Article | Skipped]:
    loader = loader_for(document)
    if loader is None:
        endings = ", ".join(sorted({*SUFFIXES, *ARCHIVE_SUFFIXES}))
        yield Skipped(
            document.origin,
            f"{document.origin} is of no known format; convert it to one of {endings}",
            unknown_format=True,
        )
        return
    yield from loader.load(document)


def _unpacked(
    document: Document, suffix: str, limits: UnpackingLimits
) -> Iterator[Article | Skipped]:
    found = 0
    for one in _members(document, suffix, limits):
        found += 1
        yield one
        if document.size and found > most_articles(document.size):
            raise LoadError(
                f"{document.origin} holds over {found - 1:,} articles, the most for an archive of "
                "its size; the rest is not read; unpack it and ingest the files"
            )
    if not found:
        raise LoadError(f"{document.origin} holds no file; it holds no text to read")


def _members(
    document: Document, suffix: str, limits: UnpackingLimits
) -> Iterator[Article | Skipped]:
    for member in members(document, suffix, limits):
        if isinstance(member, Skipped):
            yield member
        else:
            yield from _without_errors(member, _loaded(member))


def _without_errors(
    document: Document, found: Iterator[Article | Skipped]
) -> Iterator[Article | Skipped]:
    """What was ``found`` in the document, with its error as the last skipped item."""
    try:
        yield from found
    except OverBudget:
        raise  # it ends the whole archive
    except LoadError as exc:
        yield Skipped(document.origin, str(exc))
    except OSError as exc:
        yield unreadable(str(exc.filename or document.origin), exc)
    except FAULTS_OF_ONE_FILE as exc:
        _log.info("%s", document.origin, exc_info=exc)
        yield Skipped(document.origin, f"{document.origin} was left out: {failure(exc)}")
