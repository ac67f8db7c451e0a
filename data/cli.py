"""``python -m data``: ingests, exports and maintains the store of articles.

Exit status: 0 done, 1 some input was skipped or something failed (named on stderr), 2 wrong usage.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from data.commands.console import SOME_FAILED, OneLineParser, forget_output, say
from data.errors import DataError
from data.settings import Settings, file_address
from geocode.errors import GeocodeError

_COMMANDS = {
    "ingest": "read articles into the store",
    "export": "write places, mentions or claims to a file",
    "front": "say who holds what on a day, and where the front line runs",
    "claims": "say what articles claim of who took, held, left, attacked or struck a place",
    "stats": "count what the store holds",
    "points": "compare the coordinates that inputs state with our places",
    "prune": "delete articles, older versions or runs from the store",
    "backup": "write the store to one new file",
    "restore": "fill an empty store from a backup",
    "check": "check the store for inconsistencies",
    "reparse": "read again what an older gazetteer, model or reader of claims has read",
}
"""Each is a module of ``data.commands``, imported only when it runs."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit status."""
    try:
        given = list(sys.argv[1:] if arguments is None else arguments)
        chosen = _parser(given).parse_args(given)
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
        say("stopped; what was stored stays, and repeating the command continues from there")
        return SOME_FAILED


def _parser(given: Sequence[str]) -> argparse.ArgumentParser:
    parser = OneLineParser(prog="python -m data", description=__doc__.split("\n")[0])
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    shared = OneLineParser(add_help=False)
    shared.add_argument("--database", metavar="URL", help="file or SQLAlchemy address of the store")
    for name, help_text in _COMMANDS.items():
        command = commands.add_parser(name, parents=[shared], help=help_text)
        if name in given:
            import_module(f"data.commands.{name}_command").add_arguments(command)
    return parser


def _address(given: str) -> str:
    return given if "://" in given else file_address(Path(given))
