"""Puts another published day on a stored article, and what hangs on it on its mentions.

Which places the names mean is not asked again: the day moves the front line that helps to tell
namesakes apart by a little, and ``python -m data reparse --all`` asks for all of it.
"""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from data.copies import fingerprint
from data.model import SourceKind
from data.store.schema import ARTICLE, ARTICLE_TEXT, MENTION
from data.store.stories import tell

_NEWEST = sa.select(ARTICLE.c.source_kind, ARTICLE_TEXT.c.text).join(
    ARTICLE_TEXT,
    sa.and_(
        ARTICLE_TEXT.c.article_id == ARTICLE.c.article_id,
        ARTICLE_TEXT.c.version == ARTICLE.c.version,
    ),
)


def put_day(
    connection: sa.Connection, article_id: int, columns: Mapping[str, Any], *, change: int
) -> None:
    """Write the columns of the day (``metadata.DAY_COLUMNS``) and repeat the day on mentions."""
    connection.execute(
        sa.update(ARTICLE)
        .where(ARTICLE.c.article_id == article_id)
        .values(**columns, changed=change)
    )
    kind, text = connection.execute(_NEWEST.where(ARTICLE.c.article_id == article_id)).one()
    keys = () if kind == SourceKind.BRIEF else fingerprint(text).bands
    tell(connection, article_id, keys, change=change, again=True)
    connection.execute(
        sa.update(MENTION)
        .where(MENTION.c.article_id == article_id)
        .values(day=columns["published"])
    )
