"""``python -m data prune``: deletes articles, older versions or runs."""

import argparse
from datetime import UTC, datetime

from data.commands.console import (
    DONE,
    WRONG_USAGE,
    day,
    give,
    open_store,
    say,
)
from data.settings import Settings
from data.store.prune import Unwanted, amounts
from data.upkeep import prune


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("--before", type=day, metavar="DAY", help="articles published before it")
    parser.add_argument(
        "--source", metavar="NAME", help="articles of it; both: of it, before the day"
    )
    parser.add_argument(
        "--older-versions", action="store_true", help="texts before the newest ones"
    )
    parser.add_argument(
        "--runs", action="store_true", help="accounts of runs that no text refers to"
    )
    parser.add_argument("--dry-run", action="store_true", help="only say what would go")
    parser.set_defaults(command=_prune)


def _prune(chosen: argparse.Namespace, settings: Settings) -> int:
    unwanted = Unwanted(chosen.before, chosen.source, chosen.older_versions, chosen.runs)
    if unwanted == Unwanted():
        say("error: say what is to go: --before DAY, --source NAME, --older-versions or --runs")
        return WRONG_USAGE
    now = datetime.now(UTC).replace(tzinfo=None)
    with open_store(settings, read_only=chosen.dry_run) as engine:
        planned = amounts(engine, unwanted, now=now)
        if chosen.dry_run:
            give(f"would go: {planned}\n")
            return DONE
        say(f"takes out {planned}")
        gone = prune(engine, unwanted, now=now)
    give(f"gone: {gone}, {gone.places} places that nobody names any more\n")
    return DONE
