"""Reads tables of text (CSV, TSV and similar) row by row at any size.

A row is skipped by name, and the rest is read, where a quote in it is broken, it has another number
of values than the header, is longer than the limit, or holds NUL or bytes that are not UTF-8. After
a broken quote reading continues with the next line, so that one quote costs no more than a row or
two.

The dialect is guessed from the first lines: comma, semicolon, tab, bar, or none (one value a line);
quotes doubled inside quotes, written with a backslash, or no quotes at all. The dialect wins that
splits the lines into equal numbers of values, and the first of them into names that columns have;
on a tie the more usual one.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from data.articles.formats.decoding import open_utf8
from data.articles.formats.document import Document
from data.articles.formats.loader import Skipped
from data.articles.formats.tables.columns import role_of
from data.articles.formats.tables.rows import Record, named_rows, table_articles
from data.errors import LoadError
from data.model import Article

_SEPARATORS = ("\x1f", ",", ";", "\t", "|")
"""The first stands in no text: one value a line, unless another splits the lines."""
_LINES_LOOKED_AT = 60
_LONGEST_ROW = 4 * 1024 * 1024
"""Characters; the longest article has 1,000,000."""
_MOST_BROKEN = 20
"""Rows with broken quotes, after which a table is left: each may cost a second look at 4 MB."""
_HEAD_CHARACTERS = 65_536
_SKIPPED_AT_ONCE = 1 << 20
_NO_UTF8 = re.compile("[\udc80-\udcff]")


@dataclass(frozen=True, slots=True)
class Form:
    """What ``csv`` needs to know."""

    separator: str
    quoted: bool = True
    backslash: bool = False
    """Whether a quote inside quotes has a backslash before it instead of being doubled."""
    spaced: bool = False
    """Whether a space stands after each separator, before the quotes."""

    def reader(self, lines: Iterable[str]) -> Iterator[list[str]]:
        """A strict reader of ``lines``: broken quotes are an error, never guessed at."""
        return csv.reader(
            lines,
            delimiter=self.separator,
            quoting=csv.QUOTE_MINIMAL if self.quoted else csv.QUOTE_NONE,
            doublequote=not self.backslash,
            escapechar="\\" if self.backslash else None,
            skipinitialspace=self.spaced,
            strict=True,
        )


def tell_form(head: str, *, cut: bool) -> Form:
    """The form of the table that begins with ``head``, which may be ``cut`` off in a line."""
    lines = head.splitlines(keepends=True)
    if cut and len(lines) > 1:
        lines.pop()
    lines = [line for line in lines if line.strip()][:_LINES_LOOKED_AT]
    if '"' not in head:
        return _best([Form(separator) for separator in _SEPARATORS], lines)[0]
    spaced = '", "' in head
    forms = [Form(separator, spaced=spaced) for separator in _SEPARATORS]
    forms += [Form(s, backslash=True, spaced=spaced) for s in _SEPARATORS if '\\"' in head]
    quoted, fit = _best(forms, lines)
    plain, plain_fit = _best([Form(separator, quoted=False) for separator in _SEPARATORS], lines)
    # Quotes that break the rules of quotes, in lines that split well without: just letters.
    return plain if fit.broken and plain_fit.agreeing == 1.0 else quoted


class Delimited:
    """Reads ``.csv``, ``.tsv`` and ``.tab`` files."""

    suffixes = frozenset({".csv", ".tsv", ".tab"})

    def load(self, document: Document) -> Iterator[Article | Skipped]:
        """An article or a refusal for every row that is not blank."""
        csv.field_size_limit(_LONGEST_ROW)
        raw, note = open_utf8(document)
        with raw, _as_text(raw) as text:
            head = text.read(_HEAD_CHARACTERS)
        if not head.strip("\ufeff \t\r\n"):
            raise LoadError(f"{document.origin} is empty; it holds no text to read")
        form = tell_form(head.removeprefix("\ufeff"), cut=len(head) == _HEAD_CHARACTERS)
        raw, _note = open_utf8(document)
        with raw, _as_text(raw) as text:
            rows = named_rows(_Records(text, document, form).read(), document.origin)
            yield from table_articles(rows, document, document.origin, note=note)


@dataclass(frozen=True, slots=True)
class _Fit:
    """How well a form fits the first lines."""

    agreeing: float
    """Share of the rows with the usual number of values."""
    worth: float
    broken: bool


def _best(forms: list[Form], lines: list[str]) -> tuple[Form, _Fit]:
    fits = [(form, _fit(form, lines)) for form in forms]
    return max(fits, key=lambda fit: fit[1].worth)  # the first of those worth the same


def _fit(form: Form, lines: list[str]) -> _Fit:
    rows: list[list[str]] = []
    broken = 0
    remaining = iter(lines)
    while True:
        try:
            rows.extend(form.reader(remaining))
            break
        except csv.Error as exc:
            if "end of data" in str(exc):  # perhaps a text of many lines, cut off with the head
                break
            broken += 1  # the reader goes on with the line after
    if not rows:
        return _Fit(0.0, 0.0, broken > 0)
    width, times = Counter(map(len, rows)).most_common(1)[0]
    known = sum(role_of(name) is not None for name in rows[0])
    agreeing = times / (len(rows) + broken)
    return _Fit(agreeing, agreeing**2 * (width + 2 * known), broken > 0)


def _as_text(raw: BinaryIO) -> io.TextIOWrapper:
    return io.TextIOWrapper(raw, "utf-8", errors="surrogateescape", newline="")


class _TooLong(Exception):
    """A line over the limit; what follows of it has been passed over."""


class _Records:
    """Splits a stream into records."""

    def __init__(self, text: io.TextIOWrapper, document: Document, form: Form) -> None:
        self._text = text
        self._origin = document.origin
        self._limit = min(document.max_bytes, _LONGEST_ROW)
        self._form = form
        self._again: list[str] = []
        """Lines to be read again, the next one last."""
        self._taken: list[str] = []
        """Lines of the record that is being read."""
        self._number = 0
        """Of the line that was read last."""

    def read(self) -> Iterator[Record | Skipped]:
        """The records in order; raises ``LoadError`` where too many are broken."""
        broken = 0
        reader = self._form.reader(self._lines())
        while True:
            self._taken.clear()
            begun = self._number + 1
            where = f"{self._origin} line {begun}"
            try:
                values = next(reader)
            except StopIteration:
                return
            except _TooLong:
                limit = f"{self._limit / 1024 / 1024:g} MB"
                yield Skipped(where, f"{where} is longer than {limit}; shorten or split it")
                reader = self._form.reader(self._lines())
                continue
            except csv.Error as exc:
                broken += 1
                yield Skipped(where, f"{where}: {_problem(exc)}; correct the quotes in the row")
                if broken > _MOST_BROKEN:
                    reason = f"over {_MOST_BROKEN} rows with broken quotes; the rest is not read"
                    raise LoadError(f"{self._origin}: {reason}") from exc
                self._again += reversed(self._taken[1:])
                self._number = begun
                reader = self._form.reader(self._lines())
                continue
            problem = _damage(self._taken)
            yield Skipped(where, f"{where}: {problem}") if problem else Record(where, values)

    def _lines(self) -> Iterator[str]:
        size = 0
        while line := self._again.pop() if self._again else self._text.readline(self._limit + 1):
            if self._number == 0:
                line = line.removeprefix("\ufeff")
            self._number += 1
            if len(line) > self._limit:
                while not line.endswith(("\n", "\r")) and (
                    rest := self._text.readline(_SKIPPED_AT_ONCE)
                ):
                    line = rest
                raise _TooLong
            size = size + len(line) if self._taken else len(line)
            self._taken.append(line)
            if size > self._limit:
                raise csv.Error("unexpected end of data")
            yield line


def _problem(exc: csv.Error) -> str:
    said = str(exc)
    if "end of data" in said:
        return "a quote is opened and not closed"
    if "expected after" in said:
        return "a quote is closed in the middle of a value"
    return said


def _damage(lines: list[str]) -> str:
    for line in lines:
        if "\0" in line:
            return "it holds NUL characters; the file may be damaged there"
        if not line.isascii() and (found := _NO_UTF8.search(line)):
            return f"byte 0x{ord(found[0]) - 0xDC00:02x} is not UTF-8; save the file as UTF-8"
    return ""
