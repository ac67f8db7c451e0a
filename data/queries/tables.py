"""Answers questions about the stored articles under a filter: tables, lists and excerpts.

Only the newest version of an article counts. All counts come from ``data.counts``, so that map,
histogram, lists and excerpts never disagree; rows and texts are read from the tables in the same
transaction. Every function sees all that was committed when it was called, writes nothing, and may
be called from any thread. The columns of the tables are those of ``data.queries.frames``.
"""

import numpy as np
import pandas as pd
import sqlalchemy as sa

from data.counts import Counts, Facets
from data.model import Excerpt, Filter
from data.queries import conditions, frames
from data.queries.excerpts import excerpts_of
from data.store.engine import reading
from data.store.schema import ARTICLE, MENTION

_A, _M = ARTICLE.c, MENTION.c


def places(engine: sa.Engine, chosen: Filter) -> pd.DataFrame:
    """Places named, with their counts (``frames.PLACES``): most mentions first, ties by id."""
    with Counts.of(engine) as counts:
        return counts.places(chosen)


def daily(engine: sa.Engine, chosen: Filter) -> pd.DataFrame:
    """Mentions of places a day (``frames.DAILY``), in order; days without are left out.

    The day is the published one or that of the event, as the filter says. The chosen days do not
    count: the histogram shows what lies outside of them.
    """
    with Counts.of(engine) as counts:
        rows = counts.mentions_by_day(chosen)
    days = pd.array([day.isoformat() for day, _mentions in rows], dtype="str")
    mentions = np.array([mentions for _day, mentions in rows], np.int64)
    return pd.DataFrame({"day": days, "mentions": mentions}, copy=False)


def facets(engine: sa.Engine, chosen: Filter) -> Facets:
    """What there is to choose from under the rest of the filter."""
    with Counts.of(engine) as counts:
        return counts.facets(chosen)


def excerpts(
    engine: sa.Engine, place_id: str, chosen: Filter, *, limit: int, offset: int
) -> list[Excerpt]:
    """Mentions of the place in their sentences: newest first, undated last, then as in the text.

    By the day of the event, those of one day stand in the order in which they were published.
    """
    with Counts.of(engine) as counts:
        page = counts.mention_page(place_id, chosen, limit=limit, offset=offset)
        if page is None:
            return []
        return excerpts_of(counts.connection, page, place_id, chosen)


def excerpt_count(engine: sa.Engine, place_id: str, chosen: Filter) -> int:
    """How many excerpts there are of the place."""
    with Counts.of(engine) as counts:
        return counts.mention_count(place_id, chosen)


def unmapped(engine: sa.Engine, chosen: Filter) -> pd.DataFrame:
    """Names that could not be mapped, and why (``frames.UNMAPPED``): most mentions first, by name.

    The choice of kinds does not count: what has no place has no kind. Where claims are chosen,
    names in articles that make them.
    """
    which = conditions.named_conditions(chosen, engine.dialect.name)
    groups = (
        sa.select(
            _M.text,
            _M.reason,
            sa.func.count().label("mentions"),
            sa.func.count(_A.article_id.distinct()).label("articles"),
            sa.func.max(_M.candidate_count).label("candidates"),
            sa.func.max(_A.article_id).label("example"),
        )
        .select_from(MENTION.join(ARTICLE, _A.article_id == _M.article_id))
        .where(
            _M.place_no.is_(None),
            conditions.counted_role(chosen),
            *which,
        )
        .group_by(_M.text, _M.reason)
        .subquery()
    )
    query = (
        sa.select(groups, _A.title, _A.source, _A.published)
        .join(ARTICLE, _A.article_id == groups.c.example)
        .order_by(groups.c.mentions.desc(), groups.c.text, groups.c.reason)
    )
    with reading(engine) as connection:
        return frames.frame(connection.execute(query), frames.UNMAPPED)


def article_page(engine: sa.Engine, chosen: Filter, *, limit: int, offset: int) -> pd.DataFrame:
    """Articles (``frames.ARTICLES``): newest first, undated last; those without places too.

    Where kinds are chosen, only articles that name a place of one. By the day of the event, an
    article stands at the last day of those of its mentions that count.
    """
    own = {"mentions", "pinned", "event_day"}
    names = [_A[name] for name in frames.ARTICLES if name not in own]
    with Counts.of(engine) as counts:
        page = counts.article_page(chosen, limit=limit, offset=offset)
        counted = sa.and_(_M.article_id == _A.article_id, conditions.counts(chosen))
        query = (
            sa.select(*names, sa.func.count(_M.start), sa.func.count(_M.place_no))
            .select_from(ARTICLE.outerjoin(MENTION, counted))
            .where(_A.article_id.in_([article_id for article_id, _day in page]))
            .group_by(*names)
        )
        rows = {row.article_id: row for row in counts.connection.execute(query)}
    listed = [(*rows[article_id], day) for article_id, day in page]
    return frames.frame(listed, frames.ARTICLES)


def article_count(engine: sa.Engine, chosen: Filter) -> int:
    """How many articles ``article_page`` pages through."""
    with Counts.of(engine) as counts:
        return counts.article_count(chosen)
