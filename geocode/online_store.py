"""What online services answered, on disk, and when each may be asked again.

One SQLite file, shared by threads and processes: each call opens it anew, and a service's next turn
is taken under its lock, so that all programs of a user together keep the service's pace. A damaged
file is set aside and begun anew; a file of somebody else's is refused. Times are seconds since
1970, from the caller's clock.
"""

import json
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from logging import getLogger
from pathlib import Path
from typing import Any, TypeVar

from geocode.errors import GeocodeError

_APPLICATION_ID = 0x46474F31
"""Marks the file as ours in SQLite's header ("FGO1")."""
_BUSY_S = 5.0
_DAY_S = 86_400.0
_SCHEMA = (
    f"PRAGMA application_id = {_APPLICATION_ID}",
    "CREATE TABLE answer (key TEXT PRIMARY KEY, until REAL NOT NULL, body TEXT NOT NULL)"
    " WITHOUT ROWID",
    "CREATE TABLE turn (service TEXT PRIMARY KEY, next_at REAL NOT NULL, day INTEGER NOT NULL,"
    " asked INTEGER NOT NULL) WITHOUT ROWID",
)
_T = TypeVar("_T")
_log = getLogger(__name__)


class StoreUnusable(GeocodeError, OSError):
    """The cache can't be read or written; without it no service is asked."""

    def __str__(self) -> str:
        """Return the message alone, without ``OSError``'s number."""
        return str(self.args[0]) if self.args else ""


class NotNow(GeocodeError):
    """The service is not to be asked now: it said so, or the day's requests are used up."""


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """One place that a service named."""

    address: str
    latitude: float
    longitude: float
    raw: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Pace:
    """How often a service may be asked."""

    delay_s: float
    """Least time between two requests."""
    wait_most_s: float
    """Longer than this nobody waits for a turn."""
    day_most: int
    """Requests a day, UTC: geocoding in bulk is not for free services."""


def question_key(*parts: object) -> str:
    """A key for a question to a service; the question itself is not kept."""
    text = json.dumps(parts, sort_keys=True, default=str)
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class OnlineStore:
    """Answers and turns in one file; nothing is opened before it is first asked."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def find(self, key: str, *, now: float) -> list[StoredAnswer] | None:
        """What is kept for the key; an empty list for a kept "nothing found"; None for neither."""

        def read(connection: sqlite3.Connection) -> list[StoredAnswer] | None:
            row = connection.execute(
                "SELECT body FROM answer WHERE key = ? AND until > ?", (key, now)
            ).fetchone()
            return _answers(row[0]) if row else None

        return self._with(read)

    def keep(self, key: str, answers: Sequence[StoredAnswer], *, now: float, until: float) -> None:
        """Keep answers until then, and drop what is past its time."""
        body = json.dumps(
            [[a.address, a.latitude, a.longitude, a.raw] for a in answers], default=str
        )

        def write(connection: sqlite3.Connection) -> None:
            connection.execute("DELETE FROM answer WHERE until <= ?", (now,))
            connection.execute("INSERT OR REPLACE INTO answer VALUES (?, ?, ?)", (key, until, body))

        self._with(write)

    def take_turn(self, service: str, pace: Pace, *, now: float) -> float:
        """Seconds to wait before the request for which a turn was taken.

        Raises:
            NotNow: The wait would be too long, or the day's requests are used up.
        """

        def take(connection: sqlite3.Connection) -> float:
            next_at, day, asked = _turn(connection, service, now)
            wait_s = max(0.0, next_at - now)
            if wait_s > pace.wait_most_s:
                raise NotNow(f"it is not to be asked for another {wait_s:.0f} s")
            if asked >= pace.day_most:
                raise NotNow(f"its {pace.day_most} requests of today are used up")
            connection.execute(
                "INSERT OR REPLACE INTO turn VALUES (?, ?, ?, ?)",
                (service, now + wait_s + pace.delay_s, day, asked + 1),
            )
            return wait_s

        return self._with(take)

    def postpone(self, service: str, *, now: float, until: float) -> None:
        """Let nobody ask the service before then; at most a day."""

        def write(connection: sqlite3.Connection) -> None:
            next_at, day, asked = _turn(connection, service, now)
            later = max(next_at, min(until, now + _DAY_S))
            connection.execute(
                "INSERT OR REPLACE INTO turn VALUES (?, ?, ?, ?)", (service, later, day, asked)
            )

        self._with(write)

    def _with(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        try:
            return self._once(work)
        except sqlite3.OperationalError as exc:  # locked, read-only, no room
            raise StoreUnusable(f"{self._path}: the cache cannot be used ({exc})") from exc
        except (sqlite3.DatabaseError, ValueError, TypeError) as exc:
            self._set_aside(exc)
        try:
            return self._once(work)
        except sqlite3.DatabaseError as exc:
            raise StoreUnusable(f"{self._path}: the cache cannot be used ({exc})") from exc

    def _once(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as exc:
            raise StoreUnusable(f"{self._path}: the cache cannot be made ({exc})") from exc
        with closing(sqlite3.connect(self._path, timeout=_BUSY_S)) as connection:
            connection.isolation_level = None
            connection.execute("BEGIN IMMEDIATE")
            try:
                self._prepare(connection)
                answer = work(connection)
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")
            return answer

    def _prepare(self, connection: sqlite3.Connection) -> None:
        """Make an empty file ours; refuse another's."""
        (mark,) = connection.execute("PRAGMA application_id").fetchone()
        if mark == _APPLICATION_ID:
            return
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if tables:
            raise StoreUnusable(f"{self._path}: this is no cache of online answers; name another")
        for statement in _SCHEMA:
            connection.execute(statement)

    def _set_aside(self, why: Exception) -> None:
        aside = self._path.with_name(self._path.name + ".damaged")
        _log.warning("%s: the cache is damaged (%s); set aside as %s", self._path, why, aside.name)
        try:
            self._path.replace(aside)
            self._path.with_name(self._path.name + "-journal").unlink(missing_ok=True)
        except OSError as exc:
            raise StoreUnusable(f"{self._path}: the cache is damaged and stays ({exc})") from exc


def _turn(connection: sqlite3.Connection, service: str, now: float) -> tuple[float, int, int]:
    """When the service may be asked next, the day, and how often it was asked that day."""
    today = int(now // _DAY_S)
    row = connection.execute(
        "SELECT next_at, day, asked FROM turn WHERE service = ?", (service,)
    ).fetchone()
    if row is None:
        return 0.0, today, 0
    next_at, day, asked = row
    if next_at > now + _DAY_S:  # the clock was set back
        next_at = now
    return next_at, today, asked if day == today else 0


def _answers(body: str) -> list[StoredAnswer]:
    return [StoredAnswer(*fields) for fields in json.loads(body)]
