"""Deletes articles, older texts and runs from the store, and gives their space back.

Articles go by day or source, whole: texts, mentions, candidates, stories, search documents. Undated
ones have no day to go by. Older versions of texts and the accounts of runs that no text refers to
may go by themselves. Places that no mention names any more go too. Articles go some at a time, each
time in one transaction, so that others can read and write meanwhile; safe to interrupt and
repeat.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa

from data.store.changes import next_change, note_removed
from data.store.engine import Engine, checkpoint, reading, writing
from data.store.schema import ARTICLE, ARTICLE_TEXT, MENTION, PLACE, RUN
from data.store.search.rebuild import rebuild
from data.store.stories import leave_story

_A = ARTICLE.c
_AT_ONCE = 200
_MAY_STILL_RUN = timedelta(days=2)
_WORTH_REBUILDING = 10
"""The full-text index is rebuilt where at least a tenth of its documents went."""
_OLDER = sa.and_(ARTICLE_TEXT.c.article_id == _A.article_id, ARTICLE_TEXT.c.version < _A.version)
_NAMED = sa.exists().where(MENTION.c.place_no == PLACE.c.place_no)


@dataclass(frozen=True, slots=True)
class Unwanted:
    """What is to go."""

    before: date | None = None
    """Articles published before this day; with ``source`` those of the source alone."""
    source: str | None = None
    older_versions: bool = False
    """Texts of the versions before the newest."""
    runs: bool = False
    """Accounts of runs that no text refers to."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """How much goes, or went."""

    articles: int = 0
    mentions: int = 0
    older_texts: int = 0
    """Of articles that stay."""
    runs: int = 0
    places: int = 0
    """Known only once they went."""

    def __str__(self) -> str:
        return (
            f"{self.articles} articles with {self.mentions} mentions, "
            f"{self.older_texts} older texts, {self.runs} runs"
        )


def amounts(engine: Engine, unwanted: Unwanted, *, now: datetime) -> Amounts:
    """What ``prune`` would take out; ``now`` in UTC without a zone."""
    with reading(engine) as connection:
        ids = sa.select(_A.article_id).where(_which(unwanted))
        found = _counted(connection, ARTICLE, _which(unwanted))
        named = _counted(connection, MENTION, MENTION.c.article_id.in_(ids))
        older = _counted(
            connection, ARTICLE_TEXT, _older_texts(unwanted), ARTICLE_TEXT.c.article_id.not_in(ids)
        )
        runs = _counted(connection, RUN, _runs(unwanted, now))
    return Amounts(articles=found, mentions=named, older_texts=older, runs=runs)


def prune(engine: Engine, unwanted: Unwanted, *, now: datetime) -> Amounts:
    """Delete it and say what went; ``free_space`` afterwards makes the file smaller."""
    planned = amounts(engine, unwanted, now=now)
    articles = sum(_articles_out(engine, unwanted))
    with writing(engine) as connection:
        change = next_change(connection)
        texts = connection.execute(sa.delete(ARTICLE_TEXT).where(_older_texts(unwanted))).rowcount
        if texts:
            _renumber(connection, change)
        runs = connection.execute(sa.delete(RUN).where(_runs(unwanted, now))).rowcount
        places = connection.execute(sa.delete(PLACE).where(~_NAMED)).rowcount
        left = connection.scalar(sa.select(sa.func.count()).select_from(ARTICLE)) or 0
        if articles * _WORTH_REBUILDING >= articles + left and articles:
            rebuild(connection)
    return Amounts(articles, planned.mentions, texts, runs, places)


def _articles_out(engine: Engine, unwanted: Unwanted) -> Iterator[int]:
    query = sa.select(_A.article_id).where(_which(unwanted)).limit(_AT_ONCE)
    while True:
        with writing(engine) as connection:
            change = next_change(connection)
            ids = list(connection.scalars(query))
            for article_id in ids:
                leave_story(connection, article_id, change)
            connection.execute(sa.delete(ARTICLE).where(_A.article_id.in_(ids)))
            note_removed(connection, ids, change)
        if not ids:
            return
        yield len(ids)


def _renumber(connection: sa.Connection, change: int) -> None:
    """Make the texts that are alone now the first versions, as the counts take them."""
    several = sa.select(_A.article_id).where(_A.version > 1)
    same = ARTICLE_TEXT.c.article_id.in_(several)
    connection.execute(sa.update(ARTICLE_TEXT).where(same).values(version=1))
    connection.execute(sa.update(ARTICLE).where(_A.version > 1).values(version=1, changed=change))


def _which(unwanted: Unwanted) -> sa.ColumnElement[bool]:
    chosen = []
    if unwanted.before is not None:
        chosen.append(_A.published < unwanted.before)
    if unwanted.source is not None:
        chosen.append(_A.source == unwanted.source)
    return sa.and_(*chosen) if chosen else sa.false()


def _older_texts(unwanted: Unwanted) -> sa.ColumnElement[bool]:
    return sa.exists().where(_OLDER) if unwanted.older_versions else sa.false()


def _runs(unwanted: Unwanted, now: datetime) -> sa.ColumnElement[bool]:
    if not unwanted.runs:
        return sa.false()
    ended = sa.or_(RUN.c.finished_at.is_not(None), RUN.c.started_at < now - _MAY_STILL_RUN)
    return sa.and_(ended, ~sa.exists().where(ARTICLE_TEXT.c.run_id == RUN.c.run_id))


def _counted(connection: sa.Connection, table: sa.Table, *which: sa.ColumnElement[bool]) -> int:
    query = sa.select(sa.func.count()).select_from(table).where(*which)
    return connection.scalar(query) or 0


def free_space(engine: Engine) -> None:
    """Give the space of deleted rows back to the disk; waits for other writers."""
    checkpoint(engine)
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")
        return
    with reading(engine) as connection:
        connection.exec_driver_sql("COMMIT")  # VACUUM works outside of transactions only
        connection.exec_driver_sql("VACUUM")
        connection.exec_driver_sql("BEGIN")
    checkpoint(engine)
