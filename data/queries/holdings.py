"""Reads what the store holds: mentions row by row for export, and totals for a status line."""

from typing import Any

import pandas as pd
import sqlalchemy as sa

from data.counts import Counts, Totals
from data.model import Filter
from data.queries import frames
from data.queries.conditions import mention_conditions
from data.store.changes import changes as counted_changes
from data.store.engine import reading
from data.store.schema import ARTICLE, MENTION, PLACE, PLACING

_A, _M, _P = ARTICLE.c, MENTION.c, PLACE.c


def mentions(engine: sa.Engine, chosen: Filter) -> pd.DataFrame:
    """Every mention that counts, mapped or not (``frames.MENTIONS``), by article and place in it.

    Where kinds or where places lie are chosen, only those mapped to one that counts.
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
        .order_by(_A.article_id, _M.start)
    )
    with reading(engine) as connection:
        which = mention_conditions(chosen, connection)
        return frames.frame(connection.execute(query.where(*which)), frames.MENTIONS)


def changes(engine: sa.Engine) -> int:
    """How often the store was changed: as long as it stays, every answer stays."""
    with reading(engine) as connection:
        return counted_changes(connection)


def totals(engine: sa.Engine) -> Totals:
    """What the store holds."""
    with Counts.of(engine) as counts:
        return counts.totals()
