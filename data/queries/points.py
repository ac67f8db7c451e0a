"""Compares the points that the input itself states with the places that our reading found.

A stated point is as far from ours as the nearest place that a literal name of its article stands
for. The middle of a country is no place of a story (UCDP ``where_prec`` 6 and 7): such points are
counted and not measured, and such places of ours do not count. A point whose article has no place
of ours, most often because the text names none, is counted apart. Distances are in kilometres,
over the earth.
"""

import heapq
import itertools
import statistics
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from data.model import StatedPoint
from data.storable import storable
from data.store.engine import reading
from data.store.schema import ARTICLE, MENTION, PLACE, STATED_POINT
from geocode.gazetteer.earth import distance_km
from geocode.model import Role
from geocode.precision import WherePrec

NEAR_KM = (5, 25, 100)
"""Radii that the shares are given for: the town, its surroundings (UCDP's 2), its region."""
_ROWS_AT_ONCE = 5000
_A, _M, _P, _S = ARTICLE.c, MENTION.c, PLACE.c, STATED_POINT.c


@dataclass(frozen=True, slots=True)
class Apart:
    """A stated point and our nearest place."""

    article_id: int
    title: str
    source: str
    stated: StatedPoint
    place: str
    """Name of our place."""
    distance_km: float


@dataclass(frozen=True, slots=True)
class Agreement:
    """How near the points of one source lie to our places."""

    source: str
    points: int
    """That stand for less than a country."""
    unplaced: int
    """Of them, those whose article has no place of ours; the others are measured."""
    countries: int
    """Points that stand for a country; not among ``points``."""
    shares: tuple[float, ...]
    """Of those measured, those within each of ``NEAR_KM``; 0..1."""
    median_km: float | None
    """Of those measured; None without any."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """All of the store's points, or one source's."""

    total: Agreement
    sources: tuple[Agreement, ...]
    """Most points first."""
    worst: tuple[Apart, ...]
    """Farthest first."""


@dataclass(slots=True)
class _Count:
    distances: "array[float]" = field(default_factory=lambda: array("f"))
    unplaced: int = 0
    countries: int = 0

    def agreement(self, source: str) -> Agreement:
        measured = len(self.distances)
        within = [sum(km <= near for km in self.distances) for near in NEAR_KM]
        return Agreement(
            source,
            measured + self.unplaced,
            self.unplaced,
            self.countries,
            tuple(count / measured if measured else 0.0 for count in within),
            statistics.median(self.distances) if self.distances else None,
        )


def compare_points(engine: sa.Engine, *, source: str | None = None, worst: int = 0) -> Comparison:
    """Every stated point of the store, or of one source, beside our nearest place.

    The ``worst`` are points with a place of ours; of those that are as far, the older article's.
    """
    counts: dict[str, _Count] = {}
    every = _Count()

    def measured() -> Iterator[Apart]:
        for name, stated, nearest in _pairs(engine, source):
            for count in (every, counts.setdefault(name, _Count())):
                if (stated.where_prec or 0) >= WherePrec.COUNTRY:
                    count.countries += 1
                elif nearest is None:
                    count.unplaced += 1
                else:
                    count.distances.append(nearest.distance_km)
            if nearest is not None and (stated.where_prec or 0) < WherePrec.COUNTRY:
                yield nearest

    placed = measured()
    far = heapq.nsmallest(worst, placed, key=lambda a: (-a.distance_km, a.article_id))
    for _apart in placed:  # where none of the worst is wanted, nothing was read yet
        pass
    rows = [count.agreement(name) for name, count in counts.items()]
    rows.sort(key=lambda row: (-row.points, row.source))
    return Comparison(every.agreement("all"), tuple(rows), tuple(far))


def _pairs(
    engine: sa.Engine, source: str | None
) -> Iterator[tuple[str, StatedPoint, Apart | None]]:
    """Source of the article, its point, and our nearest place: article by article."""
    query = (
        sa.select(
            *(_A.article_id, _A.title, _A.source),
            *(_S.ordinal, _S.latitude, _S.longitude, _S.name, _S.where_prec),
            *(_P.name.label("place"), _P.latitude.label("north"), _P.longitude.label("east")),
        )
        .select_from(
            STATED_POINT.join(ARTICLE, _A.article_id == _S.article_id)
            # One after the other: joined to one another first, all mentions would be gone through.
            .outerjoin(MENTION, sa.and_(_M.article_id == _S.article_id, _M.role == Role.LITERAL))
            .outerjoin(
                PLACE, sa.and_(_P.place_no == _M.place_no, _P.where_prec < WherePrec.COUNTRY)
            )
        )
        .order_by(_S.article_id, _S.ordinal, _M.start)
    )
    if source is not None:
        query = query.where(_A.source == storable(source))
    with reading(engine) as connection:
        rows = connection.execution_options(yield_per=_ROWS_AT_ONCE).execute(query)
        for _key, group in itertools.groupby(rows, key=lambda row: (row[0], row.ordinal)):
            yield _nearest([*group])


def _nearest(rows: Sequence[Any]) -> tuple[str, StatedPoint, Apart | None]:
    first = rows[0]
    stated = StatedPoint(first.latitude, first.longitude, first.name, first.where_prec)
    apart = [
        (distance_km(stated.latitude, stated.longitude, row.north, row.east), row.place)
        for row in rows
        if row.place is not None
    ]
    if not apart:
        return first.source, stated, None
    km, place = min(apart)
    return (
        first.source,
        stated,
        Apart(first.article_id, first.title, first.source, stated, place, km),
    )
