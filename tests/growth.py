"""Whether work grows with the size of its input alone, measured so that load is no matter.

Processor time of this process is compared with its own at a smaller size; a wall clock would fail
on a slow machine, or one with other work to do.
"""

import time
from contextlib import contextmanager

ATTEMPTS = 3


@contextmanager
def processor_time_under(seconds):
    """Fail where the block takes this process longer; give some thirty times what it takes."""
    started = time.process_time()
    yield
    taken = time.process_time() - started
    assert taken < seconds, f"took {taken:.1f} s of processor time"


def processor_seconds(work, *given):
    """What one call costs this process."""
    started = time.process_time()
    work(*given)
    return time.process_time() - started


def assert_linear(work, small, large, *, slack=2.5):
    """Fail where ``work(large)`` costs over ``slack`` times what the lengths say, each time."""
    ratio = len(large) / len(small)
    costs = []
    for _ in range(ATTEMPTS):
        least = min(processor_seconds(work, small) for _ in range(2))
        costs.append((least, processor_seconds(work, large)))
        if costs[-1][1] < 0.1 + slack * ratio * costs[-1][0]:
            return
    raise AssertionError(f"{ratio:.1f} times the length; seconds of small and large: {costs}")
