"""Makes the front line by month, so that the geocoder knows which of several namesakes is near it.

The line is that of ``data.frontline.front`` between the settlements of the theatre's table of
control alone, on the first of each month, written where it differs from the month before: a point
about every ``STEP_KM``, latitude and longitude in WGS84 degrees to two decimals (about a
kilometre).
"""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry

from data.frontline.control import load_control
from data.frontline.evidence.table import TableEvidence
from data.frontline.front import Front
from data.theatre import THEATRES, load_theatre

TARGET = THEATRES / "ukraine" / "front.csv"
FIRST = date(2022, 3, 1)
STEP_KM = 12.0
_KM_PER_DEGREE = 90.0
"""Between a degree of longitude (74 km) and of latitude (111 km) at 48 degrees north."""

Point = tuple[str, str]


def make(folder: Path = TARGET.parent) -> int:
    """Writes the line of every month that moved it; returns how many points there are."""
    theatre = load_theatre(TARGET.parent)
    rows = load_control(theatre)
    last = max(row.day for row in rows)
    front = Front(theatre, (), TableEvidence(rows).evidence())
    known: list[Point] = []
    count = 0
    with (folder / TARGET.name).open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("day", "latitude", "longitude"))
        for day in _months(FIRST, last):
            line = shapely.union_all([piece.geometry for piece in front.on(day).line()])
            points = sorted(set(_points(shapely.line_merge(line))))
            if points == known:
                continue
            table.writerows((day.isoformat(), *point) for point in points)
            count += len(points)
            known = points
    return count


def _months(first: date, last: date) -> Iterator[date]:
    """The first of every month, and of the month after the last day."""
    for month in range(first.year * 12 + first.month - 1, last.year * 12 + last.month + 1):
        yield date(month // 12, month % 12 + 1, 1)


def _points(geometry: BaseGeometry) -> Iterator[Point]:
    for part in getattr(geometry, "geoms", (geometry,)):
        steps = max(1, round(part.length * _KM_PER_DEGREE / STEP_KM))
        for step in range(steps + 1):
            point = part.interpolate(step / steps, normalized=True)
            yield f"{point.y:.2f}", f"{point.x:.2f}"
