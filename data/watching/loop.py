"""Looks at what is watched, each thing when it is due, until it is told to stop.

One after the other: the store takes one writer at a time anyway. Between two looks it sleeps.
"""

from collections.abc import Callable, Sequence

from data.clock import Clock
from data.watching.taking import Job, Log

_LONGEST_SLEEP_S = 60.0
"""After a machine was asleep itself, its steady clock may have stood still meanwhile."""


def watch(
    jobs: Sequence[Job],
    *,
    clock: Clock,
    log: Log,
    stop: Callable[[], bool] = lambda: False,
) -> None:
    """Give each job its turns; returns when ``stop`` says so, or when no job is due any more."""
    while not stop():
        waiting = [(job.due_s, number) for number, job in enumerate(jobs) if job.due_s is not None]
        if not waiting:
            log("nothing is left to watch")
            return
        due_s, number = min(waiting)
        left_s = due_s - clock.steady_s()
        if left_s > 0:
            clock.sleep(min(left_s, _LONGEST_SLEEP_S))
        else:
            jobs[number].turn()
