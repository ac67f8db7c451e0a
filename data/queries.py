"""What the store knows under a filter: tables with fixed columns (see frames), and excerpts.

Only the newest version of an article counts. Every function reads one consistent state of the
store, writes nothing, and may be called from any thread.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
import sqlalchemy as sa

from data import frames
from data.conditions import (
    article_conditions,
    counted_role,
    mention_conditions,
    naming_conditions,
)
from data.excerpts import window
from data.folding import storable
from data.model import Excerpt, Filter, Runner, SourceKind, Told
from data.one_article import event_day
from data.store.engine import reading
from data.store.explained import unpacked
from data.store.schema import ARTICLE, ARTICLE_EXPLAINED, ARTICLE_TEXT, MENTION, PLACE

_A, _M, _P = ARTICLE.c, MENTION.c, PLACE.c
_MENTIONS_OF_ARTICLES = MENTION.join(ARTICLE, _A.article_id == _M.article_id)
_PLACED = _MENTIONS_OF_ARTICLES.join(PLACE, _P.place_no == _M.place_no)
_NEWEST_TEXT = sa.and_(
    ARTICLE_TEXT.c.article_id == _A.article_id, ARTICLE_TEXT.c.version == _A.version
)
_TOLD = ARTICLE.alias("told")
_TELLERS = (
    sa.select(sa.func.count())
    .select_from(_TOLD)
    .where(_TOLD.c.story_id == _A.story_id)
    .scalar_subquery()
)


@dataclass(frozen=True, slots=True)
class Facets:
    """What there is to choose from; each list is by count, most first, ties by name."""

    sources: list[tuple[str, int]]
    """Articles a source; the filter's own choice of sources does not count."""
    languages: list[tuple[str, int]]
    """Articles a language ("" where unknown); the choice of languages does not count."""
    kinds: list[tuple[str, int]]
    """Mentions a kind of place; the choice of kinds does not count."""
    first_day: date | None
    """Of all dated articles that pass but for their day; None where there is none."""
    last_day: date | None
    undated_articles: int
    """Articles without a day that pass but for it, whether they are hidden or not."""


def places(engine: sa.Engine, chosen: Filter) -> pd.DataFrame:
    """Places named, with their counts (``frames.PLACES``): most mentions first, ties by id."""
    independent = sa.case((_A.source_kind != SourceKind.BRIEF.value, _A.source))
    mentions = sa.func.count().label("mentions")
    counts = (
        sa.select(
            _M.place_no,
            mentions,
            sa.func.count(_A.article_id.distinct()).label("articles"),
            sa.func.count(independent.distinct()).label("sources"),
            sa.func.min(_A.published).label("first_day"),
            sa.func.max(_A.published).label("last_day"),
        )
        .select_from(_PLACED)
        .where(*mention_conditions(chosen))
        .group_by(_M.place_no)
        .subquery()
    )
    own = list(frames.PLACES)[: list(frames.PLACES).index("mentions")]
    query = (
        sa.select(
            *(_P[name] for name in own),
            *(counts.c[name] for name in frames.PLACES if name not in own),
        )
        .join(counts, counts.c.place_no == _P.place_no)
        .order_by(counts.c.mentions.desc(), _P.place_id)
    )
    return _table(engine, query, frames.PLACES)


def daily(engine: sa.Engine, chosen: Filter) -> pd.DataFrame:
    """Mentions of places a published day (``frames.DAILY``), in order; days without are left out.

    The chosen days do not count: the histogram shows what lies outside of them.
    """
    query = (
        sa.select(_A.published, sa.func.count())
        .select_from(_PLACED)
        .where(_A.published.is_not(None), *mention_conditions(chosen, without="days"))
        .group_by(_A.published)
        .order_by(_A.published)
    )
    return _table(engine, query, frames.DAILY)


def facets(engine: sa.Engine, chosen: Filter) -> Facets:
    """What there is to choose from under the rest of the filter."""
    every_day = naming_conditions(chosen, without="days")
    undated = sa.func.coalesce(sa.func.sum(sa.case((_A.published.is_(None), 1), else_=0)), 0)
    span = sa.select(sa.func.min(_A.published), sa.func.max(_A.published), undated)
    kinds = (
        sa.select(_P.kind, sa.func.count())
        .select_from(_PLACED)
        .where(*mention_conditions(chosen, without="kinds"))
        .group_by(_P.kind)
    )
    with reading(engine) as connection:
        first, last, without_day = connection.execute(span.where(*every_day)).one()
        return Facets(
            sources=_counts(connection, _articles_by(_A.source, chosen, "sources")),
            languages=_counts(connection, _articles_by(_A.lang, chosen, "languages")),
            kinds=_counts(connection, kinds),
            first_day=first,
            last_day=last,
            undated_articles=int(without_day),
        )


def excerpts(
    engine: sa.Engine, place_id: str, chosen: Filter, *, limit: int, offset: int
) -> list[Excerpt]:
    """Mentions of the place in their sentences: newest first, undated last, then as in the text."""
    query = (
        sa.select(
            MENTION,
            ARTICLE,
            ARTICLE_TEXT.c.text.label("stored"),
            ARTICLE_EXPLAINED.c.packed,
            _P.place_id,
            _P.name.label("name"),
            _TELLERS.label("tellers"),
        )
        .select_from(
            _PLACED.join(ARTICLE_TEXT, _NEWEST_TEXT).outerjoin(
                ARTICLE_EXPLAINED, ARTICLE_EXPLAINED.c.article_id == _A.article_id
            )
        )
        .where(_P.place_id == storable(place_id), *mention_conditions(chosen))
        .order_by(_A.published.desc().nulls_last(), _A.article_id.desc(), _M.start)
        .limit(limit)
        .offset(offset)
    )
    with reading(engine) as connection:
        return [_excerpt(row._mapping) for row in connection.execute(query)]


