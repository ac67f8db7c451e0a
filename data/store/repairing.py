"""Makes anew what can be derived from the texts; what cannot is left for a backup to bring back."""

from collections import defaultdict
from collections.abc import Iterable

import sqlalchemy as sa

from data.store.changes import next_change
from data.store.checking import Problem, Remedy
from data.store.placings import placing_id
from data.store.rereading import TO_BE_READ
from data.store.schema import ARTICLE, PLACING
from data.store.search.rebuild import rebuild
from data.store.stories import unite

_A = ARTICLE.c


def repair(connection: sa.Connection, problems: Iterable[Problem]) -> None:
    """Repair what can be repaired, inside the caller's transaction."""
    by_remedy: dict[Remedy, list[Problem]] = defaultdict(list)
    for problem in problems:
        by_remedy[problem.remedy].append(problem)
    change = next_change(connection)
    for article_id in _ids(by_remedy[Remedy.REREAD]):
        _have_read_anew(connection, article_id, change)
    if by_remedy[Remedy.STORIES]:
        unite_each(connection, _ids(by_remedy[Remedy.STORIES]), change)
    if by_remedy[Remedy.INDEX]:
        rebuild(connection)


def unite_each(connection: sa.Connection, article_ids: list[int], change: int) -> None:
    """Give each story that one of the articles belongs to its number and its first source."""
    query = sa.select(_A.story_id).where(_A.article_id.in_(article_ids)).distinct()
    for story_id in connection.scalars(query).all():
        members = connection.scalars(sa.select(_A.article_id).where(_A.story_id == story_id))
        unite(connection, members.all(), change=change)


def _have_read_anew(connection: sa.Connection, article_id: int, change: int) -> None:
    query = (
        sa.select(PLACING.c.gazetteer_version, PLACING.c.model_version)
        .join(ARTICLE, _A.placing_id == PLACING.c.placing_id)
        .where(_A.article_id == article_id)
    )
    gazetteer_version, model_version = connection.execute(query).one()
    marked = placing_id(
        connection, gazetteer_version, model_version.removesuffix(TO_BE_READ) + TO_BE_READ
    )
    same = _A.article_id == article_id
    connection.execute(sa.update(ARTICLE).where(same).values(placing_id=marked, changed=change))


def _ids(problems: list[Problem]) -> list[int]:
    return sorted({p.article_id for p in problems if p.article_id is not None})
