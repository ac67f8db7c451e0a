"""The members of a tar file, read forward only, with what speaks against reading one.

A member that is opened is held until the next one is asked for: in memory while it is small, else
in a temporary file that goes with it.
"""

import io
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, BinaryIO, cast

from data.articles.formats.unpacking import Budget, Member, Unpacked
from data.errors import LoadError

_CHUNK = 1024**2


def tar_members(stream: Unpacked, origin: str, budget: Budget) -> Iterator[Member]:
    """The members in the file's order, each good until the next is asked for."""
    try:
        archive = tarfile.TarFile(fileobj=cast(BinaryIO, stream), mode="r")
        while (entry := archive.next()) is not None:
            budget.enter()
            archive.members.clear()  # type: ignore[attr-defined] # else a million of them stay in memory
            if entry.isdir():
                continue
            in_memory = entry.size <= budget.limits.in_memory_bytes
            held = _Held(archive, entry, f"{origin}: {entry.name}", in_memory=in_memory)
            try:
                yield Member(entry.name, entry.size, _problem(entry), held.open)
            finally:
                held.close()
        # tarfile takes a broken header for the end, which is a block of zeros or nothing.
        if stream.last.strip(b"\0"):
            raise LoadError(f"{origin} is damaged after its last file here; the rest is not read")
    except (tarfile.TarError, ValueError) as exc:
        if isinstance(exc, LoadError):
            raise
        raise LoadError(f"{origin} is no tar file that can be read ({exc}); pack it anew") from exc


def _problem(entry: tarfile.TarInfo) -> str:
    if not entry.isreg():
        return "is a link or device and no file; left out"
    if entry.issparse():
        return "is stored with holes; pack it anew"
    return ""


class _Held:
    """One member's content, which can be read more than once."""

    def __init__(
        self, archive: tarfile.TarFile, entry: tarfile.TarInfo, where: str, *, in_memory: bool
    ) -> None:
        self._archive = archive
        self._entry = entry
        self._where = where
        self._in_memory = in_memory
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
            if self._in_memory:
                self._content = source.read()
                return
            self._file = tempfile.NamedTemporaryFile()  # noqa: SIM115 - closed by close()
            while chunk := source.read(_CHUNK):
                self._file.write(chunk)
            self._file.flush()
        except tarfile.TarError as exc:
            raise LoadError(f"{self._where} breaks off; pack it anew") from exc