def excerpt_count(engine: sa.Engine, place_id: str, chosen: Filter) -> int:
    """How many excerpts there are of the place."""
    query = (
        sa.select(sa.func.count())
        .select_from(_PLACED)
        .where(_P.place_id == storable(place_id), *mention_conditions(chosen))
    )
    with reading(engine) as connection:
        return connection.scalars(query).one()


def unmapped(engine: sa.Engine, chosen: Filter) -> pd.DataFrame:
    """Names that could not be mapped, and why (``frames.UNMAPPED``): most mentions first, by name.

    The choice of kinds does not count: what has no place has no kind.
    """
    groups = (
        sa.select(
            _M.text,
            _M.reason,
            sa.func.count().label("mentions"),
            sa.func.count(_A.article_id.distinct()).label("articles"),
            sa.func.max(_M.candidate_count).label("candidates"),
            sa.func.max(_A.article_id).label("example"),
        )
        .select_from(_MENTIONS_OF_ARTICLES)
        .where(_M.place_no.is_(None), counted_role(chosen), *article_conditions(chosen))
        .group_by(_M.text, _M.reason)
        .subquery()
    )
    query = (
        sa.select(groups, _A.title, _A.source, _A.published)
        .join(ARTICLE, _A.article_id == groups.c.example)
        .order_by(groups.c.mentions.desc(), groups.c.text, groups.c.reason)
    )
    return _table(engine, query, frames.UNMAPPED)


def articles(engine: sa.Engine, chosen: Filter, *, limit: int, offset: int) -> pd.DataFrame:
    """Articles (``frames.ARTICLES``): newest first, undated last; those without places too.

    Where kinds are chosen, only articles that name a place of one.
    """
    order = (_A.published.desc().nulls_last(), _A.article_id.desc())
    page = (
        sa.select(ARTICLE)
        .where(*naming_conditions(chosen))
        .order_by(*order)
        .limit(limit)
        .offset(offset)
        .subquery()
    )
    counted = sa.and_(_M.article_id == page.c.article_id, counted_role(chosen))
    own = [name for name in frames.ARTICLES if name not in {"mentions", "pinned"}]
    query = (
        sa.select(
            *(page.c[name] for name in own),
            sa.func.count(_M.start),
            sa.func.count(_M.place_no),
        )
        .select_from(page.outerjoin(MENTION, counted))
        .group_by(*(page.c[name] for name in own))
        .order_by(page.c.published.desc().nulls_last(), page.c.article_id.desc())
    )
    return _table(engine, query, frames.ARTICLES)


def article_count(engine: sa.Engine, chosen: Filter) -> int:
    """How many articles ``articles`` pages through."""
    with reading(engine) as connection:
        query = sa.select(sa.func.count()).select_from(ARTICLE)
        return connection.scalars(query.where(*naming_conditions(chosen))).one()


def _table(engine: sa.Engine, query: sa.Select[Any], columns: dict[str, str]) -> pd.DataFrame:
    with reading(engine) as connection:
        return frames.frame(connection.execute(query), columns)


def _articles_by(
    column: sa.ColumnElement[str], chosen: Filter, without: str
) -> sa.Select[str, int]:
    return (
        sa.select(column, sa.func.count())
        .where(*naming_conditions(chosen, without=without))
        .group_by(column)
    )


def _counts(connection: sa.Connection, query: sa.Select[str, int]) -> list[tuple[str, int]]:
    rows = [(value, count) for value, count in connection.execute(query)]
    return sorted(rows, key=lambda row: (-row[1], row[0]))


def _excerpt(row: sa.RowMapping) -> Excerpt:
    relative = row[_M.relative]
    told = relative and Told(relative["phrase"], relative["named_id"], relative["named"])
    whole = told and told.named_id != row[_P.place_id]
    first, last = row[_M.start], row[_M.end]
    if whole:
        first, last = relative["start"], relative["end"]
    text, mark_start, mark_end = window(row["stored"], first, last)
    return Excerpt(
        article_id=row[_A.article_id],
        title=row[_A.title],
        source=row[_A.source],
        source_kind=SourceKind(row[_A.source_kind]),
        published=row[_A.published],
        url=row[_A.url],
        text=text,
        mark_start=mark_start,
        mark_end=mark_end,
        place_id=row[_P.place_id],
        place_name=row["name"],
        confidence=row[_M.confidence],
        where_prec=row[_M.where_prec],
        uncertainty_m=row[_M.uncertainty_m],
        role=row[_M.role],
        runners=_runners(unpacked(row["packed"]).get(row[_M.start], [])),
        told=told,
        event=event_day(row),
        copies=row["tellers"] - 1,
    )


def _runners(candidates: Sequence[dict[str, Any]]) -> tuple[Runner, ...]:
    return tuple(
        Runner(
            place_id=candidate["place_id"],
            name=candidate["name"],
            latitude=candidate["latitude"],
            longitude=candidate["longitude"],
            score=candidate["score"],
            why=tuple(candidate["why"]),
        )
        for candidate in candidates
    )
