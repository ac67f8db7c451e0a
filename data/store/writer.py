"""Puts articles with their mentions into the store, each in one transaction.

An article that is known with the same text is unchanged, whichever of its versions that text is.
With another text it becomes a new version: the older text stays, the mentions are those of the
new one. With the same text and other metadata (title, day, address ...) the metadata is updated,
where the new input says something: an undated copy never takes a day away.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from data.errors import StoreError
from data.folding import folded
from data.identity import Prepared
from data.model import Article
from data.store.engine import reading, writing
from data.store.relatives import pin_of
from data.store.rows import mention_row, place_row
from data.store.schema import ARTICLE, ARTICLE_TEXT, MENTION, PLACE
from geocode.model import Resolution

# Built once: building it for every article took a third of the time spent outside the parser.
_LOOK_UP = (
    sa.select(ARTICLE, ARTICLE_TEXT.c.version.label("same_text"))
    .outerjoin(
        ARTICLE_TEXT,
        sa.and_(
            ARTICLE_TEXT.c.article_id == ARTICLE.c.article_id,
            ARTICLE_TEXT.c.sha256 == sa.bindparam("asked_sha256"),
        ),
    )
    .where(ARTICLE.c.identity == sa.bindparam("asked_identity"))
)


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
    published: date | None
    """The day that the store would hold: its own where the input is silent."""
    lang: str
    """The language of the text: stated, stored beside this very text, or guessed."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What the store holds of an article."""

    article_id: int
    version: int
    has_text: bool
    """Some version has the text asked about."""
    changes: dict[str, Any]
    """Metadata to update; empty where an older version has that text."""
    published: date | None
    """The day, once ``changes`` are made."""
    lang: str
    """The language of the text asked about: stated, stored beside it, or guessed."""

    @property
    def outcome(self) -> Outcome:
        if not self.has_text:
            return Outcome.NEW_VERSION
        return Outcome.UPDATED if self.changes else Outcome.UNCHANGED


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
        self._places: set[str] = set()

    def plan(self, prepared: Prepared) -> Plan:
        """What ``store`` would do as things stand; writes nothing."""
        with reading(self._engine) as connection:
            stored = self._look_up(connection, prepared)
        if stored is None:
            shown = prepared.shown
            return Plan(Outcome.NEW, parse=True, published=shown.published, lang=shown.lang)
        parse = not stored.has_text or not {"published", "lang"}.isdisjoint(stored.changes)
        return Plan(stored.outcome, parse=parse, published=stored.published, lang=stored.lang)

    def store(
        self, prepared: Prepared, resolutions: Sequence[Resolution] | None, *, planned: Plan
    ) -> Outcome:
        """Store the article; ``resolutions`` None leaves its mentions as they are.

        Another process may have stored it since it was planned: what happens is decided again
        under the write lock.
        """
        if planned.outcome is Outcome.UNCHANGED:  # nothing is ever taken out of the store
            self._met.add(prepared.identity)
            return Outcome.UNCHANGED
        written: set[str] = set()
        with writing(self._engine) as connection:
            stored = self._look_up(connection, prepared)
            result = stored.outcome if stored else Outcome.NEW
            if result is not Outcome.UNCHANGED:
                article_id = self._write_article(connection, prepared, stored)
                if resolutions is not None:
                    written = self._write_places(connection, resolutions)
                    day = stored.published if stored else prepared.shown.published
                    self._write_mentions(
                        connection, article_id, day, resolutions, new=stored is None
                    )
                elif stored and "published" in stored.changes:  # by another process, just now
                    same = MENTION.c.article_id == article_id
                    connection.execute(sa.update(MENTION).where(same).values(day=stored.published))
        self._met.add(prepared.identity)
        self._places |= written  # only once the transaction is kept
        return result

    def _look_up(self, connection: sa.Connection, prepared: Prepared) -> _Known | None:
        asked = {"asked_identity": prepared.identity, "asked_sha256": prepared.sha256}
        row = connection.execute(_LOOK_UP, asked).one_or_none()
        if row is None:
            return None
        newest = row.same_text in {None, row.version}
        gaps_only = row.same_text is not None and prepared.identity in self._met
        changes = _changes(prepared, row._asdict(), gaps_only=gaps_only) if newest else {}
        return _Known(
            article_id=row.article_id,
            version=row.version,
            has_text=row.same_text is not None,
            changes=changes,
            published=changes.get("published", row.published),
            lang=changes.get("lang") or (row.lang if row.same_text else prepared.shown.lang),
        )

    def _write_article(
        self, connection: sa.Connection, prepared: Prepared, stored: _Known | None
    ) -> int:
        if stored is None:
            values = {"identity": prepared.identity, "version": 1, **_metadata(prepared.shown)}
            inserted = connection.execute(sa.insert(ARTICLE), values).inserted_primary_key
            if inserted is None:
                raise StoreError("the database gives no number to a new row; use another driver")
            article_id, version = int(inserted[0]), 1
        else:
            article_id, version = stored.article_id, stored.version + (not stored.has_text)
            connection.execute(
                sa.update(ARTICLE)
                .where(ARTICLE.c.article_id == article_id)
                .values(version=version, origin=prepared.shown.origin, **stored.changes)
            )
        self._write_text(connection, article_id, version, prepared, stored)
        return article_id

    def _write_text(
        self,
        connection: sa.Connection,
        article_id: int,
        version: int,
        prepared: Prepared,
        stored: _Known | None,
    ) -> None:
        searchable = folded(f"{prepared.shown.title}\n{prepared.shown.text}")
        if stored and stored.has_text:
            connection.execute(
                sa.update(ARTICLE_TEXT)
                .where(ARTICLE_TEXT.c.article_id == article_id, ARTICLE_TEXT.c.version == version)
                .values(folded=searchable)
            )
            return
        row = {
            "article_id": article_id,
            "version": version,
            "sha256": prepared.sha256,
            "run_id": self._run_id,
            "text": prepared.shown.text,
            "folded": searchable,
        }
        connection.execute(sa.insert(ARTICLE_TEXT), row)

    def _write_places(
        self, connection: sa.Connection, resolutions: Sequence[Resolution]
    ) -> set[str]:
        pins = [pin_of(resolution) for resolution in resolutions]
        wanted = {pin.place_id: pin for pin in pins if pin is not None}
        missing = {key: place for key, place in wanted.items() if key not in self._places}
        for place in missing.values():
            row = place_row(place, self._gazetteer_version)
            same = PLACE.c.place_id == place.place_id
            if not connection.execute(sa.update(PLACE).where(same).values(**row)).rowcount:
                connection.execute(sa.insert(PLACE), row)
        return set(missing)

    def _write_mentions(
        self,
        connection: sa.Connection,
        article_id: int,
        day: date | None,
        resolutions: Sequence[Resolution],
        *,
        new: bool,
    ) -> None:
        if not new:
            connection.execute(sa.delete(MENTION).where(MENTION.c.article_id == article_id))
        rows = [
            {
                "article_id": article_id,
                "day": day,
                "gazetteer_version": self._gazetteer_version,
                "model_version": self._model_version,
                **mention_row(resolution),
            }
            for resolution in resolutions
        ]
        if rows:
            connection.execute(sa.insert(MENTION), rows)


def _metadata(article: Article) -> dict[str, Any]:
    return {
        "title": article.title,
        "source": article.source,
        "source_kind": article.source_kind.value,
        "published": article.published,
        "lang": article.lang,
        "url": article.url,
        "rests_on": article.rests_on,
        "origin": article.origin,
    }


def _changes(prepared: Prepared, stored: Mapping[str, Any], *, gaps_only: bool) -> dict[str, Any]:
    """Metadata that the input states and the store has otherwise; where it was read from apart."""
    stated = _metadata(prepared.stated)
    del stated["origin"]
    return {
        name: value
        for name, value in stated.items()
        if value not in {None, "", stored[name]}
        and not (gaps_only and stored[name] not in {None, ""})
    }
