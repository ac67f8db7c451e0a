"""Runs watch jobs when they are due, until told to stop, and decides when they are due next.

Jobs run one after the other: the store takes one writer at a time anyway. No scheduler library is
used: what is needed is a sleep until the earliest job, and a backoff with jitter. After N failures
in a row the wait is the interval times 2^N, at most a day; up to a tenth is added or taken away, so
that many feeds that failed together do not come back together. Times are seconds.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Protocol

from data.articles.formats.loader import Skipped
from data.clock import Clock
from data.ingest_report import IngestReport
from data.model import Article

Log = Callable[[str], None]
"""Shows one line to the user."""
LONGEST_S = 86_400.0
_STORE_AGAIN_S = 30.0
_STORE_LONGEST_S = 600.0
_JITTER = 0.1
_MOST_DOUBLINGS = 20
_LONGEST_SLEEP_S = 60.0
"""While a machine sleeps, its monotonic clock may stand still."""


class Ingest(Protocol):
    """Ingests articles into the store; raises ``StoreError``."""

    def __call__(
        self, paths: list[Path], *, more: Iterable[Article | Skipped] = (), log: Log
    ) -> IngestReport:
        """Report what was ingested; safe to repeat with the same articles."""
        ...


class WatchJob(Protocol):
    """Something that is checked again and again."""

    due_s: float | None
    """Time of the monotonic clock; None: never again."""

    def run(self) -> None:
        """Check now and set ``due_s``; raises nothing that a later run could repair."""
        ...


def changes_text(report: IngestReport) -> str:
    """What changed, in words; empty if nothing did."""
    counts = (
        (report.new, "new"),
        (report.new_versions, "new versions" if report.new_versions > 1 else "new version"),
        (report.updated, "updated"),
        (report.unchanged, "unchanged"),
        (len(report.skipped), "skipped"),
    )
    return ", ".join(f"{count} {name}" for count, name in counts if count)


class LogOnce:
    """Logs each line once while it is among the last thousand: a feed repeats its faults."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._said: dict[str, None] = {}

    def __call__(self, line: str) -> None:
        """Log ``line`` unless it was logged lately."""
        known = line in self._said
        self._said.pop(line, None)
        self._said[line] = None
        if len(self._said) > 1000:
            del self._said[next(iter(self._said))]
        if not known:
            self._log(line)


def store_again_s(refusals: int) -> float:
    """Seconds to wait after so many failures of the store in a row."""
    return min(_STORE_AGAIN_S * 2.0 ** min(refusals - 1, _MOST_DOUBLINGS), _STORE_LONGEST_S)


@dataclass(frozen=True, slots=True)
class Schedule:
    """How often a URL is polled."""

    every_s: float
    chance: Random

    def after_success(self, own_s: float | None = None) -> float:
        """Seconds to wait; ``own_s`` is the interval that a feed asks for, which may be longer."""
        return self._drawn(max(self.every_s, own_s or 0.0))

    def after_failures(self, failures: int, *, asked_s: float = 0.0) -> float:
        """Seconds to wait; never less than the server asked for, within a day."""
        doubled = self.every_s * 2.0 ** min(failures, _MOST_DOUBLINGS)
        return min(max(self._drawn(doubled), asked_s), LONGEST_S)

    def _drawn(self, wait_s: float) -> float:
        factor = self.chance.uniform(1 - _JITTER, 1 + _JITTER)
        return min(min(wait_s, LONGEST_S) * factor, LONGEST_S)


def watch(
    jobs: Sequence[WatchJob],
    *,
    clock: Clock,
    log: Log,
    stop: Callable[[], bool] = lambda: False,
) -> None:
    """Run each job when it is due, until ``stop`` returns true or no job is due any more."""
    while not stop():
        waiting = [(job.due_s, number) for number, job in enumerate(jobs) if job.due_s is not None]
        if not waiting:
            log("nothing is left to watch")
            return
        due_s, number = min(waiting)
        left_s = due_s - clock.steady_s()
        if left_s > 0:
            clock.sleep(min(left_s, _LONGEST_SLEEP_S))
        else:
            jobs[number].run()
