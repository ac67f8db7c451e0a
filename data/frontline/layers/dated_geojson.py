"""Any other GeoJSON file with a day in its name and a holder in its features' properties.

The day is YYYY-MM-DD or YYYYMMDD anywhere in the name of a ``.geojson`` or ``.json`` file. A
feature's polygons are held by whom its property ``holder``, ``control``, ``status``, ``side`` or
``occupant`` names: a party of the theatre by id, name or adjective in English, Ukrainian or Russian
(upper or lower case, any ending), or nobody: contested, grey, unknown. A feature that names no
party is left out with a note. Such a file may cover a part of the theatre only.

Coordinates are degrees (EPSG:4326) or metres (EPSG:3857), by the file's ``crs``, or without one
by their size. Longitude, latitude in degrees come out.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import Polygon

from data.errors import LayerError
from data.frontline.layers.geometry import LARGEST_DEGREES, features, polygons
from data.frontline.layers.model import LayerFile, LayerSource, Status
from data.frontline.layers.placing import StatedArea
from data.model import CONTESTED
from data.theatre import Theatre

HOLDER_KEYS = ("holder", "control", "status", "side", "occupant")
CONTESTED_WORDS = frozenset(
    {CONTESTED, "disputed", "grey", "gray", "grey zone", "gray zone", "unknown", "unknown status"}
)
_NAME = re.compile(r".*\.(?:geo)?json", re.IGNORECASE | re.DOTALL)
_DAY = re.compile(r"(?<!\d)(20\d\d)(-?)(\d\d)\2(\d\d)(?!\d)")
_LONGEST_ENDING = 3
_METRES = re.compile(r"(?:epsg:{1,2}|epsg:[\d.]+:)(?:3857|900913|102100|3785)$", re.IGNORECASE)
_DEGREES = re.compile(r"(?:epsg:{1,2}|epsg:[\d.]+:)(?:4326|4258)$|crs84h?$", re.IGNORECASE)
_MOST_DEGREES = 180.0
"""Coordinates beyond it are metres, where the file does not say what they are."""
_RADIUS_M = 6_378_137.0
_LARGEST_M = 20_037_509.0
"""Of EPSG:3857, half the way round the equator."""


def named(path: Path) -> LayerFile | None:
    """The file with its day, if its name holds one; LayerError if the digits are no day."""
    found = list(_DAY.finditer(path.name))
    if not found or not _NAME.fullmatch(path.name):
        return None
    for match in found:
        try:
            day = date(int(match[1]), int(match[3]), int(match[4]))
        except ValueError:
            continue
        return LayerFile(path, LayerSource.GEOJSON, day, series=series(path))
    raise LayerError(f"{path}: the name holds no day (YYYY-MM-DD or YYYYMMDD)")


def series(path: Path) -> str:
    """What the names of files of one series have in common: the name without its day."""
    return _DAY.sub("", path.name)


def stated(found: object, path: Path, theatre: Theatre) -> list[StatedArea]:
    """The file's areas in their order; LayerError names what is wrong with the file."""
    listed = features(found, path, "GeoJSON file of areas")
    read = [
        (
            where,
            feature,
            list(polygons(feature.get("geometry"), f"{path} {where}", largest=_LARGEST_M)),
        )
        for where, feature in listed
    ]
    in_metres = _in_metres(found, [part for _, _, parts in read for part in parts], path)
    terms = dict(_terms(theatre))
    result = []
    for where, feature, parts in read:
        if parts:
            label, holder = _holder(feature.get("properties"), terms)
            status = {None: None, CONTESTED: Status.UNKNOWN}.get(holder, Status.HELD)
            placed = [_degrees(part) for part in parts] if in_metres else parts
            result.append(StatedArea(where, status, label, placed, holder or ""))
    if not any(area.status for area in result):
        raise LayerError(
            f"{path}: no area with a party of the theatre in its property "
            f"{', '.join(HOLDER_KEYS[:-1])} or {HOLDER_KEYS[-1]}"
        )
    return result


def _holder(properties: object, terms: dict[str, str]) -> tuple[str, str | None]:
    """The words that name a holder and whom they name, or the first words and None."""
    if not isinstance(properties, dict):
        return "", None
    by_key = {str(key).casefold(): value for key, value in properties.items()}
    said = [by_key[key] for key in HOLDER_KEYS if isinstance(by_key.get(key), str)]
    for words in said:
        holder = _named_by(" ".join(words.casefold().split()), terms)
        if holder:
            return words.strip(), holder
    return (said[0].strip() if said else ""), None


def _named_by(words: str, terms: dict[str, str]) -> str | None:
    if words in terms:
        return terms[words]
    stems = (words[:-cut] for cut in range(1, _LONGEST_ENDING + 1))
    return next((terms[f"{stem}-"] for stem in stems if f"{stem}-" in terms), None)


def _terms(theatre: Theatre) -> Iterator[tuple[str, str]]:
    """Words and whom they mean; "word-" is a stem that takes endings."""
    yield from ((word, CONTESTED) for word in CONTESTED_WORDS)
    for party in theatre.parties:
        yield party.id.casefold(), party.id
        for words, ending in ((party.name, 1), (party.adjective, 2)):
            yield words.en.casefold(), party.id
            for word in (words.uk.casefold(), words.ru.casefold()):
                yield word, party.id
                yield f"{word[:-ending]}-", party.id


def _in_metres(found: object, parts: Iterable[Polygon], path: Path) -> bool:
    coordinates = shapely.get_coordinates(list(parts))
    largest = float(np.abs(coordinates).max(initial=0))
    name = _crs(found)
    if name is None:
        return largest > _MOST_DEGREES
    if _METRES.search(name):
        return True
    if not _DEGREES.search(name):
        raise LayerError(
            f"{path}: the coordinate system {name[:60]!r} is not read; use EPSG:4326 or EPSG:3857"
        )
    if largest > LARGEST_DEGREES:
        raise LayerError(f"{path}: a coordinate that is no degree ({largest:g})")
    return False


def _crs(found: object) -> str | None:
    crs = found.get("crs") if isinstance(found, dict) else None
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    return name.strip() if isinstance(name, str) else None


def _degrees(part: Polygon) -> Polygon:
    moved: Polygon = shapely.transform(part, _from_mercator)
    return moved


def _from_mercator(points: NDArray[np.float64]) -> NDArray[np.float64]:
    longitude = np.degrees(points[:, 0] / _RADIUS_M)
    latitude = np.degrees(2 * np.arctan(np.exp(points[:, 1] / _RADIUS_M)) - np.pi / 2)
    return np.column_stack([longitude, latitude])
