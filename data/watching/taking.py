"""What watching asks of the rest of the program."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol

from data.articles.formats.loader import Skipped
from data.ingest_report import IngestReport
from data.model import Article

Log = Callable[[str], None]
"""Takes a line for the user."""


class Take(Protocol):
    """Takes articles into the store, as ``ingest`` does; raises ``StoreError``."""

    def __call__(
        self, paths: list[Path], *, more: Iterable[Article | Skipped] = (), log: Log
    ) -> IngestReport:
        """The account of it; safe to repeat with the same articles."""
        ...


class Job(Protocol):
    """Something that is looked at again and again."""

    due_s: float | None
    """Moment of the steady clock; None: never again."""

    def turn(self) -> None:
        """Look now, and set ``due_s``; raises nothing that a later look could mend."""
        ...


def told(report: IngestReport) -> str:
    """What changed, in words; empty where nothing did."""
    counts = (
        (report.new, "new"),
        (report.new_versions, "new versions"),
        (report.updated, "updated"),
        (len(report.skipped), "skipped"),
    )
    return ", ".join(f"{count} {name}" for count, name in counts if count)


class OnceEach:
    """Says each line once while it is among the last thousand: a feed repeats its faults."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._said: dict[str, None] = {}

    def __call__(self, line: str) -> None:
        """Say ``line`` unless it was said lately."""
        known = line in self._said
        self._said.pop(line, None)
        self._said[line] = None
        if len(self._said) > 1000:
            del self._said[next(iter(self._said))]
        if not known:
            self._log(line)
