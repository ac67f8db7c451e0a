"""Rebuilds the full-text index from the newest texts: after a better stemmer, or to drop orphans.

Articles keep their document numbers, which the counter of changes gave; one without gets a number
from there. All in the caller's transaction, so that readers have the old index until the end.
"""

from collections.abc import Iterator

import sqlalchemy as sa

from data.reading.search.words import search_words
from data.store.changes import next_change
from data.store.schema import ARTICLE, ARTICLE_TEXT, NEWEST_TEXT
from data.store.search import index

_AT_ONCE = 500
_NEWEST = (
    sa.select(ARTICLE.c.article_id, ARTICLE.c.search_doc, ARTICLE.c.title, ARTICLE_TEXT.c.text)
    .join(ARTICLE_TEXT, NEWEST_TEXT)
    .order_by(ARTICLE.c.article_id)
    .limit(_AT_ONCE)
)


def rebuild(connection: sa.Connection) -> int:
    """Index the newest text of every article; how many there are. Needs a writing transaction."""
    index.drop(connection)
    index.create(connection)
    indexed = 0
    for rows in _in_parts(connection):
        documents = []
        for row in rows:
            doc = row.search_doc
            if doc is None:
                doc = next_change(connection)
                same = ARTICLE.c.article_id == row.article_id
                connection.execute(
                    sa.update(ARTICLE).where(same).values(search_doc=doc, changed=doc)
                )
            documents.append((doc, search_words(row.title, row.text)))
        # In their order: FTS5 asks for ascending numbers within a transaction.
        index.add_all(connection, sorted(documents))
        indexed += len(rows)
    return indexed


def _in_parts(
    connection: sa.Connection,
) -> Iterator[list[sa.Row[int, int | None, str, str]]]:
    last = 0
    while rows := list(connection.execute(_NEWEST.where(ARTICLE.c.article_id > last))):
        yield rows
        last = rows[-1].article_id
