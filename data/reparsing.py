"""Reads stored articles again where another gazetteer, model or reader of claims has read them.

Nothing needs to be deleted and ingested again after a better gazetteer: articles are read one by
one, oldest first, and each is stored by itself, so it is safe to interrupt and repeat.
Who reads the store meanwhile sees each article read by one version or by the other.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

import sqlalchemy as sa

from data.bulk.progress import Countdown
from data.bulk.readers import (
    Answer,
    InProcessReaders,
    Readers,
    ReadingFailed,
    ReadingJob,
    reading_with,
)
from data.errors import ArticleRefused
from data.reading.article import Parser
from data.settings import Settings
from data.store.rereading import Rereader, Stale
from data.theatre import Theatre
from geocode.geoparser import MODEL_VERSION

_AT_ONCE = 200


@dataclass(slots=True)
class ReparseReport:
    """The result of a reparse; counts are of articles."""

    read: int = 0
    mentions: int = 0
    changed_meanwhile: int = 0
    """Changed by another process meanwhile; repeating the command reads those still stale."""
    skipped: list[tuple[str, str]] = field(default_factory=list)
    """Origin and reason; such an article keeps its older reading."""
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class _Turn:
    stale: Stale
    job: ReadingJob


def reparse(
    engine: sa.Engine,
    *,
    geoparser: Parser,
    settings: Settings,
    theatre: Theatre,
    everything: bool = False,
    readers: Readers | None = None,
    today: date,
    log: Callable[[str], None],
) -> ReparseReport:
    """Read again what other versions than those of ``geoparser`` and the present model have read.

    ``everything`` reads all articles again; to continue it after an interruption, leave it out.
    ``readers`` None reads in this process. Raises ``StoreError`` where the store refuses.
    """
    rereader = Rereader(
        engine, gazetteer_version=geoparser.gazetteer_version, model_version=MODEL_VERSION
    )
    if everything:
        rereader.mark_all()
    progress = Countdown(rereader.count(), log)
    report = ReparseReport()
    begun = time.monotonic()
    chosen = readers or InProcessReaders(
        reading_with(geoparser, theatre=theatre, focus=settings.country(theatre.home))
    )
    for turn, answered in chosen.answers(_turns(rereader, today)):
        _take(rereader, turn.stale, answered, report, log)
        progress.show(report.read)
    report.seconds = time.monotonic() - begun
    return report


def _turns(rereader: Rereader, today: date) -> Iterator[_Turn]:
    last = 0
    while batch := rereader.after(last, limit=_AT_ONCE):
        for stale in batch:
            yield _Turn(stale, ReadingJob(stale.known, today))
        last = batch[-1].article_id


def _take(
    rereader: Rereader,
    stale: Stale,
    answered: Answer | None,
    report: ReparseReport,
    log: Callable[[str], None],
) -> None:
    problem = answered.reason if isinstance(answered, ReadingFailed) else ""
    if answered is not None and not isinstance(answered, ReadingFailed):
        try:
            if rereader.store(stale, answered):
                report.read += 1
                report.mentions += len(answered.mentions)
            else:
                report.changed_meanwhile += 1
        except ArticleRefused as exc:
            problem = f"{exc}; report it"
    if problem:
        origin = stale.known.origin
        reason = f"article {stale.article_id} ({origin}) keeps its older reading: {problem}"
        report.skipped.append((origin, reason))
        log(f"skipped: {reason}")
