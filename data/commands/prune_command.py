"""``python -m data prune``: deletes articles, older versions or runs."""

import argparse
from datetime import UTC, datetime

from data.commands.console import (
    DONE,
    WRONG_USAGE,
    give,
    open_store,
    say,
)
from data.settings import Settings
from data.store.prune import Unwanted, amounts
from data.upkeep import prune


def run(chosen: argparse.Namespace, settings: Settings) -> int:
    """Delete what is named, or say what would go; the exit status."""
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
