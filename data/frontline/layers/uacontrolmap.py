"""Reads UAControlMap's daily areas: ``YYYYMMDD.json`` or ``owlmaps_YYYYMMDD.json``.

``areas`` are rings of [latitude, longitude] under Russian control, ``areas_ua`` rings under
Ukrainian control in Russia. Everything else in the file (units with their positions, notes, the
line, which is a list in one year and a list of lists in the next) is never read. Days without
areas exist in the real series and are refused: they would look like the end of the occupation.
"""

import re
from pathlib import Path

from shapely.geometry import Polygon

from data.errors import LayerError
from data.frontline.layers.geometry import ring
from data.frontline.layers.model import LayerFile, LayerSource, Status, day_in_name
from data.frontline.layers.placing import StatedArea

LABEL = "inside"
_NAME = re.compile(r"(?:owlmaps_)?(20\d{2})(\d{2})(\d{2})(?:_\w+)?\.json", re.IGNORECASE)
_KEYS = (("areas", Status.OCCUPIED, LABEL), ("areas_ua", Status.HELD_ABROAD, "areas_ua"))


def named(path: Path) -> LayerFile | None:
    """The file with its day, if its name is of this form; LayerError if the day is none."""
    day = day_in_name(path, _NAME)
    if day is None:
        return None
    return LayerFile(path, LayerSource.UACONTROLMAP, day)


def stated(found: object, path: Path) -> list[StatedArea]:
    """The areas in file order; LayerError names what is wrong with the file."""
    if not isinstance(found, dict) or not isinstance(found.get("areas"), list):
        raise LayerError(f"{path}: no list of areas; this is no UAControlMap day")
    result = []
    for key, status, label in _KEYS:
        rings = found.get(key) or []
        if not isinstance(rings, list):
            raise LayerError(f"{path}: {key} is no list")
        for number, points in enumerate(rings, start=1):
            where = f"{key} {number}"
            polygon = Polygon(ring(points, f"{path} {where}", 180)[:, ::-1])
            result.append(StatedArea(where, status, label, [polygon]))
    if not any(area.status is Status.OCCUPIED for area in result):
        raise LayerError(f"{path}: no area at all; a broken day, not a liberation")
    return result
