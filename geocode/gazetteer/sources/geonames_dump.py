"""Reads a country's GeoNames dump (``UA.zip``) row by row, trusting nothing about the file.

The archive is never unpacked to disk; only the member ``UA.txt`` is read, as a stream, up to a
bound. Any row that is not what GeoNames documents refuses the whole dump in one line, since half a
country would be worse than none.
"""

import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from geocode.errors import SourceError

MOST_PACKED_BYTES = 400_000_000
MOST_UNPACKED_BYTES = 1_200_000_000
"""The largest country dump in 2026 (US) has 80 MB packed, 330 MB unpacked."""
_LONGEST_LINE = 40_000
_COLUMNS = 19


@dataclass(frozen=True, slots=True)
class DumpRow:
    """The columns of GeoNames' ``geoname`` table that are used here."""

    geonames: int
    name: str
    alternates: tuple[str, ...]
    latitude: float
    longitude: float
    feature_code: str
    admin1_code: str
    population: int


def populated_places(
    path: Path, country: str, *, most_bytes: int = MOST_UNPACKED_BYTES
) -> Iterator[DumpRow]:
    """The rows of feature class P.

    Raises:
        SourceError: The file is no such dump; the message names file, line and reason.
    """
    return _rows(path, country, most_bytes, lambda columns: columns[6] == "P")


def first_level_units(path: Path, country: str) -> Iterator[DumpRow]:
    """The rows of first-level units; errors as ``populated_places``."""
    return _rows(path, country, MOST_UNPACKED_BYTES, lambda columns: columns[7] == "ADM1")


def _rows(
    path: Path, country: str, most_bytes: int, is_asked: Callable[[list[str]], bool]
) -> Iterator[DumpRow]:
    seen = 0
    for number, line in _lines(path, country, most_bytes):
        columns = line.rstrip("\r\n").split("\t")
        if len(columns) != _COLUMNS:
            raise SourceError(
                f"{path}: {country}.txt line {number}: {len(columns)} columns, not {_COLUMNS}"
            )
        seen += 1
        if columns[8] == country and is_asked(columns):
            yield _row(columns, f"{path}: {country}.txt line {number}")
    if not seen:
        raise SourceError(f"{path}: {country}.txt is empty")


def _row(columns: list[str], origin: str) -> DumpRow:
    try:
        row = DumpRow(
            int(columns[0]),
            columns[1],
            tuple(filter(None, columns[3].split(","))),
            float(columns[4]),
            float(columns[5]),
            columns[7] or "PPL",
            columns[10],
            int(columns[14] or 0),
        )
    except ValueError as exc:
        raise SourceError(f"{origin}: {exc}") from exc
    if not (-90 <= row.latitude <= 90 and -180 <= row.longitude <= 180) or not row.name:
        raise SourceError(f"{origin}: no name, or no point on the globe")
    return row


def _lines(path: Path, country: str, most_bytes: int) -> Iterator[tuple[int, str]]:
    member = f"{country}.txt"
    try:
        with zipfile.ZipFile(path) as archive:
            if member not in archive.namelist():
                raise SourceError(f"{path}: holds no {member}; is it GeoNames' {country}.zip?")
            if archive.getinfo(member).file_size > most_bytes:
                raise SourceError(f"{path}: {member} is larger than {most_bytes} bytes")
            with archive.open(member) as packed:
                yield from _bounded(path, member, packed, most_bytes)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as exc:
        raise SourceError(f"{path}: is not a whole zip file ({exc})") from exc
    except UnicodeDecodeError as exc:
        raise SourceError(f"{path}: {member} is not UTF-8 ({exc.reason})") from exc
    except OSError as exc:
        raise SourceError(f"{path}: cannot be read ({exc.strerror or exc})") from exc


def _bounded(
    path: Path, member: str, packed: IO[bytes], most_bytes: int
) -> Iterator[tuple[int, str]]:
    # The size in the archive's directory can lie, so what is read is counted too.
    taken = number = 0
    while line := packed.readline(_LONGEST_LINE):
        number += 1
        taken += len(line)
        if taken > most_bytes:
            raise SourceError(f"{path}: {member} is larger than {most_bytes} bytes")
        if len(line) >= _LONGEST_LINE:
            raise SourceError(f"{path}: {member} line {number} is too long to be a row")
        yield number, line.decode("utf-8")
