"""Groups articles that are copies of one another into stories, as they come and change.

Two articles are linked where ``data.reading.copies`` calls them the same story; a story is
everything that links connect. It has the number of its first article and the source of the
earliest one by day, its first source. Links depend on the two articles alone (text, day, source)
and stories on the links, so the order of input changes no story. The other articles of a story are
marked as changed when its number or first source changes, so that counts of independent sources
follow.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from data.reading.copies.comparison import REPRINT_DAYS, ComparedText, are_same
from data.reading.copies.fingerprint import ENOUGH_KEYS, KEYS
from data.store.schema import ARTICLE, ARTICLE_TEXT, COPY_BAND, NEWEST_TEXT, STATED_EVENT

_A, _B = ARTICLE.c, COPY_BAND.c
_E = STATED_EVENT.c
_DAY = sa.func.coalesce(_A.published, _E.first_day)
"""Records of events often have no published day; the event's distinguishes those of one form."""
MOST_COMPARED = 200
"""Articles that one is compared with, those that share most keys with it. No article of the news
or the gold has so many; a long series of entries on one form without days may."""

COMMON = 40
"""Articles that have a key from which on it belongs to a form, and makes no candidates. Templated
messages would else be tried with all that came before, and their time would grow with the square.
Copies share the keys of their numbers and names too."""

# Built once: building a statement takes four times as long as SQLite needs to do what it says.
_BANDS = sa.insert(COPY_BAND)
_SHARED = sa.func.count().label("shared")
_HOLDERS: sa.CompoundSelect[Any] = sa.union_all(*(
    sa.select(sa.literal(number).label("number"), sa.column("article_id")).select_from(
        sa.select(_B.article_id)
        .where(_B.band_key == sa.bindparam(f"key{number}"))
        .order_by(_B.article_id.desc())
        .limit(COMMON)
        .subquery()
    )
    for number in range(KEYS)
))  # fmt: skip
"""The newest articles that have each of the keys, ``COMMON`` at most; a key may be None."""
_SHARING = (
    sa.select(_B.article_id, _DAY, _SHARED)
    .join(ARTICLE, _A.article_id == _B.article_id)
    .outerjoin(STATED_EVENT, _E.article_id == _A.article_id)
    .where(
        _B.band_key.in_(sa.bindparam("bands", expanding=True)),
        _B.article_id.in_(sa.bindparam("candidates", expanding=True)),
    )
    .group_by(_B.article_id, _A.published, _E.first_day)
    .having(_SHARED >= ENOUGH_KEYS)
    .order_by(_SHARED.desc(), _B.article_id)
)


@dataclass(frozen=True, slots=True)
class _Member:
    story_id: int
    version: ComparedText


def find_story(
    connection: sa.Connection, article_id: int, bands: Sequence[int], *, change: int, again: bool
) -> None:
    """Find the story of an article whose text, day or source is new.

    Args:
        connection: a transaction that has taken its number of change.
        article_id: the article, stored with its text, and in a story of its own if it is new.
        bands: keys of the text, see ``data.reading.copies``.
        change: the number of change.
        again: the article was stored before otherwise, and may leave a story.
    """
    if again:
        leave_story(connection, article_id, change)
    if not bands:
        return
    rows = [{"band_key": key, "article_id": article_id} for key in sorted(set(bands))]
    connection.execute(_BANDS, rows)
    likely = _sharing(connection, bands, article_id)
    if not likely:
        return
    members = _members(connection, [article_id, *likely])
    own = members.pop(article_id)
    joined: set[int] = set()
    copies = []
    for other in likely:
        # A story that is joined already needs no second reason.
        if members[other].story_id not in joined and are_same(own.version, members[other].version):
            joined.add(members[other].story_id)
            copies.append(other)
    if copies:
        merge_stories(connection, [article_id, *copies], change=change)


def merge_stories(connection: sa.Connection, article_ids: Iterable[int], *, change: int) -> None:
    """Make one story of all that the stories of these articles hold."""
    stories = sa.select(_A.story_id).where(_A.article_id.in_(list(article_ids)))
    members = connection.scalars(sa.select(_A.article_id).where(_A.story_id.in_(stories)))
    _settle(connection, list(members), change)


