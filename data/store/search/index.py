"""Keeps the full-text index on both engines, fed with stems of ``data.reading.search.words``.

SQLite: an FTS5 table without content, whose tokens are the stems as given. It cannot delete, so
that each newest text of an article comes under a document number of its own, and what the numbers
in ``article.search_doc`` do not name is left out by joining. PostgreSQL: a ``tsvector`` with a GIN
index from the same stems, so that both find the same articles; no dictionary of the server's is
asked. Its limits: words after the 16,383rd are found but not in phrases, nor is a word after its
255th occurrence, and of an article with more than a megabyte of different words the last ones are
not found.
"""

from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR

from data.reading.search.query import Search, Term
from data.reading.search.words import GAP, beginning

_NAME = "article_search"
_FTS = sa.table(_NAME, sa.column("rowid", sa.BigInteger), sa.column(_NAME), sa.column("words"))
_VECTORS = sa.table(_NAME, sa.column("doc", sa.BigInteger), sa.column("words", TSVECTOR))
_LAST_POSITION = 16_383
_MOST_POSITIONS = 255
_MOST_BYTES = 1_000_000
"""Below the server's 1,048,575, which counts lexemes, positions and what aligns them."""

_ADD_FTS = sa.insert(_FTS).values(rowid=sa.bindparam("doc"), words=sa.bindparam("said"))
_ADD_VECTOR = sa.insert(_VECTORS).values(
    doc=sa.bindparam("doc_"), words=sa.cast(sa.bindparam("said", type_=sa.Text), TSVECTOR)
)


def create(connection: sa.Connection) -> None:
    """Make the empty index; nothing happens where there is one."""
    if _is_sqlite(connection):
        connection.exec_driver_sql(
            f"CREATE VIRTUAL TABLE IF NOT EXISTS {_NAME} USING fts5("
            "words, content='', columnsize=0, tokenize='ascii')"
        )
        return
    connection.exec_driver_sql(
        f"CREATE TABLE IF NOT EXISTS {_NAME} (doc BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)"
    )
    connection.exec_driver_sql(
        f"CREATE INDEX IF NOT EXISTS ix_{_NAME}_words ON {_NAME} USING gin (words)"
    )


def drop(connection: sa.Connection) -> None:
    """Take the index away with all it holds."""
    connection.exec_driver_sql(f"DROP TABLE IF EXISTS {_NAME}")


def add(connection: sa.Connection, doc: int, words: str) -> None:
    """Index one text under ``doc``, a number never given before; ``words`` by ``search_words``."""
    add_all(connection, [(doc, words)])


def add_all(connection: sa.Connection, documents: Iterable[tuple[int, str]]) -> None:
    """Index many texts at once."""
    if _is_sqlite(connection):
        rows = [{"doc": doc, "said": words} for doc, words in documents]
        connection.execute(_ADD_FTS, rows)
    else:
        rows = [{"doc_": doc, "said": _vector(words)} for doc, words in documents]
        connection.execute(_ADD_VECTOR, rows)


def documents(terms: Sequence[Term], dialect: str, *, all_of: bool = True) -> sa.Select[tuple[int]]:
    """The numbers of the documents with all of ``terms``, or with any of them; orphans too."""
    if dialect == "sqlite":
        asked = (" AND " if all_of else " OR ").join(map(_fts_term, terms))
        return sa.select(_FTS.c.rowid).where(_FTS.c[_NAME].op("MATCH")(asked))
    asked = (" & " if all_of else " | ").join(map(_vector_term, terms))
    return sa.select(_VECTORS.c.doc).where(_VECTORS.c.words.op("@@")(sa.cast(asked, TSQUERY)))


def condition(
    search: Search, dialect: str, *, doc: sa.ColumnElement[int]
) -> sa.ColumnElement[bool]:
    """Whether the article whose document number is ``doc`` is what ``search`` asks for."""
    found: list[sa.ColumnElement[bool]] = []
    if search.wanted:
        found.append(doc.in_(documents(search.wanted, dialect)))
    if search.unwanted:
        found.append(doc.not_in(documents(search.unwanted, dialect, all_of=False)))
    return sa.and_(sa.true(), *found)


def _is_sqlite(connection: sa.Connection) -> bool:
    return connection.dialect.name == "sqlite"


def _fts_term(term: Term) -> str:
    """``term`` in FTS5's language; stems are letters and digits alone, so that quotes are safe."""
    phrase = " + ".join(f'"{stem}"' for stem in term.stems)
    if not term.beginning:
        return f"({phrase})"
    before = "".join(f'"{stem}" + ' for stem in term.stems[:-1])
    return f'(({phrase}) OR ({before}"{beginning(term.beginning)}" *))'


def _vector_term(term: Term) -> str:
    phrase = " <-> ".join(f"'{stem}'" for stem in term.stems)
    if not term.beginning:
        return f"({phrase})"
    before = "".join(f"'{stem}' <-> " for stem in term.stems[:-1])
    return f"(({phrase}) | ({before}'{beginning(term.beginning)}':*))"


def _vector(words: str) -> str:
    """The stems with their positions as PostgreSQL writes a ``tsvector``."""
    positions: dict[str, list[str]] = {}
    bytes_left = _MOST_BYTES
    for position, stem in enumerate(words.split(" "), start=1):
        if stem == GAP:
            continue
        held = positions.get(stem)
        if held is None:
            bytes_left -= len(stem.encode()) + 4
            if bytes_left < 0:
                break
            held = positions[stem] = []
        if position <= _LAST_POSITION and len(held) < _MOST_POSITIONS:
            bytes_left -= 2
            held.append(str(position))
    return " ".join(
        f"'{stem}':{','.join(held)}" if held else f"'{stem}'" for stem, held in positions.items()
    )
