"""Reads mail: one article a message, from a single message (.eml) or a mailbox (.mbox).

The subject is the title, the sender the source, the Message-ID the id, the Date header the day.
The text is the plain part, else the text of the HTML part. Attached texts and pages are named in
notes, not read. Headers are read one by one and cut to a length, so that none breaks a message.

Quoted replies and signatures are left out where their marks are plain: lines that begin with ">",
the line that introduces them, a line of "-- " before a signature at the end, and Outlook's header
block. Everything else stays: a lost paragraph is worse than a quoted one.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr
from functools import partial
from typing import BinaryIO

from data.articles.formats.decoding import Decoded, decode, read_bytes
from data.articles.formats.document import Document
from data.articles.formats.loader import Skipped, made_or_skipped
from data.articles.formats.markup import fragment_text
from data.articles.formats.metadata import Fields, article_from
from data.errors import LoadError
from data.model import Article

_MOST_HEADER = 2000
_MOST_PARTS = 200
_MOST_NAMED = 10
# The standard library takes 7 s for 300,000 semicolons, and four times as long for twice as many.
_LONG_HEADER = re.compile(rb"^content-[a-z-]{1,40}:(?:[^\n]|\n[ \t]){50000}", re.I | re.M)
# What the standard library raises on messages that nobody thought of.
_BROKEN = (MessageError, LookupError, ValueError, TypeError, AttributeError, RecursionError)
_QUOTED = re.compile(r"[ \t]?>")
_INTRODUCES = re.compile(
    r"(?:On .{6,200} wrote|.{0,200}\b(?:пише|пишет|написав|написала|написал)(?: ?\([^)]*\))?|"
    r".{0,200}<[^<>\s]+@[^<>\s]+>) ?:",
    re.IGNORECASE,
)
_ORIGINAL = re.compile(
    r"-{2,} ?(?:Original Message|Исходное сообщение|"
    r"Оригінальне повідомлення|Початкове повідомлення) ?-{2,}",
    re.IGNORECASE,
)
_SIGNATURE = "--"
_MOST_SIGNATURE_LINES = 12


class MailMessage:
    """Reads ``.eml`` files."""

    suffixes = frozenset({".eml"})

    def load(self, document: Document) -> Iterator[Article | Skipped]:
        """The one article in the message."""
        yield message_article(read_bytes(document), document.origin)


class Mailbox:
    """Reads ``.mbox`` files, message by message."""

    suffixes = frozenset({".mbox"})

    def load(self, document: Document) -> Iterator[Article | Skipped]:
        """An article or a refusal for every message."""
        messages = 0
        with document.open() as stream:
            for number, content in _messages(stream, document):
                messages = number
                origin = f"{document.origin} message {number}"
                if content is None:
                    limit = document.max_bytes / 1024 / 1024
                    yield Skipped(origin, f"{origin} is larger than {limit:g} MB; save it alone")
                else:
                    yield made_or_skipped(origin, partial(message_article, content, origin))
        if not messages:
            raise LoadError(f"{document.origin} holds no message; is it a mailbox?")


def message_article(content: bytes, origin: str) -> Article:
    """The article of one message; raises ``LoadError`` where it holds no text."""
    refuse_long_headers(content, origin)
    try:
        message = message_from_bytes(content)
        parts = _parts(message)
        if not message.keys():
            raise LoadError(f"{origin} is no mail: it has no headers")
        values = _headers(message)
        body = _body(parts, origin)
        notes = (*body.notes, *_attached(parts))
    except _BROKEN as exc:
        if isinstance(exc, LoadError):
            raise
        raise LoadError(f"{origin} cannot be read as mail ({type(exc).__name__}: {exc})") from exc
    text = without_quotes(body.text)
    if not text:
        raise LoadError(f"{origin} holds no text of its own")
    article = article_from(Fields(values), text, origin)
    return replace(article, notes=notes + article.notes)


def refuse_long_headers(content: bytes, origin: str) -> None:
    """Raise ``LoadError`` where a header would take the standard library minutes."""
    if _LONG_HEADER.search(content):
        raise LoadError(f"{origin} has a header of over 50,000 characters; it is no mail to read")


def without_quotes(text: str) -> str:
    """The mail's own lines, trimmed of blank ones at both ends; all of it if nothing is left."""
    lines = text.splitlines()
    own = _without_signature(_own(lines))
    kept = "\n".join(own).strip()
    return kept or text.strip()


