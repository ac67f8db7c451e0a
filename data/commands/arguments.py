"""Defines the arguments of every command, with examples; imports nothing heavy, so help is quick.

A command's work is ``run(chosen, settings)`` in the module ``data.commands.NAME_command``. Values
are checked here; modules that a check needs are imported by that check.
"""

import argparse
import csv
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from data.frontline.evidence.model import Provider
from data.model import ClaimEvent, DayBy

POLL_EVERY_S = 900.0
_MOST_WORKERS = 256
_LONGEST_S = 86_400
_EXIT = (
    "exit status: 0 done, 1 some input was skipped or something failed (see stderr), 2 wrong usage"
)


OVERVIEW = f"""examples:
  python -m data ingest seeds
  python -m data stats
  python -m data export --format csv -o mentions.csv

{_EXIT}"""


@dataclass(frozen=True, slots=True)
class Command:
    """One command of ``python -m data``."""

    summary: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    examples: tuple[str, ...]
    """What to write after ``python -m data``."""

    def epilog(self) -> str:
        """The examples and the exit status, as the help shows them."""
        lines = [f"  python -m data {example}" for example in self.examples]
        return "\n".join(["examples:", *lines, "", _EXIT])


def column_pairs(given: str) -> list[tuple[str, str]]:
    """What an article has, and the column that has it, for each pair in ``given``."""
    from data.articles.formats.tables.columns import SHOWN_ROLES, role_named

    found = []
    for pair in next(csv.reader([given], skipinitialspace=True), []):
        name, sign, column = pair.partition("=")
        role = role_named(name)
        if not sign or role is None:
            known = ", ".join(SHOWN_ROLES)
            raise argparse.ArgumentTypeError(f"{pair!r} is not WHAT=COLUMN, with one of {known}")
        found.append((role, column.strip()))
    return found


def day(raw: str) -> date:
    """The date that an argument names."""
    from data.reading.dating import either_day, published_day

    found, _problem = published_day(raw)
    if found is None and (either := either_day(raw, "")):
        both = f"{either.day_first:%-d %B} or {either.month_first:%-d %B}"
        raise argparse.ArgumentTypeError(f"{raw!r} may be {both}; use YYYY-MM-DD")
    if found is None:
        raise argparse.ArgumentTypeError(f"{raw!r} is not a day; use YYYY-MM-DD")
    return found


