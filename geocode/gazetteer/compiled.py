"""Reads the compiled gazetteer file: opened in milliseconds, safe from any thread.

Raises ``GazetteerBroken`` for a file of another kind and ``GazetteerNotFound``, which says how to
make it, for a missing one. The file is never written here. One connection serves all threads behind
a lock, so a rebuild beside a running program does not mix two versions: the old file stays open.
"""

import os
import sqlite3
from collections.abc import Sequence
from functools import lru_cache
from math import cos, radians
from pathlib import Path
from threading import Lock
from typing import Any

from platformdirs import user_cache_dir

from geocode.errors import GazetteerBroken, GazetteerNotFound
from geocode.gazetteer.earth import KM_PER_DEGREE, distance_km
from geocode.gazetteer.layout import (
    AFTER_COMMA,
    APPLICATION_ID,
    INFLECTED,
    LAYOUT_VERSION,
    LOOKUP_ONLY,
    OFFICIAL,
    PLACE_COLUMNS,
    cell_rows,
)
from geocode.gazetteer.matching import longest_name
from geocode.gazetteer.names.normal_form import (
    KEYS_ASKED,
    as_written,
    asked_under,
    best_of,
    close_hit,
    normal_form,
    skeleton,
)
from geocode.gazetteer.protocol import NameHit
from geocode.model import Kind, Place
from geocode.precision import WherePrec

_HINT = "make it with: python -m geocode build"
_KINDS = {kind.value: kind for kind in Kind}
_PRECISIONS = {precision.value: precision for precision in WherePrec}
_FIRST_RADIUS_KM = 8.0
"""Where ``near`` begins; doubled until enough lies inside: settlements are 3 to 10 km apart."""

_LOOKUP = f"""
SELECT {PLACE_COLUMNS}, flags, text FROM name JOIN place USING (n)
LEFT JOIN note ON note.id = name.note
WHERE form = ? ORDER BY population DESC, place_id
"""
_IS_NAME = f"SELECT 1 FROM name WHERE form = ? AND NOT flags & {LOOKUP_ONLY} LIMIT 1"
_CLOSE = f"SELECT skeleton, n FROM close WHERE half IN ({', '.join('?' * 2 * KEYS_ASKED)})"
_PLACES_IN = (
    f"SELECT {PLACE_COLUMNS} FROM place WHERE n IN ({{}}) ORDER BY population DESC, place_id"
)
_IN_UNIT = """
SELECT latitude, longitude FROM place
WHERE cell IS NOT NULL AND country = ? AND admin1 = ? AND (? IS NULL OR admin2 = ?) ORDER BY n
"""
_SETTLEMENTS = f"""
SELECT {PLACE_COLUMNS} FROM place WHERE latitude BETWEEN ? AND ? AND longitude BETWEEN ? AND ?
AND kind IN ('{Kind.CITY}', '{Kind.VILLAGE}') AND country IN ({{}}) ORDER BY n
"""
_IN_CELLS = "SELECT n, latitude, longitude, place_id FROM place WHERE cell BETWEEN ? AND ?"


def default_path() -> Path:
    """Where the compiled gazetteer lies: ``$GEOCODE_GAZETTEER``, else the user's cache folder."""
    named = os.environ.get("GEOCODE_GAZETTEER")
    return Path(named) if named else Path(user_cache_dir("frontline")) / "gazetteer.sqlite"


def open_gazetteer(path: Path | None = None) -> "CompiledGazetteer":
    """The compiled gazetteer at ``path``, or at ``default_path()``.

    Raises:
        GazetteerNotFound: There is no file; the message says how to make it.
        GazetteerBroken: The file is not a gazetteer of this version.
    """
    return CompiledGazetteer(path or default_path())


def _place(row: Sequence[Any]) -> Place:
    values: list[Any] = list(row[:13])
    values[4], values[11] = _KINDS[row[4]], _PRECISIONS[row[11]]
    return Place(*values)


