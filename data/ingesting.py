"""Runs an ingest: load, identify, plan, read, store. The only module that knows all steps.

A bad input is skipped, counted and logged with its place, and the rest goes on; so is an article
that the geoparser fails on, or whose rows the database refuses. Only a store, a gazetteer or
workers that cannot be used end an ingest: what was stored before stays, and repeating the command
goes on from there. Whoever reads the articles (``data.bulk``), they are stored here and in the
order of the input, so that the store comes out the same.
"""

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from itertools import chain
from pathlib import Path

import sqlalchemy as sa

from data.articles.formats.document import NO_COLUMNS
from data.articles.formats.loader import Skipped
from data.articles.formats.walking import load_all
from data.bulk.progress import Progress
from data.bulk.readers import (
    Answer,
    InProcessReaders,
    Readers,
    ReadingFailed,
    ReadingJob,
    ReadOne,
    answer,
    reading_with,
)
from data.counts import AT_LEAST, compact
from data.errors import ArticleRefused, StoreError, StoreLost
from data.faults import FAULTS_OF_ONE_TEXT, failure
from data.ingest_report import IngestReport
from data.model import Article, SourceKind
from data.reading.article import Parser, Read
from data.reading.dating import in_day_order, settled
from data.reading.identity import Prepared, prepare
from data.settings import Settings
from data.store.engine import checkpoint
from data.store.patience import Patience
from data.store.runs import finish_run, start_run
from data.store.writer import Outcome, Plan, Writer
from data.theatre import Theatre
from geocode.errors import GeocodeError
from geocode.geoparser import MODEL_VERSION

MOST_CHARACTERS = 1_000_000
"""Of one article. A megabyte of nothing but names takes 10 s and 300 MB; 24 MB took 7 GB."""

_SHOWN = 3
"""Endings and names of files of no known format that a message gives."""
_log = logging.getLogger(__name__)


def ingest(
    paths: Sequence[Path],
    *,
    engine: sa.Engine,
    geoparser: Parser,
    settings: Settings,
    theatre: Theatre,
    briefs: bool = True,
    columns: Mapping[str, str] = NO_COLUMNS,
    day_first: bool | None = None,
    more: Iterable[Article | Skipped] = (),
    readers: Readers | None = None,
    log: Callable[[str], None],
) -> IngestReport:
    """Take the articles under ``paths`` into the store; safe to repeat and to interrupt.

    ``more`` is taken after them: articles from the web. ``columns`` says what the columns of tables
    are ({"text": "Body"}), where that should not be guessed. ``day_first`` is whether 06/03/2023
    is 6 March; None leaves such an article undated. ``readers`` read the articles, with
    the gazetteer of ``geoparser``; None reads them in this process. ``log`` gets one line for each
    thing skipped or noted, and progress now and then.

    Raises ``StoreError`` when the store refuses; the message says how many articles are safe.
    """
    versions = {
        "gazetteer_version": geoparser.gazetteer_version,
        "model_version": MODEL_VERSION,
    }
    run_id = start_run(engine, now=_now(), **versions)
    writer = Writer(engine, run_id=run_id, **versions)
    report = IngestReport()
    read_one = reading_with(geoparser, theatre=theatre, focus=settings.country(theatre.home))
    patient = Patience(log)
    take = _Taking(
        writer, read_one, report, log,
        theatre=theatre, briefs=briefs, day_first=day_first, patient=patient,
    )  # fmt: skip
    progress = Progress(list(paths), log)
    begun = time.monotonic()
    packed = 0
    try:
        limit = settings.max_file_bytes
        found = load_all(list(paths), max_bytes=limit, columns=columns, watched=progress.watched)
        for turn, answered in (readers or InProcessReaders(read_one)).answers(
            take.turns(chain(found, more))
        ):
            take.turn(turn, answered)
            progress.show(report.taken)
            if report.written - packed >= AT_LEAST:
                patient(partial(compact, engine, at_least=AT_LEAST))
                packed = report.written
        take.say_unknown()
        patient(partial(compact, engine))
        patient(partial(finish_run, engine, run_id, report.counts(), now=_now()))
        checkpoint(engine)
    except StoreLost:
        raise
    except StoreError as exc:
        raise StoreError(
            f"{exc}; {report.taken} articles were taken before that and stay, the rest was not"
        ) from exc
    report.seconds = time.monotonic() - begun
    return report


@dataclass(frozen=True, slots=True, eq=False)
class _Turn:
    """One input on its way into the store."""

    prepared: Prepared
    plan: Plan | None
    """None: an earlier turn may change what is to be done, so it is planned when that is stored."""
    job: ReadingJob | None


@dataclass(frozen=True, slots=True, eq=False)
class _Passed:
    """One input that does not go into the store; None: it was not wanted."""

    refused: Skipped | None
    job: ReadingJob | None = None


