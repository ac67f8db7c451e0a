"""What a page gets while the control is being worked out, and when that fails."""

from threading import Event

import pytest

from data.clock import Clock
from data.errors import LayerError
from data.frontline.evidence.model import Provider
from data.frontline.live_control import RETRY_S, LiveControl, Opening

TABLE = (Provider.TABLE,)


class Made:
    """Stands for a control."""

    front = None


class Opener:
    """Opens one control after the other; an error in place of one is raised."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.known = []
        self.go = Event()
        self.go.set()

    def __call__(self, sources, known):
        self.known.append(known)
        assert self.go.wait(10)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def test_nobody_waits_for_the_first_one():
    first, opener = Made(), Opener()
    opener.answers.append(first)
    opener.go.clear()
    live = LiveControl(opener)
    assert live.get(TABLE, 1) == Opening(None, pending=True)
    opener.go.set()
    assert live.wait(TABLE, 1) == Opening(first, pending=False)
    assert live.get(TABLE, 1) == Opening(first, pending=False)


def test_the_older_one_is_served_while_a_newer_one_is_worked_out():
    first, second = Made(), Made()
    opener = Opener(first, second)
    live = LiveControl(opener)
    live.wait(TABLE, 1)
    opener.go.clear()
    assert live.get(TABLE, 2) == Opening(first, pending=True)
    opener.go.set()
    assert live.wait(TABLE, 2) == Opening(second, pending=False)
    assert opener.known == [None, first]


def test_an_error_is_told_and_what_is_ready_stays():
    first = Made()
    live = LiveControl(Opener(first, LayerError("the table is broken")))
    live.wait(TABLE, 1)
    assert live.wait(TABLE, 2) == Opening(first, pending=False, trouble="the table is broken")


def test_after_an_error_it_is_tried_again_in_a_while():
    now = [0.0]
    first, opener = Made(), Opener(LayerError("not there"))
    opener.answers.append(first)
    live = LiveControl(opener, clock=Clock(steady_s=lambda: now[0]))
    assert live.wait(TABLE, 1).trouble == "not there"
    now[0] = RETRY_S - 1
    assert live.get(TABLE, 1) == Opening(None, pending=False, trouble="not there")
    now[0] = RETRY_S
    assert live.get(TABLE, 1).pending
    assert live.wait(TABLE, 1) == Opening(first, pending=False)


def test_a_mistake_of_the_program_is_raised():
    live = LiveControl(Opener(ZeroDivisionError()))
    with pytest.raises(ZeroDivisionError):
        live.wait(TABLE, 1)


def test_each_choice_of_sources_has_its_own():
    table, both = Made(), Made()
    live = LiveControl(Opener(table, both))
    live.wait(TABLE, 1)
    live.wait((Provider.TABLE, Provider.ARTICLES), 1)
    assert live.get(TABLE, 1).control is table
    assert live.get((Provider.ARTICLES, Provider.TABLE), 1) == Opening(both, pending=False)
