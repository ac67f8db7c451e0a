"""Decodes bytes into text: by byte order mark or declaration, as UTF-8, or by detection.

Detection covers UTF-16 without its mark and the Cyrillic code pages. Text in a Western code page
has too few non-ASCII letters to decide by, and is rejected: a wrong guess turns every name into
other letters. A code page is certain only where two judges agree: charset-normalizer, and the
letters as Ukrainian, Russian and Belarusian use them (common pairs, capitals as words have them,
one script a word). What was detected is said in a note. Where nothing is certain, the document is
rejected with the line of the first bad byte and a command that converts it. Limits are in bytes.
"""

import codecs
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, cast

from charset_normalizer import from_bytes

from data.articles.formats.document import Document
from data.errors import LoadError

LABELS = {
    "cp1251": "Windows-1251",
    "koi8-u": "KOI8-U",
    "cp866": "DOS 866",
    "utf-16-le": "UTF-16 without its mark",
    "utf-16-be": "UTF-16 without its mark",
}
"""The encodings that can be found, by Python's name, as people call them."""
_CODE_PAGES = ("cp1251", "koi8-u", "cp866")  # KOI8-U has all letters of KOI8-R in their places
_RIVALS = ["cp1251", "koi8_u", "cp866", "iso8859_5", "mac_cyrillic", "cp1250", "cp1252", "cp1253"]
_SAMPLE_BYTES = 8192
# Of 3,000 cuts of 40 and more letters out of ../shared/news and the gold texts of tests/quality,
# read rightly, 99.9% had .54 of their pairs among these and 99% .62; read by another code page,
# none had over .53, nor three in ten of what the right one had.
_PAIRS = (
    "ов ро ст ра на по ко ск ер но ни то ли ьк он ві ор ре сь во кр ал ти ні та ен не ос ки об ас "
    "ом ол ла ій од ло ел ин їн аї за ан пр ва ка вк ук ил ой сі ле ри ід тр бо го ви ів до ны от "
    "ет ев ве ог ть рі ат ит со ар ль да се де ці ке йс іл их ме ав им ку ня нн ся ма мі ми кі те "
    "лі ий вс ив іс пі мо ії нс ед ут па ое ну ок бе ої ис оп ті ес пе ад ін ак ах ик бл ру ди ля "
    "ез нт ув бу му йн дн ее ія що іт ту аг ді рс сл ры ам ем ят уп ба др тс ие сс из як чи гр вы "
    "ои ян рн же га св зн ют оч шл ча ур пи вн ає ул бс жи аю че ир си уж нк ою аз бі ду ае ая ек "
    "ты ид оз сп ай лю це тн ше чт сн лу ей ьн"
)
_COMMON_PAIRS = frozenset(_PAIRS.split())
_LEAST_PAIRS = 16
_LEAST_COMMON = 0.62
_LEAST_LEAD = 0.2
_MOST_ODD = 0.02
_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile("[а-яёіїєґў]+", re.IGNORECASE)
_CAPITALISED = re.compile(r"\b[А-ЭЁІЇЄҐЎ](?:[а-яёіїєґў]+|[А-ЯЁІЇЄҐЎ]+)\b")
_ORDINARY = re.compile("[\t\n\r\\x20-\\x7eа-яёіїєґўА-ЯЁІЇЄҐЎ«»“”„‘’‚–—…№§°€ \u00a0\u00ad]")
_LETTERS_UTF_16 = re.compile("[\t\n\r\\x20-\\x7e\u00a0-\u024f\u0400-\u04ff\u2010-\u2044€№]")
_LEAST_UTF_16 = 8
_MOSTLY = 0.9
BYTE_ORDER_MARKS = (
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


def sure_encoding(content: bytes) -> str | None:
    """A key of ``LABELS``, or None where no encoding is sure; ``content`` is no UTF-8."""
    return _utf_16(content[:_SAMPLE_BYTES]) or _code_page(content)


def advice(head: bytes) -> str:
    """What to do about a text that is no UTF-8 and not surely anything else."""
    if len(head.decode("utf-8", errors="ignore").encode()) > _MOSTLY * len(head):
        return "save it as UTF-8"
    for encoding in ("cp1251", "koi8-u"):
        letters = head.decode(encoding, errors="replace")
        small = len(re.findall("[а-яіїєґё]", letters))
        # Each of the two encodings shows the other's text with the cases swapped.
        if small > len(re.findall("[А-ЯІЇЄҐЁ]", letters)) and small > len(head) / 4:
            likely = f"it looks like {LABELS[encoding]}, but that is not sure"
            return f"{likely}: convert it with iconv -f {encoding} -t utf-8"
    return "save it as UTF-8"


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
    for mark, encoding in BYTE_ORDER_MARKS:
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


def numbered_lines(stream: BinaryIO, max_bytes: int) -> Iterator[tuple[int, bytes]]:
    """Number and bytes of each line that is not blank; of too long a line its first bytes."""
    number = 0
    with stream:
        while line := stream.readline(max_bytes + 1):
            number += 1
            whole = line.endswith(b"\n")
            if line.strip():
                yield number, line
            while not whole and (rest := stream.readline(_LOOKED_AT)):
                whole = rest.endswith(b"\n")


def decode(content: bytes, where: str, *, one_line: bool = False, declared: str = "") -> Decoded:
    """``content`` as text; ``where`` names it in errors, and its line where it is ``one_line``.

    A line by itself is too little to find another encoding by. What is ``declared`` is believed
    where it is an encoding of texts and the content is no UTF-8.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return Decoded(_decoded(content[len(mark) :], encoding, where, one_line))
    codec = declarable(declared)
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


def _utf_16(sample: bytes) -> str | None:
    if len(sample) < 2 * _LEAST_UTF_16:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        text = sample[: len(sample) // 2 * 2].decode(encoding, errors="replace")
        ordinary = len(_LETTERS_UTF_16.findall(text)) / len(text)
        # Read with the bytes the other way round, letters are ideographs and signs.
        if ordinary > 1 - _MOST_ODD and (" " in text or "\n" in text):
            return encoding
    return None


def _code_page(content: bytes) -> str | None:
    first = re.search(rb"[\x80-\xff]", content)
    if not first:
        return None
    start = max(0, first.start() - _SAMPLE_BYTES // 8)
    sample = content[start : start + _SAMPLE_BYTES]
    shares = {page: _common(sample.decode(page, errors="replace")) for page in _CODE_PAGES}
    best, second, *_rest = sorted(shares, key=lambda page: shares[page], reverse=True)
    if shares[best] < _LEAST_COMMON or shares[best] - shares[second] < _LEAST_LEAD:
        return None
    text = sample.decode(best, errors="replace")
    found = from_bytes(sample, cp_isolation=_RIVALS).best()
    agreed = found is not None and str(found) == text
    if (
        not agreed
        or not _written_like_a_text(text)
        or (best == "cp1251" and _may_be_a_macs(sample, text))
    ):
        return None
    return best


def _common(text: str) -> float:
    """Share of the pairs of letters that are common ones; 0 where there are too few to tell."""
    pairs = list(_pairs(text))
    if len(pairs) < _LEAST_PAIRS:
        return 0.0
    return sum(pair in _COMMON_PAIRS for pair in pairs) / len(pairs)


def _pairs(text: str) -> Iterator[str]:
    for word in _CYRILLIC.findall(text.lower()):
        yield from (word[at : at + 2] for at in range(len(word) - 1))


def _written_like_a_text(text: str) -> bool:
    """Cases and scripts do not change within words, and signs are those that texts have."""
    words, odd, signs = _oddities(text)
    other = sum(ord(letter) > 0x7F for letter in text)
    # One damaged word in a headline is no other encoding.
    return odd <= max(1, _MOST_ODD * words) and signs <= max(1, _MOST_ODD * other)


def _oddities(text: str) -> tuple[int, int, int]:
    """Words with Cyrillic letters, those of them that no text has, and such signs."""
    words = [word for word in _WORD.findall(text) if _CYRILLIC.search(word)]
    odd = sum(
        not (word.islower() or word.isupper() or word.istitle()) or not _CYRILLIC.fullmatch(word)
        for word in words
    )
    signs = sum(ord(letter) > 0x7F and not _ORDINARY.match(letter) for letter in text)
    return len(words), odd, signs


def _may_be_a_macs(sample: bytes, text: str) -> bool:
    """Whether a Mac's code page, which has most small letters where cp1251 has them, fits too."""
    by_mac = sample.decode("mac-cyrillic")
    strange = sum(_oddities(text)[1:])
    if strange and sum(_oddities(by_mac)[1:]) <= strange:
        return True
    # A Mac's capitals are signs of cp1251, and its common "і" is the rare "ґ".
    capitals = _CAPITALISED.search(text) or by_mac == text
    return not capitals or ("ґ" in text and "і" not in text)


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


def declarable(name: str) -> str:
    """Python's name of the encoding that a text declares; empty where none of texts is so named."""
    try:
        codec = codecs.lookup(name.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return ""
    if codec in {"ascii", "iso8859-1"}:
        return "cp1252"  # as browsers read them
    if codec in {"gb2312", "gbk"}:
        return "gb18030"  # as browsers do: it has the letters of both and more
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
