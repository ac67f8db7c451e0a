"""Which articles a search finds: as a subquery for a filter, or as their numbers."""

import sqlalchemy as sa

from data.search import index
from data.search.query import Search, read_search
from data.store.schema import ARTICLE


def matching(search: Search | str, dialect: str) -> sa.Select[tuple[int]] | None:
    """A query for the numbers of the articles found; None where the search leaves nothing out.

    ``dialect`` is the engine's ``dialect.name``.
    """
    asked = read_search(search) if isinstance(search, str) else search
    if not asked.terms:
        return None
    return sa.select(ARTICLE.c.article_id).where(
        index.condition(asked, dialect, doc=ARTICLE.c.search_doc)
    )


def article_ids(connection: sa.Connection, search: Search | str) -> list[int] | None:
    """The numbers of the articles found, ascending; None where the search leaves nothing out."""
    found = matching(search, connection.dialect.name)
    if found is None:
        return None
    return sorted(connection.scalars(found))
