"""What stands in a cell of a table, as the text that everything else reads.

Days and moments become ISO 8601, a moment with its zone where it has one; whole numbers lose the
".0" that spreadsheets give them; nothing, "nan" and a list are an empty cell. Days that are written
with a slash or a dash, month or day first, are read where the whole column tells which.
"""

import math
import re
from collections.abc import Iterable
from datetime import date, datetime, time

_SLASHED = re.compile(
    r"([0-9]{1,2})([/-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})(?![0-9])(.*)", re.DOTALL
)
_MONTHS = 12


def cell_text(value: object) -> str:
    """The text of a cell; empty where it says nothing that is one value."""
    if isinstance(value, str):
        return value
    if value is None or isinstance(value, list | dict | tuple | set):
        return ""
    if isinstance(value, float):
        if not math.isfinite(value):
            return ""
        return str(int(value)) if value.is_integer() else str(value)
    if isinstance(value, datetime):
        at_midnight = value.time() == time() and value.tzinfo is None
        return value.date().isoformat() if at_midnight else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="replace")
    return str(value)


def day_comes_first(values: Iterable[str]) -> bool | None:
    """Whether 03/04/22 is 3 April in this column; None where the column does not tell."""
    found = {
        int(match[1]) > _MONTHS
        for value in values
        if (match := _SLASHED.match(value))
        and (int(match[1]) > _MONTHS) != (int(match[3]) > _MONTHS)
    }
    return found.pop() if len(found) == 1 else None


def day_text(value: str, *, day_first: bool | None) -> str:
    """``value`` with a slashed day put as ISO 8601; as it is where that cannot be told."""
    match = _SLASHED.match(value)
    if match is None or day_first is None:
        return value
    first, _sign, second, year, rest = match.groups()
    day, month = (first, second) if day_first else (second, first)
    full_year = year if len(year) == 4 else f"20{year}"
    return f"{full_year}-{int(month):02}-{int(day):02}{rest}"
