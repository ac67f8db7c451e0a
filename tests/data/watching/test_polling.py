from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from data.store.schema import RUN
from data.store.watched import feed_state
from tests.data.articles.web.servers import Answer, moved, serving
from tests.data.articles.web.times import SimulatedTime
from tests.data.builders import column
from tests.data.watching.feeding import HOUR_S, Watching, answer, item, rss

BEGIN = datetime(2026, 11, 22, 12)


@pytest.fixture
def site():
    with serving({"/feed": answer(rss(item(1)), '"v1"')}) as made:
        yield made


@pytest.fixture
def time():
    return SimulatedTime()


@pytest.fixture
def watching(engine, geoparser, settings, time):
    return Watching(engine=engine, geoparser=geoparser, settings=settings, time=time)


def asked(site, path="/feed"):
    return site.counts[path]


def test_an_address_is_asked_at_its_interval_and_by_what_it_said_last(site, watching):
    job = watching.job(site.address("/feed"))
    watching.run(job, hours=0.5)
    site.pages["/feed"] = Answer(status=304)
    watching.run(job, hours=2)
    assert asked(site) == 3
    conditional = [headers.get("If-None-Match") for headers in site.headers]
    assert conditional == [None, None, '"v1"', '"v1"']  # the first one is for robots.txt
    assert watching.stored == [("Report 1", 1)]
    assert watching.lines == [f"{site.address('/feed')}: 1 new"]


def test_new_entries_are_taken_and_said(site, watching):
    job = watching.job(site.address("/feed"))
    watching.run(job, hours=0.5)
    site.pages["/feed"] = answer(rss(item(2), item(1, "Corrected: shelling hit Kherson.")), '"v2"')
    watching.run(job, hours=1)
    assert watching.stored == [("Report 1", 2), ("Report 2", 1)]
    assert watching.lines[-1] == f"{site.address('/feed')}: 1 new, 1 new version"


def test_a_feed_that_asks_for_more_time_gets_it(site, watching):
    site.pages["/feed"] = answer(rss(item(1), more="<ttl>300</ttl>"), '"v1"')
    job = watching.job(site.address("/feed"))
    watching.run(job, hours=4)
    assert asked(site) == 1
    site.pages["/feed"] = Answer(status=304)
    watching.run(job, hours=4)
    assert asked(site) == 2


def test_a_feed_that_is_the_same_again_is_not_taken_again(site, watching, engine):
    site.pages["/feed"] = answer(rss(item(1)))
    watching.run(watching.job(site.address("/feed")), hours=5)
    assert asked(site) >= 5
    assert len(column(engine, RUN.c.run_id)) == 1


def test_failures_are_met_with_ever_more_patience_up_to_a_day(site, watching, time):
    site.pages["/feed"] = Answer(status=500)
    job = watching.job(site.address("/feed"))
    moments = []
    site.pages["/feed"] = lambda _handler: moments.append(time.steady_s) or Answer(status=500)
    watching.run(job, hours=24 * 7)
    gaps = [(b - a) / HOUR_S for a, b in pairwise(moments)]
    assert [round(gap) for gap in gaps[:3]] == [2, 4, 8]
    assert len(gaps) == 9
    assert all(14 <= gap <= 24.1 for gap in gaps[3:])
    assert watching.lines[0] == (
        f"{site.address('/feed')} answers 500 Internal Server Error; polled again in 2 h"
    )
    assert len(watching.lines) == 10


@pytest.mark.parametrize("status", [429, 503])
def test_a_server_that_names_a_time_is_left_alone_until_then(site, watching, status):
    site.pages["/feed"] = Answer(status=status, headers={"Retry-After": "36000"})
    job = watching.job(site.address("/feed"))
    watching.run(job, hours=9.9)
    assert asked(site) == 1
    watching.run(job, hours=0.2)
    assert asked(site) == 2


def test_a_feed_that_is_gone_is_not_asked_again_not_even_after_a_new_start(site, watching, engine):
    site.pages["/feed"] = Answer(status=410)
    address = site.address("/feed")
    watching.run(watching.job(address), hours=50)
    watching.run(watching.job(address), hours=50)
    assert asked(site) == 1
    assert watching.lines == [
        f"{address} answers 410 Gone: it is gone and no longer polled",
        "nothing is left to watch",
        f"{address} is gone since 2026-11-22 (410); it is no longer polled",
        "nothing is left to watch",
    ]
    assert feed_state(engine, address).next_at is None