class CompiledGazetteer:
    """Answers from the file that ``build`` wrote; see ``open_gazetteer``."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        self._connection = self._open()
        meta = self._checked_meta()
        self._version = meta["version"]
        self.recipe = meta.get("recipe")
        """A digest of the sources and the code that made the file."""
        self.lookup_form = lru_cache(maxsize=8192)(self._lookup_form)
        self._lookup_close = lru_cache(maxsize=2048)(self._read_close)
        self._most_words = lru_cache(maxsize=65536)(self._read_most_words)
        self._is_name = lru_cache(maxsize=65536)(self._read_is_name)

    def _open(self) -> sqlite3.Connection:
        if not self._path.is_file():
            raise GazetteerNotFound(f"{self._path}: there is no compiled gazetteer; {_HINT}")
        uri = f"{self._path.resolve().as_uri()}?mode=ro&immutable=1"
        try:
            return sqlite3.connect(uri, uri=True, check_same_thread=False, isolation_level=None)
        except sqlite3.Error as exc:
            raise GazetteerBroken(f"{self._path}: cannot be opened ({exc})") from exc

    def _rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        try:
            with self._lock:
                return self._connection.execute(query, values).fetchall()
        except sqlite3.DatabaseError as exc:
            raise GazetteerBroken(
                f"{self._path}: the compiled gazetteer is damaged ({exc}); {_HINT}"
            ) from exc

    def _checked_meta(self) -> dict[str, str]:
        if self._rows("PRAGMA application_id") != [(APPLICATION_ID,)]:
            raise GazetteerBroken(f"{self._path}: this file is not a compiled gazetteer; {_HINT}")
        ((pages,),), ((page_size,),) = (
            self._rows("PRAGMA page_count"), self._rows("PRAGMA page_size"),
        )  # fmt: skip
        meta = dict(self._rows("SELECT key, value FROM meta"))
        if meta.get("layout") != str(LAYOUT_VERSION):
            raise GazetteerBroken(
                f"{self._path}: the compiled gazetteer has layout {meta.get('layout')}, "
                f"this version reads {LAYOUT_VERSION}; {_HINT}"
            )
        if pages * page_size != self._path.stat().st_size:
            raise GazetteerBroken(f"{self._path}: the compiled gazetteer is cut short; {_HINT}")
        return meta

    def close(self) -> None:
        """Let go of the file; nothing can be asked afterwards."""
        with self._lock:
            self._connection.close()

    @property
    def version(self) -> str:
        """Changes when the content does."""
        return self._version

    def lookup(self, name: str) -> Sequence[NameHit]:
        """Places that bear the name; most populous first, ties by id."""
        return self.lookup_form(normal_form(name))

    def _lookup_form(self, form: str) -> tuple[NameHit, ...]:
        return tuple(
            NameHit(
                _place(row),
                official=bool(row[13] & OFFICIAL),
                inflected=bool(row[13] & INFLECTED),
                note=row[14],
                after_comma=bool(row[13] & AFTER_COMMA),
            )
            for row in self._rows(_LOOKUP, form)
        )

    def lookup_close(self, name: str) -> Sequence[NameHit]:
        """Places with a name spelt almost as ``name``; see the protocol."""
        return self._lookup_close(normal_form(name))

    def _read_close(self, form: str) -> tuple[NameHit, ...]:
        asked = (skeleton(form), as_written(form))
        keys = [key for one in asked for key in asked_under(one)]
        found = self._rows(_CLOSE, *keys) if any(asked) else []
        best = best_of(asked, (bones for bones, _ in found))
        rows = self._rows(
            _PLACES_IN.format(", ".join(str(int(n)) for bones, n in found if bones in best))
        )
        return tuple(close_hit(_place(row)) for row in rows)

    def longest(self, tokens: Sequence[str], start: int) -> int:
        """How many tokens from ``start`` make the longest name; 0 when none does."""
        return longest_name(tokens, start, most_words=self._most_words, is_name=self._is_name)

    def _read_most_words(self, word: str) -> int:
        rows = self._rows("SELECT most FROM first WHERE word = ?", word)
        return int(rows[0][0]) if rows else 0

    def _read_is_name(self, form: str) -> bool:
        return bool(self._rows(_IS_NAME, form))

    def place(self, place_id: str) -> Place | None:
        """The place with that id, or None."""
        rows = self._rows(f"SELECT {PLACE_COLUMNS} FROM place WHERE place_id = ?", place_id)
        return _place(rows[0]) if rows else None

    def near(
        self, latitude: float, longitude: float, *, radius_km: float, limit: int
    ) -> Sequence[tuple[Place, float]]:
        """Settlements and sites with a point of their own; nearest first, ties by id.

        A box across the 180th meridian is cut there.
        """
        if limit <= 0 or radius_km < 0:
            return ()
        within_km = min(_FIRST_RADIUS_KM, radius_km)
        found = self._within(latitude, longitude, within_km)
        while len(found) < limit and within_km < radius_km:
            within_km = min(within_km * 2, radius_km)
            found = self._within(latitude, longitude, within_km)
        found.sort()
        by_number = f"SELECT {PLACE_COLUMNS} FROM place WHERE n = ?"
        return tuple((_place(self._rows(by_number, n)[0]), km) for km, _, n in found[:limit])

    def points_in(
        self, country: str, admin1: str, admin2: str | None = None
    ) -> Sequence[tuple[float, float]]:
        """Where what ``near`` gives lies in a unit: latitude and longitude, in the file's order."""
        return self._rows(_IN_UNIT, country, admin1, admin2, admin2)

    def settlements(
        self, countries: Sequence[str], south: float, west: float, north: float, east: float
    ) -> Sequence[Place]:
        """Settlements of the countries (ISO alpha-2) inside the box, in the file's order."""
        query = _SETTLEMENTS.format(", ".join("?" * len(countries)))
        rows = self._rows(query, south, north, west, east, *countries)
        return tuple(_place(row) for row in rows)

    def _within(
        self, latitude: float, longitude: float, radius_km: float
    ) -> list[tuple[float, str, int]]:
        d_lat = radius_km / KM_PER_DEGREE
        widest = max(cos(radians(min(abs(latitude) + d_lat, 90.0))), 1e-6)
        d_lon = min(d_lat / widest, 360.0)
        box = (latitude - d_lat, latitude + d_lat, longitude - d_lon, longitude + d_lon)
        found = []
        for first, last in cell_rows(*box):
            for n, lat, lon, place_id in self._rows(_IN_CELLS, first, last):
                km = distance_km(latitude, longitude, lat, lon)
                if km <= radius_km:
                    found.append((km, place_id, n))
        return found
