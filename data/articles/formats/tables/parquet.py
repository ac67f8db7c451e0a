"""Reads Parquet files, a few rows at a time.

A moment keeps its zone. Nested columns are passed over, and named among those not used. A file
whose own list of contents says that a group of rows unpacks to over 2 GB is refused, and rows are
taken 32 at a time, because a value that is repeated a million times takes no room in the file.
"""

import io
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from data.articles.formats.decoding import read_bytes
from data.articles.formats.document import Document
from data.articles.formats.loader import Skipped
from data.articles.formats.tables.cells import cell_text
from data.articles.formats.tables.rows import Row, Rows, refuse_many_columns, table_articles
from data.errors import LoadError
from data.model import Article

_ROWS_AT_ONCE = 32
_MOST_UNPACKED = 2 * 1024**3
_LONGEST_ROW = 4 * 1024 * 1024
_OUT_OF_RANGE = (OverflowError, ValueError, KeyError)
"""A day after the year 9999, bytes that are no UTF-8, a time zone that nobody knows."""
UNREADABLE = "(cannot be read)"
"""Stands for such a value, so that a note can name it."""


class Parquet:
    """Reads ``.parquet`` files."""

    suffixes = frozenset({".parquet", ".pq"})

    def load(self, document: Document) -> Iterator[Article | Skipped]:
        """An article or a refusal for every row."""
        # A file is read where it lies, at any size; what is packed or far is read whole.
        opened = document.open() if document.path else io.BytesIO(read_bytes(document))
        try:
            with opened, pq.ParquetFile(opened) as file:
                columns = _columns(file, document.origin)
                rows = _rows(file, columns, document.origin)
                yield from table_articles(rows, document, document.origin)
        except (pa.ArrowException, ValueError, OSError) as exc:
            if isinstance(exc, LoadError) or getattr(exc, "errno", None):
                raise
            said = " ".join(str(exc).split())[:120]
            raise LoadError(f"{document.origin} cannot be read as Parquet ({said})") from exc


def _columns(file: pq.ParquetFile, origin: str) -> list[str]:
    """The columns without lists and structures; raises ``LoadError`` where they are too many."""
    about = file.metadata
    refuse_many_columns(about.num_columns, origin)
    for group in range(about.num_row_groups):
        unpacked = about.row_group(group).total_byte_size
        if unpacked > _MOST_UNPACKED:
            raise LoadError(
                f"{origin}: a group of rows unpacks to {unpacked / 1024**2:,.0f} MB, the limit is "
                f"{_MOST_UNPACKED // 1024**2:,} MB; write it with smaller groups of rows"
            )
    return [field.name for field in file.schema_arrow if not pa.types.is_nested(field.type)]


def _rows(file: pq.ParquetFile, columns: list[str], origin: str) -> Rows:
    number = 0
    nested = {name: "" for name in file.schema_arrow.names if name not in set(columns)}
    for batch in file.iter_batches(_ROWS_AT_ONCE, columns=columns, use_threads=False):
        values = [_texts(column) for column in batch.columns]
        for cells in zip(*values, strict=True):
            number += 1
            where = f"{origin} row {number}"
            if sum(map(len, cells)) > _LONGEST_ROW:
                yield Skipped(where, f"{where} is longer than 4 MB; shorten or split it")
            else:
                yield Row(where, {**dict(zip(batch.schema.names, cells, strict=True)), **nested})


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
