"""Reads one article: its text, the places named and claims made in it, and its story's others."""

from dataclasses import dataclass
from datetime import date
from itertools import chain

import sqlalchemy as sa

from data.model import Claim, Copy, DayFrom, EventDay, SourceKind, StatedPoint
from data.queries.claims import claims_of
from data.store.engine import reading
from data.store.schema import (
    ARTICLE,
    ARTICLE_TEXT,
    MENTION,
    NEWEST_TEXT,
    PLACE,
    STATED_POINT,
)

_A, _M, _P, _S = ARTICLE.c, MENTION.c, PLACE.c, STATED_POINT.c
MOST_COPIES = 200
# A store that was not written to since owners were kept has no column of them.
_SHOWN = [column for column in _A if column is not _A.owner]


@dataclass(frozen=True, slots=True)
class Named:
    """A name in the article's text."""

    start: int
    end: int
    role: str
    place_id: str | None
    place_name: str | None
    """None where it was not placed."""
    reason: str | None
    """Why it was not placed; None where it was."""
    confidence: float
    event: EventDay | None
    """When the event happened; None where the text does not say."""
    lang: str


@dataclass(frozen=True, slots=True)
class Opened:
    """An article, its newest version."""

    article_id: int
    title: str
    source: str
    source_kind: SourceKind
    author: str
    published: date | None
    published_prec: int
    published_from: DayFrom
    lang: str
    url: str | None
    origin: str
    version: int
    text: str
    names: tuple[Named, ...]
    """In text order."""
    claims: tuple[Claim, ...]
    """Sentence by sentence; each at one of ``names``."""
    points: tuple[StatedPoint, ...]
    """That the input gave itself."""
    copies: tuple[Copy, ...]
    """The other articles of its story, earliest first, at most ``MOST_COPIES``."""


def opened(engine: sa.Engine, article_id: int) -> Opened | None:
    """The article, or None where there is none of that number."""
    with reading(engine) as connection:
        query = sa.select(*_SHOWN, ARTICLE_TEXT.c.text).join(ARTICLE_TEXT, NEWEST_TEXT)
        row = connection.execute(query.where(_A.article_id == article_id)).mappings().one_or_none()
        if row is None:
            return None
        return Opened(
            article_id=article_id,
            title=row["title"],
            source=row["source"],
            source_kind=SourceKind(row["source_kind"]),
            author=row["author"],
            published=row["published"],
            published_prec=row["published_prec"],
            published_from=DayFrom(row["published_from"]),
            lang=row["lang"],
            url=row["url"],
            origin=row["origin"],
            version=row["version"],
            text=row["text"],
            names=_names(connection, article_id),
            claims=tuple(chain.from_iterable(claims_of(connection, [article_id]).values())),
            points=_points(connection, article_id),
            copies=copies_of(connection, row["story_id"], article_id),
        )


def event_day(row: sa.RowMapping) -> EventDay | None:
    """The day of the event that a row with the columns of ``mention`` holds."""
    if row[_M.event_day] is None:
        return None
    return EventDay(row[_M.event_day], row[_M.event_prec], row[_M.event_words] or "")


def _names(connection: sa.Connection, article_id: int) -> tuple[Named, ...]:
    query = (
        sa.select(MENTION, _P.place_id, _P.name)
        .select_from(MENTION.outerjoin(PLACE, _P.place_no == _M.place_no))
        .where(_M.article_id == article_id)
        .order_by(_M.start)
    )
    return tuple(
        Named(
            start=row[_M.start],
            end=row[_M.end],
            role=row[_M.role],
            place_id=row[_P.place_id],
            place_name=row[_P.name],
            reason=row[_M.reason],
            confidence=row[_M.confidence],
            event=event_day(row),
            lang=row[_M.lang],
        )
        for row in connection.execute(query).mappings()
    )


def _points(connection: sa.Connection, article_id: int) -> tuple[StatedPoint, ...]:
    query = (
        sa.select(_S.latitude, _S.longitude, _S.name, _S.where_prec)
        .where(_S.article_id == article_id)
        .order_by(_S.ordinal)
    )
    return tuple(StatedPoint(*row) for row in connection.execute(query))


def copies_of(connection: sa.Connection, story_id: int, article_id: int) -> tuple[Copy, ...]:
    """The other articles of a story, earliest first, at most ``MOST_COPIES``."""
    query = (
        sa.select(_A.article_id, _A.title, _A.source, _A.published, _A.url)
        .where(_A.story_id == story_id, _A.article_id != article_id)
        .order_by(_A.published.asc().nulls_last(), _A.article_id)
        .limit(MOST_COPIES)
    )
    return tuple(Copy(*row) for row in connection.execute(query))
