"""The values that cross rooms. Days are ``datetime.date``; ranges include both ends.

No HTML here: an excerpt carries offsets of what to mark, and markup is the dashboard's matter.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from geocode.model import Kind


class SourceKind(StrEnum):
    """What sort of text an article is."""

    NEWS = "news"
    """An article or report by somebody else."""
    BRIEF = "brief"
    """A summary that the project wrote itself; never an independent source."""


class DayFrom(StrEnum):
    """How the day an article was published was found; surest first, after the analyst."""

    ANALYST = "analyst"
    """Somebody who uses this program set it; no input changes it."""
    METADATA = "metadata"
    """The input states it: a column, a feed, a mail's head, front matter, a page's own marks."""
    ADDRESS = "address"
    """In the web address: /2023/03/01/."""
    FILE_NAME = "file name"
    """In the name of the file or of a folder above it."""
    TEXT = "text"
    """The text says so itself: "KYIV, March 1 (Reuters)"."""
    NOWHERE = ""
    """It was not found; the article is undated."""


@dataclass(frozen=True, slots=True)
class StatedPoint:
    """A point that the input itself gives; stored beside ours and compared."""

    latitude: float
    longitude: float
    name: str = ""
    """The place as the input names it; empty where it does not."""
    where_prec: int | None = None
    """UCDP's code (1 exact .. 7 abroad), translated where the input has another; None: not said."""


@dataclass(frozen=True, slots=True)
class EventDay:
    """When an event happened: the first day of the period, and how exactly it is known."""

    first: date
    day_prec: int
    """UCDP ``date_prec``: 1 the day, 2 two to six days, 3 a week, 4 a month, 5 a year."""
    words: str = ""
    """The words that say so ("on Tuesday"); empty where only the published day is known."""


class ClaimEvent(StrEnum):
    """What an article says happened to a place."""

    CAPTURED = "captured"
    """A party newly takes it."""
    HELD = "held"
    """A party controls it."""
    WITHDREW = "withdrew"
    """A party leaves it, of its own will or driven out."""
    CONTESTED = "contested"


"""The holder of a settlement with fighting inside it, or about which the public record disagrees;
any other holder is the id of a party of the theatre."""


@dataclass(frozen=True, slots=True)
class ControlRow:
    """One dated change of who holds a settlement, from the committed table."""

    row_id: str
    place_id: str
    name: str
    latitude: float
    longitude: float
    day: date
    day_prec: int
    """UCDP ``date_prec``: 1 the day, 2 two to six days, 3 a week, 4 a month, 5 a year."""
    holder: str
    """The id of a party of the theatre, or ``CONTESTED``."""
    source_kind: str
    note: str
    country: str
    """ISO 3166-1 alpha-2 code of the country the settlement lies in."""


@dataclass(frozen=True, slots=True)
class ControlState:
    """Who holds a settlement on a day, and the row that says so."""

    row: ControlRow
    day: date
    """The day asked about."""

    @property
    def holder(self) -> str:
        """The holder that the latest row on or before the day names."""
        return self.row.holder
