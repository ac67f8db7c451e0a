"""Finds the article to read first, and those before and after an article in a list."""

import sqlalchemy as sa

from data.counts import Counts, Neighbours
from data.model import Filter, SourceKind
from data.store.engine import reading
from data.store.schema import ARTICLE

_A = ARTICLE.c


def newest_article(engine: sa.Engine, *, briefs: bool = False) -> int | None:
    """Id of the dated article that was published last; None where no article has a day.

    Of several on one day, the one stored last. Without ``briefs`` it is none of the project's own.
    """
    query = sa.select(_A.article_id).where(_A.published.is_not(None))
    if not briefs:
        query = query.where(_A.source_kind != SourceKind.BRIEF.value)
    with reading(engine) as connection:
        order = (_A.published.desc(), _A.article_id.desc())
        found: int | None = connection.scalar(query.order_by(*order).limit(1))
    return found


def neighbours(engine: sa.Engine, article_id: int, chosen: Filter) -> Neighbours | None:
    """The articles beside an article in ``article_page``, to read on; None: no such article.

    An article that the filter leaves out has neighbours too: those that it would stand between.
    """
    with Counts.of(engine) as counts:
        return counts.neighbours(article_id, chosen)
