"""Which articles a search finds: as a condition of a filter, or as their numbers."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler

from data.reading.search.query import Search, read_search
from data.store.schema import ARTICLE
from data.store.search import index


class Found(sa.ColumnElement[bool]):
    """Whether the article of the row is what ``search`` asks for, on whichever engine."""

    inherit_cache = False

    def __init__(self, search: Search) -> None:
        self.search = search
        self.type = sa.Boolean()


@compiles(Found)
def _on_this_engine(found: Found, compiler: SQLCompiler, **keywords: Any) -> str:  # noqa: ANN401 - SQLAlchemy's own
    dialect = compiler.dialect.name
    condition = index.condition(found.search, dialect, doc=ARTICLE.c.search_doc)
    return str(compiler.process(condition, **keywords))


def article_ids(connection: sa.Connection, search: Search | str) -> list[int] | None:
    """The numbers of the articles found, ascending; None where the search leaves nothing out."""
    asked = read_search(search) if isinstance(search, str) else search
    if not asked.terms:
        return None
    return sorted(connection.scalars(sa.select(ARTICLE.c.article_id).where(Found(asked))))
