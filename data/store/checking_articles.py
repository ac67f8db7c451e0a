"""Each stored article by itself: its text, its mentions, their days and leads, their candidates."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

import sqlalchemy as sa

from data.reading.candidates import unpacked
from data.reading.mentions import leads
from data.store.schema import ARTICLE, ARTICLE_EXPLAINED, ARTICLE_TEXT, MENTION, NEWEST_TEXT

_A, _M = ARTICLE.c, MENTION.c
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

_Row: TypeAlias = sa.Row[*tuple[Any, ...]]
Fault = tuple[int, str, str]
"""Article, what is wrong with it, and the name of the remedy."""


def article_faults(connection: sa.Connection) -> Iterator[Fault]:
    """What is wrong with each article, in the order of their numbers."""
    last = 0
    while rows := connection.execute(_TEXTS.where(_A.article_id > last)).all():
        first, last = rows[0].article_id, rows[-1].article_id
        mentions = defaultdict(list)
        for mention in connection.execute(_MENTIONS.where(_M.article_id.between(first, last))):
            mentions[mention.article_id].append(mention)
        for row in rows:
            for what, remedy in _faults(row, mentions[row.article_id]):
                yield row.article_id, f"({row.origin}) {what}", remedy


def _faults(row: _Row, mentions: Sequence[_Row]) -> Iterator[tuple[str, str]]:
    if row.text is None:
        yield f"has no text of its version {row.version}", "RESTORE"
        return
    if hashlib.sha256(row.text.encode("utf-8")).hexdigest() != row.sha256:
        yield "has another text than was stored", "RESTORE"
    for mention in mentions:
        if row.text[mention.start : mention.end] != mention.text:
            yield f"does not say {mention.text!r} at {mention.start}", "REREAD"
            break
    leading = leads((m.place_no, m.role, m.confidence, m.start) for m in mentions)
    if {m.start for m in mentions if m.lead} != leading:
        yield "has mentions that do not lead as they should", "REREAD"
    if not _is_explained(row.packed, mentions):
        yield "has mentions whose candidates are lost", "REREAD"


def _is_explained(packed: bytes | None, mentions: Sequence[_Row]) -> bool:
    wanted = {m.start: m.candidate_count for m in mentions if m.candidate_count}
    if packed is None:
        return not wanted
    try:
        kept = unpacked(packed)
    except ValueError:
        return False
    return {start: len(candidates) for start, candidates in kept.items()} == wanted
