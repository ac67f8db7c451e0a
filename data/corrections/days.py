"""Corrects published days by hand, and undoes corrections; kept by the article's identity.

A day that the analyst sets is kept against every later input (see ``DayFrom.ANALYST``). Nothing is
lost: each correction keeps what was before it, and undoing the latest one of an article restores
that.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa

from data.errors import CorrectionError
from data.model import DayFrom
from data.store.changes import next_change
from data.store.engine import reading, writing
from data.store.metadata import DAY_COLUMNS
from data.store.redating import put_day
from data.store.schema import ARTICLE, CORRECTION
from data.theatre import Theatre

_DAY = "published"
_C = CORRECTION.c


@dataclass(frozen=True, slots=True)
class Correction:
    """A change by the analyst that was not undone."""

    correction_id: int
    article_id: int
    title: str
    source: str
    before: date | None
    after: date
    made_at: datetime
    """UTC."""


def set_day(engine: sa.Engine, article_id: int, day: date, *, theatre: Theatre) -> None:
    """The article was published on ``day``, says the analyst; raises ``CorrectionError``."""
    with writing(engine) as connection:
        change = next_change(connection)
        article = _article(connection, article_id)
        before = {name: article[name] for name in DAY_COLUMNS}
        after = {
            "published": day,
            "published_prec": 1,
            "published_from": DayFrom.ANALYST.value,
        }
        if before == after:
            return
        values = {
            "identity": article["identity"],
            "field": _DAY,
            "before": _as_text(before),
            "after": _as_text(after),
            "made_at": _now(),
        }
        connection.execute(sa.insert(CORRECTION).values(**values))
        put_day(connection, article_id, after, theatre=theatre, change=change)


def undo(engine: sa.Engine, correction_id: int, *, theatre: Theatre) -> None:
    """Restore what was before the correction; it must be the article's latest."""
    with writing(engine) as connection:
        change = next_change(connection)
        query = sa.select(CORRECTION).where(_C.correction_id == correction_id)
        row = connection.execute(query).mappings().one_or_none()
        if row is None or row["undone_at"] is not None:
            raise CorrectionError(f"correction {correction_id} was already undone; reload the page")
        later = (
            _C.identity == row["identity"],
            _C.undone_at.is_(None),
            _C.correction_id > correction_id,
        )
        if connection.execute(sa.select(_C.correction_id).where(*later)).first():
            raise CorrectionError(
                f"correction {correction_id} was followed by another; undo that one first"
            )
        connection.execute(
            sa.update(CORRECTION).where(_C.correction_id == correction_id).values(undone_at=_now())
        )
        article_id = connection.scalar(
            sa.select(ARTICLE.c.article_id).where(ARTICLE.c.identity == row["identity"])
        )
        if article_id is not None:
            put_day(
                connection, article_id, _from_text(row["before"]), theatre=theatre, change=change
            )


def latest_corrections(engine: sa.Engine, *, limit: int) -> list[Correction]:
    """The corrections that stand, of articles that are in the store, newest first."""
    query = (
        sa.select(CORRECTION, ARTICLE.c.article_id, ARTICLE.c.title, ARTICLE.c.source)
        .join(ARTICLE, ARTICLE.c.identity == _C.identity)
        .where(_C.undone_at.is_(None))
        .order_by(_C.correction_id.desc())
        .limit(limit)
    )
    with reading(engine) as connection:
        return [
            Correction(
                correction_id=row["correction_id"],
                article_id=row["article_id"],
                title=row["title"],
                source=row["source"],
                before=_from_text(row["before"])["published"],
                after=_from_text(row["after"])["published"],
                made_at=row["made_at"],
            )
            for row in connection.execute(query).mappings()
        ]


def _article(connection: sa.Connection, article_id: int) -> sa.RowMapping:
    query = sa.select(ARTICLE).where(ARTICLE.c.article_id == article_id)
    found = connection.execute(query).mappings().one_or_none()
    if found is None:
        raise CorrectionError(f"there is no article {article_id} any more; reload the page")
    return found


def _as_text(columns: Mapping[str, Any]) -> str:
    day = columns["published"]
    return json.dumps({**columns, "published": day and day.isoformat()})


def _from_text(text: str) -> dict[str, Any]:
    columns: dict[str, Any] = json.loads(text)
    day = columns["published"]
    return {**columns, "published": day and date.fromisoformat(day)}


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
