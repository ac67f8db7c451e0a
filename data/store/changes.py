"""Numbers the changes of the store, so that readers know what they have not seen yet.

Taking the next number locks the counter's row until the transaction ends. Transactions that
change articles so follow one another on every engine, and numbers are in the order of commits: a
reader that has seen N finds everything newer above N, and nothing ever appears below.
"""

import sqlalchemy as sa

from data.errors import StoreError
from data.store.schema import REMOVED, STATE

_THE_ROW = STATE.c.state_id == 1
_NEXT = sa.update(STATE).where(_THE_ROW).values(changes=STATE.c.changes + 1)
_NEXT_NUMBER = _NEXT.returning(STATE.c.changes)


def next_change(connection: sa.Connection) -> int:
    """The number of the change that this transaction makes; the first thing it does."""
    number = connection.execute(_NEXT_NUMBER).scalar_one_or_none()
    if number is None:
        raise StoreError("the database has lost its counter of changes; restore a backup")
    return int(number)


def changes(connection: sa.Connection) -> int:
    """The number of the last change that this connection sees; 0 in an empty store."""
    return int(connection.execute(sa.select(STATE.c.changes).where(_THE_ROW)).scalar_one())


def note_removed(connection: sa.Connection, article_ids: list[int], change: int) -> None:
    """Remember that the articles were taken out by this change."""
    if article_ids:
        rows = [{"article_id": article_id, "changed": change} for article_id in article_ids]
        connection.execute(sa.insert(REMOVED), rows)
