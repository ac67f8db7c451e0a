"""Which part of the front a group of forces holds: its reports speak of places there.

A table of a theatre (``sectors.csv``) has a row for each circle of a group's sector: the names that
the group goes by, with "|" between, the days from and to which it held it (empty: always), the
middle in degrees WGS84 and the radius in kilometres.
"""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from geocode.gazetteer.earth import distance_km

_WORDS_BETWEEN = r"\W{1,3}(?:\w{2,20}\W{1,3}){0,3}?"

_BEFORE, _BEHIND = 25, 90
"""Characters that are searched round a word for a group."""


@dataclass(frozen=True, slots=True)
class Sector:
    """A circle that a group of forces held."""

    names: tuple[str, ...]
    """What the group is called, in lower case; the first one is that of no other group."""
    first: date
    last: date
    latitude: float
    longitude: float
    radius_km: float


class Sectors:
    """All sectors of a war, and the words for a group of forces."""

    def __init__(self, sectors: Iterable[Sector] = (), heads: Sequence[str] = ()) -> None:
        """``heads``: what the words for a group begin with ("battlegroup", "угрупован")."""
        self.sectors = tuple(sectors)
        self.heads = tuple(heads)
        self._group_of = {name: s.names[0] for s in self.sectors for name in s.names}
        self._head = re.compile("|".join(map(re.escape, heads)), re.IGNORECASE) if heads else None
        self._pattern = self._named()
        self._rows = lru_cache(maxsize=256)(self._rows_of)

    def __reduce__(self) -> tuple[type["Sectors"], tuple[object, ...]]:
        return Sectors, (self.sectors, self.heads)

    def _named(self) -> re.Pattern[str] | None:
        if not self.sectors or not self.heads:
            return None
        names = "|".join(sorted(map(re.escape, self._group_of), key=len, reverse=True))
        heads = "|".join(map(re.escape, self.heads))
        return re.compile(
            rf"\b(?:{heads})\w{{0,10}}{_WORDS_BETWEEN}[«\"“'‘„]?(?P<behind>{names})\b"
            rf"|\b(?P<before>{names})[»\"”'’]?\W{{1,2}}(?:{heads})",
            re.IGNORECASE,
        )

    def named_in(self, text: str) -> list[tuple[int, str]]:
        """Where groups are named in the text, and which, in its order."""
        if self._pattern is None or self._head is None:
            return []
        named: dict[int, str] = {}
        for head in self._head.finditer(text):
            begin = max(0, head.start() - _BEFORE)
            found = self._pattern.search(text, begin, head.end() + _BEHIND)
            if found is not None:
                name = (found["behind"] or found["before"]).lower()
                named[found.start()] = self._group_of[name]
        return sorted(named.items())

    def holds(self, group: str, latitude: float, longitude: float, day: date | None) -> bool | None:
        """Whether the place lies in what the group held on that day; None where nobody knows."""
        rows = self._rows(group, day)
        if not rows:
            return None
        return any(
            distance_km(latitude, longitude, row.latitude, row.longitude) <= row.radius_km
            for row in rows
        )

    def _rows_of(self, group: str, day: date | None) -> tuple[Sector, ...]:
        return tuple(
            row
            for row in self.sectors
            if row.names[0] == group and (day is None or row.first <= day <= row.last)
        )


def read_sectors(path: Path, heads: Sequence[str], errors: list[str]) -> Sectors:
    """The sectors of a theatre; one that has no such table has none. Adds a line for each error."""
    if not path.is_file():
        return Sectors()
    rows = []
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), start=2):
                try:
                    rows.append(_sector(row))
                except (KeyError, TypeError, ValueError) as exc:
                    errors.append(
                        f"{path} line {number}: needs names, from_date, to_date, latitude, "
                        f"longitude, radius_km ({exc!r})"
                    )
    except (OSError, ValueError) as exc:
        errors.append(f"{path}: cannot be read ({exc})")
    return Sectors(rows, heads)


def _sector(row: dict[str, str]) -> Sector:
    names = tuple(name.strip().lower() for name in row["names"].split("|") if name.strip())
    if not names:
        raise ValueError("no name")
    return Sector(
        names,
        date.fromisoformat(row["from_date"]) if row["from_date"] else date.min,
        date.fromisoformat(row["to_date"]) if row["to_date"] else date.max,
        float(row["latitude"]),
        float(row["longitude"]),
        float(row["radius_km"]),
    )
