"""Reads the theatre's table of control: dated rows of who held which settlement.

A row says that a settlement changed hands on ``day``, or within the period that begins on ``day``
and is as long as ``day_prec`` tells (UCDP ``date_prec``: 1 that day, 2 two to six days, 3 a week,
4 a month, 5 a year). The row counts from ``day`` on, so a change that is known to the month may
show up to a month early; ``data.dates.day_text`` says so in words.

Refused: a file with any row that cannot be read, two rows of one settlement on the same day, one
settlement at two points, a holder or a country that the theatre lacks.
"""

import csv
import io
import math
import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from data.errors import LayerError
from data.model import ControlRow
from data.theatre import Theatre

COLUMNS = (
    "row_id",
    "place_id",
    "name",
    "country",
    "latitude",
    "longitude",
    "day",
    "day_prec",
    "holder",
    "source_kind",
    "note",
)
LARGEST_BYTES = 8_000_000
"""Some 60,000 rows; the committed table holds about a hundred kilobytes."""
_MOST_MESSAGES = 20
_PLACE_ID = re.compile(
    r"(geonames:\d+|katottg:[A-Z]{2}\d{17}|iso:[A-Z]{2}-\w+|frontline:[a-z0-9-]+)"
)


def load_control(theatre: Theatre) -> list[ControlRow]:
    """The rows of the theatre's table, in file order.

    Raises:
        LayerError: the file cannot be read, or holds bad rows; each is named with its line.
    """
    path = theatre.control
    rows: list[ControlRow] = []
    wrong: list[str] = []
    seen = _Seen()
    for line, cells in _records(path):
        try:
            row = _row(cells, theatre)
            seen.check(row)
        except ValueError as exc:
            wrong.append(f"{path} line {line}: {exc}")
        else:
            rows.append(row)
    if wrong:
        more = len(wrong) - _MOST_MESSAGES
        tail = [f"{path}: and {more} more bad rows"] if more > 0 else []
        raise LayerError("\n".join(wrong[:_MOST_MESSAGES] + tail))
    return rows


class _Seen:
    """What earlier rows said, for the rules that span rows."""

    def __init__(self) -> None:
        self.row_ids: set[str] = set()
        self.days: set[tuple[str, date]] = set()
        self.points: dict[str, tuple[float, float]] = {}

    def check(self, row: ControlRow) -> None:
        """Remember the row, or raise ValueError where it contradicts an earlier one."""
        if row.row_id in self.row_ids:
            raise ValueError(f"row_id {row.row_id!r} is given twice")
        if (row.place_id, row.day) in self.days:
            raise ValueError(f"{row.name} has two rows on {row.day}; keep the one that held")
        point = (row.latitude, row.longitude)
        if self.points.setdefault(row.place_id, point) != point:
            raise ValueError(f"{row.place_id} lies at {self.points[row.place_id]} in another row")
        self.row_ids.add(row.row_id)
        self.days.add((row.place_id, row.day))


def _records(path: Path) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(_text(path), newline=""), strict=True)
    try:
        header = next(reader, [])
        if tuple(header) != COLUMNS:
            raise LayerError(f"{path} line 1: the columns must be {','.join(COLUMNS)}")
        for cells in reader:
            if cells:
                yield reader.line_num, cells
    except csv.Error as exc:
        raise LayerError(f"{path} line {reader.line_num}: not readable as CSV ({exc})") from exc


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_BYTES + 1)
    except OSError as exc:
        raise LayerError(f"{path}: cannot be read ({exc.strerror or exc}); give a file") from exc
    if len(raw) > LARGEST_BYTES:
        raise LayerError(f"{path}: larger than {LARGEST_BYTES:,} bytes; no control table is")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        line = raw[: exc.start].count(b"\n") + 1
        raise LayerError(f"{path} line {line}: not UTF-8; save the table as UTF-8") from exc


def _row(cells: Sequence[str], theatre: Theatre) -> ControlRow:
    if len(cells) != len(COLUMNS):
        raise ValueError(f"{len(cells)} cells where {len(COLUMNS)} belong")
    got = dict(zip(COLUMNS, (cell.strip() for cell in cells), strict=True))
    for column in COLUMNS[:-1]:
        if not got[column]:
            raise ValueError(f"{column} is empty")
    if not _PLACE_ID.fullmatch(got["place_id"]):
        raise ValueError(f"place_id {got['place_id']!r} is none; use geonames:N or katottg:CODE")
    return ControlRow(
        row_id=got["row_id"],
        place_id=got["place_id"],
        name=got["name"],
        country=_one_of(theatre.countries, got["country"], "country"),
        latitude=_degrees(got["latitude"], "latitude", 90.0),
        longitude=_degrees(got["longitude"], "longitude", 180.0),
        day=_day(got["day"]),
        day_prec=_precision(got["day_prec"]),
        holder=_one_of(theatre.holders, got["holder"], "holder"),
        source_kind=got["source_kind"],
        note=got["note"],
    )


def _degrees(text: str, column: str, most: float) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not abs(value) <= most:
        raise ValueError(f"{column} {text!r} is not in -{most:g}..{most:g} degrees")
    return value


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"day {text!r} is no day; use YYYY-MM-DD") from None


def _precision(text: str) -> int:
    if text not in {"1", "2", "3", "4", "5"}:
        raise ValueError(f"day_prec {text!r} is not 1 to 5")
    return int(text)


def _one_of(known: Sequence[str], text: str, column: str) -> str:
    if text not in known:
        raise ValueError(f"{column} {text!r} is none of {', '.join(known)}")
    return text
