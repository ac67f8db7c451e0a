"""``python -m tools.gazetteer.ukraine [FOLDER]``: writes the committed tables anew."""

import csv
import sys
from collections.abc import Iterable
from pathlib import Path

from geocode.gazetteer.sources.ukraine import FOLDER, SETTLEMENTS, UNITS, SettlementRow, UnitRow
from tools.gazetteer.ukraine.inputs import read_cities, read_postal, read_units
from tools.gazetteer.ukraine.match import Matcher
from tools.gazetteer.ukraine.tables import settlement_rows, unit_rows


def write_tables(folder: Path) -> dict[int, int]:
    """Write both tables into ``folder``; how many settlements have each ``where_prec``."""
    units, cities = read_units(), read_cities()
    matcher = Matcher(units, [*cities, *read_postal()])
    placed = matcher.match()
    rows = list(settlement_rows(units, cities, matcher, placed))
    _write(folder / SETTLEMENTS, SettlementRow._fields, rows)
    _write(folder / UNITS, UnitRow._fields, unit_rows(units, matcher, placed))
    counts: dict[int, int] = {}
    for row in rows:
        counts[row.where_prec] = counts.get(row.where_prec, 0) + 1
    return counts


def _write(path: Path, columns: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        for row in rows:
            writer.writerow(
                ["" if v is None else round(v, 5) if isinstance(v, float) else v for v in row]
            )


if __name__ == "__main__":
    counts = write_tables(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
    sys.stderr.write(f"settlements by where_prec: {sorted(counts.items())}\n")
