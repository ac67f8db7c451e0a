"""Recognises a broken day by the days beside it: its area jumps, and the next takes that back.

A broken day looks like a liberation. A file is refused when its occupied area is not close to that
of one of the two files before it, and the next file does not confirm it. Files of a part of the
theatre are not compared: there a few villages are a large share. Areas in km².
"""

from collections.abc import Sequence

from data.errors import LayerError
from data.frontline.layers.geometry import square_km
from data.frontline.layers.model import Layer, LayerFile, Status
from data.theatre import Theatre

_JUMP, _JUMP_A_DAY = 0.05, 0.015
"""The fastest real change, Kharkiv oblast in September 2022, was some 10 % within a week."""
_NEIGHBOUR_DAYS = 30


def occupied_km2(layer: Layer) -> float:
    """The extent of the occupied areas, in km²; areas that overlap count twice."""
    return sum(square_km(one.geometry) for one in layer.areas if one.status is Status.OCCUPIED)


def beside(one: LayerFile, other: LayerFile) -> bool:
    """Whether two files of a series are near enough in time to be compared."""
    return abs((one.assessment_day - other.assessment_day).days) <= _NEIGHBOUR_DAYS


def refuse_jump(
    layer: Layer, before: Sequence[Layer], after: Layer | None, theatre: Theatre
) -> None:
    """Check a layer against the two before it, newest first, and the one after it.

    Raises:
        LayerError: it jumps, and the next file does not confirm the jump.
    """
    occupied = occupied_km2(layer)
    if occupied < theatre.least_occupied_km2 or not before:
        return
    if any(_close(one, layer) for one in before) or (after is not None and _close(layer, after)):
        return
    raise LayerError(
        f"{layer.file.path}: {occupied:,.0f} km² occupied, after "
        f"{occupied_km2(before[0]):,.0f} in {before[0].file.path.name}, and the next file does not "
        "confirm it: taken for a broken day"
    )


def _close(one: Layer, other: Layer) -> bool:
    days = abs((other.assessment_day - one.assessment_day).days)
    first, second = occupied_km2(one), occupied_km2(other)
    return abs(second - first) <= first * (_JUMP + _JUMP_A_DAY * days)
