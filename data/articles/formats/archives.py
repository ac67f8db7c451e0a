"""Opens archives and compressed files as documents: zip, tar (gz, bz2, xz), and a single gz.

Nothing is written under a member's name. Skipped by name while the rest is read: a member that is
encrypted, a link or device, an archive itself, or whose name leads outside the archive (harmless
here, but a sign of who packed it). Reading stops where the archive unpacks to more than
``unpacking`` allows. Sidecar files inside archives are not read, but named.

A zip file whose list of members is larger than a million names take is rejected before it is read.
A tar file is read forward only: an open member is kept, in memory while it is small and else in a
temporary file, until the next one is asked for.
"""

import bz2
import gzip
import io
import lzma
import re
import stat
import struct
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO, cast

from data.articles.formats.document import SIDECAR_SUFFIX, Document, known_suffix, may_be_article
from data.articles.formats.loader import Skipped
from data.articles.formats.unpacking import (
    DEFAULT_LIMITS,
    Budget,
    Member,
    Unpacked,
    UnpackingLimits,
    clear_damage,
)
from data.errors import LoadError

_NOT_SHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_DRIVE = re.compile(r"[A-Za-z]:")
# Letters that Russian and Ukrainian names have in the code page of DOS, and no signs of a frame;
# and no word of both scripts, which a western name would become.
_CYRILLIC_NAME = re.compile(r"(?!.*(?:[a-z][а-яё]|[а-яё][a-z]))[\x20-\x7eА-яЁёЄєЇїЎў№]+", re.I)
_ENCRYPTED = 0x1
_NAME_IS_UTF_8 = 0x800
_END_OF_LIST = b"PK\x05\x06"
_END_BYTES = 22 + 65_535
_MOST_LIST_BYTES = 128 * 1024**2
_CHUNK = 1024**2
_UNPACKERS: dict[str, Callable[[BinaryIO], object]] = {
    ".bz2": bz2.BZ2File,
    ".gz": lambda packed: gzip.GzipFile(fileobj=packed),
    ".xz": lzma.LZMAFile,
}
_TARS = {
    ".tar": "",
    ".tar.bz2": ".bz2",
    ".tar.gz": ".gz",
    ".tar.xz": ".xz",
    ".tbz2": ".bz2",
    ".tgz": ".gz",
    ".txz": ".xz",
}
_ZIPS = frozenset({".zip", ".kmz"})
ARCHIVE_SUFFIXES = tuple(sorted({*_ZIPS, *_TARS, *_UNPACKERS}))
_SUFFIX_OF_TYPE = {
    "application/gzip": ".gz",
    "application/x-gzip": ".gz",
    "application/x-tar": ".tar",
    "application/vnd.google-earth.kmz": ".kmz",
    "application/zip": ".zip",
}


def shown_name(name: str) -> str:
    """The name on one line, with nothing in it that changes how a line reads."""
    return _NOT_SHOWN.sub("\ufffd", name)


def leads_outside(name: str) -> bool:
    """Whether a member's name is absolute, has a drive, or climbs with ".."."""
    parts = name.replace("\\", "/")
    return parts.startswith("/") or bool(_DRIVE.match(parts)) or ".." in parts.split("/")


def hidden(name: str) -> bool:
    """Whether any folder of the member's path is hidden, or holds a Mac's own notes."""
    folders = PurePosixPath(name).parts[:-1]
    return any(part.startswith(".") or part == "__MACOSX" for part in folders)


def dos_name(name: str) -> str:
    """A name that a zip file does not mark as UTF-8, in the letters that were meant.

    ``zipfile`` reads such a name as code page 437. Programs write UTF-8 there, or the code page
    of their system: 866 where names are Cyrillic.
    """
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    for encoding in ("utf-8", "cp866"):
        try:
            meant = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "utf-8" or _CYRILLIC_NAME.fullmatch(meant):
            return meant
    return name


def zip_members(stream: BinaryIO, origin: str, budget: Budget) -> Iterator[Member]:
    """The members in the list's order, while ``stream`` stays open."""
    _refuse_long_list(stream, origin)
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, LookupError, NotImplementedError, ValueError, struct.error) as exc:
        raise LoadError(f"{origin} is no zip file that can be read ({exc}); pack it anew") from exc
    with archive:
        for entry in archive.infolist():
            budget.enter()
            if entry.filename.endswith("/"):
                continue
            name = entry.filename
            if not entry.flag_bits & _NAME_IS_UTF_8:
                name = dos_name(name)
            yield Member(
                name=name,
                size=entry.file_size,
                problem=_zip_problem(entry),
                open=_zip_opener(archive, entry, f"{origin}: {name}", budget),
            )


def tar_members(stream: Unpacked, origin: str, budget: Budget) -> Iterator[Member]:
    """The members in the file's order, each good until the next is asked for."""
    try:
        archive = tarfile.TarFile(fileobj=cast(BinaryIO, stream), mode="r")
        while (entry := archive.next()) is not None:
            budget.enter()
            archive.members.clear()  # type: ignore[attr-defined] # else a million of them stay in memory
            if entry.isdir():
                continue
            held = _TarContent(archive, entry, f"{origin}: {entry.name}", budget)
            try:
                yield Member(entry.name, entry.size, _tar_problem(entry), held.open)
            finally:
                held.close()
        # tarfile takes a broken header for the end, which is a block of zeros or nothing.
        if stream.last.strip(b"\0"):
            raise LoadError(f"{origin} is damaged after its last file here; the rest is not read")
    except (tarfile.TarError, ValueError) as exc:
        if isinstance(exc, LoadError):
            raise
        raise LoadError(f"{origin} is no tar file that can be read ({exc}); pack it anew") from exc


