"""Translates a ``Filter`` into SQL conditions on articles and on mentions, with bound values.

Its packed form is in ``data.counts``; a test keeps the two equal. All conditions expect ``article``
joined; those on mentions expect ``mention`` too, and ``place`` where kinds are chosen. ``dialect``
is the engine's, as each engine searches its full-text index in a way of its own.

By the day of the event, a mention counts by the first day of what its text tells there, and one
that states no day only while all days are chosen; an article passes where one of its mentions does.
"""

from typing import Any

import sqlalchemy as sa

from data.model import DayBy, Filter, SourceKind
from data.reading.search.query import read_search
from data.storable import storable
from data.store.claiming import claiming_article, claiming_mention
from data.store.schema import ARTICLE, CLAIM, MENTION, PLACE
from data.store.search import index
from data.store.within import places_within
from geocode.model import Role

Conditions = list[sa.ColumnElement[bool]]


def claim_conditions(chosen: Filter, connection: sa.Connection) -> Conditions:
    """Conditions on ``article``, ``claim`` and ``place`` for claims that count.

    By the day of the event, the claim's own day counts.
    """
    of_article = article_conditions(chosen, connection.dialect.name)
    found = [*_days(chosen, CLAIM.c.event_day), *of_article, *_places(chosen, connection)]
    if chosen.claims:
        found.append(CLAIM.c.event.in_([event.value for event in chosen.claims]))
    return found


def mention_conditions(chosen: Filter, connection: sa.Connection) -> Conditions:
    """Conditions on ``article``, ``mention`` and ``place`` for mentions that count."""
    named = named_conditions(chosen, connection.dialect.name)
    return [*named, counts(chosen), *_places(chosen, connection)]


def named_conditions(chosen: Filter, dialect: str) -> Conditions:
    """As ``mention_conditions``, whatever the mention's role, claims and place."""
    return [*_days(chosen, MENTION.c.event_day), *article_conditions(chosen, dialect)]


def counts(chosen: Filter) -> sa.ColumnElement[bool]:
    """Whether a mention counts by its role, its day of the event and what is claimed there."""
    claiming = claiming_mention(chosen.claims) if chosen.claims else sa.true()
    days = _days(chosen, MENTION.c.event_day) if chosen.by is DayBy.EVENT else []
    return sa.and_(counted_role(chosen), claiming, *days)


def counted_role(chosen: Filter) -> sa.ColumnElement[bool]:
    """Whether a mention's role counts."""
    return sa.true() if chosen.associative else MENTION.c.role == Role.LITERAL.value


def article_conditions(chosen: Filter, dialect: str) -> Conditions:
    """Conditions on ``article``, its day apart."""
    found: Conditions = []
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


def _places(chosen: Filter, connection: sa.Connection) -> Conditions:
    """Conditions on ``mention`` and ``place`` for places that count.

    Which places lie where the filter says is read first.
    """
    found: Conditions = []
    if chosen.kinds:
        found.append(PLACE.c.kind.in_([kind.value for kind in chosen.kinds]))
    within = places_within(connection, chosen)
    if within is not None:
        # Written out: more values than an engine binds may lie inside a country.
        numbers: sa.BindParameter[int] = sa.bindparam(
            "within", within, expanding=True, literal_execute=True
        )
        found.append(MENTION.c.place_no.in_(numbers))
    return found


def _days(chosen: Filter, event_day: sa.ColumnElement[Any]) -> Conditions:
    """``event_day`` is compared with the chosen days, or the day that the article was published."""
    day = event_day if chosen.by is DayBy.EVENT else ARTICLE.c.published
    found: Conditions = []
    if chosen.days.first is not None:
        found.append(day >= chosen.days.first)
    if chosen.days.last is not None:
        found.append(day <= chosen.days.last)
    if not found and not chosen.undated:
        found.append(day.is_not(None))
    return found
