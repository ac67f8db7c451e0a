"""Defines a document: a file, an archive member or a response that one loader reads.

It reads nothing by itself: every call of ``open`` returns a new stream from the first byte. The
module also says which file names are no articles. Sizes are in bytes.
"""

import io
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import BinaryIO

from data.errors import LoadError

NO_COLUMNS: Mapping[str, str] = MappingProxyType({})
SIDECAR_SUFFIX = ".meta.yaml"
_HEAD_BYTES = 65_536
_NO_ARTICLES = frozenset({"sources.md"})


@dataclass(frozen=True, slots=True)
class Document:
    """One input as a loader sees it."""

    origin: str
    """What messages name: a path, "a.zip: b/c.html", an address."""
    name: str
    """File name, for its ending and for a day in it; as hostile as all else."""
    opener: Callable[[], BinaryIO]
    max_bytes: int
    """Limit of what a loader reads at once: a whole text, or one line, message or row."""
    size: int | None = None
    """None where it is not known before reading; a name for it in an archive may lie."""
    path: Path | None = None
    """None inside an archive and from the web."""
    address: str | None = None
    """The final web address."""
    asked: str = ""
    """The web address that led there, which may be another one."""
    content_type: str = ""
    """As a server says it, with its charset: "text/html; charset=windows-1251"."""
    columns: Mapping[str, str] = field(default_factory=lambda: NO_COLUMNS)
    """Of a table, what the user says its columns are: {"text": "Body", "date": "Дата"}."""

    @property
    def media_type(self) -> str:
        """The content type without its charset, in lower case: "text/html"."""
        return self.content_type.partition(";")[0].strip().lower()

    def open(self) -> BinaryIO:
        """A new stream; raises ``LoadError`` or ``OSError`` where there is none."""
        return self.opener()

    def head(self) -> bytes:
        """The first 64 KB or less, to tell formats by."""
        with self.open() as stream:
            return stream.read(_HEAD_BYTES)


def file_document(
    path: Path, *, max_bytes: int, columns: Mapping[str, str] = NO_COLUMNS
) -> Document:
    """The file at ``path``; lets an ``OSError`` rise where the system does not know it."""
    return Document(
        origin=str(path),
        name=path.name,
        opener=lambda: _open_regular(path),
        max_bytes=max_bytes,
        size=path.stat().st_size,
        path=path,
        columns=columns,
    )


def bytes_document(content: bytes, *, origin: str, name: str, max_bytes: int) -> Document:
    """A document that lies in memory already."""
    return Document(
        origin=origin,
        name=name,
        opener=lambda: io.BytesIO(content),
        max_bytes=max_bytes,
        size=len(content),
    )


def known_suffix(name: str, known: tuple[str, ...]) -> str:
    """The longest ending of ``name`` that is among ``known`` (".tar.gz" before ".gz"), or ""."""
    parts = PurePath(name.lower()).suffixes
    endings = ("".join(parts[first:]) for first in range(len(parts)))
    return next((ending for ending in endings if ending in known), "")


def may_be_article(name: str) -> bool:
    """False for hidden files, ``SOURCES.md`` and sidecars."""
    lower = name.lower()
    return not (lower.startswith(".") or lower in _NO_ARTICLES or lower.endswith(SIDECAR_SUFFIX))


def _open_regular(path: Path) -> BinaryIO:
    # A pipe or device might never end.
    if not stat.S_ISREG(path.stat().st_mode):
        raise LoadError(f"{path} is not a regular file; only files with text can be read")
    return path.open("rb")
