"""The header of a table: which of its first rows names the columns, and rows by those names.

The header is the first of ten rows with two names that columns have, else the first row; what
stands above it is refused by name. A first row that has a day, an address, a number or a text of
its own is no header: the columns are then called "column 1" and so on. A name given twice gets its
place. A row with another number of values than the header is refused by name.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from data.articles.formats.column_content import is_addresses, is_days, is_numbers, is_prose
from data.articles.formats.column_names import role_of
from data.articles.formats.protocol import Refused
from data.articles.formats.table_rows import Row, Rows
from data.errors import LoadError

MOST_COLUMNS = 2000
_HEADER_WITHIN = 10
_LONGEST_NAME = 200
_FEWEST_KNOWN = 2


@dataclass(frozen=True, slots=True)
class Record:
    """The values of a row, and where it stands."""

    where: str
    values: Sequence[str]


def named_rows(records: Iterator[Record | Refused], where: str) -> Rows:
    """The rows under the header; raises ``LoadError`` where it cannot be read."""
    first = list(itertools.islice((r for r in records if not _blank(r)), _HEADER_WITHIN))
    if not first:
        return
    position = _header_at(first)
    header = first[position]
    if isinstance(header, Refused):
        raise LoadError(f"{header.reason}; it should name the table's columns")
    for above in first[:position]:
        if isinstance(above, Refused):
            yield above
        else:
            yield Refused(above.where, f"{above.where} stands above the table's header; left out")
    if len(header.values) > MOST_COLUMNS:
        raise LoadError(
            f"{where} has {len(header.values):,} columns, the limit is {MOST_COLUMNS:,}; "
            "keep those that an article needs"
        )
    names = _names(header.values)
    start = position + 1 if _is_header(header.values) else position
    for record in itertools.chain(first[start:], records):
        if isinstance(record, Refused):
            yield record
        elif not _blank(record):
            yield _row(record, names)


def _row(record: Record, names: Sequence[str]) -> Row | Refused:
    values = record.values
    if len(values) != len(names):
        if len(values) < len(names) or any(map(str.strip, values[len(names) :])):
            return Refused(
                record.where,
                f"{record.where} has {len(values)} values where the header has {len(names)}; "
                "is a quote missing, or a separator too many?",
            )
        values = values[: len(names)]
    return Row(record.where, dict(zip(names, values, strict=True)))


def _blank(record: Record | Refused) -> bool:
    return isinstance(record, Record) and not any(map(str.strip, record.values))


def _header_at(first: list[Record | Refused]) -> int:
    for position, record in enumerate(first):
        if isinstance(record, Record) and _is_header(record.values):
            known = sum(role_of(name) is not None for name in record.values)
            if known >= _FEWEST_KNOWN:
                return position
    return 0


def _is_header(values: Sequence[str]) -> bool:
    return not any(
        len(value) > _LONGEST_NAME
        or is_days([value])
        or is_addresses([value])
        or is_numbers([value])
        or (is_prose([value]) and role_of(value) is None)
        for value in map(str.strip, values)
        if value
    )


def _names(header: Sequence[str]) -> list[str]:
    if not _is_header(header):
        return [f"column {number}" for number in range(1, len(header) + 1)]
    names: dict[str, None] = {}
    for number, raw in enumerate(header, start=1):
        name = " ".join(raw.split()) or f"column {number}"
        names[name if name not in names else f"{name} (column {number})"] = None
    return list(names)
