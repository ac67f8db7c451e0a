"""Checks that the tables of a store are consistent, and repairs what can be derived again.

The database's own check, every text, every mention and claim against its text, leads, stories and
the full-text index. Everything that is checked is read once, in parts, so that memory stays flat.
What cannot be derived from the texts is left for a backup to restore. ``data.upkeep`` checks and
repairs the counts too.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

import sqlalchemy as sa

from data.reading.mentions import leads, unpacked_candidates
from data.reading.search.query import Term
from data.reading.search.words import GAP, search_words
from data.store.changes import next_change
from data.store.numbers import placing_id
from data.store.rereading import TO_BE_READ
from data.store.schema import (
    ARTICLE,
    ARTICLE_EXPLAINED,
    ARTICLE_TEXT,
    CLAIM,
    MENTION,
    NEWEST_TEXT,
    PLACING,
)
from data.store.search import index
from data.store.search.rebuild import rebuild
from data.store.stories import merge_stories

_A, _M, _C = ARTICLE.c, MENTION.c, CLAIM.c
_AT_ONCE = 500
_TEXTS = (
    sa.select(
        _A.article_id,
        _A.origin,
        _A.version,
        ARTICLE_TEXT.c.text,
        ARTICLE_TEXT.c.sha256,
        ARTICLE_EXPLAINED.c.packed,
    )
    .outerjoin(ARTICLE_TEXT, NEWEST_TEXT)
    .outerjoin(ARTICLE_EXPLAINED, ARTICLE_EXPLAINED.c.article_id == _A.article_id)
    .order_by(_A.article_id)
    .limit(_AT_ONCE)
)
_MENTIONS = sa.select(
    _M.article_id, _M.start, _M.end, _M.text, _M.role, _M.place_no, _M.confidence, _M.lead,
    _M.candidate_count,
).order_by(_M.article_id, _M.start)  # fmt: skip
_CLAIMS = sa.select(_C.article_id, _C.start, _C.end, _C.sentence_start, _C.sentence_end)

_Row: TypeAlias = sa.Row[*tuple[Any, ...]]


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
    yield from _articles(connection)
    yield from _stories(connection)
    yield from _search(connection)


def repair(connection: sa.Connection, problems: Iterable[Problem]) -> None:
    """Repair what can be repaired, inside the caller's transaction."""
    by_remedy: dict[Remedy, list[Problem]] = defaultdict(list)
    for problem in problems:
        by_remedy[problem.remedy].append(problem)
    change = next_change(connection)
    for article_id in _ids(by_remedy[Remedy.REREAD]):
        _mark_for_reparse(connection, article_id, change)
    if by_remedy[Remedy.STORIES]:
        _unite_each(connection, _ids(by_remedy[Remedy.STORIES]), change)
    if by_remedy[Remedy.INDEX]:
        rebuild(connection)


def _damage(connection: sa.Connection) -> Iterator[Problem]:
    if connection.dialect.name != "sqlite":
        return  # PostgreSQL keeps its references itself, and checks its pages as it reads them
    for said in connection.exec_driver_sql("PRAGMA integrity_check(20)").scalars():
        if said != "ok":
            yield Problem(f"the database says: {said}", Remedy.RESTORE)
    for table, row, parent, _number in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        what = f"table {table}, row {row}, refers to a row of {parent} that is not there"
        yield Problem(what, Remedy.RESTORE)


def _articles(connection: sa.Connection) -> Iterator[Problem]:
    last = 0
    while rows := connection.execute(_TEXTS.where(_A.article_id > last)).all():
        first, last = rows[0].article_id, rows[-1].article_id
        mentions = defaultdict(list)
        for mention in connection.execute(_MENTIONS.where(_M.article_id.between(first, last))):
            mentions[mention.article_id].append(mention)
        claims = defaultdict(list)
        for claim in connection.execute(_CLAIMS.where(_C.article_id.between(first, last))):
            claims[claim.article_id].append(claim)
        for row in rows:
            of_article = mentions[row.article_id], claims[row.article_id]
            for what, remedy in _faults(row, *of_article):
                what = f"article {row.article_id} ({row.origin}) {what}"
                yield Problem(what, remedy, row.article_id)


def _faults(
    row: _Row, mentions: Sequence[_Row], claims: Sequence[_Row]
) -> Iterator[tuple[str, Remedy]]:
    if row.text is None:
        yield f"has no text of its version {row.version}", Remedy.RESTORE
        return
    if hashlib.sha256(row.text.encode("utf-8")).hexdigest() != row.sha256:
        yield "has another text than was stored", Remedy.RESTORE
    for mention in mentions:
        if row.text[mention.start : mention.end] != mention.text:
            yield f"does not say {mention.text!r} at {mention.start}", Remedy.REREAD
            break
    leading = leads((m.place_no, m.role, m.confidence, m.start) for m in mentions)
    if {m.start for m in mentions if m.lead} != leading:
        yield "has mentions that do not lead as they should", Remedy.REREAD
    if not _is_explained(row.packed, mentions):
        yield "has mentions whose candidates are lost", Remedy.REREAD
    named = {m.start for m in mentions}
    for claim in claims:
        if claim.start not in named:
            yield f"has a claim at {claim.start}, where no place is named", Remedy.REREAD
            break
        if not claim.start < claim.sentence_end <= len(row.text):
            yield f"has a claim at {claim.start} without its sentence", Remedy.REREAD
            break


def _is_explained(packed: bytes | None, mentions: Sequence[_Row]) -> bool:
    wanted = {m.start: m.candidate_count for m in mentions if m.candidate_count}
    if packed is None:
        return not wanted
    try:
        kept = unpacked_candidates(packed)
    except ValueError:
        return False
    return {start: len(candidates) for start, candidates in kept.items()} == wanted


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


def _unite_each(connection: sa.Connection, article_ids: list[int], change: int) -> None:
    query = sa.select(_A.story_id).where(_A.article_id.in_(article_ids)).distinct()
    for story_id in connection.scalars(query).all():
        members = connection.scalars(sa.select(_A.article_id).where(_A.story_id == story_id))
        merge_stories(connection, members.all(), change=change)


def _mark_for_reparse(connection: sa.Connection, article_id: int, change: int) -> None:
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
