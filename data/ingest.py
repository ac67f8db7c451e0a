"""The pipeline: load, prepare, parse, store. The only module that knows them all.

A bad input is skipped, counted and logged with its place, and the rest goes on; so is an article
that the geoparser fails on, or whose rows the database refuses. Only a store or a gazetteer that
cannot be used ends an ingest: what was stored before stays, and repeating the command goes on from
there.
"""

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import sqlalchemy as sa

from data.errors import ArticleRefused, StoreError
from data.identity import Prepared, prepare
from data.loaders.document import NO_COLUMNS
from data.loaders.protocol import Refused
from data.loaders.walking import load_all
from data.model import Article, SourceKind
from data.reading import Parser, Read, read
from data.settings import Settings
from data.store.runs import finish_run, start_run
from data.store.writer import Outcome, Plan, Writer
from geocode.errors import GeocodeError
from geocode.geoparser import MODEL_VERSION

MOST_CHARACTERS = 1_000_000
"""Of one article. A megabyte of nothing but names takes 10 s and 300 MB; 24 MB took 7 GB."""

_FAULTS_OF_ONE_TEXT = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What a mistake in the geoparser raises on a text that nobody thought of. Not an ``OSError``, nor
a ``GeocodeError``, though it may be a ``ValueError`` too: those would meet every other article."""
_SHOWN_CHARACTERS = 200
_PROGRESS_EVERY_S = 5.0
_BYTES_A_MB = 1024 * 1024
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class IngestReport:
    """What an ingest came to; counts are of articles."""

    new: int = 0
    new_versions: int = 0
    updated: int = 0
    """Stored before with the same text; title, day or other metadata changed."""
    unchanged: int = 0
    undated: int = 0
    """Of all that were taken or unchanged, those without a published day."""
    left_out: int = 0
    """Briefs, where briefs are not wanted."""
    mentions: int = 0
    """Found in the texts that were parsed, mapped or not."""
    seconds: float = 0.0
    parsing_seconds: float = 0.0
    skipped: list[tuple[str, str]] = field(default_factory=list)
    """Origin and reason; the reason names the place too and is fit to print alone."""
    notes: list[str] = field(default_factory=list)
    """What could not be used of articles that were taken."""

    @property
    def taken(self) -> int:
        """Articles that the store holds now because of this input, new or not."""
        return self.new + self.new_versions + self.updated + self.unchanged


def ingest(
    paths: Sequence[Path],
    *,
    engine: sa.Engine,
    geoparser: Parser,
    settings: Settings,
    briefs: bool = True,
    columns: Mapping[str, str] = NO_COLUMNS,
    log: Callable[[str], None],
) -> IngestReport:
    """Take the articles under ``paths`` into the store; safe to repeat and to interrupt.

    ``columns`` says what the columns of tables are ({"text": "Body"}), where that should not be
    guessed. ``log`` gets one line for each thing skipped or noted, and progress now and then.

    Raises ``StoreError`` when the store refuses; the message says how many articles are safe.
    """
    versions = {
        "gazetteer_version": geoparser.gazetteer_version,
        "model_version": MODEL_VERSION,
    }
    run_id = start_run(engine, now=_now(), **versions)
    writer = Writer(engine, run_id=run_id, **versions)
    report = IngestReport()
    take = _Taking(writer, geoparser, settings, report, log)
    begun = shown = time.monotonic()
    try:
        limit = settings.max_file_mb * _BYTES_A_MB
        for found in load_all(list(paths), max_bytes=limit, columns=columns):
            if isinstance(found, Refused):
                take.refuse(found.origin, found.reason)
            elif found.source_kind is SourceKind.BRIEF and not briefs:
                report.left_out += 1
            else:
                take.article(found)
            if (now := time.monotonic()) - shown > _PROGRESS_EVERY_S:
                shown = now
                log(f"{report.taken} articles so far, {report.taken / (now - begun):.0f} a second")
        finish_run(engine, run_id, _counts(report), now=_now())
    except StoreError as exc:
        raise StoreError(
            f"{exc}; {report.taken} articles were taken before that and stay, the rest was not"
        ) from exc
    report.seconds = time.monotonic() - begun
    return report


def _counts(report: IngestReport) -> dict[str, int]:
    """The counts that the store keeps of a run."""
    return {
        "new": report.new,
        "new_versions": report.new_versions,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "skipped": len(report.skipped),
    }


class _Taking:
    """Takes one article after the other and keeps the account."""

    def __init__(
        self,
        writer: Writer,
        geoparser: Parser,
        settings: Settings,
        report: IngestReport,
        log: Callable[[str], None],
    ) -> None:
        self._writer = writer
        self._geoparser = geoparser
        self._settings = settings
        self._report = report
        self._log = log

    def article(self, article: Article) -> None:
        if len(article.text) > MOST_CHARACTERS:
            size = f"{len(article.text):,} characters, the limit is {MOST_CHARACTERS:,}"
            self.refuse(article.origin, f"{article.origin} is too long ({size}); split it")
            return
        prepared = prepare(article)
        try:
            outcome, day = self._store(prepared)
        except ArticleRefused as exc:
            _log.info("%s", article.origin, exc_info=exc)
            self.refuse(article.origin, f"{article.origin} was left out: {exc}; report it")
            return
        except GeocodeError:
            raise
        except _FAULTS_OF_ONE_TEXT as exc:
            _log.info("%s", article.origin, exc_info=exc)
            self.refuse(article.origin, f"{article.origin} was left out: {_failure(exc)}")
            return
        self._count(outcome, day, prepared)

    def _store(self, prepared: Prepared) -> tuple[Outcome, date | None]:
        plan = self._writer.plan(prepared)
        found = self._read(plan) if plan.parse else None
        shown = found.shown if found else plan.known
        return self._writer.store(prepared, found, planned=plan), shown.published

    def _count(self, outcome: Outcome, day: date | None, prepared: Prepared) -> None:
        match outcome:
            case Outcome.NEW:
                self._report.new += 1
            case Outcome.NEW_VERSION:
                self._report.new_versions += 1
            case Outcome.UPDATED:
                self._report.updated += 1
            case Outcome.UNCHANGED:
                self._report.unchanged += 1
        self._report.undated += day is None
        for note in prepared.stated.notes:
            origin = prepared.stated.origin
            # A note that begins with the file of the article is on the file as a whole.
            named = origin in note or origin.startswith(note.partition(": ")[0])
            self._note(note if named else f"{origin}: {note}")

    def refuse(self, origin: str, reason: str) -> None:
        self._report.skipped.append((origin, reason))
        self._log(f"skipped: {reason}")

    def _note(self, note: str) -> None:
        self._report.notes.append(note)
        self._log(f"note: {note}")

    def _read(self, plan: Plan) -> Read:
        found = read(plan.known, parser=self._geoparser, focus=self._settings.focus)
        self._report.parsing_seconds += found.parsing_seconds
        self._report.mentions += len(found.mentions)
        return found


def _failure(exc: Exception) -> str:
    said = " ".join(str(exc).split())[:_SHOWN_CHARACTERS]
    return f"reading it failed ({type(exc).__name__}: {said}); report it with its text"


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
