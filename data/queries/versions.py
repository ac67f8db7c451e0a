"""Lists the versions of an article's text, and reads two of them to be compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from data.store.engine import reading
from data.store.schema import ARTICLE_TEXT, RUN

_T = ARTICLE_TEXT.c


@dataclass(frozen=True, slots=True)
class Version:
    """A version of an article's text."""

    number: int
    """From 1, the oldest."""
    stored_at: datetime
    """When the run that stored it began, UTC."""


def versions(engine: sa.Engine, article_id: int) -> tuple[Version, ...]:
    """All versions, oldest first; none where there is no such article."""
    query = (
        sa.select(_T.version, RUN.c.started_at)
        .join(RUN, RUN.c.run_id == _T.run_id)
        .where(_T.article_id == article_id)
        .order_by(_T.version)
    )
    with reading(engine) as connection:
        return tuple(Version(*row) for row in connection.execute(query))


def version_texts(engine: sa.Engine, article_id: int, numbers: Sequence[int]) -> tuple[str, ...]:
    """The texts of these versions, in the order of ``numbers``; empty where there is none."""
    query = sa.select(_T.version, _T.text).where(
        _T.article_id == article_id, _T.version.in_(list(numbers))
    )
    with reading(engine) as connection:
        texts: dict[int, str] = {row.version: row.text for row in connection.execute(query)}
    return tuple(texts.get(number, "") for number in numbers)
