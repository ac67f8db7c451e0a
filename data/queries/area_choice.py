"""Lists the countries, oblasts and raions in which places are named, to choose one of them.

Such an area need not be named itself; areas whose id neither the store nor the geocoder's tables
know are left out.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import sqlalchemy as sa

from data.areas import outlines
from data.counts import Counts
from data.model import Filter
from data.storable import storable
from data.store.engine import reading
from data.store.schema import PLACE
from geocode.display_names import LANGUAGES, Unit, country_name, known_name, unit_id
from geocode.model import Kind

MOST_AREAS = 1000
_P = PLACE.c
_LEVELS = (Kind.COUNTRY, Kind.REGION, Kind.DISTRICT)


@dataclass(frozen=True, slots=True)
class AreaToChoose:
    """An area that ``Filter.inside`` can name."""

    place_id: str
    name: str
    kind: Kind
    """COUNTRY, REGION (first-level unit) or DISTRICT (second-level)."""
    short_name: str
    """As places name the unit they lie in: "Donetsk"; a country's code."""
    inside: str
    """What it lies in: "Donetsk Oblast, Ukraine"; empty for a country."""
    places: int
    """Places inside that are named under the filter."""
    mentions: int
    """Of these places."""


def areas_to_choose(
    engine: sa.Engine, chosen: Filter, *, limit: int = MOST_AREAS
) -> tuple[AreaToChoose, ...]:
    """Most mentions first, of as many the larger area, then by name; at most ``limit``.

    Where places have to lie does not count: it is what is chosen here.
    """
    everywhere = replace(chosen, inside=None, box=None)
    with Counts.of(engine) as counts:
        number, mentions = counts.mentions_by_place(everywhere)
        known = counts.place_units()
    own, code = known.own, known.code[number]
    most = len(known.smallest)  # places in no country come after
    places = _sums(known.smallest, np.bincount(code, minlength=most)[:most].tolist())
    by_unit = np.bincount(code, mentions, minlength=most)[:most].astype(np.int64)
    total = _sums(known.smallest, by_unit.tolist())
    names = {unit: name for unit, (_place_id, name) in own.items()}
    areas = [
        AreaToChoose(
            place_id=place_id,
            name=_name(unit, place_id, names),
            kind=_LEVELS[_depth(unit) - 1],
            short_name=unit.admin2 or unit.admin1 or unit.country or "",
            inside=", ".join(_name(one, unit_id(one), names) for one in _above(unit)),
            places=places[unit],
            mentions=total[unit],
        )
        for unit in places
        if (place_id := own[unit][0] if unit in own else unit_id(unit)) is not None
    ]
    areas.sort(key=lambda area: (-area.mentions, _LEVELS.index(area.kind), area.name))
    return tuple(areas[:limit])


def areas_named(engine: sa.Engine, name: str) -> tuple[str, ...]:
    """Ids of the areas that an id, or a name in English, Ukrainian or Russian, may mean.

    Units with the full name; else those with the short one ("Kharkiv" for Kharkiv Oblast); else
    places of the name that have an outline ("Donbas"). Most mentions first; none where the store
    names no place inside such an area.
    """
    asked = storable(name.strip())
    areas = areas_to_choose(engine, Filter(associative=True), limit=1 << 30)
    wanted = asked.casefold()
    full = [area.place_id for area in areas if asked == area.place_id or wanted in _names(area)]
    short = [area.place_id for area in areas if wanted == area.short_name.casefold()]
    if full or short:
        return tuple(full or short)
    called = sa.or_(_P.place_id == asked, _P.name == asked, _P.name_local == asked)
    with reading(engine) as connection:
        ids = connection.scalars(sa.select(_P.place_id).where(called).order_by(_P.place_no)).all()
    return tuple(place_id for place_id in ids if place_id in outlines())


def _names(area: AreaToChoose) -> set[str]:
    names = (known_name(area.place_id, None, None, language) for language in LANGUAGES)
    return {name.casefold() for name in (area.name, *names) if name}


def _sums(smallest: Sequence[Unit], numbers: Iterable[int]) -> Counter[Unit]:
    """Of numbers by smallest unit, the sums for all units that have them; none that is 0."""
    total: Counter[Unit] = Counter()
    for unit, number in zip(smallest, numbers, strict=True):
        if number:
            for one in (unit, *_above(unit)):
                total[one] += number
    return total


def _depth(unit: Unit) -> int:
    return sum(part is not None for part in unit)


def _above(unit: Unit) -> Iterator[Unit]:
    """The units that a unit lies in, the nearest first."""
    if unit.admin2 is not None:
        yield Unit(unit.country, unit.admin1)
    if unit.admin1 is not None:
        yield Unit(unit.country)


def _name(unit: Unit, place_id: str | None, names: dict[Unit, str]) -> str:
    known = names.get(unit) or known_name(place_id or "", None, None, "en")
    return known or unit.admin2 or unit.admin1 or country_name(unit.country or "", "en")