def archive_suffix(document: Document) -> str:
    """One of ``ARCHIVE_SUFFIXES``, by name or else by content type; empty for other documents."""
    by_type = _SUFFIX_OF_TYPE.get(document.media_type, "")
    return known_suffix(document.name, ARCHIVE_SUFFIXES) or (
        "" if PurePosixPath(document.name).suffix else by_type
    )


def members(
    document: Document, suffix: str, limits: UnpackingLimits = DEFAULT_LIMITS
) -> Iterator[Document | Skipped]:
    """The documents in the archive, in its order; each is to be read before the next is asked for.

    ``suffix`` is one of ``ARCHIVE_SUFFIXES``. Raises ``LoadError`` where the archive is damaged
    or over a limit, after the members before that.
    """
    budget = Budget(document.origin, document.size, limits)
    if suffix in _ZIPS:
        with document.open() as stream:
            yield from _documents(document, zip_members(stream, document.origin, budget))
    elif suffix in _TARS:
        with _unpacked(document, _TARS[suffix], budget) as unpacked:
            yield from _documents(document, tar_members(unpacked, document.origin, budget))
    else:
        name = document.name[: -len(suffix)] or "document"
        member = Member(name, -1, "", lambda: _unpacked(document, suffix, budget).buffered())
        yield from _documents(document, iter([member]))


def _zip_problem(entry: zipfile.ZipInfo) -> str:
    if not entry.filename:
        return "has no name; pack it anew"
    if entry.flag_bits & _ENCRYPTED:
        return "is encrypted; unpack it with its password"
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in {0, stat.S_IFREG}:
        return "is a link or device and no file; left out"
    return ""


def _zip_opener(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, where: str, budget: Budget
) -> Callable[[], BinaryIO]:
    def opened() -> BinaryIO:
        with clear_damage(where):
            stream = archive.open(entry)
        return Unpacked(cast(BinaryIO, stream), where, budget).buffered()

    return opened


def _refuse_long_list(stream: BinaryIO, origin: str) -> None:
    size = stream.seek(0, 2)
    stream.seek(max(0, size - _END_BYTES))
    end = stream.read(_END_BYTES)
    at = end.rfind(_END_OF_LIST)
    stream.seek(0)
    if 0 <= at <= len(end) - 22:
        (list_bytes,) = struct.unpack_from("<L", end, at + 12)
        # 0xffffffff: a longer one, in the form for over 4 GB; it may still be short.
        if _MOST_LIST_BYTES < list_bytes < 0xFFFFFFFF:
            raise LoadError(f"{origin} holds more files than an archive may; split it")


def _tar_problem(entry: tarfile.TarInfo) -> str:
    if not entry.isreg():
        return "is a link or device and no file; left out"
    if entry.issparse():
        return "is stored with holes; pack it anew"
    return ""


class _TarContent:
    """One member's content, which can be read more than once."""

    def __init__(
        self, archive: tarfile.TarFile, entry: tarfile.TarInfo, where: str, budget: Budget
    ) -> None:
        self._in_memory_bytes = budget.limits.in_memory_bytes
        self._archive = archive
        self._entry = entry
        self._where = where
        self._content: bytes | None = None
        self._file: IO[bytes] | None = None

    def open(self) -> BinaryIO:
        """A new stream of the content."""
        if self._content is None and self._file is None:
            self._take()
        if self._file is not None:
            return Path(self._file.name).open("rb")
        return io.BytesIO(self._content or b"")

    def close(self) -> None:
        """Let the content go."""
        if self._file is not None:
            self._file.close()

    def _take(self) -> None:
        source = self._archive.extractfile(self._entry)
        if source is None:
            raise LoadError(f"{self._where} is no file; left out")
        try:
            if self._entry.size <= self._in_memory_bytes:
                self._content = source.read()
                return
            self._file = tempfile.NamedTemporaryFile()  # noqa: SIM115 - closed by close()
            while chunk := source.read(_CHUNK):
                self._file.write(chunk)
            self._file.flush()
        except tarfile.TarError as exc:
            raise LoadError(f"{self._where} breaks off; pack it anew") from exc


def _unpacked(document: Document, suffix: str, budget: Budget) -> Unpacked:
    packed = document.open()
    if not suffix:
        return Unpacked(packed, document.origin, budget)
    stream = cast(BinaryIO, _UNPACKERS[suffix](packed))
    return Unpacked(stream, document.origin, budget, under=packed)


def _documents(archive: Document, found: Iterator[Member]) -> Iterator[Document | Skipped]:
    for member in found:
        name = member.name.replace("\\", "/")
        origin = f"{archive.origin}: {shown_name(member.name)}"
        problem = _problem(member, name)
        if problem:
            yield Skipped(origin, f"{origin} {problem}")
        elif may_be_article(PurePosixPath(name).name) and not hidden(name):
            yield replace(
                archive,
                origin=origin,
                name=shown_name(PurePosixPath(name).name),
                opener=member.open,
                size=member.size if member.size >= 0 else None,
                path=None,
                address=None,
                content_type="",
            )


def _problem(member: Member, name: str) -> str:
    if leads_outside(member.name):
        return "leads outside its archive; left out"
    if hidden(name):
        return ""
    if name.lower().endswith(SIDECAR_SUFFIX):
        return "is not read inside an archive; unpack it to have it read"
    if member.problem:
        return member.problem
    if known_suffix(PurePosixPath(name).name, ARCHIVE_SUFFIXES):
        return "is an archive inside an archive; unpack the outer one"
    return ""
