"""``python -m geocode build`` and ``fetch``: exit status and one line a message, no more.

Messages go to the writers that are passed in, so that only the command line prints.
"""

import argparse
from collections.abc import Callable
from pathlib import Path

from geocode.errors import GeocodeError
from geocode.gazetteer.build import build
from geocode.gazetteer.compiled import default_path

Writer = Callable[[str], None]


def add_build_arguments(parser: argparse.ArgumentParser) -> None:
    """What ``build`` understands."""
    parser.add_argument(
        "--gazetteer", type=Path, default=None, metavar="FILE",
        help="where to write it (default: $GEOCODE_GAZETTEER or the user's cache folder)",
    )  # fmt: skip


def build_command(args: argparse.Namespace, *, write: Writer, complain: Writer) -> int:
    """Compile the gazetteer unless it is current: 0 done, 2 impossible."""
    path = args.gazetteer or default_path()
    try:
        build(path, log=write)
    except (GeocodeError, OSError) as exc:
        complain(str(exc))
        return 2
    return 0
