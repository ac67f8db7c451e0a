"""Checks that the tables of a store are consistent, and says what to do where they are not.

The database's own check, every text and every mention against its text, leads, stories and the
full-text index. Everything that is checked is read once, in parts, so that memory stays flat.
Nothing is changed here: see ``data.store.repairing``. ``data.upkeep`` checks the counts too.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa

from data.reading.search.query import Term
from data.reading.search.words import GAP, search_words
from data.store.checking_articles import article_faults
from data.store.schema import ARTICLE
from data.store.search import index

_A = ARTICLE.c
_AT_ONCE = 1000


class Remedy(StrEnum):
    """What to do about a problem; the value is said to the user."""

    RESTORE = "restore a backup, or move the database away and ingest again"
    REREAD = "--repair marks it for the next python -m data reparse"
    STORIES = "--repair finds its duplicates again"
    COUNTS = "--repair counts again"
    INDEX = "--repair rebuilds the full-text index"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that does not hold."""

    what: str
    """What is wrong, and where."""
    remedy: Remedy
    article_id: int | None = None

    def __str__(self) -> str:
        return f"{self.what}; {self.remedy.value}"


def problems(connection: sa.Connection) -> Iterator[Problem]:
    """All that is wrong with texts, mentions, stories and index; nothing where all is well."""
    yield from _damage(connection)
    for article_id, what, remedy in article_faults(connection):
        yield Problem(f"article {article_id} {what}", Remedy[remedy], article_id)
    yield from _stories(connection)
    yield from _search(connection)


def _damage(connection: sa.Connection) -> Iterator[Problem]:
    if connection.dialect.name != "sqlite":
        return  # PostgreSQL keeps its references itself, and checks its pages as it reads them
    for said in connection.exec_driver_sql("PRAGMA integrity_check(20)").scalars():
        if said != "ok":
            yield Problem(f"the database says: {said}", Remedy.RESTORE)
    for table, row, parent, _number in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        what = f"table {table}, row {row}, refers to a row of {parent} that is not there"
        yield Problem(what, Remedy.RESTORE)


def _stories(connection: sa.Connection) -> Iterator[Problem]:
    first = sa.func.min(_A.article_id).over(partition_by=_A.story_id)
    source = sa.func.first_value(_A.source).over(
        partition_by=_A.story_id,
        order_by=(_A.published.asc().nulls_last(), _A.source, _A.article_id),
    )
    stored = sa.select(
        _A.article_id, _A.story_id, _A.first_source, first.label("first"), source.label("source")
    ).subquery()
    wrong = sa.or_(stored.c.story_id != stored.c.first, stored.c.first_source != stored.c.source)
    query = sa.select(stored).where(wrong).order_by(stored.c.article_id)
    for row in connection.execute(query):
        what = (
            f"article {row.article_id} is in story {row.story_id}, first from "
            f"{row.first_source!r}, and should be in {row.first}, first from {row.source!r}"
        )
        yield Problem(what, Remedy.STORIES, row.article_id)


def _search(connection: sa.Connection) -> Iterator[Problem]:
    query = sa.select(_A.article_id, _A.title, _A.search_doc).order_by(_A.article_id)
    for row in connection.execute(query, execution_options={"yield_per": _AT_ONCE}):
        found = row.search_doc is not None and _is_found(connection, row.title, row.search_doc)
        if not found:
            what = f"article {row.article_id} is not in the full-text index"
            yield Problem(what, Remedy.INDEX, row.article_id)


def _is_found(connection: sa.Connection, title: str, document: int) -> bool:
    # FTS5 without content cannot be asked for a document, only for a word in it.
    stems = [stem for stem in search_words(title, "").split() if stem != GAP]
    if not stems:
        return True
    found = index.documents([Term((stems[0],))], connection.dialect.name)
    (number,) = found.selected_columns
    return connection.execute(found.where(number == document)).first() is not None
