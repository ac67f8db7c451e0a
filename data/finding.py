"""What a search finds, as the columns take it: the articles, or their documents in the index."""

import numpy as np
import sqlalchemy as sa

from data.columns.choice import Found
from data.conditions import article_conditions
from data.folding import search_words
from data.model import Filter
from data.store.schema import ARTICLE


def find(connection: sa.Connection, search: str) -> Found | None:
    """The articles with all words of ``search``; None where it asks for nothing."""
    if not search_words(search):
        return None
    which = article_conditions(Filter(search=search))
    ids = connection.scalars(sa.select(ARTICLE.c.article_id).where(*which)).all()
    return Found(np.array(ids, np.int64), field="article_id")
