"""Polls one URL for new articles: usually a feed, but any page or file will do.

Nothing is lost: a response is kept until the store has taken it, and only then is the server told
that it is known (ETag). Nothing is stored twice: the store identifies articles. Waiting uses the
monotonic clock; the wall-clock time of the next poll is stored for the next start, and ignored if
it is more than a day ahead.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from data.articles.formats.document import NO_COLUMNS
from data.articles.formats.feeds import FeedEntry, read_feed
from data.articles.formats.loader import Skipped
from data.articles.web.fetching import Fetched
from data.articles.web.polite_fetching import PoliteFetcher
from data.articles.web.url_articles import (
    FullText,
    articles_of,
    is_feed,
    load_web_document,
    web_document,
)
from data.clock import Clock
from data.errors import FetchError, Gone, Later, LoadError, StoreError
from data.store.watched import FeedState, feed_state, save_feed
from data.watching.jobs import (
    LONGEST_S,
    Ingest,
    Log,
    LogOnce,
    Schedule,
    changes_text,
    store_again_s,
)


@dataclass(frozen=True, slots=True)
class PollContext:
    """What the jobs of all URLs share."""

    fetcher: PoliteFetcher
    take: Ingest
    engine: sa.Engine
    clock: Clock
    schedule: Schedule
    log: Log
    max_bytes: int
    full_text: FullText | None = None
    columns: Mapping[str, str] = field(default_factory=lambda: NO_COLUMNS)
    """What the columns of tables are, where that should not be guessed."""


@dataclass(frozen=True, slots=True)
class _Response:
    """A response that the store has not taken yet."""

    fetched: Fetched
    entries: Sequence[FeedEntry | Skipped]
    is_feed: bool
    own_s: float | None = None
    broken: str = ""


class UrlJob:
    """Polls one URL whenever it is due."""

    def __init__(self, address: str, context: PollContext) -> None:
        self._context = context
        self._address = address
        self._state: FeedState | None = None
        self._response: _Response | None = None
        self._own_s: float | None = None
        self._taken = b""
        """Digest of the last response: many servers send the same again and know no ETag."""
        self._unsaved: tuple[FeedState, float | None] | None = None
        self._begun = False
        self._refusals = 0
        self._log_once = LogOnce(context.log)
        self.due_s: float | None = context.clock.steady_s()

    def run(self) -> None:
        """Fetch, ingest, remember; a step that fails is retried later."""
        try:
            if not self._begun:
                self._begin()
            elif self._unsaved:
                self._save(*self._unsaved)
            elif self._response or self._ask():
                self._store()
        except StoreError as exc:
            self._log_once(f"{self._address}: {exc}; retried until it works")
            self._refusals += 1
            self._due_in(store_again_s(self._refusals))
        else:
            self._refusals = 0

    def _begin(self) -> None:
        """Continue where the last run stopped."""
        self._state = feed_state(self._context.engine, self._address)
        self._begun = True
        if self._state is None:
            return
        if self._state.next_at is None:
            self.due_s = None
            day = self._state.checked_at.date()
            self._context.log(f"{self._address} is gone since {day} (410); it is no longer polled")
            return
        wait_s = (self._state.next_at - self._now()).total_seconds()
        if 0 < wait_s <= LONGEST_S:  # else it is due, or a clock was wrong
            self._due_in(wait_s)

    def _ask(self) -> bool:
        """Fetch the URL; whether there is something to ingest."""
        known = self._state
        try:
            fetched = self._context.fetcher.fetch(
                self._address,
                etag=known.etag if known else "",
                last_modified=known.last_modified if known else "",
            )
            if fetched.unchanged or _digest(fetched) == self._taken:
                self._succeeded(fetched)
                return False
            self._response = self._read(fetched)
        except Gone as exc:
            self._context.log(f"{exc}: it is gone and no longer polled")
            self._remember(next_s=None, failures=0, last_error=str(exc))
            return False
        except (FetchError, LoadError) as exc:
            self._failed(str(exc), asked_s=exc.wait_s if isinstance(exc, Later) else 0.0)
            return False
        return True

    def _read(self, fetched: Fetched) -> _Response:
        document = web_document(fetched, max_bytes=self._context.max_bytes)
        if is_feed(document):
            feed = read_feed(document)
            broken = f"{self._address} is truncated within an entry" if feed.cut_off else ""
            return _Response(
                fetched, feed.entries, is_feed=True, own_s=feed.interval_s, broken=broken
            )
        if self._state and self._state.is_feed:
            raise LoadError(f"{self._address} no longer returns a feed")
        found = list(load_web_document(replace(document, columns=self._context.columns)))
        if found and all(isinstance(one, Skipped) for one in found):
            raise LoadError(next(one.reason for one in found if isinstance(one, Skipped)))
        entries = [
            one if isinstance(one, Skipped) else FeedEntry(one, summary_only=False) for one in found
        ]
        return _Response(fetched, entries, is_feed=False)

    def _store(self) -> None:
        came = self._response
        if came is None:
            return
        report = self._context.take(
            [], more=articles_of(came.entries, self._context.full_text), log=self._log_once
        )
        self._response, self._own_s = None, came.own_s
        is_first = not self._taken
        if report.written or (is_first and changes_text(report)):
            self._context.log(f"{self._address}: {changes_text(report)}")
        if came.broken:
            self._failed(came.broken)
        else:
            self._taken = _digest(came.fetched)
            self._succeeded(came.fetched, is_feed=came.is_feed)

    def _succeeded(self, fetched: Fetched, *, is_feed: bool = False) -> None:
        if self._state and self._state.failures:
            self._context.log(f"{self._address} answers again")
        # A server may leave the tag out of "nothing new"; then the one it was asked by is good.
        known = self._state if fetched.unchanged else None
        self._remember(
            next_s=self._context.schedule.after_success(self._own_s),
            failures=0,
            last_error="",
            is_feed=is_feed,
            etag=fetched.etag or (known.etag if known else ""),
            last_modified=fetched.last_modified or (known.last_modified if known else ""),
        )

    def _failed(self, reason: str, *, asked_s: float = 0.0) -> None:
        failures = (self._state.failures if self._state else 0) + 1
        wait_s = self._context.schedule.after_failures(failures, asked_s=asked_s)
        self._context.log(f"{reason}; polled again in {_shown(wait_s)}")
        self._remember(next_s=wait_s, failures=failures, last_error=reason)

    def _remember(
        self,
        *,
        next_s: float | None,
        failures: int,
        last_error: str,
        is_feed: bool = False,
        etag: str | None = None,
        last_modified: str | None = None,
    ) -> None:
        now = self._now()
        known = self._state or FeedState(self._address, now, now)
        self._state = replace(
            known,
            checked_at=now,
            next_at=None if next_s is None else now + timedelta(seconds=next_s),
            failures=failures,
            last_error=last_error,
            is_feed=known.is_feed or is_feed,
            etag=known.etag if etag is None else etag,
            last_modified=known.last_modified if last_modified is None else last_modified,
        )
        self._due_in(next_s)
        self._unsaved = (self._state, self.due_s)
        self._save(*self._unsaved)

    def _save(self, state: FeedState, due_s: float | None) -> None:
        save_feed(self._context.engine, state)
        self._unsaved = None
        self.due_s = due_s

    def _due_in(self, wait_s: float | None) -> None:
        self.due_s = None if wait_s is None else self._context.clock.steady_s() + wait_s

    def _now(self) -> datetime:
        return self._context.clock.wall().astimezone(UTC).replace(tzinfo=None)


def _digest(fetched: Fetched) -> bytes:
    return hashlib.sha256(fetched.content).digest()


def _shown(wait_s: float) -> str:
    for size_s, name in ((86_400, "d"), (3_600, "h"), (60, "min")):
        if wait_s >= size_s:
            return f"{wait_s / size_s:.0f} {name}"
    return f"{wait_s:.0f} s"
