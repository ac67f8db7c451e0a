"""What a ``Filter`` means in SQL: conditions on articles and on mentions, with bound values.

Every query starts from these, so that map, histogram, list and excerpts never disagree. All of
them expect ``article`` joined; conditions on mentions expect ``mention`` too, and ``place`` where
kinds are chosen.
"""

import sqlalchemy as sa

from data.model import Filter, SourceKind
from data.reading.search.query import read_search
from data.storable import storable
from data.store.schema import ARTICLE, MENTION, PLACE
from data.store.search.matching import Found
from geocode.model import Role

Conditions = list[sa.ColumnElement[bool]]


def article_conditions(chosen: Filter, *, without: str = "") -> Conditions:
    """Conditions on ``article``; ``without`` names one field of the filter that does not count."""
    found: Conditions = []
    if without != "days":
        found += _days(chosen)
    if chosen.sources and without != "sources":
        found.append(ARTICLE.c.source.in_([storable(source) for source in chosen.sources]))
    if chosen.languages and without != "languages":
        found.append(ARTICLE.c.lang.in_([storable(lang) for lang in chosen.languages]))
    if not chosen.briefs:
        found.append(ARTICLE.c.source_kind != SourceKind.BRIEF.value)
    search = read_search(chosen.search)
    if search.terms:
        found.append(Found(search))
    return found


def mention_conditions(chosen: Filter, *, without: str = "") -> Conditions:
    """Conditions on ``article``, ``mention`` and ``place`` for mentions that count."""
    found = article_conditions(chosen, without=without) + _roles(chosen)
    if chosen.kinds and without != "kinds":
        found.append(PLACE.c.kind.in_([kind.value for kind in chosen.kinds]))
    return found


def naming_conditions(chosen: Filter, *, without: str = "") -> Conditions:
    """Conditions on ``article`` alone; where kinds are chosen, it must name a place of one."""
    found = article_conditions(chosen, without=without)
    if chosen.kinds:
        naming = (
            sa.select(MENTION.c.article_id)
            .join(PLACE, PLACE.c.place_no == MENTION.c.place_no)
            .where(PLACE.c.kind.in_([kind.value for kind in chosen.kinds]), *_roles(chosen))
        )
        found.append(ARTICLE.c.article_id.in_(naming))
    return found


def counted_role(chosen: Filter) -> sa.ColumnElement[bool]:
    """Whether a mention's role counts, as one condition."""
    return sa.and_(sa.true(), *_roles(chosen))


def _roles(chosen: Filter) -> Conditions:
    return [] if chosen.associative else [MENTION.c.role == Role.LITERAL.value]


def _days(chosen: Filter) -> Conditions:
    found: Conditions = []
    if chosen.days.first is not None:
        found.append(ARTICLE.c.published >= chosen.days.first)
    if chosen.days.last is not None:
        found.append(ARTICLE.c.published <= chosen.days.last)
    if not found and not chosen.undated:
        found.append(ARTICLE.c.published.is_not(None))
    return found
