"""Checks, repairs and prunes a whole store: its tables and the counts that are packed from them."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from data import counts
from data.store import checking, pruning
from data.store.checking import Problem, Remedy
from data.store.engine import Engine, reading, writing
from data.store.pruning import Amounts, Unwanted
from data.store.repairing import repair as repair_tables


def problems(engine: Engine) -> Iterator[Problem]:
    """All that is wrong, as one state of the store has it; nothing where all is well."""
    with reading(engine) as connection:
        yield from checking.problems(connection)
        yield from counts.problems(connection)


def repair(engine: Engine, found: Iterable[Problem]) -> list[Problem]:
    """Repair what can be repaired, all of it or nothing; what is left."""
    every = list(found)
    recount = any(problem.remedy is Remedy.COUNTS for problem in every)
    with writing(engine) as connection:
        repair_tables(connection, every)
        if recount:
            counts.discard(connection)
    if recount:
        counts.compact(engine)
    return [problem for problem in every if problem.remedy is Remedy.RESTORE]


def prune(engine: Engine, unwanted: Unwanted, *, now: datetime) -> Amounts:
    """Delete what is unwanted, and give its space back to the disk; what went."""
    gone = pruning.prune(engine, unwanted, now=now)
    counts.compact(engine)
    pruning.free_space(engine)
    return gone
