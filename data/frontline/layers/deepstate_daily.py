"""Reads the daily mirror of DeepStateMap: ``deepstatemap_data_YYYYMMDD.geojson``.

One MultiPolygon without properties: occupied, Crimea and what was held before 2022 in one. The
mirror drops "unknown status" and "liberated", so its outside tells nothing. The day in the name is
the day of the download, in the small hours UTC; the assessment in it is one or two days older, and
``day_note`` says so wherever the day is shown.
"""

import re
from pathlib import Path

from data.errors import LayerError
from data.frontline.layers.model import LayerFile, LayerSource, Status, day_in_name
from data.frontline.layers.placing import StatedArea
from data.frontline.layers.projection import areas_in_degrees

LABEL = "inside"
_NAME = re.compile(r"deepstatemap_data_(\d{4})(\d{2})(\d{2})\.geojson", re.IGNORECASE)


def named(path: Path) -> LayerFile | None:
    """The file with its day, if its name is of this form; LayerError if the day is none."""
    day = day_in_name(path, _NAME)
    if day is None:
        return None
    note = "day of download; the assessment is one or two days older"
    return LayerFile(path, LayerSource.DEEPSTATE_DAILY, day, day_note=note)


def stated(found: object, path: Path) -> list[StatedArea]:
    """The one occupied area; LayerError names what is wrong with the file."""
    what = "mirror of DeepStateMap's occupied area"
    parts = [part for *_, shapes in areas_in_degrees(found, path, what) for part in shapes]
    if not parts:
        raise LayerError(f"{path}: no features with areas; this is no {what}")
    return [StatedArea("the area", Status.OCCUPIED, LABEL, parts)]
