"""``python -m data``: ingest, export, stats. Answers on stdout, everything else on stderr.

Exit status: 0 done, 1 some input was skipped or something failed (named on stderr), 2 wrong usage.
An error is one line and never a traceback; characters that could rewrite a terminal are shown as
escapes.
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NoReturn

from sqlalchemy import Engine

from data import holdings, queries
from data.areas import outlines
from data.commands.columns_option import column_pairs
from data.dating import published_day
from data.errors import DataError, StoreError
from data.export.csv_table import mentions_csv, places_csv
from data.export.geojson import places_geojson
from data.ingest import IngestReport, ingest
from data.model import DateRange, Filter
from data.settings import Settings, file_address
from data.store.engine import open_engine
from geocode.errors import GeocodeError
from geocode.gazetteer.compiled import open_gazetteer
from geocode.geoparser import Geoparser

DONE, SOME_FAILED, WRONG_USAGE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit status."""
    try:
        chosen = _parser().parse_args(arguments)
        settings = Settings.from_env(os.environ)
        if chosen.database:
            settings = replace(settings, database_url=_address(chosen.database))
        command: Callable[[argparse.Namespace, Settings], int] = chosen.command
        return command(chosen, settings)
    except SystemExit as exc:  # argparse has said what is wrong
        return int(exc.code or 0)
    except (DataError, GeocodeError) as exc:
        _say(f"error: {exc}")
        return SOME_FAILED
    except BrokenPipeError:  # the reader of our output went away
        _forget_output()
        return SOME_FAILED
    except KeyboardInterrupt:
        _say("stopped; what was stored stays, repeating the command goes on from there")
        return SOME_FAILED


class _OneLineParser(argparse.ArgumentParser):
    """Says what is wrong with a command line in one line, without the usage before it."""

    def error(self, message: str) -> NoReturn:
        _say(f"error: {message}; see {self.prog} --help")
        sys.exit(WRONG_USAGE)


def _parser() -> argparse.ArgumentParser:
    parser = _OneLineParser(prog="python -m data", description=__doc__.split("\n")[0])
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    shared = _OneLineParser(add_help=False)
    shared.add_argument("--database", metavar="URL", help="file or SQLAlchemy address of the store")

    take = commands.add_parser("ingest", parents=[shared], help="read articles into the store")
    take.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="file or folder")
    take.add_argument("--no-briefs", action="store_true", help="leave the project's briefs out")
    take.add_argument(
        "--columns",
        type=column_pairs,
        action="extend",
        default=[],
        metavar="text=Body,date=Day",
        help="what the columns of tables are, where the guess is wrong",
    )
    take.set_defaults(command=_ingest)

    give = commands.add_parser("export", parents=[shared], help="write places or mentions")
    give.add_argument("--format", required=True, choices=("geojson", "csv"))
    give.add_argument("--rows", choices=("mentions", "places"), default="mentions", help="of a CSV")
    give.add_argument("--outlines", action="store_true", help="areas as polygons, in GeoJSON")
    give.add_argument("--from", dest="first", type=_day, metavar="DAY", help="YYYY-MM-DD")
    give.add_argument("--to", dest="last", type=_day, metavar="DAY", help="YYYY-MM-DD, included")
    give.add_argument("--source", action="append", default=[], help="may be given several times")
    give.add_argument("--lang", action="append", default=[], help="may be given several times")
    give.add_argument("--search", default="", help="words that title or text must contain")
    give.add_argument("--no-briefs", action="store_true", help="leave the project's briefs out")
    give.add_argument("-o", "--output", default="-", metavar="FILE", help="- is standard output")
    give.set_defaults(command=_export)

    count = commands.add_parser("stats", parents=[shared], help="say what the store holds")
    count.set_defaults(command=_stats)
    return parser


def _ingest(chosen: argparse.Namespace, settings: Settings) -> int:
    geoparser = Geoparser(open_gazetteer(settings.gazetteer_path))
    with _store(settings, read_only=False) as engine:
        report = ingest(
            chosen.paths,
            engine=engine,
            geoparser=geoparser,
            settings=settings,
            briefs=settings.briefs and not chosen.no_briefs,
            columns=dict(chosen.columns),
            log=_say,
        )
    _give(_summary(report) + "\n")
    return SOME_FAILED if report.skipped else DONE


