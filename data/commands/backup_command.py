"""``python -m data backup FILE``: writes the store to one new file."""

import argparse

from data.commands.console import DONE, give, open_store
from data.settings import Settings
from data.store.backup import backup
from data.store.copying import Digests
from data.store.schema import ARTICLE, MENTION


def contents_text(held: Digests) -> str:
    """How many articles, mentions and rows a copy holds."""
    rows = sum(digest.rows for digest in held.values())
    articles, mentions = held[ARTICLE.name].rows, held[MENTION.name].rows
    return f"{articles} articles, {mentions} mentions, {rows} rows in all"


def run(chosen: argparse.Namespace, settings: Settings) -> int:
    """Write the backup; the exit status."""
    with open_store(settings, read_only=True) as engine:
        held = backup(engine, chosen.file)
    give(f"{chosen.file} holds {contents_text(held)}, read back and the same\n")
    return DONE
