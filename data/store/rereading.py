"""Finds articles read by another gazetteer, model or reader of claims, and reads them again.

An article keeps its texts, its number, its corrections and its published day; only where the store
knew no day, one that is found now is taken. Each article is replaced in a transaction of its own
that names the versions that read it: safe to interrupt, the next run continues there.
"""

from dataclasses import dataclass

import sqlalchemy as sa

from data.model import Article
from data.reading.article import CLAIMS_VERSION, Read
from data.store.changes import next_change
from data.store.contents import write_mentions
from data.store.engine import reading, writing
from data.store.metadata import article_of, found_columns
from data.store.numbers import PlaceNumbers, placing_id
from data.store.schema import ARTICLE, ARTICLE_TEXT, NEWEST_TEXT, PLACING, STATED_EVENT
from data.store.search import index
from data.store.stories import find_story

TO_BE_READ = " (to be read anew)"
"""Suffix of the model version of articles that are to be read again in any case."""

_A = ARTICLE.c


@dataclass(frozen=True, slots=True)
class Stale:
    """An article as it is stored, read by other versions."""

    article_id: int
    version: int
    known: Article


class Rereader:
    """Finds what is stale by the given versions, and stores what they read."""

    def __init__(self, engine: sa.Engine, *, gazetteer_version: str, model_version: str) -> None:
        self._engine = engine
        self._versions = gazetteer_version, model_version
        self._places = PlaceNumbers(gazetteer_version)
        placed_by_these = sa.select(PLACING.c.placing_id).where(
            PLACING.c.gazetteer_version == gazetteer_version,
            PLACING.c.model_version == model_version,
        )
        self._stale = sa.or_(
            _A.placing_id.not_in(placed_by_these), _A.claims_version != CLAIMS_VERSION
        )

    def mark_all(self) -> None:
        """Make every article stale; which versions read it stays known."""
        query = sa.select(PLACING).where(PLACING.c.model_version.not_like(f"%{TO_BE_READ}"))
        with writing(self._engine) as connection:
            for row in connection.execute(query).all():
                marked = placing_id(
                    connection, row.gazetteer_version, row.model_version + TO_BE_READ
                )
                same = _A.placing_id == row.placing_id
                connection.execute(sa.update(ARTICLE).where(same).values(placing_id=marked))

    def count(self) -> int:
        """How many articles are stale."""
        query = sa.select(sa.func.count()).select_from(ARTICLE).where(self._stale)
        with reading(self._engine) as connection:
            return connection.execute(query).scalar_one()

    def after(self, article_id: int, *, limit: int) -> list[Stale]:
        """Stale articles with higher numbers than ``article_id``, lowest first."""
        query = (
            sa.select(
                ARTICLE, ARTICLE_TEXT.c.text, STATED_EVENT.c.first_day, STATED_EVENT.c.day_prec
            )
            .join(ARTICLE_TEXT, NEWEST_TEXT)
            .outerjoin(STATED_EVENT, STATED_EVENT.c.article_id == _A.article_id)
            .where(self._stale, _A.article_id > article_id)
            .order_by(_A.article_id)
            .limit(limit)
        )
        with reading(self._engine) as connection:
            rows = connection.execute(query).mappings()
            return [Stale(row["article_id"], row["version"], article_of(row)) for row in rows]

    def store(self, stale: Stale, read: Read) -> bool:
        """Put the reading in place of the older one; False where the article changed meanwhile."""
        with writing(self._engine) as connection:
            change = next_change(connection)
            query = sa.select(_A.version, _A.published).where(_A.article_id == stale.article_id)
            held = connection.execute(query).one_or_none()
            if held is None or (held.version, held.published) != (
                stale.version,
                stale.known.published,
            ):
                return False
            numbers = self._places.numbers(connection, read.places, change=change)
            index.add(connection, change, read.words)
            columns = {
                **found_columns(read.shown, stale.known),
                "placing_id": placing_id(connection, *self._versions),
                "claims_version": CLAIMS_VERSION,
                "search_doc": change,
                "changed": change,
            }
            same = _A.article_id == stale.article_id
            connection.execute(sa.update(ARTICLE).where(same).values(**columns))
            write_mentions(connection, stale.article_id, read, numbers=numbers, again=True)
            find_story(connection, stale.article_id, read.copy_keys, change=change, again=True)
        self._places.keep(numbers)
        return True
