"""Reads the cells of a table: text, days and coordinates (degrees, WGS84).

Days and moments become ISO 8601, a moment with its zone where it has one; whole numbers lose the
".0" that spreadsheets give them; nothing, "nan" and a list are an empty cell. Days written with a
slash or a dash, month or day first, are read where the whole column shows which.
"""

import math
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from data.model import StatedPoint

_SLASHED = re.compile(
    r"([0-9]{1,2})([/-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})(?![0-9])(.*)", re.DOTALL
)
_MONTHS = 12
# A spreadsheet counts days from here; serials of 1990 to 2064 are five digits.
_FIRST_SERIAL = date(1899, 12, 30)
_SERIAL = re.compile(r"(3[3-9][0-9]{3}|[45][0-9]{4})(?:\.[0-9]{1,12})?")


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


def are_serials(values: Sequence[str]) -> bool:
    """Whether all of a column's values may be a spreadsheet's numbers of days ("44986.5")."""
    return bool(values) and all(_SERIAL.fullmatch(value) for value in values)


def day_of_serial(value: str) -> str:
    """The day of a spreadsheet's number as ISO 8601; ``value`` where it is none."""
    match = _SERIAL.fullmatch(value)
    return (_FIRST_SERIAL + timedelta(days=int(match[1]))).isoformat() if match else value


def day_text(value: str, *, day_first: bool | None) -> str:
    """``value`` with a slashed day put as ISO 8601; as it is where that cannot be told."""
    match = _SLASHED.match(value)
    if match is None or day_first is None:
        return value
    first, _sign, second, year, rest = match.groups()
    day, month = (first, second) if day_first else (second, first)
    full_year = year if len(year) == 4 else f"20{year}"
    return f"{full_year}-{int(month):02}-{int(day):02}{rest}"


def point(
    latitude: str, longitude: str, *, name: str = "", where_prec: int | None = None
) -> StatedPoint | None:
    """The point, or None where the two are no latitude and longitude, or are both nought.

    The point at 0, 0 lies in the sea off Ghana and is how programs write that they know none.
    """
    try:
        north = float(latitude.strip().replace(",", "."))
        east = float(longitude.strip().replace(",", "."))
    except ValueError:
        return None
    if not (math.isfinite(north) and math.isfinite(east)):
        return None
    if abs(north) > 90 or abs(east) > 180 or (north == 0 and east == 0):
        return None
    return StatedPoint(north, east, " ".join(name.split()), where_prec)


POINT_ROLES = ("latitude", "longitude", "place")
"""What columns give a point, in the order of ``stated_points``."""


def stated_points(
    latitude: str, longitude: str, place: str, *, where: str
) -> tuple[tuple[StatedPoint, ...], tuple[str, ...]]:
    """The point that a row states, if any, and a note where what stands there is none."""
    if not (latitude or longitude):
        return (), ()
    stated = point(latitude, longitude, name=place)
    if stated is not None:
        return (stated,), ()
    shown = f"{latitude[:_SHOWN_CHARACTERS]!r}, {longitude[:_SHOWN_CHARACTERS]!r}"
    return (), (f"{where}: {shown} is no latitude and longitude; left out",)


_SHOWN_CHARACTERS = 20
