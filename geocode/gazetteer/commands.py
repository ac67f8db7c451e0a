"""Runs ``python -m geocode build`` and ``fetch``, with one line a message and an exit status.

Messages go to the writers that are passed in, so that only the command line prints. Status 0 is
done, 1 failed with what was there before unchanged, 2 wrong usage.
"""

import argparse
from collections.abc import Callable
from pathlib import Path

from geocode.errors import GeocodeError, InputError
from geocode.gazetteer.build import build, dump_folder
from geocode.gazetteer.compiled import default_path
from geocode.gazetteer.fetch import fetch_dump, take_dump

Writer = Callable[[str], None]


def add_build_arguments(parser: argparse.ArgumentParser) -> None:
    """What ``build`` understands."""
    parser.add_argument(
        "--gazetteer",
        type=Path,
        default=None,
        metavar="FILE",
        help="the compiled file (default: $GEOCODE_GAZETTEER or the user's cache folder)",
    )


def add_fetch_arguments(parser: argparse.ArgumentParser) -> None:
    """What ``fetch`` understands."""
    add_build_arguments(parser)
    parser.add_argument("country", metavar="COUNTRY", help="two capital letters, such as PL")
    parser.add_argument(
        "--from",
        dest="source",
        type=Path,
        default=None,
        metavar="ZIP",
        help="take this GeoNames dump (such as PL.zip) and download nothing",
    )


def build_command(args: argparse.Namespace, *, write: Writer, complain: Writer) -> int:
    """Compile the gazetteer unless it is current; exit status."""
    return _run(lambda: _build(args.gazetteer or default_path(), write), complain)


def fetch_command(args: argparse.Namespace, *, write: Writer, complain: Writer) -> int:
    """Get a country's dump and compile the gazetteer with it; exit status."""
    path = args.gazetteer or default_path()

    def fetch() -> None:
        folder = dump_folder(path)
        if args.source:
            count = take_dump(args.country, args.source, folder)
        else:
            count = fetch_dump(args.country, folder)
        write(f"{folder / args.country}.zip: {count} populated places (GeoNames, CC BY 4.0)")
        _build(path, write)

    return _run(fetch, complain)


def _build(path: Path, write: Writer) -> None:
    build(path, log=write)


def _run(task: Callable[[], None], complain: Writer) -> int:
    try:
        task()
    except InputError as exc:
        complain(str(exc))
        return 2
    except (GeocodeError, OSError) as exc:
        complain(str(exc))
        return 1
    return 0
