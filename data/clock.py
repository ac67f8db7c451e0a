"""A clock as a value, so that tests of waiting code do not wait."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class Clock:
    """A wall clock, which may be set back, and a monotonic one."""

    wall: Callable[[], datetime] = lambda: datetime.now(UTC)
    """Now, in UTC, with its zone."""
    steady_s: Callable[[], float] = time.monotonic
    """Seconds since some moment."""
    sleep: Callable[[float], None] = time.sleep
    """Wait for some seconds."""
