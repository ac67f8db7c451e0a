"""``python -m data check``: checks the store for inconsistencies."""

import argparse
from collections import Counter

from data.commands.console import (
    DONE,
    SOME_FAILED,
    give,
    open_store,
    say,
)
from data.settings import Settings
from data.store.check import Problem, Remedy
from data.upkeep import problems, repair

_SHOWN_OF_EACH = 20


def run(chosen: argparse.Namespace, settings: Settings) -> int:
    """Check, and repair if asked; the exit status."""
    with open_store(settings, read_only=not chosen.repair) as engine:
        found = _shown(list(problems(engine)))
        if not found:
            give("all is well\n")
            return DONE
        if not chosen.repair:
            give(f"{len(found)} problems\n")
            return SOME_FAILED
        left = repair(engine, found)
    give(f"{len(found)} problems, {len(found) - len(left)} of them mended\n")
    return SOME_FAILED if left else DONE


def _shown(found: list[Problem]) -> list[Problem]:
    told: Counter[Remedy] = Counter()
    for problem in found:
        told[problem.remedy] += 1
        if told[problem.remedy] <= _SHOWN_OF_EACH:
            say(f"problem: {problem}")
    for remedy, count in told.items():
        if count > _SHOWN_OF_EACH:
            say(f"problem: {count - _SHOWN_OF_EACH} more like these; {remedy.value}")
    return found
