"""Translates a ``Filter`` into SQL conditions on articles and on mentions, with bound values.

Its packed form is in ``data.counts``; a test keeps the two equal. All conditions expect ``article``
joined; those on mentions expect ``mention`` too, and ``place`` where kinds are chosen. ``dialect``
is the engine's, as each engine searches its full-text index in a way of its own.
"""

import sqlalchemy as sa

from data.model import Filter, SourceKind
from data.reading.search.query import read_search
from data.storable import storable
from data.store.claiming import claiming_article, claiming_mention
from data.store.schema import ARTICLE, MENTION, PLACE
from data.store.search import index
from geocode.model import Role

Conditions = list[sa.ColumnElement[bool]]


def article_conditions(chosen: Filter, dialect: str) -> Conditions:
    """Conditions on ``article``."""
    found = _days(chosen)
    if chosen.sources:
        found.append(ARTICLE.c.source.in_([storable(source) for source in chosen.sources]))
    if chosen.languages:
        found.append(ARTICLE.c.lang.in_([storable(lang) for lang in chosen.languages]))
    if not chosen.briefs:
        found.append(ARTICLE.c.source_kind != SourceKind.BRIEF.value)
    if chosen.claims:
        found.append(claiming_article(chosen.claims))
    search = read_search(chosen.search)
    if search.terms:
        found.append(index.condition(search, dialect, doc=ARTICLE.c.search_doc))
    return found


def mention_conditions(chosen: Filter, dialect: str) -> Conditions:
    """Conditions on ``article``, ``mention`` and ``place`` for mentions that count."""
    found = [*article_conditions(chosen, dialect), counts(chosen)]
    if chosen.kinds:
        found.append(PLACE.c.kind.in_([kind.value for kind in chosen.kinds]))
    return found


def counts(chosen: Filter) -> sa.ColumnElement[bool]:
    """Whether a mention counts by its role and by what is claimed there."""
    claiming = claiming_mention(chosen.claims) if chosen.claims else sa.true()
    return sa.and_(counted_role(chosen), claiming)


def counted_role(chosen: Filter) -> sa.ColumnElement[bool]:
    """Whether a mention's role counts."""
    return sa.true() if chosen.associative else MENTION.c.role == Role.LITERAL.value


def _days(chosen: Filter) -> Conditions:
    found: Conditions = []
    if chosen.days.first is not None:
        found.append(ARTICLE.c.published >= chosen.days.first)
    if chosen.days.last is not None:
        found.append(ARTICLE.c.published <= chosen.days.last)
    if not found and not chosen.undated:
        found.append(ARTICLE.c.published.is_not(None))
    return found
