"""What the store knows under a filter: tables with fixed columns (see frames), and excerpts.

Only the newest version of an article counts. What is counted is counted from the columns (see
``data.counts``), all of it by one choice of articles and mentions, so that map, histogram, lists
and excerpts never disagree; rows and texts are read from the tables in the same transaction. Every
function sees all that was committed when it was called, writes nothing, and may be called from any
thread.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import sqlalchemy as sa

from data.counts import counts, days, listing
from data.counts import facets as counted_facets
from data.counts import places as place_rows
from data.counts.cache import View, columns
from data.counts.choice import Choice, choose
from data.counts.packing import KINDS
from data.counts.part import Held
from data.counts.place_table import number_of
from data.model import Excerpt, Filter
from data.queries import frames
from data.queries.conditions import article_conditions, counted_role
from data.queries.excerpt_rows import excerpts_of
from data.queries.finding import find
from data.storable import storable
from data.store.engine import reading
from data.store.schema import ARTICLE, MENTION

_A, _M = ARTICLE.c, MENTION.c


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
    with columns(engine) as view:
        choice = _choice(view, chosen)
        held = view.held(choice)
        known = view.places
        counted = counts.counts(held, view.reach)
        first, last = days.day_spans(held, counted.by_part, view.reach)
        kinds = view.kind_of[known.number]
    named = counted.mentions[known.number] > 0
    shown = np.flatnonzero(named & choice.kind_flags[kinds])
    return place_rows.counted(known, shown, counted, first, last)


def daily(engine: sa.Engine, chosen: Filter) -> pd.DataFrame:
    """Mentions of places a published day (``frames.DAILY``), in order; days without are left out.

    The chosen days do not count: the histogram shows what lies outside of them.
    """
    with columns(engine) as view:
        held = view.held(_choice(view, chosen, without="days"))
        ordinals, mentions = counted_facets.mentions_by_day(held)
    named = pd.array([_day(ordinal).isoformat() for ordinal in ordinals.tolist()], dtype="str")
    return pd.DataFrame({"day": named, "mentions": mentions})


def facets(engine: sa.Engine, chosen: Filter) -> Facets:
    """What there is to choose from under the rest of the filter."""
    with columns(engine) as view:
        found = find(view.connection, chosen.search)

        def held(without: str) -> list[Held]:
            return view.held(choose(chosen, found, without=without))

        span = counted_facets.span(held("days"))
        kinds = counted_facets.mentions_by_kind(held("kinds")).tolist()
        return Facets(
            sources=_ranked(counted_facets.articles_by(held("sources"), "source")),
            languages=_ranked(counted_facets.articles_by(held("languages"), "lang")),
            kinds=_ranked({kind.value: n for kind, n in zip(KINDS, kinds, strict=True) if n}),
            first_day=_day(span.first) if span.first else None,
            last_day=_day(span.last) if span.last else None,
            undated_articles=span.undated,
        )


def excerpts(
    engine: sa.Engine, place_id: str, chosen: Filter, *, limit: int, offset: int
) -> list[Excerpt]:
    """Mentions of the place in their sentences: newest first, undated last, then as in the text."""
    with columns(engine) as view:
        number = _number(view, place_id, chosen)
        if number is None:
            return []
        held = view.held(_choice(view, chosen))
        page = listing.mention_page(held, number, limit=limit, offset=offset)
        literal_only = not chosen.associative
        return excerpts_of(view.connection, page, number, literal_only=literal_only)


def excerpt_count(engine: sa.Engine, place_id: str, chosen: Filter) -> int:
    """How many excerpts there are of the place."""
    with columns(engine) as view:
        number = _number(view, place_id, chosen)
        if number is None:
            return 0
        return listing.mention_count(view.held(_choice(view, chosen)), number)


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
        .select_from(MENTION.join(ARTICLE, _A.article_id == _M.article_id))
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


def article_page(engine: sa.Engine, chosen: Filter, *, limit: int, offset: int) -> pd.DataFrame:
    """Articles (``frames.ARTICLES``): newest first, undated last; those without places too.

    Where kinds are chosen, only articles that name a place of one.
    """
    names = [_A[name] for name in frames.ARTICLES if name not in {"mentions", "pinned"}]
    with columns(engine) as view:
        held = view.held(_choice(view, chosen))
        ids = listing.article_page(held, limit=limit, offset=offset).tolist()
        counted = sa.and_(_M.article_id == _A.article_id, counted_role(chosen))
        query = (
            sa.select(*names, sa.func.count(_M.start), sa.func.count(_M.place_no))
            .select_from(ARTICLE.outerjoin(MENTION, counted))
            .where(_A.article_id.in_(ids))
            .group_by(*names)
        )
        rows = {row.article_id: row for row in view.connection.execute(query)}
    return frames.frame([rows[article_id] for article_id in ids], frames.ARTICLES)


def article_count(engine: sa.Engine, chosen: Filter) -> int:
    """How many articles ``article_page`` pages through."""
    with columns(engine) as view:
        return listing.article_count(view.held(_choice(view, chosen)))


def _choice(view: View, chosen: Filter, *, without: str = "") -> Choice:
    return choose(chosen, find(view.connection, chosen.search), without=without)


def _number(view: View, place_id: str, chosen: Filter) -> int | None:
    """The place's number; None where there is no such place, or none of a chosen kind."""
    number = number_of(view.connection, storable(place_id))
    if number is None or not choose(chosen).kind_flags[view.kind_of[number]]:
        return None
    return number


def _day(ordinal: int) -> date:
    return date.fromordinal(ordinal)


def _ranked(numbers: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(numbers.items(), key=lambda entry: (-entry[1], entry[0]))


def _table(engine: sa.Engine, query: sa.Select[Any], columns: dict[str, str]) -> pd.DataFrame:
    with reading(engine) as connection:
        return frames.frame(connection.execute(query), columns)
