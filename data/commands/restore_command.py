"""``python -m data restore FILE``: fills an empty store from a backup."""

import argparse
from pathlib import Path

from data.commands.backup_command import contents_text
from data.commands.console import DONE, give
from data.settings import Settings
from data.store.backup import restore


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("file", type=Path, metavar="FILE", help="that backup wrote")
    parser.set_defaults(command=_restore)


def _restore(chosen: argparse.Namespace, settings: Settings) -> int:
    held = restore(chosen.file, settings.database_url, busy_timeout_s=settings.busy_timeout_s)
    give(f"restored {contents_text(held)}, read back and the same\n")
    return DONE
