"""Writes what belongs to an article beside its own row: texts, points, event, mentions, claims."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import sqlalchemy as sa

from data.model import Claim, EventDay
from data.reading.article import Read
from data.reading.identity import Prepared
from data.store.schema import (
    ARTICLE_EXPLAINED,
    ARTICLE_TEXT,
    CLAIM,
    MENTION,
    STATED_EVENT,
    STATED_POINT,
)

# Built once: building a statement takes four times as long as SQLite needs to do what it says.
_TEXT, _POINTS = sa.insert(ARTICLE_TEXT), sa.insert(STATED_POINT)
_MENTIONS, _EXPLAINED = sa.insert(MENTION), sa.insert(ARTICLE_EXPLAINED)
_CLAIMS, _EVENT = sa.insert(CLAIM), sa.insert(STATED_EVENT)
_NO_POINTS, _NO_MENTIONS, _NO_EXPLAINED, _NO_CLAIMS, _NO_EVENT = (
    sa.delete(table).where(table.c.article_id == sa.bindparam("same_article"))
    for table in (STATED_POINT, MENTION, ARTICLE_EXPLAINED, CLAIM, STATED_EVENT)
)


def write_text(
    connection: sa.Connection, article_id: int, version: int, prepared: Prepared, *, run_id: int
) -> None:
    """Store a new version of the article's text, and the points that the input gives with it."""
    row = {
        "article_id": article_id,
        "version": version,
        "sha256": prepared.sha256,
        "run_id": run_id,
        "text": prepared.stated.text,
    }
    connection.execute(_TEXT, row)
    points = [
        {
            "article_id": article_id,
            "ordinal": number,
            "latitude": point.latitude,
            "longitude": point.longitude,
            "name": point.name,
            "where_prec": point.where_prec,
        }
        for number, point in enumerate(prepared.stated.points)
    ]
    if points:
        connection.execute(_NO_POINTS, {"same_article": article_id})
        connection.execute(_POINTS, points)


def write_event(connection: sa.Connection, article_id: int, event: EventDay) -> None:
    """Store when the event of the article happened, as the input states it."""
    connection.execute(_NO_EVENT, {"same_article": article_id})
    row = {"article_id": article_id, "first_day": event.first, "day_prec": event.day_prec}
    connection.execute(_EVENT, row)


def write_mentions(
    connection: sa.Connection,
    article_id: int,
    read: Read,
    *,
    numbers: Mapping[str, int],
    again: bool,
) -> None:
    """Store mentions and claims in place of those that were there.

    Args:
        connection: a transaction that has taken its number of change.
        article_id: the article.
        read: what was found in its newest text.
        numbers: the number of each place that is named, by its id.
        again: it had been read before.
    """
    if again:
        for statement in (_NO_MENTIONS, _NO_EXPLAINED, _NO_CLAIMS):
            connection.execute(statement, {"same_article": article_id})
    if not read.mentions:
        return
    rows = []
    for mention in read.mentions:
        row = {**mention, "article_id": article_id}
        place_id = row.pop("place_id")
        row["place_no"] = None if place_id is None else numbers[place_id]
        rows.append(row)
    connection.execute(_MENTIONS, rows)
    explained = {"article_id": article_id, "packed": read.explained}
    connection.execute(_EXPLAINED, explained)
    if read.claims:
        connection.execute(_CLAIMS, list(_claim_rows(article_id, read.claims)))


def _claim_rows(article_id: int, claims: Iterable[Claim]) -> Iterator[dict[str, Any]]:
    for ordinal, claim in enumerate(claims):
        yield {
            "article_id": article_id,
            "ordinal": ordinal,
            "start": claim.start,
            "end": claim.end,
            "event": claim.event.value,
            "actor": claim.actor,
            "modality": claim.modality.value,
            "said_by": claim.source,
            "said_by_party": claim.source_party,
            "event_day": claim.event_date,
            "event_prec": claim.date_prec,
            "cue": claim.cue,
            "sentence_start": claim.sentence_start,
            "sentence_end": claim.sentence_end,
        }
