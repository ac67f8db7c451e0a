"""Reads a Parquet file from standard input and writes its rows to standard output.

A process of its own (``limited_process``), because a value that is repeated a million times takes
no room in the file. A moment keeps its zone. Written is a line of JSON that says what the file
holds, {"columns": [...], "nested": [...], "count": columns with nested ones, "rows": number}, and
for each row [cell, ...] in the order of the columns, or null for a row of over 4 MB. Nested columns
are passed over.
"""

import json
import os
import sys
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from data.articles.formats.tables.cells import cell_text
from data.articles.formats.tables.limited_process import OVER_A_LIMIT, REFUSED, limit_this_process

_ROWS_AT_ONCE = 32
_LONGEST_ROW = 4 * 1024 * 1024
_OUT_OF_RANGE = (OverflowError, ValueError, KeyError)
"""A day after the year 9999, bytes that are no UTF-8, a time zone that nobody knows."""
UNREADABLE = "(cannot be read)"
"""Stands for such a value, so that a note can name it."""


def main() -> int:
    """Write what the file holds; the exit status."""
    limit_this_process(sys.argv[1:])
    pa.set_memory_pool(pa.system_memory_pool())  # others reserve what they do not need
    try:
        with open(sys.stdin.fileno(), "rb") as given, pq.ParquetFile(given) as file:  # noqa: PTH123
            for line in _lines(file):
                sys.stdout.write(json.dumps(line) + "\n")
    except MemoryError:
        return OVER_A_LIMIT
    except (pa.ArrowException, ValueError, OSError) as exc:
        sys.stderr.write(" ".join(str(exc).split())[:120])
        return REFUSED
    return 0


def _lines(file: pq.ParquetFile) -> Iterator[object]:
    schema = file.schema_arrow
    columns = [field.name for field in schema if not pa.types.is_nested(field.type)]
    flat = set(columns)
    yield {
        "columns": columns,
        "nested": [name for name in schema.names if name not in flat],
        "count": file.metadata.num_columns,
        "rows": file.metadata.num_rows,
    }
    for batch in file.iter_batches(_ROWS_AT_ONCE, columns=columns, use_threads=False):
        values = [_texts(column) for column in batch.columns]
        for cells in zip(*values, strict=True):
            yield None if sum(map(len, cells)) > _LONGEST_ROW else cells


def _texts(column: pa.Array) -> list[str]:
    if pa.types.is_timestamp(column.type) and column.type.unit == "ns":
        column = pc.cast(column, pa.timestamp("us", column.type.tz), safe=False)
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    try:
        return [cell_text(value) for value in column.to_pylist()]
    except _OUT_OF_RANGE:
        return [_text(value) for value in column]


def _text(value: pa.Scalar) -> str:
    try:
        return cell_text(value.as_py())
    except _OUT_OF_RANGE:
        if pa.types.is_string(value.type) or pa.types.is_large_string(value.type):
            return cell_text(value.cast(pa.binary()).as_py())
        return UNREADABLE


if __name__ == "__main__":
    status = main()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)  # while Python ends, threads of the library can crash after all is written
