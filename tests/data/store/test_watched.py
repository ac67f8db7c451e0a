from datetime import datetime

import pytest

from data.reading.identity import prepare
from data.store.watched import (
    FeedState,
    SeenFile,
    feed_state,
    has_other_text,
    save_feed,
    save_files,
    seen_files,
)
from tests.data.builders import article, store

NOON = datetime(2026, 11, 22, 12)


@pytest.mark.both_engines
def test_files_are_known_as_they_were_taken_last(engine):
    odd = "/news/\udcff.txt"  # a name that is no UTF-8
    long = "/news/" + "я" * 2000
    save_files(engine, [SeenFile("/news/a.txt", 5, 10**18, "aa"), SeenFile(odd, 1, 2, "bb")])
    save_files(engine, [SeenFile("/news/a.txt", 6, 10**18 + 1, "cc"), SeenFile(long, 3, 4, "dd")])
    save_files(engine, [])
    assert seen_files(engine, ["/news/a.txt", odd, long, "/news/never.txt"]) == {
        "/news/a.txt": SeenFile("/news/a.txt", 6, 10**18 + 1, "cc"),
        odd: SeenFile(odd, 1, 2, "bb"),
        long: SeenFile(long, 3, 4, "dd"),
    }


@pytest.mark.both_engines
def test_more_files_are_known_than_fit_into_one_question(engine):
    paths = [f"/news/{number}.txt" for number in range(1200)]
    save_files(engine, [SeenFile(path, 1, 1, "a") for path in paths])
    assert len(seen_files(engine, paths)) == 1200


@pytest.mark.both_engines
def test_a_feed_is_known_as_it_was_left(engine):
    address = "https://news.example/" + "я" * 1900
    assert feed_state(engine, address) is None
    save_feed(engine, FeedState(address, NOON, NOON, failures=3, last_error="answers 500"))
    gone = FeedState(address, NOON, None, etag='"x"', last_modified="then", is_feed=True)
    save_feed(engine, gone)
    assert feed_state(engine, address) == gone


def test_a_stored_text_is_told_from_another(engine, writer):
    summary = article("In short.", url="https://news.example/1")
    prepared = prepare(summary)
    assert not has_other_text(engine, prepared)
    store(writer, summary)
    assert not has_other_text(engine, prepared)
    store(writer, article("The whole story.", url="https://news.example/1"))
    assert has_other_text(engine, prepared)
