"""Reads Excel and OpenDocument workbooks: every sheet is a table.

A workbook is read whole by a process of its own (``sheet_process``), within limits of memory and
time. What would unpack to more than 512 MB, as its own list of contents says, is refused before
that. A sheet without a column for the text is refused by name and the other sheets are read.
"""

import contextlib
import io
import itertools
import json
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import IO

from data.articles.formats.decoding import read_bytes
from data.articles.formats.document import Document
from data.articles.formats.loader import Skipped
from data.articles.formats.tables.rows import Record, named_rows, table_articles
from data.errors import LoadError
from data.model import Article
from data.settings import ROOT

_MOST_UNPACKED = 512 * 1024 * 1024
_MOST_PARTS = 10_000
_MOST_SAID = 65_536
READ_WORKBOOK = (sys.executable, "-m", "data.articles.formats.tables.sheet_process")
"""Command that reads a workbook from its standard input."""
_LONGEST_ROW = 8 * 1024 * 1024
"""Of a row as JSON, in bytes."""


class Spreadsheet:
    """Reads ``.xlsx``, ``.xlsm``, ``.xlsb``, ``.xls`` and ``.ods`` files."""

    suffixes = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"})

    def __init__(self, command: Sequence[str] = READ_WORKBOOK) -> None:
        self._command = command

    def load(self, document: Document) -> Iterator[Article | Skipped]:
        """An article or a refusal for every row of every sheet that is not blank."""
        content = read_bytes(document)
        _refuse_bombs(content, document.origin)
        sheets = 0
        with _lines(self._command, content, document.origin) as lines:
            for name, rows in itertools.groupby(_rows(lines, document.origin), itemgetter(0)):
                sheets += 1
                where = f"{document.origin} sheet {name!r}"
                records = _records(rows, where)
                first = next(records, None)
                if first is None:  # an empty sheet has nothing to lose
                    continue
                records = itertools.chain([first], records)
                try:
                    yield from table_articles(named_rows(records, where), document, where)
                except LoadError as exc:
                    yield Skipped(where, str(exc))
        if not sheets:
            raise LoadError(f"{document.origin} has no sheets; it holds no table to read")


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
    lines: Iterator[str | None], origin: str
) -> Iterator[tuple[str, list[str] | Skipped | None]]:
    """The name of each sheet with None for where it begins, then with each of its rows."""
    name = ""
    for line in lines:
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


@contextlib.contextmanager
def _lines(command: Sequence[str], content: bytes, origin: str) -> Iterator[Iterator[str | None]]:
    """The lines of ``sheet_process`` for this workbook; None for one that is too long."""
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as errors:
        given.write(content)
        given.seek(0)
        process = subprocess.Popen(
            command, cwd=ROOT, stdin=given, stdout=subprocess.PIPE, stderr=errors
        )
        try:
            yield _read_all(process, errors, origin)
        finally:
            process.kill()
            process.wait()
            if process.stdout:
                process.stdout.close()


def _read_all(
    process: "subprocess.Popen[bytes]", errors: IO[bytes], origin: str
) -> Iterator[str | None]:
    output = process.stdout
    while output and (line := output.readline(_LONGEST_ROW)):
        short = whole = line.endswith(b"\n")
        while not whole and (rest := output.readline(_LONGEST_ROW)):
            whole = rest.endswith(b"\n")
        if not whole:
            break  # the process ended in the middle of it, and what follows says why
        yield line.decode("utf-8") if short else None
    status = process.wait()
    if status > 0:  # what is below zero is a signal: the limits ended it, or the library itself
        errors.seek(0)
        lines = errors.read(_MOST_SAID).decode("utf-8", errors="replace").split("\n")
        said = next((line for line in reversed(lines) if line.strip()), "no reason given")[:200]
        raise LoadError(f"{origin} cannot be read as a workbook ({said}); save it anew, or as CSV")
    if status:
        raise LoadError(
            f"{origin} asks for more memory or time than a workbook may; save it as CSV"
        )
