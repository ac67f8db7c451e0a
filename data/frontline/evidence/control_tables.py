"""Evidence from tables of control in the user's folder: VIINA's, or any CSV of place, day, holder.

A table names a settlement by ``geonameid`` (VIINA) or ``place_id``, its day in ``date``, ``day``,
``status_since`` or ``changed_on``, its holder in ``status`` or ``holder``, as a party's id in any
case or "contested". Whatever else it has is not read, VIINA's votes of single sources among it. A
table that states every day of every settlement, as VIINA's yearly files do (one CSV in a zip), is
reduced to the days on which a settlement's holder differs from the day before.

A table that cannot be read, or was cut short, is refused as a whole with one line; rows without a
known settlement, a day or a holder are counted and left out.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from data.errors import LayerError
from data.frontline.evidence.model import Evidence, Provider
from data.frontline.mesh import Settlement
from data.model import CONTESTED

PLACE_COLUMNS = ("place_id", "geonameid", "geonames_id")
DAY_COLUMNS = ("date", "day", "changed_on", "status_since")
HOLDER_COLUMNS = ("status", "holder", "control")
LARGEST_BYTES = 4 << 30
"""Of a table, decoded: three times VIINA's largest year."""
_BLOCK_BYTES = 8 << 20

SettlementOf = Callable[[str], Settlement | None]
"""The settlement of the gazetteer with a place id, or None."""


@dataclass(frozen=True, slots=True)
class ControlTable:
    """What was read of one table."""

    path: Path
    evidence: tuple[Evidence, ...]
    rows: int
    left_out: int
    """Rows without a settlement that the gazetteer knows, without a day or without a holder."""


def is_control_table(path: Path) -> bool:
    """Whether the name of a file says that it may be a table of control."""
    return (
        path.suffix.lower() == ".csv"
        or re.fullmatch(r"(control|.*control).*\.zip", path.name.lower()) is not None
    )


def read_control_table(
    path: Path, *, parties: Sequence[str], settlement_of: SettlementOf
) -> ControlTable:
    """The changes that a table states.

    Raises:
        LayerError: the file cannot be read, or has no columns of place, day and holder.
    """
    try:
        with _opened(path) as source:
            return _read(path, source, parties, settlement_of)
    except (OSError, EOFError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as exc:
        reason = getattr(exc, "strerror", None) or exc
        raise LayerError(f"{path}: cannot be read ({reason}); put a whole file there") from exc
    except pa.ArrowInvalid as exc:
        reason = str(exc).splitlines()[0][:160]
        raise LayerError(f"{path}: not readable as CSV ({reason})") from exc


class _Bounded(io.RawIOBase):
    """A stream that refuses to hand out more bytes than a table can have."""

    def __init__(self, path: Path, stream: IO[bytes]) -> None:
        self._path, self._stream, self._given = path, stream, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        found = self._stream.read(len(buffer))
        buffer[: len(found)] = found
        self._given += len(found)
        if self._given > LARGEST_BYTES:
            raise LayerError(f"{self._path}: larger than {LARGEST_BYTES:,} bytes; no table is")
        return len(found)

    def close(self) -> None:
        self._stream.close()
        super().close()


def _opened(path: Path) -> io.RawIOBase:
    if path.suffix.lower() != ".zip":
        return _Bounded(path, path.open("rb"))
    archive = zipfile.ZipFile(path)
    tables = [name for name in archive.namelist() if name.lower().endswith(".csv")]
    if len(tables) != 1:
        raise LayerError(f"{path}: holds {len(tables)} CSV files; a zip with one is read")
    return _Bounded(path, archive.open(tables[0]))


def _read(
    path: Path, source: io.RawIOBase, parties: Sequence[str], settlement_of: SettlementOf
) -> ControlTable:
    reader = arrow_csv.open_csv(
        source,
        read_options=arrow_csv.ReadOptions(block_size=_BLOCK_BYTES),
        convert_options=arrow_csv.ConvertOptions(
            column_types=dict.fromkeys(
                (*PLACE_COLUMNS, *DAY_COLUMNS, *HOLDER_COLUMNS), pa.string()
            ),
        ),
    )
    columns = [
        _column(path, reader.schema.names, names)
        for names in (PLACE_COLUMNS, DAY_COLUMNS, HOLDER_COLUMNS)
    ]
    ids = {party.lower(): party for party in parties} | {CONTESTED: CONTESTED}
    stated: dict[str, list[tuple[str, str]]] = {}
    rows = left_out = 0
    for batch in reader:
        place, day, holder = (pc.fill_null(batch.column(name), "") for name in columns)
        rows += batch.num_rows
        for place_id, on, said in zip(
            place.to_pylist(), day.to_pylist(), holder.to_pylist(), strict=True
        ):
            known = ids.get(said.lower())
            if known is None or not on:
                left_out += 1
                continue
            days = stated.setdefault(place_id, [])
            if not days or days[-1] != (on, known):
                days.append((on, known))
                if len(days) > 2 and days[-1][1] == days[-2][1] == days[-3][1]:
                    days.pop(-2)  # a holder's days between its first and its last
    evidence: list[Evidence] = []
    for place_id, days in stated.items():
        settlement = settlement_of(_place_id(place_id))
        if settlement is None:
            left_out += len(days)
            continue
        found, bad = _changes(path, settlement, days)
        evidence += found
        left_out += bad
    return ControlTable(path, tuple(evidence), rows, left_out)


def _column(path: Path, present: Sequence[str], wanted: Sequence[str]) -> str:
    found = next((name for name in wanted if name in present), None)
    if found is None:
        raise LayerError(f"{path}: no column {', '.join(wanted[:-1])} or {wanted[-1]}")
    return found


def _place_id(text: str) -> str:
    return f"geonames:{text}" if text.isdigit() else text


def _changes(
    path: Path, settlement: Settlement, days: Sequence[tuple[str, str]]
) -> tuple[list[Evidence], int]:
    bad, dated = 0, set()
    for text, holder in days:
        digits = text[:10].replace("-", "")
        try:
            dated.add((date.fromisoformat(digits), holder))
        except ValueError:
            bad += 1
    found: list[Evidence] = []
    for day, holder in sorted(dated):
        if found and found[-1].holder == holder:
            continue
        found.append(
            Evidence(
                evidence_id=f"viina:{path.name}:{settlement.place_id}:{day}",
                provider=Provider.VIINA,
                place_id=settlement.place_id,
                name=settlement.name,
                latitude=settlement.latitude,
                longitude=settlement.longitude,
                country=settlement.country,
                day=day,
                day_prec=1,
                holder=holder,
                weight=1.0,
                source=path.name,
            )
        )
    return found, bad


def tables_in(folder: Path) -> Iterator[Path]:
    """The files of a folder that may be tables of control, by name."""
    for path in sorted(folder.iterdir()):
        if path.is_file() and is_control_table(path):
            yield path
