"""Reads what the store knows of one place, and how often it is named under a filter."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from data.counts import Counts
from data.model import Filter
from data.storable import storable
from data.store.schema import PLACE
from geocode.display_names import LANGUAGES, address_of, known_name
from geocode.model import Kind, Place
from geocode.precision import WherePrec


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    """A place and its counts. Coordinates are degrees WGS84."""

    place_id: str
    name: str
    names: tuple[tuple[str, str], ...]
    """Language and name, for each of the geocoder's languages in which the name is known."""
    name_local: str | None
    address: str
    """The place and what it lies in, in English: "Bakhmut, Bakhmut Raion, ..., Ukraine"."""
    kind: Kind
    feature_code: str
    """GeoNames' code, or one of ours."""
    country: str | None
    admin1: str | None
    admin2: str | None
    latitude: float
    longitude: float
    where_prec: WherePrec
    uncertainty_m: int
    population: int
    """0 where it is not known."""
    mentions: int
    articles: int
    sources: int
    """Independent ones: copies counted once, without the project's own briefs."""
    by_day: tuple[tuple[date, int], ...]
    """Mentions a day, in order; days without are left out."""
    undated: int
    """Mentions without a day; ``mentions`` has them too."""

    @property
    def first_day(self) -> date | None:
        """None where no mention has a day."""
        return self.by_day[0][0] if self.by_day else None

    @property
    def last_day(self) -> date | None:
        """None where no mention has a day."""
        return self.by_day[-1][0] if self.by_day else None

    @property
    def by_month(self) -> tuple[tuple[date, int], ...]:
        """First day of each month that has mentions, and how many."""
        months: dict[date, int] = {}
        for day, mentions in self.by_day:
            month = day.replace(day=1)
            months[month] = months.get(month, 0) + mentions
        return tuple(months.items())


def place_record(engine: sa.Engine, place_id: str, chosen: Filter) -> PlaceRecord | None:
    """The place under the filter, with counts of 0 where that leaves it out; None: not known."""
    with Counts.of(engine) as counts:
        query = sa.select(PLACE).where(PLACE.c.place_id == storable(place_id))
        row = counts.connection.execute(query).one_or_none()
        if row is None:
            return None
        found = counts.one_place(place_id, chosen)
    days = zip(found.days.tolist(), found.mentions.tolist(), strict=True)
    return PlaceRecord(
        place_id=row.place_id,
        name=row.name,
        names=_names(row),
        name_local=row.name_local,
        address=address_of(_place(row), LANGUAGES[0]),
        kind=Kind(row.kind),
        feature_code=row.feature_code,
        country=row.country,
        admin1=row.admin1,
        admin2=row.admin2,
        latitude=row.latitude,
        longitude=row.longitude,
        where_prec=WherePrec(row.where_prec),
        uncertainty_m=row.uncertainty_m,
        population=row.population,
        mentions=int(found.mentions.sum()) + found.undated,
        articles=found.articles,
        sources=found.sources,
        by_day=tuple((date.fromordinal(day), mentions) for day, mentions in days),
        undated=found.undated,
    )


def _names(row: sa.Row[Any]) -> tuple[tuple[str, str], ...]:
    first, *others = LANGUAGES
    known = [
        (language, known_name(row.place_id, row.country, row.name_local, language))
        for language in others
    ]
    return ((first, row.name), *((language, name) for language, name in known if name))


def _place(row: sa.Row[Any]) -> Place:
    return Place(
        row.place_id,
        row.name,
        row.latitude,
        row.longitude,
        Kind(row.kind),
        row.feature_code,
        row.country,
        row.admin1,
        row.admin2,
        name_local=row.name_local,
    )
