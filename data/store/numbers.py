"""Gives places, and the versions that placed mentions, their numbers in the store."""

from collections.abc import Iterable

import sqlalchemy as sa

from data.reading.mentions import place_row
from data.store.schema import PLACE, PLACING
from geocode.model import Place

_SAME_PLACE = PLACE.c.place_id == sa.bindparam("same_place")
_UPDATE = sa.update(PLACE).where(_SAME_PLACE).returning(PLACE.c.place_no)
_INSERT = sa.insert(PLACE).returning(PLACE.c.place_no)

_SAME_VERSIONS = sa.select(PLACING.c.placing_id).where(
    PLACING.c.gazetteer_version == sa.bindparam("gazetteer_version"),
    PLACING.c.model_version == sa.bindparam("model_version"),
)


class PlaceNumbers:
    """Gives places their numbers; remembers those it has met, once they are committed."""

    def __init__(self, gazetteer_version: str) -> None:
        self._gazetteer_version = gazetteer_version
        self._kept: dict[str, int] = {}

    def numbers(
        self, connection: sa.Connection, places: Iterable[Place], *, change: int
    ) -> dict[str, int]:
        """Number by id; the row of a place that is met first is made, or brought up to date."""
        return {
            place.place_id: self._kept.get(place.place_id)
            or self._written(connection, place, change)
            for place in places
        }

    def keep(self, numbers: dict[str, int]) -> None:
        """Remember numbers whose transaction was kept."""
        self._kept |= numbers

    def forget(self) -> bool:
        """Forget all numbers; whether there were any."""
        had = bool(self._kept)
        self._kept.clear()
        return had

    def _written(self, connection: sa.Connection, place: Place, change: int) -> int:
        row = {**place_row(place, self._gazetteer_version), "changed": change}
        known = {**row, "same_place": place.place_id}
        number = connection.execute(_UPDATE, known).scalar_one_or_none()
        if number is None:
            number = connection.execute(_INSERT, row).scalar_one()
        return int(number)


def placing_id(connection: sa.Connection, gazetteer_version: str, model_version: str) -> int:
    """The number of the two versions; made where they are new. Call it under the write lock."""
    values = {"gazetteer_version": gazetteer_version, "model_version": model_version}
    number = connection.scalar(_SAME_VERSIONS, values)
    if number is None:
        new = sa.insert(PLACING).values(**values).returning(PLACING.c.placing_id)
        number = connection.execute(new).scalar_one()
    return int(number)
