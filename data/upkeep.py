"""Checks, repairs and prunes a whole store: its tables and the counts that are packed from them."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from data import counts
from data.store import check
from data.store import prune as tables
from data.store.check import Problem, Remedy
from data.store.engine import Engine, reading, writing
from data.store.prune import Amounts, Unwanted


def problems(engine: Engine) -> Iterator[Problem]:
    """All that is wrong, as one state of the store has it; nothing where all is well."""
    with reading(engine) as connection:
        yield from check.problems(connection)
        yield from counts.problems(connection)


def repair(engine: Engine, found: Iterable[Problem]) -> list[Problem]:
    """Repair what can be repaired, all of it or nothing; what is left."""
    every = list(found)
    recount = any(problem.remedy is Remedy.COUNTS for problem in every)
    with writing(engine) as connection:
        check.repair(connection, every)
        if recount:
            counts.discard(connection)
    if recount:
        counts.compact(engine)
    return [problem for problem in every if problem.remedy is Remedy.RESTORE]


def prune(engine: Engine, unwanted: Unwanted, *, now: datetime) -> Amounts:
    """Delete what is unwanted, and give its space back to the disk; what went."""
    gone = tables.prune(engine, unwanted, now=now)
    counts.compact(engine)
    tables.free_space(engine)
    return gone
