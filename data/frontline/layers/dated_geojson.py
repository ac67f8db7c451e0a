"""Any other GeoJSON file with a day in its name and a holder in its features' properties.

The day is YYYY-MM-DD or YYYYMMDD anywhere in the name of a ``.geojson`` or ``.json`` file. A
feature's polygons are held by whom its property ``holder``, ``control``, ``status``, ``side`` or
``occupant`` names: a party of the theatre by id, name or adjective in English, Ukrainian or Russian
(upper or lower case, any ending), or nobody: contested, grey, unknown. A feature that names no
party is left out with a note. Such a file may cover a part of the theatre only.
"""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from data.errors import LayerError
from data.frontline.layers.model import LayerFile, LayerSource, Status
from data.frontline.layers.placing import StatedArea
from data.frontline.layers.projection import areas_in_degrees
from data.model import CONTESTED
from data.theatre import Theatre

HOLDER_KEYS = ("holder", "control", "status", "side", "occupant")
CONTESTED_WORDS = frozenset(
    {CONTESTED, "disputed", "grey", "gray", "grey zone", "gray zone", "unknown", "unknown status"}
)
_NAME = re.compile(r".*\.(?:geo)?json", re.IGNORECASE | re.DOTALL)
_DAY = re.compile(r"(?<!\d)(20\d\d)(-?)(\d\d)\2(\d\d)(?!\d)")
_LONGEST_ENDING = 3


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
    terms = dict(_terms(theatre))
    result = []
    for where, feature, parts in areas_in_degrees(found, path, "GeoJSON file of areas"):
        label, holder = _holder(feature.get("properties"), terms)
        status = {None: None, CONTESTED: Status.UNKNOWN}.get(holder, Status.HELD)
        result.append(StatedArea(where, status, label, parts, holder or ""))
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
