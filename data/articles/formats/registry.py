"""Which loader reads which document. A new format is one line here.

The ending of the name decides, or the content type where a document from the web has no ending
that is known. Where several loaders read one ending, those that recognise their own by its first
bytes are asked in the order of the list, and the first that asks for nothing takes the rest.
"""

from pathlib import PurePath

from data.articles.formats.delimited import Delimited
from data.articles.formats.document import Document
from data.articles.formats.feeds import Feeds
from data.articles.formats.gdelt import GdeltGkg
from data.articles.formats.html_pages import HtmlPages
from data.articles.formats.json_document import JsonDocument
from data.articles.formats.json_lines import JsonLines
from data.articles.formats.mail import Mailbox, MailMessage
from data.articles.formats.markdown import Markdown
from data.articles.formats.parquet import Parquet
from data.articles.formats.plain_text import PlainText
from data.articles.formats.protocol import Loader, Recognising
from data.articles.formats.spreadsheet import Spreadsheet
from data.articles.formats.telegram import TelegramExport
from data.articles.formats.web_archive import WebArchive

LOADERS: tuple[Loader, ...] = (
    PlainText(),
    Markdown(),
    JsonLines(),
    Feeds(),
    GdeltGkg(),
    Delimited(),
    Spreadsheet(),
    Parquet(),
    HtmlPages(),
    WebArchive(),
    TelegramExport(),
    JsonDocument(),
    MailMessage(),
    Mailbox(),
)
"""Specific ones before general ones."""
SUFFIXES = tuple(sorted({suffix for loader in LOADERS for suffix in loader.suffixes}))
_SUFFIX_OF_TYPE = {
    "application/atom+xml": ".atom",
    "application/json": ".json",
    "application/jsonl": ".jsonl",
    "application/rss+xml": ".rss",
    "application/vnd.apache.parquet": ".parquet",
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


def loader_for(document: Document) -> Loader | None:
    """The loader for the document, or None where nothing tells that one reads it.

    Lets what ``Document.open`` raises rise.
    """
    suffix = known_suffix(document.name, SUFFIXES) or _SUFFIX_OF_TYPE.get(
        document.content_type.partition(";")[0].strip().lower(), ""
    )
    for loader in LOADERS:
        if suffix in loader.suffixes and (
            not isinstance(loader, Recognising) or loader.recognises(document)
        ):
            return loader
    return None


def known_suffix(name: str, known: tuple[str, ...]) -> str:
    """The longest ending of ``name`` that is among ``known`` (".tar.gz" before ".gz"), or ""."""
    parts = PurePath(name.lower()).suffixes
    endings = ("".join(parts[first:]) for first in range(len(parts)))
    return next((ending for ending in endings if ending in known), "")
