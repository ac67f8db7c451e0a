"""The values of a front-line file: areas with a status, and the day that they are of.

Only areas are read. Points (units, arrows of attack, staffs) never are, whatever a file holds.
Absence of an area is not anybody's control: outside all areas the status is not known.
Geometries are longitude, latitude in WGS84 degrees.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry

from data.errors import LayerError


class LayerSource(StrEnum):
    """Whose map it is, and in which form; in the order of preference."""

    DEEPSTATE = "DeepStateMap"
    """All areas that DeepStateMap published at a moment, with their statuses."""
    DEEPSTATE_DAILY = "DeepStateMap, occupied area only"
    """A daily mirror of DeepStateMap that keeps occupied areas and drops all others."""
    UACONTROLMAP = "UAControlMap"
    """The daily areas of UAControlMap."""
    GEOJSON = "GeoJSON"
    """Any other file of areas with a day in its name and a holder in each area's properties."""


class Status(StrEnum):
    """What a map says of an area."""

    OCCUPIED = "occupied"
    """Held by the invader, what it took before the theatre's first day included."""
    LIBERATED = "liberated"
    """Was held by the invader since the theatre's first day and no longer is."""
    UNKNOWN = "unknown"
    """The map's own "unknown status": the grey zone."""
    HELD_ABROAD = "held abroad"
    """Ground in the invader's own country, held by its opponent."""
    HELD = "held"
    """Held by the party in ``holder``, in ground that is not said to have changed hands."""
    ELSEWHERE = "elsewhere"
    """Areas of other wars and centuries that the map also shows (Abkhazia, Karelia)."""


@dataclass(frozen=True, slots=True)
class LayerArea:
    """One area of the map."""

    status: Status
    label: str
    """The map's own words as they stand, white space round them cut; "inside" where it has none."""
    geometry: BaseGeometry
    """Valid Polygon or MultiPolygon."""
    holder: str = ""
    """The id of the party that holds it, or "contested"; empty in areas of other wars."""


@dataclass(frozen=True, slots=True)
class LayerFile:
    """A file whose name says that it is a layer, not opened yet."""

    path: Path
    source: LayerSource
    assessment_day: date
    published_at: datetime | None = None
    """The moment of publication (UTC), where the name tells it."""
    day_note: str = ""
    """What must be said beside the day."""
    series: str = ""
    """Tells the series of a source apart, where it has several: the name without its day."""


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file that is not used, and why, in one line."""

    path: Path
    reason: str
    file: LayerFile | None = None
    """What its name says it is; None where the name is no layer's."""


@dataclass(frozen=True, slots=True)
class Layer:
    """A file that was read, with the day that it really is about."""

    file: LayerFile
    areas: tuple[LayerArea, ...]
    """In file order; where areas overlap the last one counts."""
    passed_over: tuple[RefusedFile, ...] = ()
    """Newer files that were broken, when this one was chosen in their place."""
    notes: tuple[str, ...] = ()
    """What of the file was left out or mended, one line each; at most 20 and how many more."""
    stale_days: int = 0
    """Days from the map's own day to the day that was asked for; 0 where no day was."""

    @property
    def source(self) -> LayerSource:
        """Whose map it is."""
        return self.file.source

    @property
    def assessment_day(self) -> date:
        """The day that the map is about; never the day that was asked for."""
        return self.file.assessment_day


def area_at(layer: Layer, latitude: float, longitude: float) -> LayerArea | None:
    """The last area of the file that covers the point, its edge included."""
    point = shapely.Point(longitude, latitude)
    found = [area for area in layer.areas if area.geometry.covers(point)]
    return found[-1] if found else None


def day_in_name(path: Path, form: re.Pattern[str]) -> date | None:
    """The day whose year, month and day are the first groups of ``form``.

    None where the whole name is not of that form; LayerError where those digits are no day.
    """
    match = form.fullmatch(path.name)
    if not match:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError as exc:
        raise LayerError(f"{path}: the name holds no day (YYYYMMDD)") from exc
