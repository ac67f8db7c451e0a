"""Reads what stored articles claim of places: a table under a filter, and evidence for the front.

A claim's number is the same on every engine, and stays as long as its article is not read again.
"""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

import pandas as pd
import sqlalchemy as sa

from data.frontline.evidence.claims import StoredClaim
from data.model import Claim, ClaimEvent, Filter, Modality, SourceKind
from data.queries import frames
from data.queries.conditions import claim_conditions
from data.store.engine import reading
from data.store.schema import ARTICLE, ARTICLE_TEXT, CLAIM, MENTION, NEWEST_TEXT, PLACE, PLACING

_A, _C, _M, _P = ARTICLE.c, CLAIM.c, MENTION.c, PLACE.c
_CLAIMS_AN_ARTICLE = 1 << 20
"""A text has a million characters at most, so fewer claims than this."""
_CLAIM_ID = (_C.article_id * _CLAIMS_AN_ARTICLE + _C.ordinal).label("claim_id")
_SENTENCE = sa.func.substr(
    ARTICLE_TEXT.c.text, _C.sentence_start + 1, _C.sentence_end - _C.sentence_start
).label("sentence")
_JOINED = (
    CLAIM.join(ARTICLE, _A.article_id == _C.article_id)
    .join(ARTICLE_TEXT, NEWEST_TEXT)
    .join(MENTION, sa.and_(_M.article_id == _C.article_id, _M.start == _C.start))
)
_PLACED = _JOINED.join(PLACE, _P.place_no == _M.place_no)
_OF_ARTICLES = (_C.event_day.is_not(None), _A.source_kind != SourceKind.BRIEF.value)
"""Claims whose day is known, of all articles but briefs."""
_EVENT, _MODALITY = (
    [field.name for field in fields(StoredClaim)].index(name) for name in ("event", "modality")
)
_EVENTS = {event.value: event for event in ClaimEvent}
_MODALITIES = {modality.value: modality for modality in Modality}


def claims(engine: sa.Engine, chosen: Filter) -> pd.DataFrame:
    """Every claim of the articles that pass (``frames.CLAIMS``), by article and place in it.

    Where kinds or where places lie are chosen, only claims of places that count; else also those at
    names that could not be mapped. Claims at names that stand for people or governments are among
    them: what is claimed is claimed of the place. By the day of the event, each claim goes by its
    own ``event_day``, which is the published day where the text states none.
    """
    own = {"claim_id": _CLAIM_ID, "sentence": _SENTENCE}
    of_mention = {"text", "role", "confidence", "where_prec", "uncertainty_m"}
    of_placing = {"gazetteer_version", "model_version"}
    of_place = {"place_id", "name", "latitude", "longitude", "kind", "country", "admin1"}
    tables = [(of_mention, _M), (of_place, _P), (of_placing, PLACING.c), (set(_A.keys()), _A)]
    tables.append((set(_C.keys()), _C))
    columns: list[sa.ColumnElement[Any]] = [
        own[name] if name in own else next(of[name] for names, of in tables if name in names)
        for name in frames.CLAIMS
    ]
    query = (
        sa.select(*columns)
        .select_from(
            _JOINED.join(PLACING, PLACING.c.placing_id == _A.placing_id).outerjoin(
                PLACE, _P.place_no == _M.place_no
            )
        )
        .order_by(_C.article_id, _C.ordinal)
    )
    with reading(engine) as connection:
        query = query.where(*claim_conditions(chosen, connection))
        return frames.frame(connection.execute(query), frames.CLAIMS)


def claims_of(
    connection: sa.Connection, article_ids: Iterable[int]
) -> dict[tuple[int, int], list[Claim]]:
    """The claims of some articles in their order, by article and start of the mention."""
    query = sa.select(CLAIM).where(_C.article_id.in_(list(article_ids)))
    found: dict[tuple[int, int], list[Claim]] = {}
    for row in connection.execute(query.order_by(_C.article_id, _C.ordinal)).mappings():
        found.setdefault((row["article_id"], row["start"]), []).append(_claim(row))
    return found


def _claim(row: sa.RowMapping) -> Claim:
    return Claim(
        start=row["start"],
        end=row["end"],
        event=ClaimEvent(row["event"]),
        actor=row["actor"],
        modality=Modality(row["modality"]),
        source=row["said_by"],
        source_party=row["said_by_party"],
        event_date=row["event_day"],
        date_prec=row["event_prec"],
        cue=row["cue"],
        sentence_start=row["sentence_start"],
        sentence_end=row["sentence_end"],
    )


def has_claims(engine: sa.Engine) -> bool:
    """Whether ``stored_claims`` finds any; at once."""
    query = (
        sa.select(_C.article_id)
        .select_from(CLAIM.join(ARTICLE, _A.article_id == _C.article_id))
        .where(*_OF_ARTICLES)
        .limit(1)
    )
    with reading(engine) as connection:
        return connection.execute(query).first() is not None


def stored_claims(engine: sa.Engine) -> list[StoredClaim]:
    """The claims of placed names whose day is known, of all articles but briefs, in their order."""
    query = (
        sa.select(
            _CLAIM_ID,
            _C.article_id,
            _P.place_id,
            _P.name,
            _P.latitude,
            _P.longitude,
            sa.func.coalesce(_P.country, ""),
            _C.event,
            _C.actor,
            _C.modality,
            _C.said_by,
            _C.said_by_party,
            _C.event_day,
            _C.event_prec,
            _A.first_source,
            _SENTENCE,
        )
        .select_from(_PLACED)
        .where(*_OF_ARTICLES)
        .order_by(_C.article_id, _C.ordinal)
    )
    with reading(engine) as connection:
        return [_stored(list(row)) for row in connection.execute(query)]


def _stored(values: list[Any]) -> StoredClaim:
    values[_EVENT], values[_MODALITY] = _EVENTS[values[_EVENT]], _MODALITIES[values[_MODALITY]]
    return StoredClaim(*values)
