"""Changes the published day of a stored article, and days of mentions and claims that depend on it.

Places are not resolved again, though the day moves the front line that slightly influences which
of several places of one name is meant; ``python -m data reparse --all`` resolves them again.
"""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from data.model import EventDay
from data.reading.article import copy_keys, events
from data.reading.mentions import event_columns
from data.store.metadata import article_of
from data.store.schema import ARTICLE, ARTICLE_TEXT, CLAIM, MENTION, NEWEST_TEXT, STATED_EVENT
from data.store.stories import find_story
from data.theatre import Theatre

_NEWEST = (
    sa.select(ARTICLE, ARTICLE_TEXT.c.text, STATED_EVENT.c.first_day, STATED_EVENT.c.day_prec)
    .join(ARTICLE_TEXT, NEWEST_TEXT)
    .outerjoin(STATED_EVENT, STATED_EVENT.c.article_id == ARTICLE.c.article_id)
)


def put_day(
    connection: sa.Connection,
    article_id: int,
    columns: Mapping[str, Any],
    *,
    theatre: Theatre,
    change: int,
) -> None:
    """Write the columns of the day (``metadata.DAY_COLUMNS``), and the days of events by it."""
    same = ARTICLE.c.article_id == article_id
    connection.execute(sa.update(ARTICLE).where(same).values(**columns, changed=change))
    row = connection.execute(_NEWEST.where(same)).mappings().one()
    article = article_of(row)
    find_story(connection, article_id, copy_keys(article), change=change, again=True)
    spans = sa.select(MENTION.c.start, MENTION.c.end).where(MENTION.c.article_id == article_id)
    found = [(start, end) for start, end in connection.execute(spans.order_by(MENTION.c.start))]
    published = article.published and EventDay(article.published, article.published_prec)
    for (start, _end), event in zip(found, events(article, found, theatre=theatre), strict=True):
        connection.execute(
            sa.update(MENTION)
            .where(MENTION.c.article_id == article_id, MENTION.c.start == start)
            .values(**event_columns(event))
        )
        day = event or published
        connection.execute(
            sa.update(CLAIM)
            .where(CLAIM.c.article_id == article_id, CLAIM.c.start == start)
            .values(event_day=day and day.first, event_prec=day and day.day_prec)
        )