def test_a_new_start_goes_on_where_the_last_one_was_killed(site, watching, engine):
    address = site.address("/feed")
    watching.run(watching.job(address), hours=0.5)
    state = feed_state(engine, address)
    assert (state.etag, state.failures) == ('"v1"', 0)
    assert timedelta(hours=0.9) < state.next_at - BEGIN < timedelta(hours=1.11)
    site.pages["/feed"] = Answer(status=304)
    another = watching.job(address)
    watching.run(another, hours=0.3)
    assert asked(site) == 1
    watching.run(another, hours=0.5)
    assert asked(site) == 2
    assert site.headers[-1]["If-None-Match"] == '"v1"'


@pytest.mark.parametrize("years", [-5, 5])
def test_a_clock_that_was_wrong_keeps_no_feed_waiting(site, watching, time, years):
    address = site.address("/feed")
    watching.run(watching.job(address), hours=0.5)
    time.set_back_s = years * 365 * 24 * HOUR_S
    watching.run(watching.job(address), hours=0.1)
    assert asked(site) == 2


def test_a_clock_set_back_under_way_changes_nothing(site, watching, time):
    job = watching.job(site.address("/feed"))
    watching.run(job, hours=0.5)
    time.set_back_s = 40 * 24 * HOUR_S
    watching.run(job, hours=3)
    assert asked(site) == 4


def test_a_feed_that_breaks_off_is_taken_as_far_and_asked_again_in_full(site, watching):
    whole = rss(item(2), item(1))
    site.pages["/feed"] = answer(whole[: whole.index(b"report 1")], '"v1"')
    job = watching.job(site.address("/feed"))
    watching.run(job, hours=0.5)
    assert watching.stored == [("Report 2", 1)]
    assert watching.lines[-1].startswith(
        f"{site.address('/feed')} is truncated within an entry; polled"
    )
    site.pages["/feed"] = answer(whole, '"v1"')
    watching.run(job, hours=3)
    assert site.headers[2].get("If-None-Match") is None
    assert watching.stored == [("Report 2", 1), ("Report 1", 1)]
    assert f"{site.address('/feed')} answers again" in watching.lines


FAULTS = {
    "this machine": (moved("http://127.0.0.1:9/"), "leads elsewhere"),
    "a file": (moved("file:///etc/passwd"), "leads elsewhere"),
    "in circles": (moved("/feed"), "leads on and on"),
    "no feed": (answer(b"<rss><channel>"), "is no feed that can be read"),
    "nothing": (answer(b""), "/feed"),
    "a picture": (Answer(b"x", kind="image/png"), "only texts and tables can be read"),
}


@pytest.mark.parametrize(("page", "said"), FAULTS.values(), ids=FAULTS)
def test_what_cannot_be_read_is_a_failure_like_any_other(site, watching, page, said):
    site.pages["/feed"] = page
    job = watching.job(site.address("/feed"))
    watching.run(job, hours=0.5)
    assert said in watching.lines[0]
    assert watching.lines[0].endswith("; polled again in 2 h")
    site.pages["/feed"] = answer(rss(item(1)))
    watching.run(job, hours=4)
    assert watching.stored == [("Report 1", 1)]


def test_a_page_may_be_watched_too(site, watching):
    words = "Two people were hurt when shells hit the centre of Kherson on Wednesday morning. "
    page = f"<html><head><title>Kherson</title></head><body><article><p>{words * 5}</p></article>"
    site.pages["/page"] = Answer(page.encode())
    watching.run(watching.job(site.address("/page")), hours=0.5)
    assert watching.stored == [("Kherson", 1)]


def test_a_page_where_a_feed_was_is_a_failure_even_after_a_new_start(site, watching):
    address = site.address("/feed")
    watching.run(watching.job(address), hours=0.5)
    words = "This domain is for sale, and so are many others that you may like to look at. "
    site.pages["/feed"] = Answer(f"<html><body><p>{words * 5}</p></body></html>".encode())
    watching.run(watching.job(address), hours=1)
    assert watching.stored == [("Report 1", 1)]
    assert watching.lines[-1] == f"{address} no longer returns a feed; polled again in 2 h"
