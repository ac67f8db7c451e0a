"""How far a place was from the front in Ukraine on a day, in kilometres.

The line is that of ``files/front/line.csv``: one a month, an estimate good to some ten kilometres,
which is enough to tell namesakes apart and for nothing else. Before its first day there is no
front; after its last one the last line holds. Without a day, any month's line counts.
"""

import csv
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import groupby
from math import cos, floor, inf, radians, sqrt
from pathlib import Path

from geocode.gazetteer.earth import KM_PER_DEGREE

_LINE = Path(__file__).resolve().parent.parent / "files" / "front" / "line.csv"
_CELL_DEGREES = 1.0
_ALL_DIGITS = 1
"""All lines together are thinned to a tenth of a degree: no day, no need of more."""
_LOOK_BACK = 1
"""Lines before that of the day: a text also tells of the weeks before it."""

_Point = tuple[float, float]
_Cells = Mapping[tuple[int, int], Sequence[_Point]]


def front_km(latitude: float, longitude: float, day: date | None) -> float:
    """The distance to the front of ``day``; infinite beyond a degree from it and before it."""
    return _km(latitude, longitude, _number(day))


@lru_cache(maxsize=65_536)
def _km(latitude: float, longitude: float, number: int | None) -> float:
    cells = _front(number)
    row, column = _cell(latitude, longitude)
    narrow = cos(radians(latitude))
    nearest = inf
    for north in (row - 1, row, row + 1):
        for east in (column - 1, column, column + 1):
            for at, to in cells.get((north, east), ()):
                up, along = at - latitude, (to - longitude) * narrow
                nearest = min(nearest, up * up + along * along)
    return sqrt(nearest) * KM_PER_DEGREE


def _cell(latitude: float, longitude: float) -> tuple[int, int]:
    return floor(latitude / _CELL_DEGREES), floor(longitude / _CELL_DEGREES)


def _number(day: date | None) -> int | None:
    """Which line held on a day: its number, -1 before all, None for all together."""
    return None if day is None else bisect_right(_days(), day) - 1


@lru_cache(maxsize=1)
def _lines() -> tuple[tuple[date, tuple[_Point, ...]], ...]:
    with _LINE.open(encoding="utf-8", newline="") as file:
        rows = [(row["day"], row["latitude"], row["longitude"]) for row in csv.DictReader(file)]
    return tuple(
        (date.fromisoformat(day), tuple((float(lat), float(lon)) for _, lat, lon in points))
        for day, points in groupby(rows, key=lambda row: row[0])
    )


@lru_cache(maxsize=1)
def _days() -> tuple[date, ...]:
    return tuple(day for day, _ in _lines())


@lru_cache(maxsize=128)
def _front(number: int | None) -> _Cells:
    lines = _lines()
    if number is not None:
        lines = lines[max(0, number - _LOOK_BACK) : number + 1] if number >= 0 else ()
    points = dict.fromkeys(point for _, line in lines for point in line)
    if number is None:
        points = dict.fromkeys(
            (round(latitude, _ALL_DIGITS), round(longitude, _ALL_DIGITS))
            for latitude, longitude in points
        )
    cells: dict[tuple[int, int], list[_Point]] = {}
    for point in points:
        cells.setdefault(_cell(*point), []).append(point)
    return cells
