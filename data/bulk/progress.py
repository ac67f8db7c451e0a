"""Reports the progress of an ingest: articles, their rate, and the remaining time.

The remaining time is estimated from bytes of input: the number of articles in a file is known only
after reading it. No time is given where the input's size is unknown (feeds, web addresses), nor
while articles come out of a large file that has been read to its end: how many are still to come is
not known then.
"""

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from data.articles.formats.document import Document
from data.articles.formats.walking import size_of

_SHOW_EVERY_S = 5.0
_LEAST_FRACTION = 0.01
"""Read before a time is given; earlier it would be a guess."""
_LARGE_FRACTION = 0.05
"""Of all input, from which on a file that was read to its end may still hold much of the work."""
_MINUTE_S, _HOUR_S = 60, 3600


class _Pace:
    """Knows when it is time to report progress again."""

    def __init__(self, log: Callable[[str], None], clock: Callable[[], float]) -> None:
        self._log = log
        self._clock = clock
        self._begun_s = self._shown_s = clock()

    def _due_after_s(self) -> float | None:
        """Seconds since the start if progress is to be reported now, else None."""
        now_s = self._clock()
        if now_s - self._shown_s < _SHOW_EVERY_S:
            return None
        self._shown_s = now_s
        return now_s - self._begun_s


class Progress(_Pace):
    """Counts what is read and says so now and then."""

    def __init__(
        self,
        paths: list[Path],
        log: Callable[[str], None],
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(log, clock)
        self._paths = paths
        self._all_bytes: int | None = None
        self._bytes_before = 0
        self._size_of_this = 0
        self._stream: BinaryIO | None = None

    def watched(self, document: Document) -> Document:
        """The document, counting what is read of it; the one before it is read to its end."""
        self._bytes_before += self._size_of_this
        self._size_of_this = document.size or 0

        def opened() -> BinaryIO:
            self._stream = document.open()
            return self._stream

        return replace(document, opener=opened)

    def show(self, articles: int) -> None:
        """Report progress, if some seconds have passed since the last report."""
        taken_s = self._due_after_s()
        if taken_s is not None:
            left = self._left(taken_s)
            self._log(f"{articles:,} articles so far, {articles / taken_s:.0f} a second{left}")

    def _left(self, taken_s: float) -> str:
        if self._all_bytes is None:
            self._all_bytes = size_of(self._paths)
        of_this = self._bytes_of_this()
        done = self._bytes_before + of_this
        if not self._all_bytes or done < _LEAST_FRACTION * self._all_bytes:
            return ""
        read_whole = of_this == self._size_of_this
        if read_whole and self._size_of_this > _LARGE_FRACTION * self._all_bytes:
            return ""
        return f", about {_spoken(taken_s * max(0.0, self._all_bytes / done - 1))} left"

    def _bytes_of_this(self) -> int:
        if self._stream is None or self._stream.closed:
            return self._size_of_this
        return min(self._stream.tell(), self._size_of_this)


class Countdown(_Pace):
    """The progress of what is counted beforehand."""

    def __init__(
        self,
        total: int,
        log: Callable[[str], None],
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(log, clock)
        self._total = total

    def show(self, done: int) -> None:
        """Report progress, if some seconds have passed since the last report."""
        taken_s = self._due_after_s() if done else None
        if taken_s is not None:
            left = _spoken(taken_s * max(0, self._total - done) / done)
            pace = f"{done / taken_s:.0f} a second"
            self._log(f"{done:,} of {self._total:,}, {pace}, about {left} left")


def _spoken(seconds: float) -> str:
    if seconds < _MINUTE_S:
        return f"{seconds:.0f} s"
    if seconds < _HOUR_S:
        return f"{seconds / _MINUTE_S:.0f} min"
    return f"{seconds / _HOUR_S:.1f} h"
