"""Archives and packed files, as the documents in them: zip, tar (gz, bz2, xz), and a single gz.

Nothing is written under an archive's names. Refused by name while the rest goes on: a member that
is encrypted, a link or device, an archive itself, or whose name leads outside; the archive is left
where it unpacks to more than ``unpacking`` allows. Sidecars inside archives are not read, and
named.
"""

import bz2
import gzip
import lzma
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from data.articles.formats.document import Document
from data.articles.formats.member_names import (
    hidden,
    leads_outside,
    may_be_article,
    shown_name,
)
from data.articles.formats.metadata import SIDECAR_SUFFIX
from data.articles.formats.protocol import Refused
from data.articles.formats.registry import known_suffix
from data.articles.formats.tar_members import tar_members
from data.articles.formats.unpacking import LIMITS, Budget, Limits, Member, Unpacked
from data.articles.formats.zip_members import zip_members

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
ARCHIVE_SUFFIXES = tuple(sorted({".zip", *_TARS, *_UNPACKERS}))
_SUFFIX_OF_TYPE = {
    "application/gzip": ".gz",
    "application/x-gzip": ".gz",
    "application/x-tar": ".tar",
    "application/zip": ".zip",
}


def archive_suffix(document: Document) -> str:
    """One of ``ARCHIVE_SUFFIXES``, by name or else by content type; empty for other documents."""
    by_type = _SUFFIX_OF_TYPE.get(document.content_type.partition(";")[0].strip().lower(), "")
    return known_suffix(document.name, ARCHIVE_SUFFIXES) or (
        "" if PurePosixPath(document.name).suffix else by_type
    )


def members(
    document: Document, suffix: str, *, limits: Limits = LIMITS
) -> Iterator[Document | Refused]:
    """The documents in the archive, in its order; each is to be read before the next is asked for.

    ``suffix`` is one of ``ARCHIVE_SUFFIXES``. Raises ``LoadError`` where the archive is damaged
    or over a limit, after the members before that.
    """
    budget = Budget(document.origin, document.size, limits)
    if suffix == ".zip":
        with document.open() as stream:
            yield from _documents(document, zip_members(stream, document.origin, budget))
    elif suffix in _TARS:
        with _unpacked(document, _TARS[suffix], budget) as unpacked:
            yield from _documents(document, tar_members(unpacked, document.origin, budget))
    else:
        name = document.name[: -len(suffix)] or "document"
        member = Member(name, -1, "", lambda: _unpacked(document, suffix, budget).buffered())
        yield from _documents(document, iter([member]))


def _unpacked(document: Document, suffix: str, budget: Budget) -> Unpacked:
    packed = document.open()
    if not suffix:
        return Unpacked(packed, document.origin, budget)
    stream = cast(BinaryIO, _UNPACKERS[suffix](packed))
    return Unpacked(stream, document.origin, budget, under=packed)


def _documents(archive: Document, found: Iterator[Member]) -> Iterator[Document | Refused]:
    for member in found:
        name = member.name.replace("\\", "/")
        origin = f"{archive.origin}: {shown_name(member.name)}"
        problem = _problem(member, name)
        if problem:
            yield Refused(origin, f"{origin} {problem}")
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
