"""Reads the excerpts of a place: each mention in its sentence, with those before and after.

The window is a piece of the stored text, unchanged, so the mark stays exact: offsets, no HTML. Text
without stops gives sentences without end: each side of the mention is cut, between words, at 400
characters.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import sqlalchemy as sa

from data.counts import MentionPage
from data.model import (
    Claim,
    Copy,
    DayBy,
    Excerpt,
    Filter,
    RelativePlace,
    SourceKind,
    StoredCandidate,
)
from data.queries.claims import claims_of
from data.queries.conditions import counts
from data.queries.one_article import copies_of, event_day
from data.reading.mentions import unpacked_candidates
from data.storable import storable
from data.store.schema import (
    ARTICLE,
    ARTICLE_EXPLAINED,
    ARTICLE_TEXT,
    MENTION,
    NEWEST_TEXT,
    PLACE,
)
from geocode.text import sentences

_MOST_EACH_SIDE = 400
# Sentences are looked for this far round the mention only, so that a page of excerpts from a
# book-length article costs no more than one from a short article.
_LOOK_EACH_SIDE = 1500
_A, _M, _P = ARTICLE.c, MENTION.c, PLACE.c
_MEMBER = ARTICLE.alias("member")
_COPIES = (
    sa.select(sa.func.count())
    .select_from(_MEMBER)
    .where(_MEMBER.c.story_id == _A.story_id)
    .scalar_subquery()
)
_ROWS = (
    sa.select(
        MENTION,
        ARTICLE,
        ARTICLE_TEXT.c.text.label("stored"),
        ARTICLE_EXPLAINED.c.packed,
        _P.place_id,
        _P.name.label("name"),
        _COPIES.label("in_story"),
    )
    .select_from(
        MENTION.join(ARTICLE, _A.article_id == _M.article_id)
        .join(PLACE, _P.place_no == _M.place_no)
        .join(ARTICLE_TEXT, NEWEST_TEXT)
        .outerjoin(ARTICLE_EXPLAINED, ARTICLE_EXPLAINED.c.article_id == _A.article_id)
    )
    .order_by(_M.article_id, _M.start)
)


def excerpts_of(
    connection: sa.Connection, page: MentionPage, place_id: str, chosen: Filter
) -> list[Excerpt]:
    """The mentions that a page lists under the filter, in its order."""
    ids = sorted(set(page.article_ids.tolist()))
    # "+ 0" keeps the database from walking through all mentions of the place.
    number = sa.select(_P.place_no).where(_P.place_id == storable(place_id)).scalar_subquery()
    which = [_M.article_id.in_(ids), _M.place_no + 0 == number, counts(chosen)]
    same: dict[tuple[int, date | None], list[sa.RowMapping]] = {}
    for row in connection.execute(_ROWS.where(*which)).mappings():
        day = row[_M.event_day] if chosen.by is DayBy.EVENT else None
        same.setdefault((row[_A.article_id], day), []).append(row)
    listed = zip(page.article_ids.tolist(), page.days, page.before.tolist(), strict=True)
    rows = [same[article_id, day][before] for article_id, day, before in listed]
    claims = claims_of(connection, ids)
    copies = {
        row[_A.article_id]: copies_of(connection, row[_A.story_id], row[_A.article_id])
        for row in rows
        if row["in_story"] > 1
    }
    return [
        _excerpt(
            row,
            claims.get((row[_A.article_id], row[_M.start]), ()),
            copies.get(row[_A.article_id], ()),
        )
        for row in rows
    ]


def _excerpt(row: sa.RowMapping, claims: Iterable[Claim], copies: tuple[Copy, ...]) -> Excerpt:
    stored = row[_M.relative]
    relative = stored and RelativePlace(stored["phrase"], stored["named_id"], stored["named"])
    whole = relative and relative.named_id != row[_P.place_id]
    first, last = row[_M.start], row[_M.end]
    if whole:
        first, last = stored["start"], stored["end"]
    text, mark_start, mark_end = window(row["stored"], first, last)
    return Excerpt(
        article_id=row[_A.article_id],
        story_id=row[_A.story_id],
        title=row[_A.title],
        source=row[_A.source],
        source_kind=SourceKind(row[_A.source_kind]),
        published=row[_A.published],
        url=row[_A.url],
        text=text,
        text_start=first - mark_start,
        mark_start=mark_start,
        mark_end=mark_end,
        place_id=row[_P.place_id],
        place_name=row["name"],
        confidence=row[_M.confidence],
        where_prec=row[_M.where_prec],
        uncertainty_m=row[_M.uncertainty_m],
        role=row[_M.role],
        candidates=_candidates(row["packed"], row[_M.start]),
        relative=relative,
        event=event_day(row),
        copies=copies,
        claims=tuple(_moved(claim, first - mark_start, len(text)) for claim in claims),
    )


def _moved(claim: Claim, window_start: int, length: int) -> Claim:
    """The claim with offsets that count in the window; of the sentence, the part that is in it."""
    first, last = (
        min(max(at - window_start, 0), length) for at in (claim.sentence_start, claim.sentence_end)
    )
    return replace(
        claim,
        start=claim.start - window_start,
        end=claim.end - window_start,
        sentence_start=first,
        sentence_end=last,
    )


def _candidates(packed: bytes | None, start: int) -> tuple[StoredCandidate, ...]:
    stored = unpacked_candidates(packed).get(start, []) if packed is not None else []
    return tuple(
        StoredCandidate(
            place_id=candidate["place_id"],
            name=candidate["name"],
            latitude=candidate["latitude"],
            longitude=candidate["longitude"],
            score=candidate["score"],
            why=tuple(candidate["why"]),
        )
        for candidate in stored
    )


def window(text: str, start: int, end: int) -> tuple[str, int, int]:
    """``(piece, mark_start, mark_end)`` with ``piece[mark_start:mark_end] == text[start:end]``."""
    look_from = max(0, start - _LOOK_EACH_SIDE)
    nearby = [
        (first + look_from, last + look_from)
        for first, last in sentences(text[look_from : end + _LOOK_EACH_SIDE])
    ]
    holding = [i for i, (first, last) in enumerate(nearby) if first < end and last > start]
    if holding:
        first = nearby[max(0, holding[0] - 1)][0]
        last = nearby[min(len(nearby) - 1, holding[-1] + 1)][1]
    else:
        first, last = start, end
    first = _cut_before(text, min(first, start), start)
    last = _cut_after(text, max(last, end), end)
    return text[first:last], start - first, end - first


def _cut_before(text: str, first: int, start: int) -> int:
    if start - first <= _MOST_EACH_SIDE:
        return first
    cut = start - _MOST_EACH_SIDE
    space = text.find(" ", cut - 1, start)
    return cut if space < 0 else space + 1


def _cut_after(text: str, last: int, end: int) -> int:
    if last - end <= _MOST_EACH_SIDE:
        return last
    cut = end + _MOST_EACH_SIDE
    space = text.rfind(" ", end, cut + 1)
    return cut if space <= end else space
