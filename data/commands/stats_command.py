"""``python -m data stats``: counts what the store holds."""

import argparse

from data.commands.console import DONE, give, open_store
from data.queries import holdings
from data.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.set_defaults(command=_stats)


def _stats(_chosen: argparse.Namespace, settings: Settings) -> int:
    with open_store(settings, read_only=True) as engine:
        totals = holdings.totals(engine)
    span = f"{totals.first_day} to {totals.last_day}" if totals.first_day else "none"
    give(
        f"articles   {totals.articles} ({totals.briefs} briefs, {totals.undated} undated, "
        f"{totals.older_versions} older versions kept)\n"
        f"days       {span}\n"
        f"mentions   {totals.mentions} ({totals.mentions - totals.mapped} not mapped)\n"
        f"places     {totals.places}\n"
        f"runs       {totals.runs}\n"
    )
    return DONE
