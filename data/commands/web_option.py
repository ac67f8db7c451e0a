"""Web addresses on the command line, and ``--watch``: look again and again at what is named."""

import argparse
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random

import sqlalchemy as sa

from data.articles.formats.address import load_addresses
from data.articles.formats.loader import Skipped
from data.articles.web.full_text import FullText
from data.articles.web.guests import visitor_for
from data.clock import Clock
from data.model import Article
from data.reading.identity import prepare
from data.settings import Settings
from data.store.watched import has_other_text
from data.watching.addresses import AddressJob, Guest
from data.watching.folders import FolderJob
from data.watching.loop import watch
from data.watching.schedule import LONGEST_S, Schedule
from data.watching.taking import Job, Log, Take

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_BYTES_A_MB = 1024 * 1024
_EVERY_S = 900.0
_LOOK_EVERY_S = 10.0
"""At folders: a look costs little, and a file is taken at the second look that finds it quiet."""


def add_web(command: argparse.ArgumentParser) -> None:
    """Add the options of the web and of watching."""
    command.add_argument(
        "--full", action="store_true", help="fetch the pages behind summaries in feeds"
    )
    command.add_argument(
        "--watch", action="store_true", help="go on looking for what is new until Ctrl-C"
    )
    command.add_argument(
        "--every",
        type=_seconds,
        default=_EVERY_S,
        metavar="SECONDS",
        help=f"between two looks at an address, with --watch; {_EVERY_S:.0f} if not given",
    )


def split_inputs(inputs: Sequence[str]) -> tuple[list[Path], list[str]]:
    """The files and folders, and the web addresses, each in order."""
    addresses = [given for given in inputs if _ADDRESS.match(given)]
    return [Path(given) for given in inputs if not _ADDRESS.match(given)], addresses


class Web:
    """The web as one command sees it."""

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
        self._visitor = visitor_for(settings, self._clock)
        self._max_bytes = settings.max_file_mb * _BYTES_A_MB
        self._full_text = (
            FullText(self._visitor, is_stored=self._is_stored, max_bytes=self._max_bytes)
            if full
            else None
        )

    def articles(self, addresses: Sequence[str]) -> Iterator[Article | Skipped]:
        """What the addresses hold, fetched as it is asked for."""
        return load_addresses(
            addresses,
            visitor=self._visitor,
            max_bytes=self._max_bytes,
            full_text=self._full_text,
            columns=self._columns,
            log=self._log,
        )

    def watch(
        self, paths: Sequence[Path], addresses: Sequence[str], *, take: Take, every_s: float
    ) -> None:
        """Look at all of it again and again; returns where nothing is left to watch."""
        guest = Guest(
            visitor=self._visitor,
            take=take,
            engine=self._engine,
            clock=self._clock,
            schedule=Schedule(every_s, Random()),
            log=self._log,
            max_bytes=self._max_bytes,
            full_text=self._full_text,
            columns=self._columns,
        )
        jobs: list[Job] = [AddressJob(address, guest) for address in dict.fromkeys(addresses)]
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
        prepared = prepare(article)
        return has_other_text(self._engine, identity=prepared.identity, sha256=prepared.sha256)


def _seconds(raw: str) -> float:
    try:
        seconds = float(raw)
    except ValueError:
        seconds = float("nan")
    if not 1 <= seconds <= LONGEST_S:
        raise argparse.ArgumentTypeError(f"{raw!r} is no number from 1 to {LONGEST_S:.0f}")
    return seconds
