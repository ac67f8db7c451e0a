"""Packs a front-line file for the browser, thinned to what a screen shows.

The layout of a pack is that of ``data.packs``. Its head has ``source`` (whose map), ``day`` (that
it is about, ISO), ``until`` (the last day on which it is still shown), ``note`` and ``stale_days``,
and for each area ``status``, ``holder`` and
``label``; where areas overlap the last one counts. Its arrays:

    vertices   float32 (n, 2)   longitude, latitude in degrees
    ring_start uint32  (r + 1)  where each ring begins in vertices
    area_start uint32  (a + 1)  where each area's rings begin; filled by the even-odd rule
"""

from collections.abc import Iterator
from datetime import timedelta

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import Polygon

from data.frontline.layers.folder import MOST_DAYS_OLD
from data.frontline.layers.model import Layer, LayerArea, Status
from data.packs import SMALL, packed

_THIN_DEGREES = 0.0008


def layer_pack(layer: Layer) -> bytes:
    """The pack of a file's areas, gzipped; areas of other wars are left out."""
    areas = [area for area in layer.areas if area.status is not Status.ELSEWHERE]
    rings = [list(_rings(area)) for area in areas]
    flat = [ring for of_area in rings for ring in of_area]
    head = {
        "version": 1,
        "source": layer.source.value,
        "day": layer.assessment_day.isoformat(),
        "until": (layer.assessment_day + timedelta(days=MOST_DAYS_OLD)).isoformat(),
        "note": layer.file.day_note,
        "stale_days": layer.stale_days,
        "areas": [
            {"status": area.status.value, "holder": area.holder, "label": area.label}
            for area in areas
        ],
    }
    arrays = {
        "vertices": np.concatenate([np.zeros((0, 2)), *flat]).astype("<f4"),
        "ring_start": np.cumsum([0, *(len(ring) for ring in flat)]).astype("<u4"),
        "area_start": np.cumsum([0, *(len(of_area) for of_area in rings)]).astype("<u4"),
    }
    return packed(head, arrays, level=SMALL)


def _rings(area: LayerArea) -> Iterator[NDArray[np.float64]]:
    for part in shapely.get_parts(area.geometry.simplify(_THIN_DEGREES)):
        if isinstance(part, Polygon) and not part.is_empty:
            for ring in (part.exterior, *part.interiors):
                yield shapely.get_coordinates(ring)[:-1]
