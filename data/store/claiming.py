"""Defines which articles and mentions make a claim, as conditions for SQL queries."""

from collections.abc import Sequence

import sqlalchemy as sa

from data.model import ClaimEvent
from data.store.schema import ARTICLE, CLAIM, MENTION
from geocode.model import Role

# Aliases, so that a query that reads claims or mentions itself is not taken for theirs.
_OWN, _NAMED = CLAIM.alias("such_claim"), MENTION.alias("literal_mention")


def claiming_article(events: Sequence[ClaimEvent]) -> sa.ColumnElement[bool]:
    """Whether an article makes a claim of one of ``events`` at a literal mention."""
    claiming = (
        sa.select(_OWN.c.article_id)
        .join(_NAMED, _at(_NAMED))
        .where(_is_of(events), _NAMED.c.role == Role.LITERAL.value)
    )
    return ARTICLE.c.article_id.in_(claiming)


def claiming_mention(events: Sequence[ClaimEvent]) -> sa.ColumnElement[bool]:
    """Whether a claim of one of ``events`` is made at a mention."""
    return sa.exists().where(_at(MENTION), _is_of(events))


def _at(mention: sa.FromClause) -> sa.ColumnElement[bool]:
    return sa.and_(
        _OWN.c.article_id == mention.c.article_id,
        _OWN.c.start == mention.c.start,
    )


def _is_of(events: Sequence[ClaimEvent]) -> sa.ColumnElement[bool]:
    return _OWN.c.event.in_([event.value for event in events])
