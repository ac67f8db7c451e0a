"""Reads DeepStateMap's feature sets: ``<unix>.geojson``, ``deepstate_<any>_<unix>.geojson``.

The number is the moment of publication in Unix seconds. The day of the assessment is that moment's
day in UTC: the map is published in the night after the day it describes, often past midnight in
Kyiv, and two or three hours earlier by UTC (of the seven samples that this was written with three
were published between midnight and two in Kyiv, under the date of the day before).

An area's meaning stands in its ``name``: "ua /// en /// geoJSON.status.x" from 2024, "ua /// en"
from November 2022, Ukrainian words before; where words say nothing (a bare date, an island) its
fill colour decides. Points (units, arrows) are never read. Heights are dropped.
"""

import re
from datetime import UTC, datetime
from pathlib import Path

from data.errors import LayerError
from data.frontline.layers.geometry import area_of, polygons, read_json
from data.frontline.layers.model import LayerArea, LayerFile, LayerSource, Status
from data.theatre import Extent

_NAME = re.compile(r"(?:deepstate_.*_)?(\d{10})\.geojson", re.IGNORECASE)
_ELSEWHERE = (
    "абхаз|цхінвал|придністров|естон|латв|печор|петсамо|салла|карел|прусс|курил|ічкер|"
    "transnistria|ichkeria"
)
# The first that matches counts: "Тимчасово окупована територія Карелії" is not in Ukraine,
# "Статус невідомий" is not "відомий", "Окуповано" comes last because it is in the others too.
_WORDS = (
    (re.compile(_ELSEWHERE), Status.ELSEWHERE),
    (re.compile("невідом|під питанням|unknown"), Status.UNKNOWN),
    (re.compile("звільнен|liberated|dismissed|відсутні"), Status.LIBERATED),
    (re.compile("окупован|зайнят|ордло|крим|тузла|occupied"), Status.OCCUPIED),
)
_FILLS = {
    "#a52714": Status.OCCUPIED,
    "#880e4f": Status.OCCUPIED,
    "#000000": Status.OCCUPIED,
    "#0288d1": Status.LIBERATED,
    "#0f9d58": Status.LIBERATED,
    "#01579b": Status.LIBERATED,
    "#ff5252": Status.ELSEWHERE,
}


def named(path: Path) -> LayerFile | None:
    """The file with its day, if its name is of this form."""
    match = _NAME.fullmatch(path.name)
    if not match:
        return None
    moment = datetime.fromtimestamp(int(match[1]), tz=UTC)
    return LayerFile(path, LayerSource.DEEPSTATE, moment.date(), published_at=moment)


def areas(path: Path, extent: Extent) -> tuple[LayerArea, ...]:
    """The file's areas in their order; LayerError names what is wrong with the file."""
    found = read_json(path)
    features = found.get("features") if isinstance(found, dict) else None
    if not isinstance(features, list):
        raise LayerError(f"{path}: no list of features; this is no DeepStateMap file")
    return tuple(
        area
        for number, feature in enumerate(features, start=1)
        if (area := _area(feature, extent, f"{path} feature {number}")) is not None
    )


def _area(feature: object, extent: Extent, where: str) -> LayerArea | None:
    if not isinstance(feature, dict):
        raise LayerError(f"{where}: no GeoJSON feature")
    parts = list(polygons(feature.get("geometry"), where))
    if not parts:
        return None
    properties = feature.get("properties")
    if not isinstance(properties, dict) or not isinstance(properties.get("name"), str):
        raise LayerError(f"{where}: an area without a name, so without a status")
    label = properties["name"].strip()
    status = _status(label, str(properties.get("fill", "")))
    within = extent if status is not Status.ELSEWHERE else None
    return LayerArea(status, label, area_of(parts, where, within=within))


def _status(label: str, fill: str) -> Status:
    words = " ".join(label.casefold().split())
    for pattern, status in _WORDS:
        if pattern.search(words):
            return status
    # Neither words nor colour known: the map says something here that this reader cannot tell.
    return _FILLS.get(fill.lower(), Status.UNKNOWN)
