"""Ingest of the shared news, twice: what was taken, what was skipped and why, time and memory.

Prints figures for the README; takes the default gazetteer, compiled where `geocode build` put it.
"""

import collections
import re
import resource
import sys
import tempfile
import time
from pathlib import Path

from data.ingest_report import IngestReport
from data.ingesting import ingest
from data.queries import holdings
from data.settings import Settings, file_address
from data.store.engine import open_engine
from geocode.gazetteer.compiled import open_gazetteer
from geocode.geoparser import Geoparser
from tests.theatre import UKRAINE, shipped_focus

ROOT = Path(__file__).resolve().parent.parent.parent
NEWS = ROOT.parent / "shared" / "news"


def main() -> int:
    """Print the figures of both runs."""
    if not NEWS.is_dir():
        print(f"skipped: there is no {NEWS}")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(file_address(Path(folder) / "news.sqlite"))
        geoparser = Geoparser(open_gazetteer(), focus=shipped_focus())
        for name in ("first run", "second run"):
            cpu_before_s = time.process_time()
            report = ingest(
                [NEWS],
                engine=engine,
                geoparser=geoparser,
                settings=Settings(),
                theatre=UKRAINE,
                log=lambda line: None,
            )
            _print(name, report, time.process_time() - cpu_before_s)
        totals = holdings.totals(engine)
        size_mb = sum(file.stat().st_size for file in Path(folder).iterdir()) / 2**20
        engine.dispose()
    print(
        f"store: {totals.articles} articles, {totals.older_versions} older versions, "
        f"{totals.mentions} mentions, {totals.mapped} mapped to {totals.places} places; "
        f"{size_mb:.0f} MB"
    )
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory: {peak_mb:.0f} MB")
    return 0


def _print(name: str, report: IngestReport, cpu_s: float) -> None:
    own_seconds = report.seconds - report.parsing_seconds
    print(
        f"{name}: {report.new} new, {report.new_versions} new versions, {report.updated} updated, "
        f"{report.unchanged} unchanged, {len(report.skipped)} skipped, {report.undated} undated\n"
        f"  {report.seconds:.1f} s, {report.taken / report.seconds:.0f} articles/s; without "
        f"parsing {own_seconds:.1f} s, {report.taken / own_seconds:.0f} articles/s; "
        f"processor time {cpu_s:.1f} s"
    )
    for origin, reason in report.skipped:
        print(f"  skipped {origin}: {reason}")
    said = collections.Counter(re.sub(r"^.*?: ", "", note) for note in report.notes)
    for note, count in said.most_common():
        print(f"  noted {count} times: {note}")


if __name__ == "__main__":
    sys.exit(main())
