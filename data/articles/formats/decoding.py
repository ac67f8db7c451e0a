"""Bytes to text: what a mark or a declaration says, UTF-8, or another encoding where it is sure.

What was read in another encoding carries a note that says so. Where ``encodings`` is not sure, the
document is refused with the line of the first bad byte and the command that converts it. Limits
are in bytes.
"""

import codecs
import io
import re
from dataclasses import dataclass
from typing import BinaryIO, cast

from data.articles.formats.document import Document
from data.articles.formats.encodings import LABELS, advice, sure_encoding
from data.errors import LoadError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins with UTF-16's mark, so it comes first
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What pages and mails declare. Python has codecs besides that are none for texts (rot13, idna).
_DECLARABLE = re.compile(
    r"utf-8|utf-16(?:-[lb]e)?|cp(?:125\d|866|932|949|950)|koi8-[rut]|iso8859-\d+|mac-cyrillic|"
    r"gb2312|gbk|gb18030|big5|shift_jis|euc_jp|euc_kr|iso2022_jp"
)
_LOOKED_AT = 65_536
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROL = 0.02
_MOST_NUL_IN_TEXT = 0.2
_BYTES_A_MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text without its byte order mark, and how it was read."""

    text: str
    note: str = ""
    """"read as Windows-1251"; empty for Unicode and for what a mark or declaration says."""

    @property
    def notes(self) -> tuple[str, ...]:
        """The note as an article carries it."""
        return (self.note,) if self.note else ()


def read_text(document: Document, *, declared: str = "") -> Decoded:
    """The document's text, line ends and all.

    Raises ``LoadError`` where it is too large, not a regular file, or not text, and ``OSError``
    where it cannot be read.
    """
    return decode(read_bytes(document), document.origin, declared=declared)


def read_bytes(document: Document) -> bytes:
    """The document's bytes, or ``LoadError`` where they are more than its limit."""
    limit = document.max_bytes
    with document.open() as stream:
        content = stream.read(limit + 1)
    size = max(len(content), document.size or 0)
    if size > limit:
        raise LoadError(
            f"{document.origin} is too large ({size / _BYTES_A_MB:.1f} MB, the limit is "
            f"{limit / _BYTES_A_MB:g} MB); split it, or raise FRONTLINE_MAX_MB"
        )
    return content


def open_utf8(document: Document) -> tuple[BinaryIO, str]:
    """A stream of UTF-8 for what is read by and by, and the note of ``Decoded``.

    The first 64 KB decide. A stream that turns out to be no UTF-8 after them is the caller's to
    refuse, by ``decode`` a line; one in another encoding raises ``LoadError`` while it is read.
    """
    head = document.head()
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            stream = document.open()
            stream.read(len(mark))
            if encoding == "utf-8":
                return stream, ""
            return _transcoded(stream, encoding, document.origin), ""
    found = _encoding_of(head, document.origin)
    if found == "utf-8":
        return document.open(), ""
    return _transcoded(document.open(), found, document.origin), f"read as {LABELS[found]}"


def decode(content: bytes, where: str, *, one_line: bool = False, declared: str = "") -> Decoded:
    """``content`` as text; ``where`` names it in errors, and its line where it is ``one_line``.

    A line by itself is too little to find another encoding by. What is ``declared`` is believed
    where it is an encoding of texts and the content is no UTF-8.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return Decoded(_decoded(content[len(mark) :], encoding, where, one_line))
    codec = _declarable(declared)
    if codec:
        # Programs that save pages turn them into UTF-8 and leave the declaration as it was.
        for candidate in ("utf-8", codec):
            try:
                return Decoded(content.decode(candidate))
            except UnicodeDecodeError:
                continue
        damaged = content.decode(codec, errors="replace")
        count = damaged.count("\ufffd")
        return Decoded(damaged, f"{count} bytes are no {declared.strip()[:20]}; shown as U+FFFD")
    found = "utf-8" if one_line else _encoding_of(content, where)
    text = _decoded(content, found, where, one_line)
    return Decoded(text, "" if found == "utf-8" else f"read as {LABELS[found]}")


def _encoding_of(content: bytes, where: str) -> str:
    """The encoding that is sure, else utf-8; raises ``LoadError`` where it is no text."""
    head = content[:_LOOKED_AT]
    if head and len(_CONTROL.findall(head)) / len(head) > _MOST_CONTROL:
        found = sure_encoding(content)
        if found and found.startswith("utf-16"):
            return found
        _refuse_binary(head, where)
    try:
        # Where the end was cut off, the last letter may be cut too.
        codecs.getincrementaldecoder("utf-8")().decode(content)
    except UnicodeDecodeError:
        return sure_encoding(content) or "utf-8"
    return "utf-8"


def _declarable(name: str) -> str:
    try:
        codec = codecs.lookup(name.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return ""
    if codec in {"ascii", "iso8859-1"}:
        return "cp1252"  # as browsers read them
    return codec if _DECLARABLE.fullmatch(codec) else ""


def _decoded(content: bytes, encoding: str, where: str, one_line: bool) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as exc:
        if encoding.startswith("utf-") and encoding != "utf-8":
            reason = f"{where} is marked as {encoding.upper()} but breaks off or is damaged"
            raise LoadError(f"{reason}; save it as UTF-8") from exc
        line = content.count(b"\n", 0, exc.start) + 1
        place = where if one_line else f"{where} line {line}"
        raise LoadError(
            f"{place}: byte 0x{content[exc.start]:02x} is not {encoding.upper()}; "
            f"{advice(content[:_LOOKED_AT])}"
        ) from exc


def _refuse_binary(head: bytes, where: str) -> None:
    nuls = head.count(0) / len(head)
    if nuls > _MOST_NUL_IN_TEXT and not _CONTROL.search(head.replace(b"\x00", b"")):
        raise LoadError(f"{where} looks like UTF-16 without its mark; save it as UTF-8")
    raise LoadError(f"{where} is not text (binary); only text can be read")


def _transcoded(stream: BinaryIO, encoding: str, origin: str) -> BinaryIO:
    return cast(BinaryIO, io.BufferedReader(cast(io.RawIOBase, _AsUtf8(stream, encoding, origin))))


class _AsUtf8(io.RawIOBase):
    """A stream in another encoding as one in UTF-8."""

    def __init__(self, stream: BinaryIO, encoding: str, origin: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)()
        self._origin = origin
        self._ready = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        while not self._ready:
            raw = self._stream.read(_LOOKED_AT)
            try:
                self._ready = self._decoder.decode(raw, final=not raw).encode()
            except UnicodeError as exc:
                raise LoadError(f"{self._origin} breaks off or is damaged ({exc})") from exc
            if not raw:
                break
        taken, self._ready = self._ready[: len(buffer)], self._ready[len(buffer) :]
        buffer[: len(taken)] = taken
        return len(taken)

    def close(self) -> None:
        self._stream.close()
        super().close()
