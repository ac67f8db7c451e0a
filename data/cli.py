"""``python -m data``: ingests, exports and maintains the store of articles.

Exit status: 0 done, 1 some input was skipped or something failed (named on stderr), 2 wrong usage.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import import_module

from data.commands.arguments import COMMANDS, OVERVIEW
from data.commands.console import SOME_FAILED, OneLineParser, forget_output, say
from data.errors import DataError
from data.settings import Settings, database_address
from geocode.errors import GeocodeError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit status."""
    try:
        given = list(sys.argv[1:] if arguments is None else arguments)
        chosen = _parser().parse_args(given)
        settings = Settings.from_env(os.environ)
        if chosen.database:
            settings = replace(settings, database_url=database_address(chosen.database))
        run: Callable[[argparse.Namespace, Settings], int]
        run = import_module(f"data.commands.{chosen.command}_command").run
        return run(chosen, settings)
    except SystemExit as exc:  # argparse has said what is wrong
        return int(exc.code or 0)
    except (DataError, GeocodeError) as exc:
        say(f"error: {exc}")
        return SOME_FAILED
    except BrokenPipeError:  # the reader of our output went away
        forget_output()
        return SOME_FAILED
    except KeyboardInterrupt:
        say("stopped; what was stored stays, and repeating the command continues from there")
        return SOME_FAILED


def _parser() -> argparse.ArgumentParser:
    parser = OneLineParser(
        prog="python -m data",
        description="Ingests, exports and maintains the store of articles.",
        epilog=OVERVIEW,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, command in COMMANDS.items():
        made = commands.add_parser(
            name,
            help=command.summary,
            description=f"{command.summary[0].upper()}{command.summary[1:]}.",
            epilog=command.epilog(),
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        made.add_argument(
            "--database",
            metavar="URL",
            help="file or SQLAlchemy address of the store; default: $FRONTLINE_DATABASE, else "
            "data/var/frontline.sqlite",
        )
        command.add_arguments(made)
    return parser
