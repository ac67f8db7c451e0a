"""Packs the whole war's control for the browser, which then draws any day by itself.

The layout of a pack is that of ``data.packs``; its arrays:

    vertices   float32 (n, 2)   longitude, latitude in degrees
    ring_start uint32  (r + 1)  where each ring begins in ring_vertex
    ring_vertex uint32          numbers of vertices
    cell_start uint32  (c + 1)  where each cell's rings begin; the first is its outer one
    cell_place uint32  (c)      index into ``places`` of the head, 2**32 - 1 for merged ground
    constant   uint8   (c)      the code of ground that is held the same on all days, else 255
    arcs       uint32  (a, 4)   vertex, vertex, cell, cell
    border     uint8   (a, 2)   the codes of both countries' own parties at a state border, else 0
    changes    int32   (k, 3)   day, cell, code; by day

Codes: 0 unknown, then the parties in the theatre's order from 1, then contested. Days count from
``first_day`` of the head. An arc is front line where exactly one side is the invader's, neither is
unknown, and the two codes are not those of ``border``. Cells whose ground never changes are merged
by holder, so that the rest stays small.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from data.frontline.front import UNKNOWN, Front
from data.packs import SMALL, packed

CHANGING = 255
MERGED = 0xFFFFFFFF
_DIGITS = 4
"""Of degrees: ten metres."""


@dataclass(frozen=True, slots=True)
class DailyHolders:
    """The code of every settlement, day by day, as changes."""

    days: tuple[date, ...]
    first: NDArray[np.uint8]
    """On the first day."""
    changes: tuple[tuple[int, NDArray[np.int64], NDArray[np.uint8]], ...]
    """Index of the day, settlements, their new codes."""

    def constant(self) -> NDArray[np.bool_]:
        """Which settlements never change."""
        same = np.ones(len(self.first), np.bool_)
        for _day, nodes, _codes in self.changes:
            same[nodes] = False
        return same


def daily_holders(front: Front, days: Iterable[date]) -> DailyHolders:
    """Who holds every settlement on each of the ascending days."""
    codes = {holder: code for code, holder in enumerate((UNKNOWN, *front.theatre.holders))}
    asked = tuple(days)
    first, last = np.zeros(0, np.uint8), np.zeros(0, np.uint8)
    changes = []
    for number, day in enumerate(asked):
        held = front.on(day).holders
        now = np.zeros(len(held), np.uint8)
        for holder, code in codes.items():
            now[held == holder] = code
        if number == 0:
            first = now
        else:
            moved = np.flatnonzero(now != last)
            if moved.size:
                changes.append((number, moved, now[moved]))
        last = now
    return DailyHolders(asked, first, tuple(changes))


def pack(front: Front, holders: DailyHolders) -> bytes:
    """The pack for the browser, gzipped."""
    cells = _Cells(front, holders)
    head = {
        "version": 1,
        "first_day": front.theatre.first_day.isoformat(),
        "days": [day.isoformat() for day in (holders.days[0], holders.days[-1])],
        "holders": ["", *front.theatre.holders],
        "invader": 1 + list(front.theatre.holders).index(front.theatre.invader.id),
        "places": cells.places,
    }
    return packed(head, cells.arrays(holders), level=SMALL)


class _Cells:
    """The cells to be packed, with their corners numbered."""

    def __init__(self, front: Front, holders: DailyHolders) -> None:
        self._front = front
        self._vertices: dict[tuple[float, float], int] = {}
        self._rings: list[list[int]] = []
        self._cell_start = [0]
        self.places: list[str] = []
        self._cell_place: list[int] = []
        self._constant: list[int] = []
        self._cell_of = np.full(len(front.mesh.settlements), -1, np.int64)
        same = holders.constant()
        for node in np.flatnonzero(~same).tolist():
            self._cell_of[node] = len(self._constant)
            self._add(front.mesh.ground[node], CHANGING, front.mesh.settlements[node].place_id)
        for code in np.unique(holders.first[same]).tolist():
            nodes = np.flatnonzero(same & (holders.first == code))
            self._cell_of[nodes] = len(self._constant)
            whole = shapely.union_all(front.mesh.ground_km[nodes]) if code else Polygon()
            self._add(shapely.transform(whole, front.mesh.plane.degrees), code, None)

    def _add(self, ground: BaseGeometry, code: int, place_id: str | None) -> None:
        for part in shapely.get_parts(ground):
            if isinstance(part, Polygon):
                for ring in (part.exterior, *part.interiors):
                    self._rings.append(self._numbers(shapely.get_coordinates(ring)[:-1]))
        self._cell_start.append(len(self._rings))
        self._constant.append(code)
        self._cell_place.append(MERGED if place_id is None else len(self.places))
        if place_id is not None:
            self.places.append(place_id)

    def _numbers(self, points: NDArray[np.float64]) -> list[int]:
        rounded = np.round(points, _DIGITS).tolist()
        known = self._vertices
        return [known.setdefault((x, y), len(known)) for x, y in rounded]

    def arrays(self, holders: DailyHolders) -> dict[str, NDArray[np.generic]]:
        """Everything that is packed, by name."""
        arcs, border = self._arcs(holders)
        offset = self._front.theatre.first_day.toordinal()
        start = holders.days[0].toordinal() - offset
        changes = [
            (start, cell, code)
            for cell, code in zip(self._cell_of.tolist(), holders.first.tolist(), strict=True)
            if self._constant[cell] == CHANGING
        ]
        for number, nodes, codes in holders.changes:
            day = holders.days[number].toordinal() - offset
            changes += [
                (day, int(self._cell_of[node]), code)
                for node, code in zip(nodes.tolist(), codes.tolist(), strict=True)
            ]
        lengths = [len(ring) for ring in self._rings]
        return {
            "vertices": np.array(list(self._vertices), "<f4").reshape(-1, 2),
            "ring_start": np.cumsum([0, *lengths]).astype("<u4"),
            "ring_vertex": np.array([n for ring in self._rings for n in ring], "<u4"),
            "cell_start": np.array(self._cell_start, "<u4"),
            "cell_place": np.array(self._cell_place, "<u4"),
            "constant": np.array(self._constant, "u1"),
            "arcs": arcs.astype("<u4"),
            "border": border,
            "changes": np.array(changes, "<i4").reshape(-1, 3),
        }

    def _arcs(self, holders: DailyHolders) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
        front = self._front
        sides = self._cell_of[front.mesh.arcs[:, 2:]]
        # An arc inside one merged cell is never line, nor is one between merged cells that are not.
        first = np.array([UNKNOWN, *front.theatre.holders], dtype=object)[holders.first]
        always = front.is_line(first)
        changing = (np.array(self._constant)[sides] == CHANGING).any(axis=1)
        kept = np.flatnonzero((sides[:, 0] != sides[:, 1]) & (changing | always) & front.near)
        corners = front.mesh.plane.degrees(front.mesh.vertices_km)
        ends = front.mesh.arcs[kept, :2]
        numbers = [self._numbers(corners[pair]) for pair in ends]
        codes = {holder: code for code, holder in enumerate((UNKNOWN, *front.theatre.holders))}
        border = np.array(
            [[codes[own] for own in pair] for pair in front.home_parties[kept]], np.uint8
        ).reshape(-1, 2)
        return np.column_stack([np.array(numbers).reshape(-1, 2), sides[kept]]), border


def change_days(front: Front, last: date, *, every: int = 14) -> Sequence[date]:
    """The days on which anything may change: those of evidence, and some between as it ages."""
    first = front.theatre.first_day
    days = {day for day in front.history.days() if first <= day <= last} | {first, last}
    days |= {
        date.fromordinal(number) for number in range(first.toordinal(), last.toordinal(), every)
    }
    return sorted(days)
