"""Evidence from claims of stored articles: how much each counts, and whose word it is.

A party that admits its own loss settles the matter; a party that boasts settles nothing by itself,
however many papers repeat it, since its word counts once. An article that asserts in its own voice,
or by a source that is of neither party, counts together with other independent ones: copies of a
text, and articles that share the very sentence, are one source. What is possible counts little,
strikes say nothing of who holds a place, and briefs of the project are nobody's word.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from data.frontline.evidence.model import Evidence, Provider
from data.model import CONTESTED, ClaimEvent, Modality
from data.theatre import Theatre

ADMITTED = 1.0
"""A party says that it lost or left a place."""
INDEPENDENT = 0.6
"""Nobody's own interest: two of them settle it."""
BOAST = 0.3
"""A party says that it took or holds a place."""
FIGHTING = 0.3
"""Assaults near a place are reported daily of places that nobody takes."""
POSSIBLE = 0.15


@dataclass(frozen=True, slots=True)
class StoredClaim:
    """A claim with the article that makes it, as the store has it."""

    claim_id: int
    article_id: int
    place_id: str
    name: str
    latitude: float
    longitude: float
    country: str
    event: ClaimEvent
    actor: str | None
    """The id of the party that captures, holds, withdraws or attacks; None: not said."""
    modality: Modality
    source: str | None
    """Who says so; None: the article itself."""
    source_party: str | None
    """The party that the one who says so belongs to; None: neither."""
    day: date
    day_prec: int
    teller: str
    """The independent source: that of the earliest of all copies of the article."""
    sentence: str = ""


def claim_evidence(claims: Iterable[StoredClaim], theatre: Theatre) -> Iterator[Evidence]:
    """What the claims say of who holds their places; those that say nothing of it are left out."""
    first_tellers: dict[str, str] = {}
    for claim in sorted(claims, key=lambda one: (one.day, one.claim_id)):
        holder = claimed_holder(claim.event, claim.actor, theatre)
        if holder is None:
            continue
        yield Evidence(
            evidence_id=f"articles:{claim.claim_id}",
            provider=Provider.ARTICLES,
            place_id=claim.place_id,
            name=claim.name,
            latitude=claim.latitude,
            longitude=claim.longitude,
            country=claim.country,
            day=claim.day,
            day_prec=claim.day_prec,
            holder=holder,
            weight=_weight(claim, holder),
            source=_source(claim, first_tellers),
            said_by=claim.source or "",
            modality=claim.modality,
            note=claim.sentence,
            article_id=claim.article_id,
        )


def _source(claim: StoredClaim, first_tellers: dict[str, str]) -> str:
    """The source to count: the speaker's party, else the first to print the sentence."""
    if claim.source_party is not None:
        return f"party {claim.source_party}"
    words = " ".join(re.findall(r"\w+", claim.sentence.casefold()))
    return first_tellers.setdefault(words, claim.teller) if words else claim.teller


def claimed_holder(event: ClaimEvent, actor: str | None, theatre: Theatre) -> str | None:
    """Who holds the place if the claim is true; None where the claim does not say."""
    if event is ClaimEvent.CONTESTED:
        return CONTESTED
    if event is ClaimEvent.STRUCK or actor is None:
        return None
    if event is ClaimEvent.WITHDREW:
        others = [party.id for party in theatre.parties if party.id != actor]
        return others[0] if len(others) == 1 else CONTESTED
    return actor


def _weight(claim: StoredClaim, holder: str) -> float:
    if claim.modality is Modality.POSSIBLE:
        return POSSIBLE
    if claim.event is ClaimEvent.CONTESTED:
        return FIGHTING
    if claim.source_party is None:
        return INDEPENDENT
    # Who denies that its rival took a place speaks for itself, as who boasts does.
    gains = (claim.source_party == holder) != (claim.modality is Modality.DENIED)
    return BOAST if gains else ADMITTED
