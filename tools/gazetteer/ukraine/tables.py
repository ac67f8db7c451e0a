"""Writes the tables of settlements, raions and hromadas from matched points."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from math import ceil
from pathlib import Path
from statistics import mean

from geocode.gazetteer.earth import distance_km
from geocode.gazetteer.names.romanisation import official
from geocode.gazetteer.sources.ukraine import SETTLEMENTS, UNITS, SettlementRow, UnitRow
from geocode.gazetteer.tables import rows_of
from tools.gazetteer.published import write_table
from tools.gazetteer.ukraine.inputs import Point, Unit, read_cities, read_postal, read_units
from tools.gazetteer.ukraine.match import Centre, Matcher

_SECTION_LIMIT_KM = ((1_000_000, 16.0), (300_000, 12.0), (50_000, 7.0))
"""GeoNames points that are no settlement of their own but lie this near to a city that large are
its quarters."""
_LEAST_RADIUS_M = 5_000
_FEW_POINTS_RADIUS_M = 15_000
_SEAT_SHARE = 0.6


def make(folder: Path) -> None:
    """Writes both tables into ``folder``."""
    units, cities = read_units(), read_cities()
    matcher = Matcher(units, [*cities, *read_postal()])
    placed = matcher.match()
    settlements = settlement_rows(units, cities, matcher, placed)
    write_table(folder / SETTLEMENTS, SettlementRow._fields, settlements)
    write_table(folder / UNITS, UnitRow._fields, unit_rows(units, matcher, placed))


def settlement_rows(
    units: Sequence[Unit], cities: Sequence[Point], matcher: Matcher, placed: dict[str, Point]
) -> Iterator[SettlementRow]:
    """Every settlement of the codifier, then quarters of cities; in order of their codes."""
    around = _around(units, placed)
    for unit in sorted((u for u in units if u.is_settlement), key=lambda u: u.code):
        point = placed.get(unit.code)
        if point:
            yield SettlementRow(
                unit.code, point.geonames, unit.category, unit.name, point.latitude,
                point.longitude, point.population, 1, 0,
            )  # fmt: skip
        else:
            where_prec, (latitude, longitude, radius_m) = _stand_in(unit, matcher, around)
            yield SettlementRow(
                unit.code, None, unit.category, unit.name, latitude, longitude, 0,
                where_prec, radius_m,
            )  # fmt: skip
    yield from _sections(cities, placed)


def _around(units: Sequence[Unit], placed: dict[str, Point]) -> dict[str, list[Point]]:
    around: dict[str, list[Point]] = defaultdict(list)
    for unit in units:
        if unit.code in placed:
            around[unit.hromada].append(placed[unit.code])
            around[unit.raion].append(placed[unit.code])
    return around


def _stand_in(
    unit: Unit, matcher: Matcher, around: dict[str, list[Point]]
) -> tuple[int, tuple[float, float, int]]:
    """``where_prec`` and centre of the hromada if a point of it is known, else of the raion."""
    hromada = matcher.hromadas.get(unit.hromada)
    if hromada:
        latitude, longitude, radius_m = _middle(hromada)
        return 2, (latitude, longitude, max(_LEAST_RADIUS_M, radius_m))
    points = around.get(unit.hromada)
    if points:
        return 2, (
            round(mean(p.latitude for p in points), 4),
            round(mean(p.longitude for p in points), 4),
            _FEW_POINTS_RADIUS_M,
        )
    return 3, _middle(matcher.raions[unit.raion])


def _middle(centre: Centre) -> tuple[float, float, int]:
    return centre.latitude, centre.longitude, ceil(centre.reach_km) * 1000


def _sections(cities: Sequence[Point], placed: dict[str, Point]) -> Iterator[SettlementRow]:
    own = {point.geonames for point in placed.values()}
    large = [p for p in placed.values() if p.population >= _SECTION_LIMIT_KM[-1][0]]
    for city in cities:
        if city.geonames in own:
            continue
        for other in large:
            limit_km = next(km for least, km in _SECTION_LIMIT_KM if other.population >= least)
            away_km = distance_km(city.latitude, city.longitude, other.latitude, other.longitude)
            if away_km <= limit_km and city.population < other.population:
                yield SettlementRow(
                    "", city.geonames, "B", "", city.latitude, city.longitude, 0, 1, 0
                )
                break


def unit_rows(
    units: Sequence[Unit], matcher: Matcher, placed: dict[str, Point]
) -> Iterator[UnitRow]:
    """Raions and hromadas with the centre of their settlements, in order of their codes."""
    around = _around(units, placed)
    towns: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        if unit.is_settlement:
            towns[unit.raion].append(unit)
    for unit in sorted((u for u in units if u.category in "PH"), key=lambda u: u.code):
        if unit.category == "P":
            short, centre = _short(unit, towns[unit.raion]), _middle(matcher.raions[unit.raion])
        else:
            short = official(unit.name)
            where_prec, centre = _stand_in(unit, matcher, around)
            if where_prec > 2:
                continue  # no settlement of the hromada has a point
        yield UnitRow(unit.code, unit.category, unit.name, short, *centre)


@cache
def _named_after() -> dict[str, str]:
    """Raions whose name no prefix of a town gives, and one town that is known by its older name."""
    table = rows_of(Path(__file__).with_name("raions_named_after.csv"))
    return {row["raion"]: row["english"] for row in table}


def _short(raion: Unit, settlements: Sequence[Unit]) -> str:
    """The raion's name in English: its seat's, where the adjective is made from that."""
    named_after = _named_after()
    if raion.name in named_after:
        return named_after[raion.name]
    best = max(
        (unit for unit in settlements if unit.category in "KMX"),
        key=lambda unit: (_shared(unit.name, raion.name), unit.category == "M", unit.code),
    )
    if _shared(best.name, raion.name) < _SEAT_SHARE:
        return official(raion.name)
    return official(best.name)


def _shared(name: str, adjective: str) -> float:
    """The part of ``name``, 0..1, that the adjective begins with."""
    same = 0
    for one, other in zip(name, adjective, strict=False):
        if one != other:
            break
        same += 1
    return same / len(name)
