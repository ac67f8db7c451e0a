"""Reads Excel and OpenDocument workbooks: every sheet is a table.

A workbook is read whole by a process of its own (``sheet_process``), within limits of memory and
time. What would unpack to more than 512 MB, as its own list of contents says, is refused before
that. A sheet without a column for the text is refused by name and the other sheets are read.
"""

import io
import itertools
import json
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from operator import itemgetter

from data.articles.formats.decoding import read_bytes
from data.articles.formats.document import Document
from data.articles.formats.loader import Skipped
from data.articles.formats.tables.limited_process import allowance, lines_of
from data.articles.formats.tables.rows import Record, named_rows, table_articles
from data.errors import LoadError
from data.model import Article

_MOST_UNPACKED = 512 * 1024 * 1024
_MOST_PARTS = 10_000
_PROCESS = "data.articles.formats.tables.sheet_process"


class Spreadsheet:
    """Reads ``.xlsx``, ``.xlsm``, ``.xlsb``, ``.xls`` and ``.ods`` files."""

    suffixes = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"})

    def load(self, document: Document) -> Iterator[Article | Skipped]:
        """An article or a refusal for every row of every sheet that is not blank."""
        content = read_bytes(document)
        _refuse_bombs(content, document.origin)
        allowed = allowance(len(content))
        sheets = 0
        with tempfile.TemporaryFile() as copy:
            copy.write(content)
            copy.seek(0)
            with lines_of(_PROCESS, copy, document.origin, allowed=allowed) as lines:
                rows = _rows(lines, document.origin, allowed.rows)
                for name, of_sheet in itertools.groupby(rows, itemgetter(0)):
                    sheets += 1
                    where = f"{document.origin} sheet {name!r}"
                    yield from _sheet(of_sheet, document, where)
        if not sheets:
            raise LoadError(f"{document.origin} has no sheets; it holds no table to read")


def _sheet(
    rows: Iterable[tuple[str, list[str] | Skipped | None]], document: Document, where: str
) -> Iterator[Article | Skipped]:
    records = _records(rows, where)
    try:
        first = next(records, None)
        if first is not None:  # an empty sheet has nothing to lose
            records = itertools.chain([first], records)
            yield from table_articles(named_rows(records, where), document, where)
    except LoadError as exc:
        yield Skipped(where, str(exc))


def _refuse_bombs(content: bytes, origin: str) -> None:
    if not content.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as exc:
        raise LoadError(f"{origin} is damaged ({exc}); save it anew") from exc
    unpacked = sum(part.file_size for part in parts)
    if unpacked > _MOST_UNPACKED or len(parts) > _MOST_PARTS:
        raise LoadError(
            f"{origin} unpacks to {unpacked / 1024 / 1024:,.0f} MB in {len(parts):,} parts, the "
            f"limit is {_MOST_UNPACKED // 1024 // 1024} MB; split it, or save it as CSV"
        )


def _rows(
    lines: Iterator[str | None], origin: str, most: int
) -> Iterator[tuple[str, list[str] | Skipped | None]]:
    """The name of each sheet with None for where it begins, then with each of its rows."""
    name = ""
    for number, line in enumerate(lines, start=1):
        if number > most:
            raise LoadError(
                f"{origin} has over {most:,} rows, the most for a file of its size; save it as CSV"
            )
        if line is None:
            yield name, Skipped(origin, f"{origin} has a row of over 8 MB; shorten it")
            continue
        given = json.loads(line)
        if isinstance(given, dict):
            name = str(given["sheet"])
            yield name, None
        else:
            yield name, given


def _records(
    rows: Iterable[tuple[str, list[str] | Skipped | None]], where: str
) -> Iterator[Record | Skipped]:
    for _name, row in rows:
        if isinstance(row, Skipped):
            yield row
        elif row is not None:
            number, *cells = row
            yield Record(f"{where} row {number}", cells)
