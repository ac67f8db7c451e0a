"""The members of a zip file, with what speaks against reading one. Nothing is unpacked here.

A file whose list of members is larger than a million names take is refused before it is read.
"""

import stat
import struct
import zipfile
from collections.abc import Callable, Iterator
from typing import BinaryIO, cast

from data.articles.formats.member_names import dos_name
from data.articles.formats.unpacking import Budget, Member, Unpacked
from data.errors import LoadError

_ENCRYPTED = 0x1
_NAME_IS_UTF_8 = 0x800
_END_OF_LIST = b"PK\x05\x06"
_END_BYTES = 22 + 65_535
_MOST_LIST_BYTES = 128 * 1024**2


def zip_members(stream: BinaryIO, origin: str, budget: Budget) -> Iterator[Member]:
    """The members in the list's order, while ``stream`` stays open."""
    _refuse_long_list(stream, origin)
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error) as exc:
        raise LoadError(f"{origin} is no zip file that can be read ({exc}); pack it anew") from exc
    with archive:
        for entry in archive.infolist():
            budget.enter()
            if entry.is_dir():
                continue
            name = entry.filename
            if not entry.flag_bits & _NAME_IS_UTF_8:
                name = dos_name(name)
            yield Member(
                name=name,
                size=entry.file_size,
                problem=_problem(entry),
                open=_opener(archive, entry, f"{origin}: {name}", budget),
            )


def _problem(entry: zipfile.ZipInfo) -> str:
    if entry.flag_bits & _ENCRYPTED:
        return "is encrypted; unpack it with its password"
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in {0, stat.S_IFREG}:
        return "is a link or device and no file; left out"
    return ""


def _opener(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, where: str, budget: Budget
) -> Callable[[], BinaryIO]:
    def opened() -> BinaryIO:
        try:
            stream = archive.open(entry)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, struct.error) as exc:
            raise LoadError(f"{where} cannot be unpacked ({exc}); pack it anew") from exc
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
