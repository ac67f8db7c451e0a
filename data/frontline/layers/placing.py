"""Sorts the areas of a front-line file by where they lie: in the theatre, abroad, or far from it.

What is far from the theatre is left out with a note, and so is an area whose class nobody knows:
one slip of the hand must not cost a day. A file with its axes swapped is refused. Ground that the
opponent of the invader holds in another country of the theatre than the first is "held abroad",
whatever the map calls it. Longitude, latitude in degrees.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import shapely
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from data.errors import LayerError
from data.frontline.land import lands
from data.frontline.layers.geometry import is_tangled
from data.frontline.layers.model import LayerArea, Status
from data.model import CONTESTED
from data.theatre import Theatre

MOST_NOTES = 20
_LABEL_LETTERS = 60
_BORDER_DEGREES = 0.025
"""How far past the outline ground of the home country may reach: the outlines of the basemap are up
to 2 km off. Of the areas "liberated" abroad in 28 files of 2022-25 all that were held in the other
country reach 4.5 km into it and more, and a strip along the border 1.3 km."""
_FAR_DEGREES = 0.5
"""Some 50 km. An island off the coast is nearer to its country; other wars' occupied areas are
farther, or named by their words or colour."""

_CUT_SHARE = 0.05
"""An area is cut at the border only where more of it than this lies on either side."""


@dataclass(frozen=True, slots=True)
class StatedArea:
    """An area as a file states it, not yet sorted."""

    where: str
    """Where in the file, for notes and messages: "feature 12"."""
    status: Status | None
    """None: neither words nor colour are of a known class."""
    label: str
    parts: Sequence[Polygon]
    holder: str = ""
    """The party that the file names, or "contested"; empty where only the status says so."""
    note: str = ""
    """What has to be said of it, if anything."""


@dataclass(frozen=True, slots=True)
class PlacedAreas:
    """What of a file can be used, and a line for each thing that was left out."""

    areas: tuple[LayerArea, ...]
    notes: tuple[str, ...]


@dataclass(slots=True)
class _Notes:
    lines: list[str] = field(default_factory=list)

    def add(self, area: StatedArea, problem: str) -> None:
        label = " ".join(area.label.split())
        short = label if len(label) <= _LABEL_LETTERS else f"{label[:_LABEL_LETTERS]}..."
        self.lines.append(f"{area.where} ({short!r}): {problem}")

    def first(self) -> tuple[str, ...]:
        more = len(self.lines) - MOST_NOTES
        rest = (f"and {more} more",) if more > 0 else ()
        return (*self.lines[:MOST_NOTES], *rest)


def place_areas(stated: Iterable[StatedArea], theatre: Theatre, path: Path) -> PlacedAreas:
    """The areas of a file that lie in the theatre, in file order.

    Raises:
        LayerError: latitude and longitude are swapped in more of it than not, or nothing is left.
    """
    ground, notes = _ground(theatre), _Notes()
    areas: list[LayerArea] = []
    near_size = swapped_size = 0.0
    for one in stated:
        if one.note:
            notes.add(one, one.note)
        if is_tangled(one.parts):
            notes.add(one, "left out, its edges cross too often to be mended")
            continue
        parts = _valid(one.parts)
        if one.status is None:
            notes.add(one, "left out, its class is not known")
            continue
        if not parts:
            notes.add(one, "left out, it has no extent")
            continue
        if one.status is Status.HELD:
            parts, cut = ground.cut(parts)
            if cut:
                notes.add(one, f"cut {_count(cut)} at the edge of the theatre")
        if one.status is not Status.ELSEWHERE:
            near = [part for part in parts if ground.near(part, one.status)]
            far = [part for part in parts if not ground.near(part, one.status)]
            near_size += sum(part.area for part in near)
            swapped_size += sum(part.area for part in far if ground.swapped(part))
            if far:
                notes.add(one, f"left out {_count(far)} outside the theatre, {_place(far[0])}")
            parts = near
        areas += _areas(one, parts, ground)
    if swapped_size > near_size:
        raise LayerError(f"{path}: latitude and longitude are swapped; it lies outside the theatre")
    if not any(area.status is not Status.ELSEWHERE for area in areas):
        why = f" ({notes.lines[0]})" if notes.lines else ""
        raise LayerError(f"{path}: no area in the theatre{why}")
    return PlacedAreas(tuple(areas), notes.first())


def _valid(parts: Iterable[BaseGeometry]) -> list[Polygon]:
    mended = (shapely.make_valid(part) for part in parts)
    flat = (one for whole in mended for one in shapely.get_parts(whole))
    found = (one for part in flat for one in shapely.get_parts(part))  # of a collection's own
    return [one for one in found if isinstance(one, Polygon) and one.area > 0]


def _count(parts: Sequence[Polygon]) -> str:
    return "1 part" if len(parts) == 1 else f"{len(parts)} parts"


def _place(part: Polygon) -> str:
    west, south, east, north = part.bounds
    return f"from {south:.1f} N {west:.1f} E to {north:.1f} N {east:.1f} E"


def _areas(one: StatedArea, parts: Iterable[Polygon], ground: "_Ground") -> Iterator[LayerArea]:
    """The area, as one or as what of it lies in the home country and what abroad."""
    by_status: dict[Status, list[BaseGeometry]] = {}
    for part in parts:
        for status, piece in ground.sort(part, one):
            by_status.setdefault(status, []).append(piece)
    for status, alike in by_status.items():
        whole = shapely.union_all(_valid(alike))
        if isinstance(whole, Polygon | MultiPolygon) and not whole.is_empty:
            yield LayerArea(status, one.label, whole, one.holder or ground.holder(status))


@dataclass(frozen=True, slots=True)
class _Ground:
    """The theatre's box and countries, ready to be asked."""

    theatre: Theatre
    box: BaseGeometry
    swapped_box: BaseGeometry
    home_with_border: BaseGeometry
    home_and_around: BaseGeometry
    abroad: BaseGeometry
    deep_abroad: BaseGeometry
    """Without the strip along the border that may be of the home country."""

    def near(self, part: Polygon, status: Status) -> bool:
        """Whether it lies in the theatre; what the invader took, near the home country."""
        inside = bool(self.box.covers(part))
        return inside and (
            status is not Status.OCCUPIED or bool(self.home_and_around.intersects(part))
        )

    def swapped(self, part: Polygon) -> bool:
        """Whether it would lie in the theatre with latitude and longitude exchanged."""
        return bool(self.swapped_box.covers(part))

    def cut(self, parts: Sequence[Polygon]) -> tuple[list[Polygon], list[Polygon]]:
        """The parts cut at the edge of the theatre, and those that had to be; the rest as is."""
        crossing = [
            part for part in parts if self.box.intersects(part) and not self.box.covers(part)
        ]
        whole = [part for part in parts if part not in crossing]
        return [*whole, *_valid([part.intersection(self.box) for part in crossing])], crossing

    def sort(self, part: Polygon, one: StatedArea) -> Iterator[tuple[Status, BaseGeometry]]:
        """The part with its status, in two where it lies on both sides of the border."""
        if one.status is Status.HELD:
            yield from self._by_country(part, one.holder == self.theatre.invader.id)
        elif one.status is Status.LIBERATED and not self.home_with_border.covers(part):
            outside = part.intersection(self.abroad).area > part.area / 2
            yield Status.HELD_ABROAD if outside else one.status, part
        elif one.status is not None:
            yield one.status, part

    def _by_country(self, part: Polygon, invader: bool) -> Iterator[tuple[Status, BaseGeometry]]:
        at_home, outside = (
            (Status.OCCUPIED, Status.HELD) if invader else (Status.HELD, Status.HELD_ABROAD)
        )
        if not self.abroad.intersects(part):
            yield at_home, part
            return
        if part.intersection(self.abroad).area > part.area * (1 - _CUT_SHARE):
            yield (at_home if self.home_with_border.covers(part) else outside), part
            return
        # The strip along the border is the invader's own, and not what its opponent took.
        ground = self.abroad if invader else self.deep_abroad
        beyond = part.intersection(ground)
        if beyond.area < part.area * _CUT_SHARE:
            yield at_home, part
        else:
            yield at_home, part.difference(ground)
            yield outside, beyond

    def holder(self, status: Status) -> str:
        """Who holds ground of a status of which the file names no holder."""
        if status is Status.OCCUPIED:
            return self.theatre.invader.id
        if status in {Status.LIBERATED, Status.HELD_ABROAD}:
            return self.theatre.defender.id
        return CONTESTED if status is Status.UNKNOWN else ""


@lru_cache(maxsize=4)
def _ground(theatre: Theatre) -> _Ground:
    extent, countries = theatre.extent, lands(theatre)
    home = countries[theatre.home]
    abroad = shapely.union_all([land for iso, land in countries.items() if iso != theatre.home])
    found = _Ground(
        theatre=theatre,
        box=shapely.box(extent.west, extent.south, extent.east, extent.north),
        swapped_box=shapely.box(extent.south, extent.west, extent.north, extent.east),
        home_with_border=home.buffer(_BORDER_DEGREES),
        home_and_around=home.buffer(_FAR_DEGREES),
        abroad=abroad,
        deep_abroad=abroad.difference(home.buffer(_BORDER_DEGREES)),
    )
    for geometry in (found.box, found.home_with_border, found.home_and_around, found.abroad):
        shapely.prepare(geometry)
    return found
