"""Remembers what ``ingest --watch`` has seen, so that it continues there. Moments are UTC."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from data.reading.identity import Prepared
from data.store.engine import reading, writing
from data.store.own_article import find_own
from data.store.schema import FEED, WATCHED_FILE

_AT_ONCE = 500
"""Keys in one question: SQLite may be built with a limit of 999."""


@dataclass(frozen=True, slots=True)
class SeenFile:
    """A file as it was taken."""

    path: str
    size: int
    mtime_ns: int
    sha256: str


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is known of an address that is asked again and again."""

    address: str
    checked_at: datetime
    next_at: datetime | None
    """None: it is gone, and not asked any more."""
    etag: str = ""
    last_modified: str = ""
    is_feed: bool = False
    """It gave a feed before, so a page in its place is a fault."""
    failures: int = 0
    last_error: str = ""


def seen_files(engine: sa.Engine, paths: Sequence[str]) -> dict[str, SeenFile]:
    """Those of ``paths`` that were taken before, as they were then."""
    by_key = {_key(path): path for path in paths}
    keys = list(by_key)
    found: dict[str, SeenFile] = {}
    with reading(engine) as connection:
        for begin in range(0, len(keys), _AT_ONCE):
            asked = WATCHED_FILE.c.path_key.in_(keys[begin : begin + _AT_ONCE])
            for row in connection.execute(sa.select(WATCHED_FILE).where(asked)):
                path = by_key[row.path_key]
                found[path] = SeenFile(path, row.size, row.mtime_ns, row.sha256)
    return found


def save_files(engine: sa.Engine, files: Iterable[SeenFile]) -> None:
    """Remember files as taken."""
    rows = [
        {
            "path_key": _key(file.path),
            "path": file.path.encode("utf-8", "backslashreplace").decode("utf-8"),
            "size": file.size,
            "mtime_ns": file.mtime_ns,
            "sha256": file.sha256,
        }
        for file in files
    ]
    if rows:
        _replace(engine, WATCHED_FILE, WATCHED_FILE.c.path_key, rows)


def feed_state(engine: sa.Engine, address: str) -> FeedState | None:
    """What is known of ``address``; None where it was never asked."""
    with reading(engine) as connection:
        row = connection.execute(
            sa.select(FEED).where(FEED.c.address_key == _key(address))
        ).one_or_none()
    if row is None:
        return None
    return FeedState(
        address=address,
        checked_at=row.checked_at,
        next_at=row.next_at,
        etag=row.etag,
        last_modified=row.last_modified,
        is_feed=row.is_feed,
        failures=row.failures,
        last_error=row.last_error,
    )


def save_feed(engine: sa.Engine, state: FeedState) -> None:
    """Remember what is known of an address."""
    row = {
        "address_key": _key(state.address),
        "address": state.address,
        "etag": state.etag,
        "last_modified": state.last_modified,
        "is_feed": state.is_feed,
        "checked_at": state.checked_at,
        "next_at": state.next_at,
        "failures": state.failures,
        "last_error": state.last_error,
    }
    _replace(engine, FEED, FEED.c.address_key, [row])


def has_other_text(engine: sa.Engine, prepared: Prepared) -> bool:
    """Whether the article is stored, and its newest text is not this one."""
    with reading(engine) as connection:
        held = find_own(connection, prepared).held
    return held is not None and held["same_text"] != held["version"]


def _replace(
    engine: sa.Engine,
    table: sa.Table,
    key: sa.Column[str],
    rows: Sequence[Mapping[str, object]],
) -> None:
    with writing(engine) as connection:
        for row in rows:
            connection.execute(sa.delete(table).where(key == row[key.name]))
        connection.execute(sa.insert(table), list(rows))


def _key(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
