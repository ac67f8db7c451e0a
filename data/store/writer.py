"""Stores articles with their mentions, each in one transaction.

An article that is known with the same text is unchanged, whichever of its versions that text is.
With another text it becomes a new version: the older text stays, the mentions are those of the
new one. With the same text and other metadata (title, day, address ...) the metadata is updated,
where the new input says something: an undated copy never takes a day away, and nothing takes away
a day that the analyst set. Only an article's own source changes it; what another one says of the
same address becomes an article beside it (``own_article``).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from data.errors import ArticleRefused
from data.model import Article, EventDay
from data.reading.article import CLAIMS_VERSION, Read, copy_keys
from data.reading.identity import Prepared
from data.reading.owners import owner_of
from data.reading.search.words import search_words
from data.store.changes import next_change
from data.store.contents import write_event, write_mentions, write_text
from data.store.engine import reading, writing
from data.store.metadata import changed_columns, columns_of, event_of, found_columns, known_from
from data.store.numbers import PlaceNumbers, placing_id
from data.store.own_article import Found, find_own
from data.store.schema import ARTICLE, REMOVED
from data.store.search import index
from data.store.stories import find_story

# Numbers are never given twice, so that nobody who counted an article that was taken out takes
# another for it. The write lock keeps two writers from the same one.
_LAST_STORED, _LAST_REMOVED = (
    sa.func.coalesce(sa.select(sa.func.max(table.c.article_id)).scalar_subquery(), 0)
    for table in (ARTICLE, REMOVED)
)
_NEXT_ARTICLE = sa.case((_LAST_STORED >= _LAST_REMOVED, _LAST_STORED), else_=_LAST_REMOVED) + 1
_INSERT = (
    sa.insert(ARTICLE)
    .values(article_id=_NEXT_ARTICLE, story_id=_NEXT_ARTICLE)
    .returning(ARTICLE.c.article_id)
)
_UPDATE = sa.update(ARTICLE).where(ARTICLE.c.article_id == sa.bindparam("same_article"))
_READ_BY = frozenset({"published", "lang"})
"""What the mentions were read with besides text and event."""
_STORY_BY = frozenset({"published", "source"})
"""What decides, besides text and event, of which story an article is a copy."""


class Outcome(StrEnum):
    """What storing an article came to."""

    NEW = "new"
    """The article was not there before."""
    NEW_VERSION = "new version"
    """It was there with another text, which is kept as the older version."""
    UPDATED = "updated"
    """It was there with this text; title, day or other metadata changed."""
    UNCHANGED = "unchanged"
    """It was there, and nothing about it is new."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What storing an article would come to."""

    outcome: Outcome
    parse: bool
    """Its mentions would change: the text is new, or the day or language that it is read by."""
    known: Article
    """What the input states, with day and language of the store where it is silent."""
    identity: str
    """Of the article in the store."""
    apart_from: str = ""
    """Source of an article with the same address, id or text that it is kept apart from."""


@dataclass(frozen=True, slots=True)
class _Stored:
    """What the store holds of an article."""

    article_id: int
    version: int
    has_text: bool
    """Some version has the text asked about."""
    changes: dict[str, Any]
    """Metadata to update; empty where an older version has that text."""
    event: EventDay | None
    """The day of its event, where the input states another than the store has."""
    known: Article
    unowned: bool
    """Nobody was known to own it, and the input does from now on."""

    @property
    def outcome(self) -> Outcome:
        if not self.has_text:
            return Outcome.NEW_VERSION
        return Outcome.UPDATED if self.changes or self.event else Outcome.UNCHANGED

    @property
    def parse(self) -> bool:
        """Whether what mentions are read with has changed."""
        changed = not _READ_BY.isdisjoint(self.changes)
        return not self.has_text or changed or self.event is not None

    @property
    def finds_story(self) -> bool:
        """Whether what decides of which story it is a copy has changed."""
        changed = not _STORY_BY.isdisjoint(self.changes)
        return not self.has_text or changed or self.event is not None