def _ingest(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("inputs", nargs="+", metavar="PATH|URL", help="file, folder or web address")
    parser.add_argument("--no-briefs", action="store_true", help="leave the project's briefs out")
    parser.add_argument(
        "--columns", type=column_pairs, action="extend", default=[], metavar="text=Body,date=Day",
        help="what the columns of tables are, where the guess is wrong; may be given several "
        'times; a name with a comma is put in double quotes, and "author=" drops the guess',
    )  # fmt: skip
    parser.add_argument(
        "--date-order", choices=("day-first", "month-first"), default=None,
        help="what 06/03/2023 means: 6 March or 3 June; default: undated, with a note",
    )  # fmt: skip
    _readers(parser)
    parser.add_argument(
        "--full", action="store_true", help="fetch the pages behind summaries in feeds"
    )
    parser.add_argument(
        "--watch", action="store_true", help="keep looking for new articles until Ctrl-C"
    )
    parser.add_argument(
        "--every", type=_seconds, default=POLL_EVERY_S, metavar="SECONDS",
        help=f"between two requests to a URL, with --watch; default: {POLL_EVERY_S:.0f}",
    )  # fmt: skip


def _export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", required=True, choices=("geojson", "csv"))
    parser.add_argument(
        "--rows", choices=("mentions", "places", "claims"), default="mentions",
        help="what a row of a CSV is; default: mentions",
    )  # fmt: skip
    parser.add_argument("--outlines", action="store_true", help="areas as polygons, in GeoJSON")
    parser.add_argument("--from", dest="first", type=day, metavar="DAY", help="YYYY-MM-DD")
    parser.add_argument("--to", dest="last", type=day, metavar="DAY", help="YYYY-MM-DD, included")
    parser.add_argument(
        "--by", choices=tuple(DayBy), default=DayBy.PUBLISHED,
        help="compare --from and --to with the day of publication (default) or of the event that "
        "the sentence tells of (the first day of a longer one; what states none is left out)",
    )  # fmt: skip
    parser.add_argument("--source", action="append", default=[], help="may be given several times")
    parser.add_argument("--lang", action="append", default=[], help="may be given several times")
    parser.add_argument(
        "--inside", metavar="AREA", help="only places inside: a name ('Kharkiv Oblast') or an id"
    )
    parser.add_argument("--search", default="", help="words that title or text must contain")
    parser.add_argument(
        "--claim", action="append", default=[], choices=tuple(ClaimEvent),
        help="only where such a claim is made; may be given several times",
    )  # fmt: skip
    parser.add_argument(
        "--roles", choices=("literal", "all"), default="literal",
        help="names of places where something is or happens (default), or also those that stand "
        "for a government, a team or a part of another name",
    )  # fmt: skip
    parser.add_argument("--no-briefs", action="store_true", help="leave the project's briefs out")
    _output(parser)


def _front(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--day", type=day, required=True, metavar="DAY", help="YYYY-MM-DD")
    parser.add_argument(
        "--sources", type=_providers, default=(Provider.TABLE,), metavar="NAMES",
        help=f"of {','.join(Provider)}, separated by commas; default: table",
    )  # fmt: skip
    parser.add_argument(
        "--format", choices=("settlements", "geojson"), default="settlements",
        help="JSON lines of settlements (default), or areas and the line as GeoJSON",
    )  # fmt: skip
    _output(parser)


def _claims(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--jsonl", required=True, metavar="FILE", help="articles as JSON lines; - is stdin"
    )


def _stats(_parser: argparse.ArgumentParser) -> None:
    """It takes none."""


def _points(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--source", help="only the articles of this source")
    parser.add_argument(
        "--worst", type=_count, default=0, metavar="N", help="show the N farthest; default: 0"
    )


def _prune(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--before", type=day, metavar="DAY", help="articles published before it")
    parser.add_argument(
        "--source", metavar="NAME", help="articles of it; both: of it, before the day"
    )
    parser.add_argument(
        "--older-versions", action="store_true", help="texts before the newest ones"
    )
    parser.add_argument(
        "--runs", action="store_true", help="accounts of runs that no text refers to"
    )
    parser.add_argument("--dry-run", action="store_true", help="only say what would be deleted")


def _backup(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="must not exist yet")


def _restore(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="that backup wrote")


def _check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--repair", action="store_true", help="recompute what can be recomputed from the texts"
    )


def _reparse(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--all", action="store_true", help="all articles, whatever has read them")
    _readers(parser)


COMMANDS = {
    "ingest": Command(
        "read articles into the store",
        _ingest,
        (
            "ingest seeds",
            "ingest ~/articles inbox.mbox export.zip",
            "ingest news.csv --columns text=Body,date=Day --date-order day-first",
            "ingest --watch ~/inbox https://example.org/feed.xml --every 600",
        ),
    ),
    "export": Command(
        "write places, mentions or claims to a file",
        _export,
        (
            "export --format geojson --from 2023-01-01 --to 2023-03-31 -o places.geojson",
            "export --format csv --rows places --inside 'Kharkiv Oblast' -o kharkiv.csv",
            "export --format csv --by event --from 2022-09-06 --to 2022-09-12 > events.csv",
        ),
    ),
    "front": Command(
        "say who holds what on a day, and where the front line runs",
        _front,
        (
            "front --day 2024-02-18",
            "front --day 2024-02-18 --sources table,articles --format geojson -o front.geojson",
        ),
    ),
    "claims": Command(
        "say what articles claim of who took, held, left, attacked or struck a place",
        _claims,
        ("claims --jsonl articles.jsonl",),
    ),
    "stats": Command("count what the store holds", _stats, ("stats",)),
    "points": Command(
        "compare the coordinates that inputs state with our places",
        _points,
        ("points --worst 20", "points --source ACLED"),
    ),
    "prune": Command(
        "delete articles, older versions or runs from the store",
        _prune,
        ("prune --before 2022-01-01 --dry-run", "prune --older-versions"),
    ),
    "backup": Command("write the store to one new file", _backup, ("backup news.backup",)),
    "restore": Command(
        "fill an empty store from a backup",
        _restore,
        ("restore news.backup --database postgresql+psycopg://user@host/news",),
    ),
    "check": Command("check the store for inconsistencies", _check, ("check", "check --repair")),
    "reparse": Command(
        "read again what an older gazetteer, model or reader of claims has read",
        _reparse,
        ("reparse", "reparse --all --workers 2"),
    ),
}


def _output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "-o", "--output", default="-", metavar="FILE", help="default: -, standard output"
    )
    parser.add_argument("--force", action="store_true", help="replace FILE if it exists")


def _readers(parser: argparse.ArgumentParser) -> None:
    either = parser.add_mutually_exclusive_group()
    either.add_argument(
        "--workers", type=_worker_count, default=0, metavar="N",
        help="number of worker processes; default: read in this process",
    )  # fmt: skip
    either.add_argument(
        "--scheduler", type=_scheduler, metavar="tcp://HOST:PORT",
        help="read on the Dask cluster of this scheduler",
    )  # fmt: skip
    parser.add_argument(
        "--shared", type=Path, metavar="FOLDER",
        help="folder shared with the cluster's workers; default: beside the database",
    )  # fmt: skip


def _seconds(raw: str) -> float:
    try:
        seconds = float(raw)
    except ValueError:
        seconds = float("nan")
    if not 1 <= seconds <= _LONGEST_S:
        raise argparse.ArgumentTypeError(f"{raw!r} is no number from 1 to {_LONGEST_S}")
    return seconds


def _providers(raw: str) -> tuple[Provider, ...]:
    try:
        return tuple(Provider(name.strip()) for name in raw.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{raw!r}: sources are {', '.join(Provider)}, separated by commas"
        ) from None


def _count(raw: str) -> int:
    if not (raw.isdecimal() and raw.isascii() and len(raw) <= 6):
        raise argparse.ArgumentTypeError(f"{raw!r} is no number from 0 to 999999")
    return int(raw)


def _worker_count(raw: str) -> int:
    if not raw.isascii() or not raw.isdecimal() or not 1 <= int(raw) <= _MOST_WORKERS:
        raise argparse.ArgumentTypeError(f"{raw!r} is no number from 1 to {_MOST_WORKERS}")
    return int(raw)


def _scheduler(raw: str) -> str:
    if not raw.startswith(("tcp://", "tls://")) or len(raw) == len("tcp://"):
        raise argparse.ArgumentTypeError(f"{raw!r} is no scheduler; use tcp://HOST:PORT")
    return raw
