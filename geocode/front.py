"""How far a place was from the front line on a day, in kilometres.

The line is an estimate, good to some ten kilometres: enough to distinguish places of the same name.
Before its first day there is no front; after its last day the last line holds.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from math import cos, floor, inf, radians, sqrt

from geocode.gazetteer.earth import KM_PER_DEGREE

_CELL_DEGREES = 1.0
_ALL_DIGITS = 1
"""All lines together are thinned to a tenth of a degree: no day, no need of more."""
_LOOK_BACK = 1
"""Lines before that of the day: a text also reports on the weeks before it."""

Point = tuple[float, float]
"""Latitude and longitude, degrees WGS84."""
_Cells = Mapping[tuple[int, int], Sequence[Point]]


class Front:
    """The points of a front line by the day from which they hold; distances are cached."""

    def __init__(self, lines: Sequence[tuple[date, Sequence[Point]]] = ()) -> None:
        """Take the lines in the order of their days."""
        self.lines = tuple((day, tuple(points)) for day, points in lines)
        self._days = [day for day, _ in self.lines]
        self._cells = lru_cache(maxsize=128)(self._cells_of)
        self._cached_km = lru_cache(maxsize=65_536)(self._nearest_km)

    def __reduce__(self) -> tuple[type["Front"], tuple[object]]:
        return Front, (self.lines,)

    def km(self, latitude: float, longitude: float, day: date | None) -> float:
        """The distance to the front of ``day``; None: to any month's line.

        Infinite beyond a degree from the line and before its first day.
        """
        number = None if day is None else bisect_right(self._days, day) - 1
        return self._cached_km(latitude, longitude, number)

    def _nearest_km(self, latitude: float, longitude: float, number: int | None) -> float:
        cells = self._cells(number)
        row, column = _cell(latitude, longitude)
        narrow = cos(radians(latitude))
        nearest = inf
        for north in (row - 1, row, row + 1):
            for east in (column - 1, column, column + 1):
                for at, to in cells.get((north, east), ()):
                    up, along = at - latitude, (to - longitude) * narrow
                    nearest = min(nearest, up * up + along * along)
        return sqrt(nearest) * KM_PER_DEGREE

    def _cells_of(self, number: int | None) -> _Cells:
        """The points of line ``number`` (-1: none, None: all lines) by the cell they lie in."""
        lines = self.lines
        if number is not None:
            lines = lines[max(0, number - _LOOK_BACK) : number + 1] if number >= 0 else ()
        points = dict.fromkeys(point for _, line in lines for point in line)
        if number is None:
            points = dict.fromkeys(
                (round(latitude, _ALL_DIGITS), round(longitude, _ALL_DIGITS))
                for latitude, longitude in points
            )
        cells: dict[tuple[int, int], list[Point]] = {}
        for point in points:
            cells.setdefault(_cell(*point), []).append(point)
        return cells


def _cell(latitude: float, longitude: float) -> tuple[int, int]:
    return floor(latitude / _CELL_DEGREES), floor(longitude / _CELL_DEGREES)
