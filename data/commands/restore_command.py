"""``python -m data restore FILE``: fills an empty store from a backup."""

import argparse

from data.commands.backup_command import contents_text
from data.commands.console import DONE, give
from data.settings import Settings
from data.store.backup import restore


def run(chosen: argparse.Namespace, settings: Settings) -> int:
    """Fill the store; the exit status."""
    held = restore(chosen.file, settings.database_url, busy_timeout_s=settings.busy_timeout_s)
    give(f"restored {contents_text(held)}, read back and the same\n")
    return DONE