def leave_story(connection: sa.Connection, article_id: int, change: int) -> None:
    """Take the article out of its story; what it held together alone falls apart."""
    connection.execute(sa.delete(COPY_BAND).where(_B.article_id == article_id))
    own = sa.select(_A.story_id).where(_A.article_id == article_id).scalar_subquery()
    members = set(connection.scalars(sa.select(_A.article_id).where(_A.story_id == own)))
    _settle(connection, [article_id], change)
    rest = sorted(members - {article_id})
    others = _members(connection, rest)
    keys = _keys_of(connection, rest)

    def linked(one: int, other: int) -> bool:
        shared = len(keys[one] & keys[other])
        days = (others[one].version.published, others[other].version.published)
        alike = keys[one] == keys[other]
        likely = shared >= ENOUGH_KEYS and (alike or _near(*days))
        return likely and are_same(others[one].version, others[other].version)

    while rest:
        story, waiting = [], [rest.pop(0)]
        while waiting:
            story.append(waiting.pop())
            found = {other for other in rest if linked(story[-1], other)}
            rest = [other for other in rest if other not in found]
            waiting += found
        _settle(connection, story, change)


def _settle(connection: sa.Connection, members: list[int], change: int) -> None:
    """Give the articles, which are a whole story, its number and its first source."""
    query = (
        sa.select(_A.source)
        .outerjoin(STATED_EVENT, _E.article_id == _A.article_id)
        .where(_A.article_id.in_(members))
        .order_by(_DAY.asc().nulls_last(), _A.source, _A.article_id)
        .limit(1)
    )
    story_id, first_source = min(members), connection.scalars(query).one()
    connection.execute(
        sa.update(ARTICLE)
        .where(
            _A.article_id.in_(members),
            sa.or_(_A.story_id != story_id, _A.first_source != first_source),
        )
        .values(story_id=story_id, first_source=first_source, changed=change)
    )


def _sharing(connection: sa.Connection, bands: Sequence[int], article_id: int) -> list[int]:
    """Articles that share enough keys, most first; those long before or after, only if all keys.

    Without these bounds every entry of a long series would be compared with all of them.
    """
    candidates = _candidates(connection, bands, article_id)
    if not candidates:
        return []
    asked = {"bands": list(bands), "candidates": candidates}
    found = connection.execute(_SHARING, asked).all()
    if not found:
        return []
    own = sa.select(_DAY).outerjoin(STATED_EVENT, _E.article_id == _A.article_id)
    day = connection.scalar(own.where(_A.article_id == article_id))
    alike = [other for other, _day, count in found if count == len(bands)]
    keys = _keys_of(connection, alike[:MOST_COMPARED])
    same = {other for other in alike if len(keys.get(other, ())) == len(bands)}
    likely = [other for other, others, _count in found if other in same or _near(day, others)]
    return likely[:MOST_COMPARED]


def _candidates(connection: sa.Connection, bands: Sequence[int], article_id: int) -> list[int]:
    """Other articles that share enough keys which are not common, those with most of them first."""
    asked: dict[str, int | None] = {f"key{number}": None for number in range(KEYS)}
    asked |= {f"key{number}": key for number, key in enumerate(bands)}
    holders: dict[int, list[int]] = {}
    for number, holder in connection.execute(_HOLDERS, asked).all():
        holders.setdefault(number, []).append(holder)
    rare = [found for found in holders.values() if len(found) < COMMON]
    if all(found == [article_id] for found in rare) and len(rare) < ENOUGH_KEYS:
        rare = list(holders.values())  # said in the same words very often
    shared = Counter(holder for found in rare for holder in found if holder != article_id)
    enough = min(ENOUGH_KEYS, len(rare))
    likely = shared.most_common(MOST_COMPARED)
    return [holder for holder, count in likely if count >= enough]


def _keys_of(connection: sa.Connection, article_ids: Sequence[int]) -> dict[int, set[int]]:
    keys: dict[int, set[int]] = {article_id: set() for article_id in article_ids}
    query = sa.select(_B.article_id, _B.band_key).where(_B.article_id.in_(article_ids))
    for article_id, key in connection.execute(query) if article_ids else ():
        keys[article_id].add(key)
    return keys


def _near(day: date | None, other: date | None) -> bool:
    return day is None or other is None or abs((day - other).days) <= REPRINT_DAYS


def _members(connection: sa.Connection, article_ids: Iterable[int]) -> dict[int, _Member]:
    query = (
        sa.select(
            _A.article_id,
            _A.story_id,
            _A.title,
            ARTICLE_TEXT.c.text,
            _DAY,
            _A.source,
        )
        .join(ARTICLE_TEXT, NEWEST_TEXT)
        .outerjoin(STATED_EVENT, _E.article_id == _A.article_id)
        .where(_A.article_id.in_(list(article_ids)))
    )
    return {
        article_id: _Member(story_id, ComparedText(title, text, published, source))
        for article_id, story_id, title, text, published, source in connection.execute(query)
    }
