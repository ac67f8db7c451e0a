"""All that a store holds, by what it is and not by its numbers, so that two stores compare.

Numbers are given in the order of commits, which an interrupted ingest changes; what was read and
found may not differ. What is asked of the store is asked by the real queries.
"""

from collections import defaultdict

import sqlalchemy as sa

from data.model import Filter
from data.queries import tables as queries
from data.queries.conditions import article_conditions
from data.store.engine import reading
from data.store.schema import ARTICLE, ARTICLE_EXPLAINED, ARTICLE_TEXT, MENTION, PLACE

SEARCHES = ("Kyiv", "Бахмут", '"armed forces"', "обстріл*", "missile -Kyiv", "Харкова", "war")
_NEWEST = sa.and_(
    ARTICLE_TEXT.c.article_id == ARTICLE.c.article_id, ARTICLE_TEXT.c.version == ARTICLE.c.version
)


def state(engine) -> dict[str, object]:
    """Parts of the store by name, each comparable with that of another store."""
    with reading(engine) as connection:
        return {
            "articles": _articles(connection),
            "texts": _texts(connection),
            "mentions": _mentions(connection),
            "explained": connection.scalar(
                sa.select(sa.func.count()).select_from(ARTICLE_EXPLAINED)
            ),
            "stories": _stories(connection),
            "search": _searches(connection),
            "counts": _counts(engine),
        }


def differences(one: dict[str, object], other: dict[str, object]) -> list[str]:
    """Names of the parts that differ."""
    return [name for name, part in one.items() if part != other[name]]


def damage(engine) -> list[str]:
    """What no store may hold at any moment, in words; empty when all is well."""
    found = []
    with reading(engine) as connection:
        if engine.dialect.name == "sqlite":
            said = connection.exec_driver_sql("PRAGMA integrity_check").scalar()
            found += [] if said == "ok" else [f"integrity: {said}"]
            if connection.exec_driver_sql("PRAGMA foreign_key_check").all():
                found.append("foreign keys")
        whole = sa.select(sa.func.count()).select_from(ARTICLE.join(ARTICLE_TEXT, _NEWEST))
        articles = connection.scalar(sa.select(sa.func.count()).select_from(ARTICLE))
        if connection.scalar(whole) != articles:
            found.append("articles without their text")
        without = sa.select(sa.func.count()).where(ARTICLE.c.search_doc.is_(None))
        if connection.scalar(without):
            found.append("articles that no search finds")
        distinct = sa.select(sa.func.count(sa.distinct(ARTICLE.c.identity)))
        if connection.scalar(distinct) != articles:
            found.append("articles doubled")
    return found


def _articles(connection) -> dict[str, tuple]:
    own = {"article_id", "placing_id", "story_id", "search_doc", "changed", "identity"}
    columns = [column for column in ARTICLE.c if column.name not in own]
    rows = connection.execute(sa.select(ARTICLE.c.identity, *columns))
    return {row[0]: tuple(row[1:]) for row in rows}


def _texts(connection) -> set[tuple]:
    columns = (ARTICLE.c.identity, ARTICLE_TEXT.c.version, ARTICLE_TEXT.c.sha256)
    same = ARTICLE_TEXT.c.article_id == ARTICLE.c.article_id
    query = sa.select(*columns).select_from(ARTICLE.join(ARTICLE_TEXT, same))
    return set(map(tuple, connection.execute(query)))


def _mentions(connection) -> set[tuple]:
    own = {"article_id", "place_no", "relative"}
    columns = [column for column in MENTION.c if column.name not in own]
    joined = MENTION.join(ARTICLE, ARTICLE.c.article_id == MENTION.c.article_id).outerjoin(
        PLACE, PLACE.c.place_no == MENTION.c.place_no
    )
    query = sa.select(ARTICLE.c.identity, PLACE.c.place_id, *columns).select_from(joined)
    return set(map(tuple, connection.execute(query)))


def _stories(connection) -> set[frozenset[str]]:
    told = defaultdict(set)
    for story, identity in connection.execute(sa.select(ARTICLE.c.story_id, ARTICLE.c.identity)):
        told[story].add(identity)
    return set(map(frozenset, told.values()))


def _searches(connection) -> dict[str, set[str]]:
    found = {}
    for asked in SEARCHES:
        conditions = article_conditions(Filter(search=asked), connection.dialect.name)
        query = sa.select(ARTICLE.c.identity).where(*conditions)
        found[asked] = set(connection.scalars(query))
    return found


def _counts(engine) -> dict[str, object]:
    everything = Filter()
    columns = ["place_id", "mentions", "articles", "sources", "first_day", "last_day"]
    places = queries.places(engine, everything)[columns]
    return {
        "places": sorted(places.itertuples(index=False, name=None)),
        "days": list(queries.daily(engine, everything).itertuples(index=False, name=None)),
        "facets": queries.facets(engine, everything),
    }
