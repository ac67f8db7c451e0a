"""``python -m data reparse``: reads again what another gazetteer or model has read."""

import argparse
from datetime import UTC, datetime

from data.commands.console import (
    DONE,
    SOME_FAILED,
    give,
    open_store,
    say,
)
from data.commands.readers_option import add_readers, chosen_readers
from data.reparsing import reparse
from data.settings import Settings
from data.theatre import load_theatre
from geocode.gazetteer.compiled import open_gazetteer
from geocode.geoparser import Geoparser


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("--all", action="store_true", help="all articles, whatever has read them")
    add_readers(parser)
    parser.set_defaults(command=_reparse)


def _reparse(chosen: argparse.Namespace, settings: Settings) -> int:
    theatre = load_theatre(settings.theatre)
    geoparser = Geoparser(open_gazetteer(settings.gazetteer_path), focus=theatre.focus)
    readers = chosen_readers(chosen, settings, theatre, geoparser)
    with open_store(settings, read_only=False) as engine, readers as reading:
        report = reparse(
            engine,
            geoparser=geoparser,
            settings=settings,
            theatre=theatre,
            everything=chosen.all,
            readers=reading,
            today=datetime.now(UTC).date(),
            log=say,
        )
    pace = report.read / report.seconds if report.seconds else 0.0
    meanwhile = (
        f", {report.changed_meanwhile} changed meanwhile" if report.changed_meanwhile else ""
    )
    give(
        f"{report.read} read anew, {len(report.skipped)} skipped{meanwhile}; "
        f"{report.mentions} mentions found; {report.seconds:.1f} s, {pace:.0f} articles/s\n"
    )
    return SOME_FAILED if report.skipped else DONE
