"""Puts another published day on a stored article, and what hangs on it on its mentions.

Which places the names mean is not asked again: the day moves the front line that helps to tell
namesakes apart by a little, and ``python -m data reparse --all`` asks for all of it.
"""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from data.store.schema import ARTICLE, MENTION


def put_day(
    connection: sa.Connection, article_id: int, columns: Mapping[str, Any], *, change: int
) -> None:
    """Write the columns of the day (``metadata.DAY_COLUMNS``) and repeat the day on mentions."""
    connection.execute(
        sa.update(ARTICLE)
        .where(ARTICLE.c.article_id == article_id)
        .values(**columns, changed=change)
    )
    connection.execute(
        sa.update(MENTION)
        .where(MENTION.c.article_id == article_id)
        .values(day=columns["published"])
    )
