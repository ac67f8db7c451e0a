"""Reads DeepStateMap's feature sets: ``<unix>.geojson``, ``deepstate_<any>_<unix>.geojson``.

The number is the moment of publication in Unix seconds. The day of the assessment is that moment's
day in UTC: the map is published in the night after the day it describes, often past midnight in
Kyiv, and two or three hours earlier by UTC (of the seven samples that this was written with three
were published between midnight and two in Kyiv, under the date of the day before).

An area's meaning stands in its ``name``: "ua /// en /// geoJSON.status.x" from 2024, "ua /// en"
from November 2022, Ukrainian words before; where words say nothing (a bare date, an island, a
misspelt name) its fill colour decides, and where that is unknown too the area has no class.
Points (units, arrows) are never read. Heights are dropped.
"""

import re
from datetime import UTC, datetime
from pathlib import Path

from data.frontline.layers.model import LayerFile, LayerSource, Status
from data.frontline.layers.placing import StatedArea
from data.frontline.layers.projection import areas_in_degrees

_NAME = re.compile(r"(?:deepstate_(?:.*_)?)?(\d{10})\.geojson", re.IGNORECASE)
_TERRITORY = re.compile(r"geojson\.territories\.(\w+)")
_HERE = {"crimea", "ordlo", "tuzla"}
"""The territories that are of this theatre; all others are other wars'."""
_ELSEWHERE = re.compile(
    "абхаз|цхінвал|придністров|естон|латв|печор|петсамо|салла|карел|прусс|курил|ічкер|"
    "transnistria|ichkeria|abkhazia|tskhinval|estonia|latvia|pechorsk|petsamo|karelia|prussia|kuril"
)
# The first that matches counts: "Тимчасово окупована територія Карелії" is not in Ukraine,
# "Статус невідомий" is not "відомий", "Окуповано" comes last because it is in the others too.
_WORDS = (
    (re.compile("невідом|під питанням|unknown|conte(?:st|ns)ed"), Status.UNKNOWN),
    (re.compile("звільнен|liberated|dismissed|відсутні|taken back|recaptured"), Status.LIBERATED),
    (re.compile("окупован|зайнят|ордло|крим|тузла|occupied"), Status.OCCUPIED),
)
_ELSEWHERE_FILL = "#ff5252"
_FILLS = {
    "#a52714": Status.OCCUPIED,
    "#880e4f": Status.OCCUPIED,
    "#000000": Status.OCCUPIED,
    "#0288d1": Status.LIBERATED,
    "#0f9d58": Status.LIBERATED,
    "#01579b": Status.LIBERATED,
    "#bcaaa4": Status.UNKNOWN,
    "#bdbdbd": Status.UNKNOWN,
}


def named(path: Path) -> LayerFile | None:
    """The file with its day, if its name is of this form."""
    match = _NAME.fullmatch(path.name)
    if not match:
        return None
    moment = datetime.fromtimestamp(int(match[1]), tz=UTC)
    return LayerFile(path, LayerSource.DEEPSTATE, moment.date(), published_at=moment)


def stated(found: object, path: Path) -> list[StatedArea]:
    """The file's areas in their order; LayerError names what is wrong with the file."""
    result = []
    for where, feature, parts in areas_in_degrees(found, path, "DeepStateMap file"):
        properties = feature.get("properties")
        label, fill = (
            str(properties.get(key) or "").strip() if isinstance(properties, dict) else ""
            for key in ("name", "fill")
        )
        status, note = _status(label, fill.lower())
        result.append(StatedArea(where, status, label, parts, note=note))
    return result


def _status(label: str, fill: str) -> tuple[Status | None, str]:
    """The class of an area, and what has to be said of how it was found."""
    words = " ".join(label.casefold().split())
    territory = _TERRITORY.search(words)
    if territory:
        return (Status.OCCUPIED if territory[1] in _HERE else Status.ELSEWHERE), ""
    if _ELSEWHERE.search(words):
        return Status.ELSEWHERE, ""
    # The colour before the other words: in "Тимчасово окупована східна Прусія" the name is
    # misspelt, and "окупована" is not.
    if fill == _ELSEWHERE_FILL:
        return Status.ELSEWHERE, "its name is not known, by its colour it is of another war"
    for pattern, status in _WORDS:
        if pattern.search(words):
            return status, ""
    return _FILLS.get(fill), ""
