"""Reads Parquet files: a process of its own unpacks them (``parquet_process``), within limits.

A file with more rows than one of its size may have is refused before they are read. Nested columns
are passed over, and named among those not used.
"""

import contextlib
import io
import json
import tempfile
from collections.abc import Iterator, Mapping
from typing import IO, Any

from data.articles.formats.decoding import read_bytes
from data.articles.formats.document import Document
from data.articles.formats.loader import Skipped
from data.articles.formats.tables.limited_process import Allowance, allowance, lines_of
from data.articles.formats.tables.rows import Row, Rows, refuse_many_columns, table_articles
from data.errors import LoadError
from data.model import Article

_PROCESS = "data.articles.formats.tables.parquet_process"


class Parquet:
    """Reads ``.parquet`` files."""

    suffixes = frozenset({".parquet", ".pq"})

    def load(self, document: Document) -> Iterator[Article | Skipped]:
        """An article or a refusal for every row."""
        with _opened(document) as file:
            allowed = allowance(file.seek(0, io.SEEK_END))
            file.seek(0)
            with lines_of(_PROCESS, file, document.origin, allowed=allowed) as lines:
                about = json.loads(next(lines, None) or "{}")
                _refuse(about, allowed, document.origin)
                rows = _rows(lines, about, document.origin)
                yield from table_articles(rows, document, document.origin)


@contextlib.contextmanager
def _opened(document: Document) -> Iterator[IO[bytes]]:
    """The file where it lies, at any size; what is packed or far is read whole."""
    if document.path:
        with document.open() as file:
            yield file
        return
    with tempfile.TemporaryFile() as copy:
        copy.write(read_bytes(document))
        yield copy


def _refuse(about: Mapping[str, Any], allowed: Allowance, origin: str) -> None:
    refuse_many_columns(about.get("count", 0), origin)
    if about.get("rows", 0) > allowed.rows:
        raise LoadError(
            f"{origin} has {about['rows']:,} rows, a file of its size may have {allowed.rows:,}; "
            "save it as CSV"
        )


def _rows(lines: Iterator[str | None], about: Mapping[str, Any], origin: str) -> Rows:
    nested = dict.fromkeys(about.get("nested", ()), "")
    for number, line in enumerate(lines, start=1):
        where = f"{origin} row {number}"
        cells = json.loads(line) if line is not None else None
        if cells is None:
            yield Skipped(where, f"{where} is longer than 4 MB; shorten or split it")
        else:
            yield Row(where, {**dict(zip(about["columns"], cells, strict=True)), **nested})
