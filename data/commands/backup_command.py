"""``python -m data backup FILE`` and ``restore FILE``: the store as one file, and back."""

import argparse
from pathlib import Path

from data.commands.console import DONE, Commands, OneLineParser, give, open_store
from data.settings import Settings
from data.store.backup import backup, restore
from data.store.copying import Digests
from data.store.schema import ARTICLE, MENTION


def add(commands: Commands, shared: OneLineParser) -> None:
    """Register both commands."""
    out = commands.add_parser("backup", parents=[shared], help="write the store to one new file")
    out.add_argument("file", type=Path, metavar="FILE", help="must not exist yet")
    out.set_defaults(command=_backup)
    back = commands.add_parser("restore", parents=[shared], help="fill an empty store from a file")
    back.add_argument("file", type=Path, metavar="FILE", help="that backup wrote")
    back.set_defaults(command=_restore)


def _backup(chosen: argparse.Namespace, settings: Settings) -> int:
    with open_store(settings, read_only=True) as engine:
        held = backup(engine, chosen.file)
    give(f"{chosen.file} holds {_told(held)}, read back and the same\n")
    return DONE


def _restore(chosen: argparse.Namespace, settings: Settings) -> int:
    held = restore(chosen.file, settings.database_url, busy_timeout_s=settings.busy_timeout_s)
    give(f"restored {_told(held)}, read back and the same\n")
    return DONE


def _told(held: Digests) -> str:
    rows = sum(digest.rows for digest in held.values())
    articles, mentions = held[ARTICLE.name].rows, held[MENTION.name].rows
    return f"{articles} articles, {mentions} mentions, {rows} rows in all"
