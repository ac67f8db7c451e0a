"""``python -m data ingest``: read articles into the store."""

import argparse
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from data.commands.columns_option import column_pairs
from data.commands.console import (
    DONE,
    SOME_FAILED,
    Commands,
    OneLineParser,
    give,
    open_store,
    say,
)
from data.commands.readers_option import add_readers, chosen_readers
from data.commands.web_option import Web, add_web, split_inputs
from data.ingest_report import IngestReport
from data.ingesting import ingest
from data.settings import Settings
from data.theatre import load_theatre
from data.watching.taking import Take
from geocode.gazetteer.compiled import open_gazetteer
from geocode.geoparser import Geoparser


def add(commands: Commands, shared: OneLineParser) -> None:
    """Register the command."""
    take = commands.add_parser("ingest", parents=[shared], help="read articles into the store")
    take.add_argument("inputs", nargs="+", metavar="PATH|URL", help="file, folder or web address")
    take.add_argument("--no-briefs", action="store_true", help="leave the project's briefs out")
    take.add_argument(
        "--columns",
        type=column_pairs,
        action="extend",
        default=[],
        metavar="text=Body,date=Day",
        help="what the columns of tables are, where the guess is wrong",
    )
    add_readers(take)
    add_web(take)
    take.set_defaults(command=_ingest)


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
    web: Web, paths: Sequence[Path], addresses: Sequence[str], take: Take, every_s: float
) -> int:
    try:
        web.watch(paths, addresses, take=take, every_s=every_s)
    except KeyboardInterrupt:
        say("stopped watching; what was taken stays, the same command goes on from here")
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
