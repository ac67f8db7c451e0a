"""What the store holds, row by row for export and in total for a status line."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
import sqlalchemy as sa

from data.counts.cache import columns
from data.counts.choice import choose
from data.counts.totals import totals as counted_totals
from data.model import Filter
from data.queries import frames
from data.queries.conditions import mention_conditions
from data.store.changes import changes as counted_changes
from data.store.engine import reading
from data.store.schema import ARTICLE, MENTION, PLACE, PLACING, RUN

EVERYTHING = Filter(associative=True)
"""Leaves nothing out."""
_A, _M, _P = ARTICLE.c, MENTION.c, PLACE.c


@dataclass(frozen=True, slots=True)
class Totals:
    """What the store holds, filters apart."""

    articles: int
    briefs: int
    older_versions: int
    undated: int
    mentions: int
    mapped: int
    places: int
    runs: int
    first_day: date | None
    last_day: date | None


def mentions(engine: sa.Engine, chosen: Filter) -> pd.DataFrame:
    """Every mention that counts, mapped or not (``frames.MENTIONS``), by article and place in it.

    Where kinds are chosen, only those mapped to one.
    """
    of_mention = {"start", "end", "text", "role", "confidence", "where_prec", "uncertainty_m"}
    of_mention |= {"reason", "event_day", "event_prec"}
    of_placing = {"gazetteer_version", "model_version"}
    of_place = {"place_id", "name", "latitude", "longitude", "kind", "country", "admin1"}
    told = {
        "told_by": _M.relative["phrase"].as_string(),
        "named_id": _M.relative["named_id"].as_string(),
    }
    tables = [(of_mention, _M), (of_place, _P), (of_placing, PLACING.c), (set(_A.keys()), _A)]
    columns: list[sa.ColumnElement[Any]] = [
        told[name] if name in told else next(of[name] for own, of in tables if name in own)
        for name in frames.MENTIONS
    ]
    query = (
        sa.select(*columns)
        .select_from(
            MENTION.join(ARTICLE, _A.article_id == _M.article_id)
            .join(PLACING, PLACING.c.placing_id == _A.placing_id)
            .outerjoin(PLACE, _P.place_no == _M.place_no)
        )
        .where(*mention_conditions(chosen))
        .order_by(_A.article_id, _M.start)
    )
    with reading(engine) as connection:
        return frames.frame(connection.execute(query), frames.MENTIONS)


def changes(engine: sa.Engine) -> int:
    """How often the store was changed: as long as it stays, every answer stays."""
    with reading(engine) as connection:
        return counted_changes(connection)


def totals(engine: sa.Engine) -> Totals:
    """What the store holds."""
    with columns(engine) as view:
        counted = counted_totals(view.held(choose(EVERYTHING)), view.reach)
        runs = view.connection.scalars(sa.select(sa.func.count()).select_from(RUN)).one()
    return Totals(
        articles=counted.articles,
        briefs=counted.briefs,
        older_versions=counted.older,
        undated=counted.undated,
        mentions=counted.named,
        mapped=counted.mapped,
        places=counted.places,
        runs=runs,
        first_day=date.fromordinal(counted.first) if counted.first else None,
        last_day=date.fromordinal(counted.last) if counted.last else None,
    )
