"""Migrates a store of the first layout, where candidates lay in their mention's row.

The old tables are put aside, the present ones made, every row copied, and the old ones dropped,
all inside the caller's transaction: it happens whole or not at all. What the first layout did not
know (stories, days of events) starts empty and is filled by
``python -m data reparse``.
"""

import json
import zlib
from collections.abc import Iterator
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from data.model import DayFrom
from data.reading.mentions import leads
from data.store.numbers import placing_id
from data.store.schema import (
    ARTICLE,
    ARTICLE_EXPLAINED,
    ARTICLE_TEXT,
    MENTION,
    METADATA,
    PLACE,
    RUN,
    STATE,
)
from data.store.search.rebuild import rebuild

_OLD = ("mention", "article_text", "article", "place", "run")
_INDEXES = (
    "ix_article_published",
    "ix_article_source",
    "ix_mention_place_day",
    "ix_mention_day",
)
_PUT_ASIDE = "layout_one_"


def carry_over(connection: sa.Connection) -> None:
    """Bring the tables of the first layout, relative places included, to the present one."""
    for name in _INDEXES:
        connection.exec_driver_sql(f"DROP INDEX IF EXISTS {name}")
    for name in _OLD:
        connection.exec_driver_sql(f"ALTER TABLE {name} RENAME TO {_PUT_ASIDE}{name}")
    METADATA.create_all(connection)
    connection.execute(sa.insert(STATE).values(state_id=1, changes=1))
    _copy(connection, RUN)
    _copy(connection, PLACE)
    placings = _placings(connection)
    _copy_articles(connection, placings)
    _copy(connection, ARTICLE_TEXT)
    _copy_mentions(connection)
    for name in _OLD:
        connection.exec_driver_sql(f"DROP TABLE {_PUT_ASIDE}{name}")
    rebuild(connection)


def _old(connection: sa.Connection, name: str) -> sa.Table:
    return sa.Table(_PUT_ASIDE + name, sa.MetaData(), autoload_with=connection)


def _copy(connection: sa.Connection, table: sa.Table) -> None:
    """Every row of the old table of that name, in the columns that both have."""
    old = _old(connection, table.name)
    shared = [column.name for column in table.columns if column.name in old.c]
    rows = sa.select(*(old.c[name] for name in shared))
    connection.execute(sa.insert(table).from_select(shared, rows))


def _placings(connection: sa.Connection) -> dict[int, int]:
    """The number of what placed the mentions, by article."""
    old = _old(connection, "mention")
    versions = (old.c.gazetteer_version, old.c.model_version)
    query = sa.select(old.c.article_id, *versions).distinct().order_by(old.c.article_id)
    return {
        article_id: placing_id(connection, gazetteer, model)
        for article_id, gazetteer, model in connection.execute(query).all()
    }


def _copy_articles(connection: sa.Connection, placings: dict[int, int]) -> None:
    # An article in which nothing was found does not say by what; reparse reads it again.
    unknown = placing_id(connection, "", "")
    old = _old(connection, "article")
    rows = connection.execute(sa.select(old).order_by(old.c.article_id)).mappings().all()
    for row in rows:
        found = DayFrom.NOWHERE if row["published"] is None else DayFrom.METADATA
        values = {
            **row,
            "author": "",
            "published_prec": 1,
            "published_from": found.value,
            "placing_id": placings.get(row["article_id"], unknown),
            "story_id": row["article_id"],
            "first_source": row["source"],
            "changed": 1,
        }
        connection.execute(sa.insert(ARTICLE), values)


def _copy_mentions(connection: sa.Connection) -> None:
    old = _old(connection, "mention")
    numbers = dict(connection.execute(sa.select(PLACE.c.place_id, PLACE.c.place_no)).all())
    languages = dict(connection.execute(sa.select(ARTICLE.c.article_id, ARTICLE.c.lang)).all())
    query = sa.select(old).order_by(old.c.article_id, old.c.start)
    read = connection.execute(query).mappings().all()
    for article_id, rows in groupby(read, key=lambda row: row["article_id"]):
        mentions = list(_mentions(list(rows), numbers, languages[article_id]))
        candidates = {str(row["start"]): row.pop("candidates") for row in mentions}
        connection.execute(sa.insert(MENTION), mentions)
        packed = zlib.compress(json.dumps(candidates, ensure_ascii=False).encode())
        values = {"article_id": article_id, "packed": packed}
        connection.execute(sa.insert(ARTICLE_EXPLAINED), values)


def _mentions(
    rows: list[sa.RowMapping], numbers: dict[str, int], lang: str
) -> Iterator[dict[str, Any]]:
    leading = leads((row["place_id"], row["role"], row["confidence"], row["start"]) for row in rows)
    for row in rows:
        candidates = row["candidates"]
        place_id = row["place_id"]
        kept = {name: row[name] for name in MENTION.c.keys() if name in row}  # noqa: SIM118
        yield {
            **kept,
            "place_no": None if place_id is None else numbers[place_id],
            "lang": lang,
            "lead": row["start"] in leading,
            "candidate_count": len(candidates),
            "candidates": candidates,
        }
