"""Limits what an archive may unpack to: bytes, compression ratio, number of files.

Reading stops where an archive goes over a limit, and the archive is named. Text packs to a fifth,
JSON lines with the same keys in each to a thirtieth; zeros, which zip bombs are made of, to a
thousandth.
"""

import errno
import io
import lzma
import struct
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO, cast
from zipfile import BadZipFile

from data.errors import LoadError

# Members are read in far smaller pieces; a header of a tar file that claims more is a bomb.
_MOST_AT_ONCE = 64 * 1024**2
_DAMAGED = (
    BadZipFile,
    EOFError,
    LookupError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    lzma.LZMAError,
    struct.error,
    zlib.error,
)
# A zip file's list of members that points to a place before the file's beginning or past any end.
_NO_PLACE = frozenset({errno.EINVAL, errno.EOVERFLOW})
_MOST_SAID = 120


@dataclass(frozen=True, slots=True)
class UnpackingLimits:
    """What one archive may unpack to."""

    entries: int = 1_000_000
    total_bytes: int = 20 * 1024**3
    ratio: int = 200
    """Unpacked bytes to packed ones, counted beyond ``free_bytes``."""
    free_bytes: int = 64 * 1024**2
    in_memory_bytes: int = 8 * 1024**2
    """Largest member of a tar file that is kept in memory, not in a temporary file."""


DEFAULT_LIMITS = UnpackingLimits()


@dataclass(frozen=True, slots=True)
class Member:
    """One file in an archive."""

    name: str
    """As the archive has it, folders and all; hostile."""
    size: int
    """As the archive claims."""
    problem: str
    """Why it cannot be read and what to do; empty if it can."""
    open: Callable[[], BinaryIO]
    """A new stream; raises ``LoadError`` where it is damaged or over a limit."""


class OverBudget(LoadError):
    """The archive unpacks to more than one may; nothing more of it is read."""


class Budget:
    """Bytes unpacked of one archive so far, over all of its members."""

    def __init__(self, origin: str, packed_bytes: int | None, limits: UnpackingLimits) -> None:
        """``packed_bytes`` is the archive's size; None if it is unknown."""
        self.limits = limits
        self._origin = origin
        self._packed_bytes = packed_bytes
        self._unpacked = 0
        self._entries = 0

    def enter(self) -> None:
        """Count a member; raises ``OverBudget`` where they are more than an archive's."""
        self._entries += 1
        if self._entries > self.limits.entries:
            raise OverBudget(f"{self._origin} holds over {self.limits.entries:,} files; split it")

    def spend(self, count: int) -> None:
        """Count unpacked bytes; raises ``OverBudget`` where they are more than an archive's."""
        self._unpacked += count
        if self._unpacked > self.limits.total_bytes:
            limit = f"{self.limits.total_bytes / 1024**3:g} GB"
            raise OverBudget(f"{self._origin} unpacks to over {limit}; split it")
        packed, ratio = self._packed_bytes, self.limits.ratio
        if packed is not None and self._unpacked > self.limits.free_bytes + ratio * packed:
            times = f"{ratio} times its size"
            raise OverBudget(f"{self._origin} unpacks to over {times}; the rest is not read")


@contextmanager
def clear_damage(origin: str) -> Iterator[None]:
    """Turns what libraries raise on damaged archives into a ``LoadError`` that names ``origin``.

    Lets an ``OSError`` of the system rise.
    """
    try:
        yield
    except LoadError:
        raise
    except _DAMAGED as exc:
        problem = str(exc)[:_MOST_SAID] or "it breaks off"
        raise LoadError(f"{origin} cannot be unpacked ({problem}); pack it anew") from exc
    except OSError as exc:
        if exc.errno is None:
            problem = str(exc)[:_MOST_SAID]
        elif exc.errno in _NO_PLACE:
            problem = "the archive's list points to a place outside of it"
        else:
            raise
        raise LoadError(f"{origin} cannot be unpacked ({problem}); pack it anew") from exc


class Unpacked(io.RawIOBase):
    """A stream of unpacked bytes that only goes forward and ends with a clear error."""

    def __init__(
        self, stream: BinaryIO, origin: str, budget: Budget, *, under: BinaryIO | None = None
    ) -> None:
        """``under`` is the packed stream, where closing ``stream`` does not close it."""
        self.last = b""
        """The bytes of the last read."""
        self._stream = stream
        self._under = under
        self._origin = origin
        self._budget = budget
        self._at = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def tell(self) -> int:
        """How many unpacked bytes were read."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Forward only, as a tar file is walked."""
        if whence != io.SEEK_SET or offset < self._at:
            raise io.UnsupportedOperation("packed bytes are read forward only")
        while self._at < offset and self.read(min(1024**2, offset - self._at)):
            pass
        return self._at

    def read(self, size: int = -1) -> bytes:
        """The next bytes; raises ``LoadError`` where they are damaged or over the budget."""
        if size > _MOST_AT_ONCE:
            raise LoadError(f"{self._origin} has a header of {size / 1024**2:.0f} MB; it is a bomb")
        with clear_damage(self._origin):
            read = self._stream.read(_MOST_AT_ONCE if size < 0 else size)
        self._at += len(read)
        self._budget.spend(len(read))
        self.last = read
        return read

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        """As ``read``, for a buffer around this stream."""
        read = self.read(len(buffer))
        buffer[: len(read)] = read
        return len(read)

    def close(self) -> None:
        """Close the packed stream too."""
        self._stream.close()
        if self._under is not None:
            self._under.close()
        super().close()

    def buffered(self) -> BinaryIO:
        """The same with ``readline`` and all that loaders ask of a stream."""
        return cast(BinaryIO, io.BufferedReader(cast(io.RawIOBase, self), 65_536))
