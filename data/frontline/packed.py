"""Packs the whole war's control for the browser, which then draws any day by itself.

The layout of a pack is that of ``data.packs``; its arrays:

    vertices   float32 (n, 2)   longitude, latitude in degrees
    ring_start uint32  (r + 1)  where each ring begins in ring_vertex
    ring_vertex uint32          numbers of vertices
    cell_start uint32  (c + 1)  where each cell's rings begin; the first is its outer one
    cell_place uint32  (c)      index into ``places`` and ``names``, 2**32 - 1 for merged ground
    cell_point float32 (c, 2)   longitude, latitude of the cell's settlement; NaN for merged ground
    constant   uint8   (c)      the code of ground that is held the same on all days, else 255
    home       uint8   (c)      the code of the party whose own country the cell lies in, else 0:
                                ground that the invader holds at home is not taken from anybody
    arcs       uint32  (a, 4)   vertex, vertex, cell, cell
    border     uint8   (a, 2)   the codes of both countries' own parties at a state border, else 0
    changes    int32   (k, 3)   day, cell, code; by day
    stated     uint8   (k)      1 where evidence of that day says that the settlement changed hands;
                                0 where it is inferred from those round it, or the first known
    said       int32   (m, 3)   day, settlement, code: what evidence says; by settlement, day
    said_point float32 (p, 2)   longitude, latitude of those settlements

Codes: 0 unknown, then the parties in the theatre's order from 1, then contested. Days count from
``first_day`` of the head. ``last_day`` is the last one that the record reaches, by what its
evidence settles or by the table's own word (``reaches``, or null); changes may go on after it, as
what is held for longer says more of the ground round it. An arc is front line where exactly one
side is the invader's, neither is unknown, and the two codes are not those of ``border``. Cells
whose ground never changes are merged by holder and home, so that the rest stays small.
"""

from datetime import date

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from data.frontline.daily import DailyHolders
from data.frontline.front import UNKNOWN, Front
from data.frontline.mesh import Settlement
from data.packs import SMALL, packed

CHANGING = 255
MERGED = 0xFFFFFFFF
_DIGITS = 4
"""Of degrees: ten metres."""


def pack(front: Front, holders: DailyHolders, last_day: date) -> bytes:
    """The pack for the browser, gzipped; ``last_day`` is that of its head."""
    cells, reaches = _Cells(front, holders), front.theatre.control_reaches
    head = {
        "version": 4,
        "first_day": holders.first_day.isoformat(),
        "last_day": last_day.isoformat(),
        "reaches": reaches.isoformat() if reaches else None,
        "holders": list(holders.holders),
        "invader": holders.holders.index(front.theatre.invader.id),
        "places": [one.place_id for one in cells.settlements],
        "names": [one.name for one in cells.settlements],
    }
    return packed(head, cells.arrays(holders), level=SMALL)


class _Cells:
    """The cells to be packed, with their corners numbered."""

    def __init__(self, front: Front, holders: DailyHolders) -> None:
        self._front = front
        self._vertices: dict[tuple[float, float], int] = {}
        self._rings: list[list[int]] = []
        self._cell_start = [0]
        self.settlements: list[Settlement] = []
        """Those of the cells that change, in the order of the cells."""
        self._constant: list[int] = []
        self._home: list[int] = []
        self._cell_of = np.full(len(front.mesh.settlements), -1, np.int64)
        same = holders.constant()
        home = np.array([holders.holders.index(party) for party in front.own_parties], np.uint8)
        for node in np.flatnonzero(~same).tolist():
            self._cell_of[node] = len(self._constant)
            self._add(front.mesh.ground[node], CHANGING, home[node])
            self.settlements.append(front.mesh.settlements[node])
        # Unknown ground is not drawn: it is one cell without a shape.
        kinds = np.column_stack([holders.first, np.where(holders.first, home, 0)])
        for code, own in np.unique(kinds[same], axis=0).tolist():
            nodes = np.flatnonzero(same & (kinds == (code, own)).all(axis=1))
            self._cell_of[nodes] = len(self._constant)
            ground = front.mesh.ground_of(nodes) if code else Polygon()
            self._add(shapely.transform(ground, front.mesh.plane.degrees), code, own)

    def _add(self, ground: BaseGeometry, code: int, home: int) -> None:
        self._home.append(home)
        for part in shapely.get_parts(ground):
            if isinstance(part, Polygon) and not part.is_empty:
                for ring in (part.exterior, *part.interiors):
                    self._rings.append(self._numbers(shapely.get_coordinates(ring)[:-1]))
        self._cell_start.append(len(self._rings))
        self._constant.append(code)

    def _numbers(self, points: NDArray[np.float64]) -> list[int]:
        rounded = np.round(points, _DIGITS).tolist()
        known = self._vertices
        return [known.setdefault((x, y), len(known)) for x, y in rounded]

    def arrays(self, holders: DailyHolders) -> dict[str, NDArray[np.generic]]:
        """Everything that is packed, by name."""
        arcs, border = self._arcs(holders)
        changing = np.flatnonzero(np.array(self._constant) == CHANGING)  # they come first
        first = holders.first[~holders.constant()]
        changes = np.vstack(
            [
                np.column_stack([np.zeros_like(changing), changing, first]),
                np.column_stack([holders.day, self._cell_of[holders.node], holders.code]),
            ]
        )
        merged = len(self._constant) - len(changing)
        points = [(one.longitude, one.latitude) for one in self.settlements]
        lengths = [len(ring) for ring in self._rings]
        return {
            "vertices": np.array(list(self._vertices), "<f4").reshape(-1, 2),
            "ring_start": np.cumsum([0, *lengths]).astype("<u4"),
            "ring_vertex": np.array([n for ring in self._rings for n in ring], "<u4"),
            "cell_start": np.array(self._cell_start, "<u4"),
            "cell_place": np.array([*changing.tolist(), *[MERGED] * merged], "<u4"),
            "cell_point": np.array([*points, *[(np.nan, np.nan)] * merged], "<f4").reshape(-1, 2),
            "constant": np.array(self._constant, "u1"),
            "home": np.array(self._home, "u1"),
            "arcs": arcs.astype("<u4"),
            "border": border,
            "changes": changes.astype("<i4"),
            "stated": np.concatenate([np.zeros(len(changing), np.uint8), holders.stated]),
            **self._said(holders),
        }

    def _said(self, holders: DailyHolders) -> dict[str, NDArray[np.generic]]:
        """What the holders rest on: the browser draws the line fainter where that is old or far."""
        mesh, offset = self._front.mesh, holders.first_day.toordinal()
        number: dict[int, int] = {}
        rows = []
        for place_id, change in self._front.history.changes():
            node = mesh.node_of.get(place_id)
            if node is not None:
                at = number.setdefault(node, len(number))
                code = holders.holders.index(change.holder)
                rows.append((at, change.day.toordinal() - offset, code))
        said = np.array(sorted(rows), np.int64).reshape(-1, 3)[:, [1, 0, 2]]
        points = [(mesh.settlements[n].longitude, mesh.settlements[n].latitude) for n in number]
        return {
            "said": said.astype("<i4"),
            "said_point": np.array(points, "<f4").reshape(-1, 2),
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
