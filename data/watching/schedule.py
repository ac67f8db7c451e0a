"""When an address is asked again: its interval, longer after failures, never quite on the dot.

After N failures in a row the wait is the interval times 2^N, at most a day; a tenth more or less
is drawn, so that many feeds that failed together do not come back together. Times are seconds.
"""

from dataclasses import dataclass
from random import Random

LONGEST_S = 86_400.0
_STORE_AGAIN_S = 30.0
_STORE_LONGEST_S = 600.0
_JITTER = 0.1
_MOST_DOUBLINGS = 20


def store_again_s(refusals: int) -> float:
    """Seconds to leave a store that has refused so often in a row; nothing is lost meanwhile."""
    return min(_STORE_AGAIN_S * 2.0 ** min(refusals - 1, _MOST_DOUBLINGS), _STORE_LONGEST_S)


@dataclass(frozen=True, slots=True)
class Schedule:
    """How often addresses are asked."""

    every_s: float
    chance: Random

    def after_success(self, own_s: float | None = None) -> float:
        """Seconds to wait; ``own_s`` is the interval that a feed asks for, which may be longer."""
        return self._drawn(max(self.every_s, own_s or 0.0))

    def after_failures(self, failures: int, *, asked_s: float = 0.0) -> float:
        """Seconds to wait; never less than the server asked for, within a day."""
        doubled = self.every_s * 2.0 ** min(failures, _MOST_DOUBLINGS)
        return min(max(self._drawn(doubled), asked_s), LONGEST_S)

    def _drawn(self, wait_s: float) -> float:
        factor = self.chance.uniform(1 - _JITTER, 1 + _JITTER)
        return min(min(wait_s, LONGEST_S) * factor, LONGEST_S)
