"""Writes entries into a new compiled gazetteer; the finished file appears whole or not at all.

The file's version is a digest of its rows, so that stored mentions stay current until the content
changes, however the code that makes it is rearranged.
"""

import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from geocode.gazetteer.entries import Entry
from geocode.gazetteer.layout import (
    APPLICATION_ID,
    FINISH,
    LAYOUT_VERSION,
    SCHEMA,
    cell_of,
)
from geocode.gazetteer.names.normal_form import filed_under
from geocode.gazetteer.names.variants import skeletons, spellings, written
from geocode.model import Kind, Place
from geocode.precision import WherePrec

_CONTENT = (
    "SELECT * FROM place ORDER BY n",
    "SELECT form, n, flags, text FROM name LEFT JOIN note ON id = note ORDER BY form, n",
    "SELECT * FROM close ORDER BY half, skeleton, n",
)
_EARLIER_VERSIONS = {"32cc805e3d293ed9": "9682d9f9239202cb"}
"""Content that stores know by a version of an earlier rule: they need no reparse."""
_POINT_KINDS = frozenset({Kind.CITY, Kind.VILLAGE, Kind.SITE})


class GazetteerWriter:
    """Takes each place once; ``new_gazetteer`` makes one."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._notes: dict[str, int] = {}
        self.places = 0
        self.version = ""
        """Known when the file is finished."""

    def add(self, entries: Iterable[Entry]) -> None:
        """File the places and every spelling of their names."""
        for entry in entries:
            self.places += 1
            self._connection.execute(
                f"INSERT INTO place VALUES ({', '.join('?' * 15)})",
                _row(self.places, entry.place),
            )
            self._connection.executemany(
                "INSERT OR IGNORE INTO close VALUES (?, ?, ?)",
                [
                    (half, bones, self.places)
                    for bones in skeletons(entry) | written(entry)
                    for half in filed_under(bones)
                ],
            )
            self._connection.executemany(
                "INSERT INTO spelling VALUES (?, ?, ?, ?)",
                [
                    (form, self.places, flags, self._note(note))
                    for form, flags, note in spellings(entry)
                ],
            )

    def _note(self, text: str | None) -> int | None:
        if text is None:
            return None
        if text not in self._notes:
            self._notes[text] = len(self._notes) + 1
            self._connection.execute("INSERT INTO note VALUES (?, ?)", (self._notes[text], text))
        return self._notes[text]

    def finish(self, recipe: str) -> None:
        """Sort and index what was added, and sign the file."""
        self._connection.executescript(f"BEGIN; {FINISH} COMMIT;")
        digest = sha256()
        for query in _CONTENT:
            for row in self._connection.execute(query):
                digest.update(repr(row).encode())
        content = digest.hexdigest()[:16]
        self.version = _EARLIER_VERSIONS.get(content, content)
        meta = (("layout", str(LAYOUT_VERSION)), ("recipe", recipe), ("version", self.version))
        self._connection.executemany("INSERT INTO meta VALUES (?, ?)", meta)
        self._connection.commit()
        self._connection.execute("VACUUM")


def _row(n: int, place: Place) -> tuple[object, ...]:
    exact = place.kind in _POINT_KINDS and place.where_prec is WherePrec.EXACT
    return (
        n, place.place_id, place.name, place.latitude, place.longitude, place.kind.value,
        place.feature_code, place.country, place.admin1, place.admin2, place.population,
        place.name_local, int(place.where_prec), place.uncertainty_m,
        cell_of(place.latitude, place.longitude) if exact else None,
    )  # fmt: skip


@contextmanager
def new_gazetteer(path: Path, *, recipe: str) -> Iterator[GazetteerWriter]:
    """A writer whose file takes the place of ``path`` when the block ends without an error."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    os.close(handle)
    try:
        connection = sqlite3.connect(temporary)
        try:
            connection.executescript(
                f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA journal_mode = OFF;"
                f"PRAGMA synchronous = OFF; PRAGMA temp_store = FILE; {SCHEMA}"
            )
            writer = GazetteerWriter(connection)
            yield writer
            writer.finish(recipe)
        finally:
            connection.close()
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        with suppress(FileNotFoundError):
            Path(temporary).unlink()
        raise
