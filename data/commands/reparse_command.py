"""``python -m data reparse``: reads again what another gazetteer or model has read."""

import argparse
from datetime import UTC, datetime

from data.commands.console import DONE, SOME_FAILED, counted, give, open_store, say, up_to_date
from data.commands.readers_option import chosen_readers
from data.queries.holdings import totals
from data.reparsing import reparse
from data.settings import Settings
from data.theatre import load_theatre
from geocode.gazetteer.compiled import open_gazetteer
from geocode.geoparser import Geoparser


def run(chosen: argparse.Namespace, settings: Settings) -> int:
    """Read again what is stale; the exit status."""
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
        held = totals(engine).articles
    if held and not (report.read or report.skipped or report.changed_meanwhile):
        give(f"{up_to_date(held)}\n")
        return DONE
    pace = report.read / report.seconds if report.seconds else 0.0
    meanwhile = (
        f", {report.changed_meanwhile} changed meanwhile" if report.changed_meanwhile else ""
    )
    give(
        f"{counted(report.read, 'article')} read again, {len(report.skipped)} skipped{meanwhile}; "
        f"{counted(report.mentions, 'mention')} found; "
        f"{report.seconds:.1f} s, {pace:.0f} articles/s\n"
    )
    return SOME_FAILED if report.skipped else DONE