def _messages(stream: BinaryIO, document: Document) -> Iterator[tuple[int, bytes | None]]:
    """Number and bytes of each message; None for one over the limit."""
    number, lines, size, blank = 0, list[bytes](), 0, True
    while line := stream.readline(document.max_bytes + 1):
        if blank and line.startswith(b"From "):
            if number:
                yield number, b"".join(lines) if size <= document.max_bytes else None
            number, lines, size = number + 1, [], 0
        elif number:
            size += len(line)
            if size > document.max_bytes:
                lines.clear()
            else:
                lines.append(line[1:] if line.startswith(b">From ") else line)
        blank = not line.strip()
    if number:
        yield number, b"".join(lines) if size <= document.max_bytes else None


def _parts(message: Message) -> list[Message]:
    parts = []
    for part in message.walk():
        parts.append(part)
        if len(parts) >= _MOST_PARTS:
            break
    return parts


def _headers(message: Message) -> dict[str, str]:
    name, sender = parseaddr(_header(message, "From"))
    source = name or sender
    return {
        "title": _header(message, "Subject"),
        "source": source,
        "author": sender if sender != source else "",
        "published": _header(message, "Date"),
        "id": _header(message, "Message-ID").strip("<> "),
        "lang": _header(message, "Content-Language"),
        "url": _header(message, "Archived-At").strip("<> "),
    }


def _header(message: Message, name: str) -> str:
    written = (value for key, value in message.raw_items() if key.lower() == name.lower())
    raw = str(next(written, ""))[:_MOST_HEADER]
    pieces = []
    try:
        # Some programs write other letters as they are, in UTF-8 or in whatever they use.
        raw = decode(raw.encode("utf-8", "surrogateescape"), name, one_line=raw.isascii()).text
        for piece, charset in decode_header(raw):
            if isinstance(piece, str):
                pieces.append(piece)
            else:
                pieces.append(_decoded(piece, charset or "", name).text)
    except _BROKEN:
        return " ".join(raw.split())
    return " ".join("".join(pieces).split())


def _body(parts: list[Message], origin: str) -> Decoded:
    plain = _first(parts, "text/plain")
    if plain is not None:
        decoded = _decoded_part(plain, origin)
        if decoded.text.strip():
            return decoded
    page = _first(parts, "text/html")
    if page is None:
        raise LoadError(f"{origin} holds no text part")
    decoded = _decoded_part(page, origin)
    # Not as a page: the tables that mails are laid out in are data to an article extractor.
    return Decoded(fragment_text(decoded.text), decoded.note)


def _first(parts: list[Message], content_type: str) -> Message | None:
    for part in parts:
        if part.get_content_type() == content_type and not _file_name(part):
            return part
    return None


def _file_name(part: Message) -> str:
    attached = part.get_content_disposition() == "attachment"
    return str(part.get_filename() or ("without a name" if attached else ""))[:100]


def _attached(parts: list[Message]) -> tuple[str, ...]:
    names = [_file_name(part) for part in parts if part.get_content_maintype() == "text"]
    named = [name for name in names if name]
    if not named:
        return ()
    more = f" and {len(named) - _MOST_NAMED} more" if len(named) > _MOST_NAMED else ""
    return (f"attached and not read: {', '.join(named[:_MOST_NAMED])}{more}",)


def _decoded_part(part: Message, origin: str) -> Decoded:
    content = part.get_payload(decode=True)
    charset = part.get_content_charset() or ""
    return _decoded(content if isinstance(content, bytes) else b"", charset, origin)


def _decoded(content: bytes, charset: str, where: str) -> Decoded:
    # Mail without a charset is ASCII by the book and anything in fact.
    return decode(
        content, where, declared="" if charset in {"us-ascii", "unknown-8bit"} else charset
    )


def _own(lines: list[str]) -> list[str]:
    own: list[str] = []
    for at, line in enumerate(lines):
        if _QUOTED.match(line):
            continue
        if _ORIGINAL.fullmatch(line.strip()) and any(one.strip() for one in own):
            break
        if _INTRODUCES.fullmatch(line.strip()) and _quote_follows(lines, at + 1):
            continue
        own.append(line)
    return own


def _quote_follows(lines: list[str], at: int) -> bool:
    following = next((line for line in lines[at : at + 3] if line.strip()), "")
    return bool(_QUOTED.match(following))


def _without_signature(lines: list[str]) -> list[str]:
    for at in range(len(lines) - 1, max(0, len(lines) - _MOST_SIGNATURE_LINES) - 1, -1):
        # By the book the mark is "-- "; many programs drop the space.
        if lines[at].rstrip("\r") in {f"{_SIGNATURE} ", _SIGNATURE}:
            return lines[:at]
    return lines
