"""``python -m data``: the commands of the data layer, each a module of ``data.commands``.

Exit status: 0 done, 1 some input was skipped or something failed (named on stderr), 2 wrong usage.
"""

import argparse
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from data.commands import (
    backup_command,
    check_command,
    export_command,
    ingest_command,
    points_command,
    prune_command,
    reparse_command,
    stats_command,
)
from data.commands.console import SOME_FAILED, OneLineParser, forget_output, say
from data.errors import DataError
from data.settings import Settings, file_address
from geocode.errors import GeocodeError

_COMMANDS = (
    ingest_command,
    export_command,
    stats_command,
    points_command,
    prune_command,
    backup_command,
    check_command,
    reparse_command,
)


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
        say(f"error: {exc}")
        return SOME_FAILED
    except BrokenPipeError:  # the reader of our output went away
        forget_output()
        return SOME_FAILED
    except KeyboardInterrupt:
        say("stopped; what was stored stays, repeating the command goes on from there")
        return SOME_FAILED


def _parser() -> argparse.ArgumentParser:
    parser = OneLineParser(prog="python -m data", description=__doc__.split("\n")[0])
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    shared = OneLineParser(add_help=False)
    shared.add_argument("--database", metavar="URL", help="file or SQLAlchemy address of the store")
    for command in _COMMANDS:
        command.add(commands, shared)
    return parser


def _address(given: str) -> str:
    return given if "://" in given else file_address(Path(given))
