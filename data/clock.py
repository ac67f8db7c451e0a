"""Time as the parts that wait for it see it; handed in, so that a week can pass in a second."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock on the wall, which somebody may set back, and one that only ever goes on."""

    wall: Callable[[], datetime] = lambda: datetime.now(UTC)
    """Now, in UTC, with its zone."""
    steady_s: Callable[[], float] = time.monotonic
    """Seconds since some moment."""
    sleep: Callable[[float], None] = time.sleep
    """Wait for some seconds."""
