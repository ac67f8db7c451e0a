"""Retries while a database server restarts or is crowded; nothing else is retried.

What is tried again must be safe to repeat: where the server went away while it was committing,
nobody knows whether it did.
"""

import time
from collections.abc import Callable
from typing import TypeVar

from data.errors import StoreAway, StoreError

LONGEST_WAIT_S = 60.0
"""A PostgreSQL server is back a second or two after a restart, and a minute after most crashes."""
_FIRST_PAUSE_S = 0.1
_LONGEST_PAUSE_S = 2.0

Answer = TypeVar("Answer")


class Patience:
    """Calls until the store answers; ``log`` gets a line when a wait begins and when it ends."""

    def __init__(
        self,
        log: Callable[[str], None],
        *,
        limit_s: float = LONGEST_WAIT_S,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._log = log
        self._limit_s = limit_s
        self._pause = pause

    def __call__(self, call: Callable[[], Answer]) -> Answer:
        """What ``call`` answers. Raises ``StoreError`` when the store stays away too long."""
        waited_s, pause_s = 0.0, _FIRST_PAUSE_S
        while True:
            try:
                answer = call()
            except StoreAway as exc:
                if waited_s >= self._limit_s:
                    raise StoreError(f"{exc} (waited {waited_s:.0f} s for it)") from exc
                if not waited_s:
                    self._log(f"waiting up to {self._limit_s:.0f} s: {exc}")
            else:
                if waited_s:
                    self._log(f"going on after {waited_s:.1f} s")
                return answer
            self._pause(pause_s)
            waited_s += pause_s
            pause_s = min(2 * pause_s, _LONGEST_PAUSE_S)
