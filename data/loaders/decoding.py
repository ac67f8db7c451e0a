"""Bytes to text: UTF-8, or what a byte order mark says. Nothing is guessed.

A file in another encoding is refused with the line of the first bad byte and the command that
converts it: a wrong guess would turn every name in it into other letters. Limits are in bytes.
"""

import codecs
import re

from data.errors import LoadError
from data.loaders.document import Document

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins with UTF-16's mark, so it comes first
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LOOKED_AT = 65_536
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROL = 0.02
_MOST_NUL_IN_TEXT = 0.2
_BYTES_A_MB = 1024 * 1024


def read_text(document: Document) -> str:
    """The document's text, line ends and all, without a byte order mark.

    Raises ``LoadError`` where it is too large, not a regular file, or not text, and ``OSError``
    where it cannot be read.
    """
    return decode(read_bytes(document), document.origin)


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


def refuse_other_encodings(document: Document) -> None:
    """Raise ``LoadError`` where a document that is read line by line is binary or no UTF-8."""
    head = document.head()
    for mark, encoding in _MARKS[1:]:
        if head.startswith(mark):
            raise LoadError(f"{document.origin} is {encoding.upper()}; save it as UTF-8")
    _refuse_binary(head, document.origin)


def decode(content: bytes, where: str, *, one_line: bool = False) -> str:
    """``content`` as text; ``where`` names it in errors, and its line where it is ``one_line``."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decoded(content[len(mark) :], encoding, where, one_line)
    _refuse_binary(content[:_LOOKED_AT], where)
    return _decoded(content, "utf-8", where, one_line)


def _decoded(content: bytes, encoding: str, where: str, one_line: bool) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as exc:
        if encoding != "utf-8":
            reason = f"{where} is marked as {encoding.upper()} but breaks off or is damaged"
            raise LoadError(f"{reason}; save it as UTF-8") from exc
        line = content.count(b"\n", 0, exc.start) + 1
        place = where if one_line else f"{where} line {line}"
        raise LoadError(
            f"{place}: byte 0x{content[exc.start]:02x} is not UTF-8; "
            f"{_advice(content[:_LOOKED_AT])}"
        ) from exc


def _refuse_binary(head: bytes, where: str) -> None:
    if not head:
        return
    nuls = head.count(0) / len(head)
    if nuls > _MOST_NUL_IN_TEXT and not _CONTROL.search(head.replace(b"\x00", b"")):
        raise LoadError(f"{where} looks like UTF-16 without its mark; save it as UTF-8")
    if len(_CONTROL.findall(head)) / len(head) > _MOST_CONTROL:
        raise LoadError(f"{where} is not text (binary); only text can be read")


def _advice(head: bytes) -> str:
    for encoding, label in (("cp1251", "Windows-1251"), ("koi8-u", "KOI8-U")):
        letters = head.decode(encoding, errors="replace")
        small = len(re.findall("[а-яіїєґё]", letters))
        # Each of the two encodings shows the other's text with the cases swapped.
        if small > len(re.findall("[А-ЯІЇЄҐЁ]", letters)) and small > len(head) / 4:
            return f"it looks like {label}: convert it with iconv -f {encoding} -t utf-8"
    return "save it as UTF-8"