class _Taking:
    """Takes one article after the other and keeps the account."""

    def __init__(
        self,
        writer: Writer,
        read_one: ReadOne,
        report: IngestReport,
        log: Callable[[str], None],
        *,
        theatre: Theatre,
        briefs: bool,
        day_first: bool | None,
        patient: Patience,
    ) -> None:
        self._writer = writer
        self._patient = patient
        self._read_one = read_one
        self._report = report
        self._log = log
        self._theatre = theatre
        self._briefs = briefs
        self._day_first = day_first
        self._today = _now().date()
        self._under_way: Counter[str] = Counter()
        self._unknown: list[Skipped] = []
        """Files of no known format; said in one line, as a folder may hold many."""

    def turns(self, inputs: Iterable[Article | Skipped]) -> Iterator[_Turn | _Passed]:
        """What is to be done with each input, as far as that is known before earlier ones."""
        for found in inputs:
            yield self._begun(found)

    def turn(self, turn: _Turn | _Passed, answered: Answer | None) -> None:
        """Store what was read, or say why not."""
        if isinstance(turn, _Turn):
            self._article(turn, answered)
        elif turn.refused:
            self._refuse(turn.refused)
        else:
            self._report.left_out += 1

    def _begun(self, found: Article | Skipped) -> _Turn | _Passed:
        if isinstance(found, Skipped):
            return _Passed(found)
        if found.source_kind is SourceKind.BRIEF and not self._briefs:
            return _Passed(None)
        if len(found.text) > MOST_CHARACTERS:
            size = f"{len(found.text):,} characters, the limit is {MOST_CHARACTERS:,}"
            return _Passed(_refused(found, f"is too long ({size}); split it"))
        dated = in_day_order(found, day_first=self._day_first)
        prepared = prepare(settled(dated, self._theatre, today=self._today))
        try:
            waits = self._under_way[prepared.identity] > 0
            plan = None if waits else self._plan(prepared)
        except ArticleRefused as exc:
            return _Passed(_left_out(found, exc))
        self._under_way[prepared.identity] += 1
        return _Turn(prepared, plan, self._job(plan) if plan and plan.parse else None)

    def _article(self, turn: _Turn, answered: Answer | None) -> None:
        article = turn.prepared.stated
        try:
            plan = turn.plan or self._plan(turn.prepared)
            if plan.parse and turn.plan is None:
                answered = answer(self._read_one, self._job(plan))
            if isinstance(answered, ReadingFailed):
                self._refuse(_refused(article, f"was left out: {answered.reason}"))
                return
            store = partial(self._writer.store, turn.prepared, answered, planned=plan)
            outcome = self._patient(store)
        except ArticleRefused as exc:
            self._refuse(_left_out(article, exc))
            return
        except GeocodeError:
            raise
        except FAULTS_OF_ONE_TEXT as exc:
            _log.info("%s", article.origin, exc_info=exc)
            self._refuse(_refused(article, f"was left out: {failure(exc)}"))
            return
        finally:
            self._under_way.subtract([turn.prepared.identity])
            if not self._under_way[turn.prepared.identity]:
                del self._under_way[turn.prepared.identity]
        self._count_read(answered)
        shown = answered.shown if answered else plan.known
        self._count(outcome, shown.published, turn.prepared)
        if outcome is Outcome.NEW and plan.apart_from:
            self._note(_kept_apart(article, plan.apart_from))

    def _job(self, plan: Plan) -> ReadingJob:
        return ReadingJob(plan.known, self._today)

    def _plan(self, prepared: Prepared) -> Plan:
        return self._patient(partial(self._writer.plan, prepared))

    def _count_read(self, found: Read | None) -> None:
        if found:
            self._report.parsing_seconds += found.parsing_seconds
            self._report.mentions += len(found.mentions)

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

    def say_unknown(self) -> None:
        """Log the files of no known format, in one line."""
        unknown, self._unknown = self._unknown, []
        if len(unknown) == 1:
            self._log(f"skipped: {unknown[0].reason}")
        elif unknown:
            endings = Counter(Path(one.origin).suffix.lower() or "no ending" for one in unknown)
            kinds = ", ".join(f"{count} {ending}" for ending, count in endings.most_common(_SHOWN))
            names = ", ".join(one.origin for one in unknown[:_SHOWN])
            self._log(
                f"skipped: {len(unknown):,} files of no known format ({kinds}), the first: {names};"
                f"{unknown[0].reason.partition(';')[2].replace('convert it', 'convert them')}"
            )

    def _refuse(self, refused: Skipped) -> None:
        self._report.skipped.append((refused.origin, refused.reason))
        if refused.unknown_format:
            self._unknown.append(refused)
        else:
            self._log(f"skipped: {refused.reason}")

    def _note(self, note: str) -> None:
        self._report.notes.append(note)
        self._log(f"note: {note}")


def _left_out(article: Article, exc: ArticleRefused) -> Skipped:
    _log.info("%s", article.origin, exc_info=exc)
    return _refused(article, f"was left out: {exc}; report it")


def _kept_apart(article: Article, other: str) -> str:
    same = article.url or (f"id {article.article_id}" if article.article_id else "its text")
    return (
        f"{article.origin}: {same} is an article of {other!r} already, which only its own source "
        "changes; kept apart from it"
    )


def _refused(article: Article, reason: str) -> Skipped:
    return Skipped(article.origin, f"{article.origin} {reason}")


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
