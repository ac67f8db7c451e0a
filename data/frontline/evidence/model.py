"""Defines evidence: a dated statement that a party holds, took or left a settlement."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from data.model import Modality


class Provider(StrEnum):
    """Where evidence comes from; the user chooses which of them count."""

    TABLE = "table"
    """The theatre's own table of control."""
    ARTICLES = "articles"
    """Claims that stored articles make."""
    VIINA = "viina"
    """Tables of control in the user's folder: VIINA's, or any CSV of place, day and holder."""
    FILES = "files"
    """Front-line files in the user's folder, asked at the settlement's point."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One statement about one settlement."""

    evidence_id: str
    """Unique among all providers: "table:bakhmut-2023-05-20"."""
    provider: Provider
    place_id: str
    name: str
    latitude: float
    longitude: float
    country: str
    """ISO 3166-1 alpha-2 code of the country that the settlement lies in."""
    day: date
    """First day of the period in which it became so."""
    day_prec: int
    """UCDP ``date_prec``: 1 the day, 2 two to six days, 3 a week, 4 a month, 5 a year."""
    holder: str
    """Who holds the settlement from then on if the statement is true: the id of a party, or
    "contested"."""
    weight: float
    """0..1, how much it counts by itself; 1 settles the matter."""
    source: str
    """Who it is from. Statements with one ``source`` about one holder count once."""
    said_by: str = ""
    """Who says so, as an article names them; empty where nobody else is named."""
    modality: Modality = Modality.ASSERTED
    note: str = ""
    """What else a reader should know: the sentence, or the table's note."""
    article_id: int | None = None
    """The stored article that it stands in."""