@contextmanager
def _store(settings: Settings, *, read_only: bool) -> Iterator[Engine]:
    engine = open_engine(
        settings.database_url, read_only=read_only, busy_timeout_s=settings.busy_timeout_s
    )
    try:
        yield engine
    finally:
        engine.dispose()


def _summary(report: IngestReport) -> str:
    pace = report.taken / report.seconds if report.seconds else 0.0
    left_out = f", {report.left_out} briefs left out" if report.left_out else ""
    return (
        f"{report.new} new, {report.new_versions} new versions, {report.updated} updated, "
        f"{report.unchanged} unchanged, {len(report.skipped)} skipped{left_out}; "
        f"{report.undated} of the articles are undated; {report.mentions} mentions found; "
        f"{report.seconds:.1f} s, {pace:.0f} articles/s"
    )


def _export(chosen: argparse.Namespace, settings: Settings) -> int:
    if chosen.first and chosen.last and chosen.first > chosen.last:
        _say(
            f"error: --from {chosen.first} is after --to {chosen.last}; give the earlier day first"
        )
        return WRONG_USAGE
    wanted = Filter(
        days=DateRange(chosen.first, chosen.last),
        sources=tuple(chosen.source),
        languages=tuple(chosen.lang),
        search=chosen.search,
        briefs=settings.briefs and not chosen.no_briefs,
    )
    with _store(settings, read_only=True) as engine:
        if chosen.format == "geojson":
            known = outlines() if chosen.outlines else None
            content = places_geojson(queries.places(engine, wanted), outlines=known)
        elif chosen.rows == "places":
            content = places_csv(queries.places(engine, wanted))
        else:
            content = mentions_csv(holdings.mentions(engine, wanted))
    if chosen.output == "-":
        _give(content)
    else:
        _write(Path(chosen.output), content)
    return DONE


def _write(path: Path, content: str) -> None:
    """Write the file whole or not at all; a device or a pipe is written to and never replaced."""
    encoded = content.encode("utf-8")
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(encoded)
            return
        target = path.resolve()  # a link stays, and leads to the new content
        beside = target.with_name(f".{os.getpid()}.part")
        with beside.open("xb") as file:
            try:
                file.write(encoded)
                file.flush()
                beside.replace(target)
            except OSError:
                beside.unlink()
                raise
    except (OSError, RuntimeError) as exc:  # RuntimeError: links that lead in a circle
        reason = getattr(exc, "strerror", None) or exc
        raise StoreError(f"{path} cannot be written ({reason}); name another file") from exc


def _give(content: str) -> None:
    """Write the answer, and flush it while a full disk can still be told in one line."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(content.encode("utf-8"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as exc:
        _forget_output()
        reason = exc.strerror or exc
        raise StoreError(f"the output cannot be written ({reason}); send it elsewhere") from exc


def _forget_output() -> None:
    sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123 - lets Python flush at exit


def _stats(_chosen: argparse.Namespace, settings: Settings) -> int:
    with _store(settings, read_only=True) as engine:
        totals = holdings.totals(engine)
    span = f"{totals.first_day} to {totals.last_day}" if totals.first_day else "none"
    _give(
        f"articles   {totals.articles} ({totals.briefs} briefs, {totals.undated} undated, "
        f"{totals.older_versions} older versions kept)\n"
        f"days       {span}\n"
        f"mentions   {totals.mentions} ({totals.mentions - totals.mapped} not mapped)\n"
        f"places     {totals.places}\n"
        f"runs       {totals.runs}\n"
    )
    return DONE


def _day(raw: str) -> date:
    day, _problem = published_day(raw)
    if day is None:
        raise argparse.ArgumentTypeError(f"{raw!r} is not a day; use YYYY-MM-DD")
    return day


def _address(given: str) -> str:
    return given if "://" in given else file_address(Path(given))


def _say(line: str) -> None:
    shown = "".join(
        c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in line
    )
    print(shown, file=sys.stderr)
