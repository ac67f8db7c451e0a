from random import Random

import pytest

from data.watching.jobs import LONGEST_S, Schedule, store_again_s


def drawn(method, *arguments, **named):
    schedule = Schedule(900.0, Random(1))
    return [getattr(schedule, method)(*arguments, **named) for _time in range(200)]


@pytest.mark.parametrize(
    ("own_s", "about_s"), [(None, 900), (60, 900), (3600, 3600), (10**9, LONGEST_S)]
)
def test_the_longer_of_the_two_intervals_counts(own_s, about_s):
    waits = drawn("after_success", own_s)
    assert min(waits) >= about_s * 0.9
    assert max(waits) <= min(about_s * 1.1, LONGEST_S)
    assert len(set(waits)) > 50  # no two feeds come back together


@pytest.mark.parametrize(
    ("failures", "about_s"), [(1, 1800), (2, 3600), (6, 57_600), (7, LONGEST_S), (10**6, LONGEST_S)]
)
def test_each_failure_doubles_the_wait_up_to_a_day(failures, about_s):
    waits = drawn("after_failures", failures)
    assert min(waits) >= about_s * 0.9
    assert max(waits) <= min(about_s * 1.1, LONGEST_S)


@pytest.mark.parametrize(("asked_s", "wait_s"), [(7200.0, 7200.0), (10.0**6, LONGEST_S)])
def test_what_a_server_asks_for_is_the_least(asked_s, wait_s):
    assert set(drawn("after_failures", 1, asked_s=asked_s)) == {wait_s}


@pytest.mark.parametrize(("refusals", "wait_s"), [(1, 30), (2, 60), (6, 600), (10**6, 600)])
def test_a_store_that_refuses_is_left_for_minutes(refusals, wait_s):
    assert store_again_s(refusals) == wait_s
