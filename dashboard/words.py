"""Days and how they were found, in words. Plain text, not yet escaped."""

from collections.abc import Mapping
from datetime import date

from data import DayFrom, EventDay

_FOUND: Mapping[DayFrom, str] = {
    DayFrom.ANALYST: "set by hand",
    DayFrom.METADATA: "as the input states",
    DayFrom.ADDRESS: "found in the web address",
    DayFrom.FILE_NAME: "found in the file's name",
    DayFrom.TEXT: "found in the text",
    DayFrom.NOWHERE: "",
}
_MONTHS = "January February March April May June July August September October November December"


def period(first: date, day_prec: int) -> str:
    """The period that begins on ``first``, as exact as it is known (UCDP ``date_prec``)."""
    month = f"{_MONTHS.split()[first.month - 1]} {first.year}"
    if day_prec <= 1:
        return first.isoformat()
    if day_prec == 2:
        return f"{first.isoformat()} or a few days after"
    if day_prec == 3:
        return f"the week from {first.isoformat()}"
    return month if day_prec == 4 else str(first.year)


def happened(event: EventDay) -> str:
    """When something happened, and the words that say so."""
    said = f" (“{event.words}”)" if event.words else ""
    return f"{period(event.first, event.day_prec)}{said}"


def published(day: date | None, day_prec: int, found: DayFrom) -> str:
    """When an article was published, and how that is known."""
    if day is None:
        return "undated"
    how = _FOUND[found]
    return f"{period(day, day_prec)}, {how}" if how else period(day, day_prec)
