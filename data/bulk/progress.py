"""Reports the progress of an ingest: articles, their rate, and the remaining time.

The remaining time is estimated from bytes of input: the number of articles in a file is known only
after reading it. No time is given where the input's size is unknown (feeds, web addresses).
"""

import io
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, cast

from data.articles.formats.document import Document
from data.articles.formats.walking import size_of

_SHOW_EVERY_S = 5.0
_LEAST_FRACTION = 0.01
"""Read before a time is given; earlier it would be a guess."""
_MINUTE_S, _HOUR_S = 60, 3600


class Progress:
    """Counts what is read and says so now and then."""

    def __init__(
        self,
        paths: list[Path],
        log: Callable[[str], None],
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._paths = paths
        self._log = log
        self._clock = clock
        self._begun_s = self._shown_s = clock()
        self._all_bytes: int | None = None
        self._bytes_before = 0
        self._bytes_of_this = 0
        self._size_of_this = 0

    def watched(self, document: Document) -> Document:
        """The document, counting what is read of it; the one before it is read to its end."""
        self._bytes_before += self._size_of_this
        self._bytes_of_this, self._size_of_this = 0, document.size or 0

        def opened() -> BinaryIO:
            return cast(BinaryIO, io.BufferedReader(_Counted(document.open(), self._count)))

        return replace(document, opener=opened)

    def show(self, articles: int) -> None:
        """Say how far it is, where some seconds have passed since that was said."""
        now_s = self._clock()
        if now_s - self._shown_s < _SHOW_EVERY_S:
            return
        self._shown_s = now_s
        taken_s = now_s - self._begun_s
        left = self._left(taken_s)
        self._log(f"{articles:,} articles so far, {articles / taken_s:.0f} a second{left}")

    def _count(self, number: int) -> None:
        self._bytes_of_this += number

    def _left(self, taken_s: float) -> str:
        if self._all_bytes is None:
            self._all_bytes = size_of(self._paths)
        # Formats are told by the head of a file, which is read again.
        done = self._bytes_before + min(self._bytes_of_this, self._size_of_this)
        if not self._all_bytes or done < _LEAST_FRACTION * self._all_bytes:
            return ""
        return f", about {_spoken(taken_s * max(0.0, self._all_bytes / done - 1))} left"


class Countdown:
    """The progress of what is counted beforehand."""

    def __init__(
        self,
        total: int,
        log: Callable[[str], None],
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._total = total
        self._log = log
        self._clock = clock
        self._begun_s = self._shown_s = clock()

    def show(self, done: int) -> None:
        """Say how far it is, where some seconds have passed since that was said."""
        now_s = self._clock()
        if not done or now_s - self._shown_s < _SHOW_EVERY_S:
            return
        self._shown_s = now_s
        taken_s = now_s - self._begun_s
        left = _spoken(taken_s * max(0, self._total - done) / done)
        self._log(f"{done:,} of {self._total:,}, {done / taken_s:.0f} a second, about {left} left")


class _Counted(io.RawIOBase):
    """A stream that tells how many bytes are read from it."""

    def __init__(self, stream: BinaryIO, count: Callable[[int], None]) -> None:
        super().__init__()
        self._stream = stream
        self._count = count

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._stream.seekable()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()

    def readinto(self, buffer: "memoryview[int]") -> int:  # type: ignore[override]
        content = self._stream.read(len(buffer))
        buffer[: len(content)] = content
        self._count(len(content))
        return len(content)

    def close(self) -> None:
        self._stream.close()
        super().close()


def _spoken(seconds: float) -> str:
    if seconds < _MINUTE_S:
        return f"{seconds:.0f} s"
    if seconds < _HOUR_S:
        return f"{seconds / _MINUTE_S:.0f} min"
    return f"{seconds / _HOUR_S:.1f} h"