class Writer:
    """Stores the articles of one run; remembers which articles and places it has met.

    Where a run meets one article with one text twice, the first input decides its metadata and
    the second fills gaps only: else two copies would overwrite each other at every ingest.
    """

    def __init__(
        self, engine: sa.Engine, *, run_id: int, gazetteer_version: str, model_version: str
    ) -> None:
        self._engine = engine
        self._run_id = run_id
        self._gazetteer_version = gazetteer_version
        self._model_version = model_version
        self._met: set[str] = set()
        self._places = PlaceNumbers(gazetteer_version)
        self._placing_id: int | None = None

    def plan(self, prepared: Prepared) -> Plan:
        """What ``store`` would do as things stand; writes nothing."""
        with reading(self._engine) as connection:
            found = find_own(connection, prepared)
        stored = self._held(found, prepared)
        return Plan(
            stored.outcome if stored else Outcome.NEW,
            parse=stored.parse if stored else True,
            known=stored.known if stored else prepared.stated,
            identity=found.identity,
            apart_from=found.apart_from,
        )

    def store(self, prepared: Prepared, read: Read | None, *, planned: Plan) -> Outcome:
        """Store the article; ``read`` None leaves its mentions as they are.

        Another process may have stored it since it was planned: what happens is decided again
        under the write lock.
        """
        if planned.outcome is Outcome.UNCHANGED:  # nothing is ever taken out while we write
            self._met.add(planned.identity)
            return Outcome.UNCHANGED
        try:
            result = self._store(prepared, read)
        except ArticleRefused:
            if not self._places.forget():  # a place that we met may have been pruned since
                raise
            result = self._store(prepared, read)
        self._met.add(planned.identity)
        return result

    def _store(self, prepared: Prepared, read: Read | None) -> Outcome:
        numbers: dict[str, int] = {}
        with writing(self._engine) as connection:
            change = next_change(connection)
            placing = self._placing(connection) if read else None
            found = find_own(connection, prepared)
            stored = self._held(found, prepared)
            result = stored.outcome if stored else Outcome.NEW
            if result is not Outcome.UNCHANGED:
                article_id = self._write_article(
                    connection, prepared, found.identity, stored, read, change, placing
                )
                if read is not None:
                    numbers = self._places.numbers(connection, read.places, change=change)
                    again = stored is not None
                    write_mentions(connection, article_id, read, numbers=numbers, again=again)
        self._places.keep(numbers)  # and the placing's number: only once they are kept for good
        self._placing_id = placing or self._placing_id
        return result

    def _placing(self, connection: sa.Connection) -> int:
        if self._placing_id is not None:
            return self._placing_id
        return placing_id(connection, self._gazetteer_version, self._model_version)

    def _held(self, found: Found, prepared: Prepared) -> _Stored | None:
        held = found.held
        if held is None:
            return None
        same_text, version = held["same_text"], held["version"]
        newest = same_text in {None, version} and not found.repeats
        gaps_only = same_text is not None and found.identity in self._met
        changes = changed_columns(prepared.stated, held, gaps_only=gaps_only) if newest else {}
        event = prepared.stated.event if newest and not gaps_only else None
        return _Stored(
            article_id=held["article_id"],
            version=version,
            has_text=same_text is not None,
            changes=changes,
            event=None if event == event_of(held) else event,
            known=known_from(prepared.stated, {**held, **changes}, same_text=bool(same_text)),
            unowned=not held["owner"],
        )

    def _write_article(
        self,
        connection: sa.Connection,
        prepared: Prepared,
        identity: str,
        stored: _Stored | None,
        read: Read | None,
        change: int,
        placing: int | None,
    ) -> int:
        columns = _found_columns(stored, read, placing)
        words = _search_words(prepared, stored, read)
        if words is not None:  # the number of the change is the number of the document
            index.add(connection, change, words)
            columns["search_doc"] = change
        if stored is None or stored.unowned:
            columns["owner"] = owner_of(prepared.stated)
        if stored is None:
            article_id, version = self._new_article(connection, identity, change, columns), 1
        else:
            article_id, version = stored.article_id, stored.version + (not stored.has_text)
            columns |= {"version": version, "origin": prepared.stated.origin, "changed": change}
            _update(connection, article_id, columns | stored.changes)
        if stored is None or not stored.has_text:
            write_text(connection, article_id, version, prepared, run_id=self._run_id)
        event = stored.event if stored else prepared.stated.event
        if event is not None:
            write_event(connection, article_id, event)
        if stored is None or stored.finds_story:
            keys = read.copy_keys if read else copy_keys(prepared.stated)
            find_story(connection, article_id, keys, change=change, again=stored is not None)
        return article_id

    def _new_article(
        self, connection: sa.Connection, identity: str, change: int, columns: dict[str, Any]
    ) -> int:
        own = {
            "identity": identity,
            "version": 1,
            "changed": change,
            "first_source": columns["source"],
        }
        return int(connection.execute(_INSERT, own | columns).scalar_one())


def _found_columns(
    stored: _Stored | None, read: Read | None, placing: int | None
) -> dict[str, Any]:
    """Columns that come of reading the article."""
    if read is None:
        return {}
    found = columns_of(read.shown) if stored is None else found_columns(read.shown, stored.known)
    return {**found, "placing_id": placing, "claims_version": CLAIMS_VERSION}


def _search_words(prepared: Prepared, stored: _Stored | None, read: Read | None) -> str | None:
    """What the full-text index is to take; None where it has it."""
    title = stored.changes.get("title") if stored else None
    if title:
        return search_words(title, prepared.stated.text)
    return read.words if read else None


def _update(connection: sa.Connection, article_id: int, columns: Mapping[str, Any]) -> None:
    connection.execute(_UPDATE, {**columns, "same_article": article_id})
