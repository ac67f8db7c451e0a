"""A clock that goes only when somebody waits for it, and can be set back."""

from datetime import UTC, datetime, timedelta

from data.clock import Clock


class SimulatedTime:
    def __init__(self, begin=datetime(2026, 11, 22, 12, 0, tzinfo=UTC)):
        self.steady_s = 1000.0
        self.begin = begin
        self.set_back_s = 0.0
        self.slept = []
        self.on_sleep = lambda: None
        self.clock = Clock(wall=self.wall, steady_s=lambda: self.steady_s, sleep=self.sleep)

    def wall(self):
        return self.begin + timedelta(seconds=self.steady_s - 1000.0 - self.set_back_s)

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.steady_s += seconds
        self.on_sleep()
