"""Writes what belongs to an article beside its own row: texts, stated points, mentions."""

from collections.abc import Mapping
from datetime import date

import sqlalchemy as sa

from data.identity import Prepared
from data.reading import Read
from data.store.schema import ARTICLE_EXPLAINED, ARTICLE_TEXT, MENTION, STATED_POINT


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
    connection.execute(sa.insert(ARTICLE_TEXT), row)
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
        old = sa.delete(STATED_POINT).where(STATED_POINT.c.article_id == article_id)
        connection.execute(old)
        connection.execute(sa.insert(STATED_POINT), points)


def write_mentions(
    connection: sa.Connection,
    article_id: int,
    read: Read,
    *,
    day: date | None,
    numbers: Mapping[str, int],
    again: bool,
) -> None:
    """Store the mentions in place of those that were there.

    Args:
        connection: a transaction that has taken its number of change.
        article_id: the article.
        read: what was found in its newest text.
        day: the day it was published.
        numbers: the number of each place that is named, by its id.
        again: it had been read before.
    """
    if again:
        for table in (MENTION, ARTICLE_EXPLAINED):
            connection.execute(sa.delete(table).where(table.c.article_id == article_id))
    if not read.mentions:
        return
    rows = []
    for mention in read.mentions:
        row = {**mention, "article_id": article_id, "day": day}
        place_id = row.pop("place_id")
        row["place_no"] = None if place_id is None else numbers[place_id]
        rows.append(row)
    connection.execute(sa.insert(MENTION), rows)
    explained = {"article_id": article_id, "packed": read.explained}
    connection.execute(sa.insert(ARTICLE_EXPLAINED), explained)
