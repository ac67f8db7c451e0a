"""A claim: what one sentence says happened at a place, who did it, and who says so."""

from dataclasses import dataclass
from datetime import date

from data.model import ClaimEvent, Modality


@dataclass(frozen=True, slots=True)
class Claim:
    """What a text says of one mention of a place. Offsets count characters of the text."""

    start: int
    end: int
    """Of the mention: ``text[start:end]`` is the name as written."""
    event: ClaimEvent
    actor: str | None
    """Id of the party that captures, holds, leaves, attacks or strikes; None: it is not said."""
    modality: Modality
    source: str | None
    """Who says so, as written; None: the article itself."""
    source_party: str | None
    """Id of the party that the source belongs to; None: neither, or it is not known."""
    event_date: date | None
    """First day of the period; None where neither the text nor its publication says."""
    date_prec: int | None
    """UCDP ``date_prec`` of ``event_date``."""
    cue: str
    """The words that say it."""
    sentence_start: int
    sentence_end: int
