"""Reads mail: one article a message (.eml).

The subject is the title, the sender the source, the Message-ID the id, the Date header the day
(without it, the time of the first server's Received line). The text is the plain part. It is the
text of the HTML part where there is no plain part, or one that only asks for a program that shows
HTML. Letters that headers have as raw bytes are read as UTF-8, else in the charset of the text.
Attached files are named in notes, not read. Headers are read one by one and cut to a length, so
that none breaks a message.

Quoted replies and signatures are left out where their marks are plain: lines that begin with ">",
the line that introduces them, a line of "-- " before a signature at the end, and Outlook's header
block. Everything else stays: a lost paragraph is worse than a quoted one.
"""

import itertools
import re
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.errors import CloseBoundaryNotFoundDefect, InvalidBase64LengthDefect, MessageError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr
from functools import partial

from data.articles.formats.decoding import Decoded, decode, read_bytes, sure_encoding
from data.articles.formats.document import Document
from data.articles.formats.loader import Skipped
from data.articles.formats.markup import charset_in_head, fragment_text
from data.articles.formats.metadata import Fields, article_from
from data.errors import LoadError
from data.model import Article

_MOST_HEADER = 2000
_MOST_PARTS = 200
_MOST_NAMED = 10
# Mail without a charset is ASCII by the book and anything in fact.
_NO_CHARSETS = frozenset({"", "us-ascii", "unknown-8bit"})
# The standard library takes 7 s for 300,000 semicolons, and four times as long for twice as many.
_LONG_HEADER = re.compile(rb"^content-[a-z-]{1,40}:(?:[^\n]|\n[ \t]){50000}", re.I | re.M)
# What the standard library raises on messages that nobody thought of.
_BROKEN = (MessageError, LookupError, ValueError, TypeError, AttributeError, RecursionError)
_CUT_OFF = (CloseBoundaryNotFoundDefect, InvalidBase64LengthDefect)
_ASKS_FOR_HTML = re.compile(r"\b(?:HTML|browser|браузер\w*|переглядач\w*)\b", re.IGNORECASE)
_MOST_OF_A_REQUEST = 400
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


def message_article(content: bytes, origin: str) -> Article:
    """The article of one message; raises ``LoadError`` where it holds no text."""
    refuse_long_headers(content, origin)
    try:
        message = message_from_bytes(content)
        parts = _parts(message)
        if not message.keys():
            raise LoadError(f"{origin} is no mail: it has no headers")
        values = _headers(message, _charset(parts))
        body = _body(parts, origin)
        notes = (*body.notes, *_attached(parts), *_broken_off(parts))
    except _BROKEN as exc:
        if isinstance(exc, LoadError):
            raise
        raise LoadError(f"{origin} cannot be read as mail ({type(exc).__name__}: {exc})") from exc
    text = without_quotes(body.text)
    if not text:
        raise LoadError(f"{origin} holds no text of its own")
    article = article_from(Fields(values), text, origin)
    # The name that a sender takes may be anybody's; the address tells whose word it is.
    site = (values["author"] or values["source"]).rpartition("@")[2]
    return replace(article, site=site, notes=notes + article.notes)


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


def _parts(message: Message) -> list[Message]:
    """The parts of the mail, without those of mails attached to it unless it has no text itself."""
    own = list(itertools.islice(_own_parts(message), _MOST_PARTS))
    if any(part.get_content_maintype() == "text" and not _file_name(part) for part in own):
        return own
    return list(itertools.islice(message.walk(), _MOST_PARTS))


def _own_parts(message: Message) -> Iterator[Message]:
    waiting = [message]
    while waiting:
        part = waiting.pop()
        yield part
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            inner = [one for one in part.get_payload() if isinstance(one, Message)]
            waiting += reversed(inner)


def _headers(message: Message, charset: str) -> dict[str, str]:
    header = partial(_header, message, charset)
    name, sender = parseaddr(header("From"))
    source = name or sender
    return {
        "title": header("Subject"),
        "source": source,
        "author": sender if sender != source else "",
        "published": header("Date") or _received(message),
        "id": header("Message-ID").strip("<> "),
        "lang": header("Content-Language"),
        "url": header("Archived-At").strip("<> "),
    }


def _received(message: Message) -> str:
    """When the first server had the mail; each puts its line above those of the earlier ones."""
    stamps = [str(value) for key, value in message.raw_items() if key.lower() == "received"]
    return " ".join(stamps[-1][-_MOST_HEADER:].rpartition(";")[2].split()) if stamps else ""


