"""How the values of a table of text are told apart, from its first lines.

Comma, semicolon, tab, bar, or none (one value a line); quotes doubled inside quotes, written with a
backslash, or no quotes at all. Of all, the form is taken that splits the lines into like numbers of
values, and the first of them into names that columns have; on a tie the more usual one.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from data.articles.formats.column_names import role_of

_SEPARATORS = ("\x1f", ",", ";", "\t", "|")
"""The first stands in no text: one value a line, unless another splits the lines."""
_LINES_LOOKED_AT = 60


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
