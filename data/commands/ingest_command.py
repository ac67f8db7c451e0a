"""``python -m data ingest``: reads files, folders and URLs into the store, or watches them."""

import argparse
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from random import Random

import sqlalchemy as sa

from data.articles.formats.loader import Skipped
from data.articles.web.polite_fetching import polite_fetcher
from data.articles.web.url_articles import FullText, load_urls
from data.clock import Clock
from data.commands.console import DONE, SOME_FAILED, counted, give, open_store, say, up_to_date
from data.commands.readers_option import chosen_readers
from data.ingest_report import IngestReport
from data.ingesting import ingest
from data.model import Article
from data.reading.identity import prepare
from data.settings import Settings
from data.store.watched import has_other_text
from data.theatre import load_theatre
from data.watching.folders import FolderJob
from data.watching.jobs import Ingest, Log, Schedule, WatchJob, watch
from data.watching.polling import PollContext, UrlJob
from geocode.gazetteer.compiled import open_gazetteer
from geocode.geoparser import Geoparser

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_LOOK_EVERY_S = 10.0
"""For folders: a scan is cheap, and a file is taken at the second scan that finds it unchanged."""


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


def run(chosen: argparse.Namespace, settings: Settings) -> int:
    """Read the inputs into the store, or watch them; the exit status."""
    paths, addresses = split_inputs(chosen.inputs)
    theatre = load_theatre(settings.theatre)
    geoparser = Geoparser(open_gazetteer(settings.gazetteer_path), focus=theatre.focus)
    readers = chosen_readers(chosen, settings, theatre, geoparser)
    with open_store(settings, read_only=False) as engine, readers as reading:
        columns = dict(chosen.columns)
        log = _timed(Clock()) if chosen.watch else say
        web = Web(settings, engine, full=chosen.full, columns=columns, log=log)
        take = partial(
            ingest,
            engine=engine,
            geoparser=geoparser,
            settings=settings,
            theatre=theatre,
            briefs=settings.briefs and not chosen.no_briefs,
            columns=columns,
            day_first={"day-first": True, "month-first": False}.get(chosen.date_order),
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


def _timed(clock: Clock) -> Log:
    """Prints lines with the local time before them."""
    return lambda line: say(f"{clock.wall().astimezone():%Y-%m-%d %H:%M:%S} {line}")


def _summary(report: IngestReport) -> str:
    pace = report.taken / report.seconds if report.seconds else 0.0
    nothing_to_do = report.taken and report.unchanged == report.taken and not report.skipped
    said = f"{up_to_date(report.taken)}: " if nothing_to_do else ""
    left_out = f", {counted(report.left_out, 'brief')} left out" if report.left_out else ""
    undated = f"{report.undated} of the articles {'is' if report.undated == 1 else 'are'} undated"
    return (
        f"{said}{report.new} new, {counted(report.new_versions, 'new version')}, "
        f"{report.updated} updated, {report.unchanged} unchanged, "
        f"{len(report.skipped)} skipped{left_out}; {undated}; "
        f"{counted(report.mentions, 'mention')} found; "
        f"{report.seconds:.1f} s, {pace:.0f} articles/s"
    )