def _header(message: Message, charset: str, name: str) -> str:
    written = (value for key, value in message.raw_items() if key.lower() == name.lower())
    raw = str(next(written, ""))[:_MOST_HEADER]
    pieces = []
    try:
        # Some programs write other letters as they are, in UTF-8 or in whatever they use.
        written_bytes = raw.encode("utf-8", "surrogateescape")
        declared_text = decode(written_bytes, name, one_line=raw.isascii(), declared=charset).text
        raw = declared_text
        if "\ufffd" in declared_text:  # the text is in another charset than the headers
            raw = decode(written_bytes, name).text
        for piece, stated in decode_header(raw):
            if isinstance(piece, str):
                pieces.append(piece)
            elif stated is None:  # beside encoded words, in a form of the library's own
                pieces.append(piece.decode("raw-unicode-escape"))
            else:
                declared = "" if stated in _NO_CHARSETS else str(stated)
                pieces.append(decode(piece, name, declared=declared).text)
    except _BROKEN:
        return " ".join(raw.split())
    return " ".join("".join(pieces).split())


def _body(parts: list[Message], origin: str) -> Decoded:
    plain = [_decoded_part(part, origin) for part in _texts(parts, "text/plain")]
    said = _joined(plain)
    is_request = len(said.text) <= _MOST_OF_A_REQUEST and _ASKS_FOR_HTML.search(said.text)
    if said.text.strip() and not is_request:
        return said
    pages = [_decoded_part(part, origin) for part in _texts(parts, "text/html")]
    # Not as a page: the tables that mails are laid out in are data to an article extractor.
    shown = _joined([Decoded(fragment_text(page.text), page.note) for page in pages])
    if said.text.strip() and len(shown.text) <= len(said.text):
        return said
    if not pages:
        raise LoadError(f"{origin} holds no text part")
    return shown


def _joined(texts: list[Decoded]) -> Decoded:
    """A text that pictures stand amid is cut into parts."""
    said = [decoded.text.strip("\r\n") for decoded in texts if decoded.text.strip()]
    notes = dict.fromkeys(decoded.note for decoded in texts if decoded.note)
    return Decoded("\n\n".join(said), "; ".join(notes))


def _charset(parts: list[Message]) -> str:
    """The charset of the text, stated or found; empty where neither is."""
    texts = _texts(parts, "text/plain") or _texts(parts, "text/html")
    if not texts:
        return ""
    part = texts[0]
    return _stated_charset(part) or sure_encoding(_content(part)) or ""


def _stated_charset(part: Message) -> str:
    charset = str(part.get_content_charset() or "")
    if charset not in _NO_CHARSETS:
        return charset
    return charset_in_head(_content(part)) if part.get_content_type() == "text/html" else ""


def _texts(parts: list[Message], content_type: str) -> list[Message]:
    return [
        part for part in parts if part.get_content_type() == content_type and not _file_name(part)
    ]


def _file_name(part: Message) -> str:
    attached = part.get_content_disposition() == "attachment"
    return str(part.get_filename() or ("without a name" if attached else ""))[:100]


def _attached(parts: list[Message]) -> tuple[str, ...]:
    named = [
        "a mail" if part.get_content_type() == "message/rfc822" else _file_name(part)
        for number, part in enumerate(parts)
        if (_is_attached(part) and _file_name(part))
        or (part.get_content_type() == "message/rfc822" and number)
    ]
    if not named:
        return ()
    more = f" and {len(named) - _MOST_NAMED} more" if len(named) > _MOST_NAMED else ""
    return (f"attached and not read: {', '.join(named[:_MOST_NAMED])}{more}",)


def _is_attached(part: Message) -> bool:
    """Whether it is a file of its own; a picture in the text is none."""
    if part.get_content_maintype() == "text":
        return True
    return not part.is_multipart() and part.get_content_disposition() == "attachment"


def _broken_off(parts: list[Message]) -> tuple[str, ...]:
    if any(isinstance(fault, _CUT_OFF) for part in parts for fault in part.defects):
        return ("the mail breaks off: the end of its last part is missing",)
    return ()


def _decoded_part(part: Message, origin: str) -> Decoded:
    return decode(_content(part), origin, declared=_stated_charset(part))


def _content(part: Message) -> bytes:
    """The part's bytes; of base64 that breaks off, as far as it goes."""
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return b""
    if any(isinstance(fault, InvalidBase64LengthDefect) for fault in part.defects):
        signs = re.sub(rb"[^A-Za-z0-9+/]", b"", content)
        return b64decode(signs[: len(signs) // 4 * 4])
    return content


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
