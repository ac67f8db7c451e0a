"""``python -m data ingest``: reads files, folders and URLs into the store, or watches them.

``--columns text=Body,date=Day`` says what the columns of a table are. It may be given several
times; a name with a comma is put in double quotes, and "author=" drops the guess for the author.
"""

import argparse
import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from random import Random

import sqlalchemy as sa

from data.articles.formats.loader import Skipped
from data.articles.formats.tables.columns import ROLES, role_named
from data.articles.web.polite_fetching import polite_fetcher
from data.articles.web.url_articles import FullText, load_urls
from data.clock import Clock
from data.commands.console import (
    DONE,
    SOME_FAILED,
    give,
    open_store,
    say,
)
from data.commands.readers_option import add_readers, chosen_readers
from data.ingest_report import IngestReport
from data.ingesting import ingest
from data.model import Article
from data.reading.identity import prepare
from data.settings import Settings
from data.store.watched import has_other_text
from data.theatre import load_theatre
from data.watching.folders import FolderJob
from data.watching.jobs import LONGEST_S, Ingest, Log, Schedule, WatchJob, watch
from data.watching.polling import PollContext, UrlJob
from geocode.gazetteer.compiled import open_gazetteer
from geocode.geoparser import Geoparser

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_EVERY_S = 900.0
_LOOK_EVERY_S = 10.0
"""For folders: a scan is cheap, and a file is taken at the second scan that finds it unchanged."""


def column_pairs(given: str) -> list[tuple[str, str]]:
    """What an article has, and the column that has it, for each pair in ``given``."""
    found = []
    for pair in next(csv.reader([given], skipinitialspace=True), []):
        name, sign, column = pair.partition("=")
        role = role_named(name)
        if not sign or role is None:
            known = ", ".join(ROLES)
            raise argparse.ArgumentTypeError(f"{pair!r} is not WHAT=COLUMN, with one of {known}")
        found.append((role, column.strip()))
    return found


def add_web(command: argparse.ArgumentParser) -> None:
    """Add the options of URLs and of watching."""
    command.add_argument(
        "--full", action="store_true", help="fetch the pages behind summaries in feeds"
    )
    command.add_argument(
        "--watch", action="store_true", help="keep looking for new articles until Ctrl-C"
    )
    command.add_argument(
        "--every",
        type=_seconds,
        default=_EVERY_S,
        metavar="SECONDS",
        help=f"between two requests to a URL, with --watch; {_EVERY_S:.0f} if not given",
    )


def split_inputs(inputs: Sequence[str]) -> tuple[list[Path], list[str]]:
    """The files and folders, and the web addresses, each in order."""
    addresses = [given for given in inputs if _ADDRESS.match(given)]
    return [Path(given) for given in inputs if not _ADDRESS.match(given)], addresses


class Web:
    """Fetches and watches URLs with the settings of one command."""

    def __init__(
        self,
        settings: Settings,
        engine: sa.Engine,
        *,
        full: bool,
        columns: Mapping[str, str],
        log: Log,
    ) -> None:
        self._clock = Clock()
        self._engine = engine
        self._log = log
        self._columns = columns
        self._fetcher = polite_fetcher(settings, self._clock)
        self._max_bytes = settings.max_file_bytes
        self._full_text = (
            FullText(self._fetcher, is_stored=self._is_stored, max_bytes=self._max_bytes)
            if full
            else None
        )

    def articles(self, addresses: Sequence[str]) -> Iterator[Article | Skipped]:
        """What the addresses hold, fetched as it is asked for."""
        return load_urls(
            addresses,
            fetcher=self._fetcher,
            max_bytes=self._max_bytes,
            full_text=self._full_text,
            columns=self._columns,
            log=self._log,
        )

    def watch(
        self, paths: Sequence[Path], addresses: Sequence[str], *, take: Ingest, every_s: float
    ) -> None:
        """Scan all of it again and again; returns when nothing is left to watch."""
        context = PollContext(
            fetcher=self._fetcher,
            take=take,
            engine=self._engine,
            clock=self._clock,
            schedule=Schedule(every_s, Random()),
            log=self._log,
            max_bytes=self._max_bytes,
            full_text=self._full_text,
            columns=self._columns,
        )
        jobs: list[WatchJob] = [UrlJob(address, context) for address in dict.fromkeys(addresses)]
        if paths:
            jobs.append(
                FolderJob(
                    paths,
                    take=take,
                    engine=self._engine,
                    clock=self._clock,
                    every_s=min(every_s, _LOOK_EVERY_S),
                    log=self._log,
                )
            )
        self._log(f"watching {', '.join([*map(str, paths), *addresses])}; Ctrl-C ends it")
        watch(jobs, clock=self._clock, log=self._log)

    def _is_stored(self, article: Article) -> bool:
        return has_other_text(self._engine, prepare(article))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("inputs", nargs="+", metavar="PATH|URL", help="file, folder or web address")
    parser.add_argument("--no-briefs", action="store_true", help="leave the project's briefs out")
    parser.add_argument(
        "--columns",
        type=column_pairs,
        action="extend",
        default=[],
        metavar="text=Body,date=Day",
        help="what the columns of tables are, where the guess is wrong",
    )
    add_readers(parser)
    add_web(parser)
    parser.set_defaults(command=_ingest)


def _seconds(raw: str) -> float:
    try:
        seconds = float(raw)
    except ValueError:
        seconds = float("nan")
    if not 1 <= seconds <= LONGEST_S:
        raise argparse.ArgumentTypeError(f"{raw!r} is no number from 1 to {LONGEST_S:.0f}")
    return seconds


def _ingest(chosen: argparse.Namespace, settings: Settings) -> int:
    paths, addresses = split_inputs(chosen.inputs)
    theatre = load_theatre(settings.theatre)
    geoparser = Geoparser(open_gazetteer(settings.gazetteer_path), focus=theatre.focus)
    readers = chosen_readers(chosen, settings, theatre, geoparser)
    with open_store(settings, read_only=False) as engine, readers as reading:
        columns = dict(chosen.columns)
        web = Web(settings, engine, full=chosen.full, columns=columns, log=say)
        take = partial(
            ingest,
            engine=engine,
            geoparser=geoparser,
            settings=settings,
            theatre=theatre,
            briefs=settings.briefs and not chosen.no_briefs,
            columns=columns,
            readers=reading,
        )
        if chosen.watch:
            return _watch(web, paths, addresses, take, chosen.every)
        report = take(paths, more=web.articles(addresses), log=say)
    give(_summary(report) + "\n")
    return SOME_FAILED if report.skipped else DONE


def _watch(
    web: Web, paths: Sequence[Path], addresses: Sequence[str], take: Ingest, every_s: float
) -> int:
    try:
        web.watch(paths, addresses, take=take, every_s=every_s)
    except KeyboardInterrupt:
        say("stopped watching; what was stored stays, and the same command continues from here")
    return DONE


def _summary(report: IngestReport) -> str:
    pace = report.taken / report.seconds if report.seconds else 0.0
    left_out = f", {report.left_out} briefs left out" if report.left_out else ""
    return (
        f"{report.new} new, {report.new_versions} new versions, {report.updated} updated, "
        f"{report.unchanged} unchanged, {len(report.skipped)} skipped{left_out}; "
        f"{report.undated} of the articles are undated; {report.mentions} mentions found; "
        f"{report.seconds:.1f} s, {pace:.0f} articles/s"
    )
