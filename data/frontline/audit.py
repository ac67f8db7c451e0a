"""Checks claims against a record of control: what the record says on the day, and later.

A record is made of evidence of one kind, so that a claim is never checked against itself. A claim
agrees when the record has the place held so at any time of the period that the claim is about; a
denial agrees when the record has it held otherwise for all of that period.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from data.frontline.control import load_control
from data.frontline.evidence.claims import claimed_holder
from data.frontline.evidence.model import Evidence
from data.frontline.evidence.table import TableEvidence
from data.frontline.holders import History, HolderChange
from data.model import CONTESTED, Claim, Modality
from data.theatre import Theatre

_DAYS_AFTER = {1: 0, 2: 5, 3: 6, 4: 30, 5: 365}
"""Days from the first to the last of a period, by UCDP ``date_prec``."""


class Verdict(StrEnum):
    """What a record says of a claim."""

    AGREES = "agrees"
    """On the day of the claim the record says the same."""
    LATER = "later"
    """On the day of the claim the record says otherwise, and later it says the same."""
    DISAGREES = "disagrees"
    """The record says otherwise on the day of the claim and after it."""
    OTHER = "other"
    """Neither: the claim says that fighting goes on, or the record that the place is contested."""


@dataclass(frozen=True, slots=True)
class ClaimCheck:
    """What a record says of one claim."""

    verdict: Verdict
    holder: str
    """Who holds the place on the last day of the claim's period, by the record."""
    since: date
    """First day on which ``holder`` holds it."""
    since_prec: int
    """UCDP ``date_prec`` of ``since``."""
    later: date | None
    """First day after the claim's on which the record says what was claimed, or what was denied;
    None where there is none, and where it says so already."""
    later_prec: int | None
    days_between: int | None
    """From the last day of the claim's period to ``later``."""


class ControlRecord:
    """Who held each settlement from which day on, by some evidence."""

    def __init__(self, theatre: Theatre, evidence: Iterable[Evidence]) -> None:
        statements = list(evidence)
        self._theatre = theatre
        self._evidence = {one.evidence_id: one for one in statements}
        self._changes: dict[str, list[HolderChange]] = defaultdict(list)
        for place_id, change in History(statements).changes():
            self._changes[place_id].append(change)

    def check(self, place_id: str, claim: Claim, *, published: date | None) -> ClaimCheck | None:
        """What the record says of the claim.

        Args:
            place_id: the place that the claim is about.
            claim: the claim.
            published: the day its article was published, taken where the claim has no day.

        Returns:
            None where there is nothing to compare: a strike, a claim without an actor or a day, a
            place that the record does not know on that day.
        """
        claimed = claimed_holder(claim.event, claim.actor, self._theatre)
        first = claim.event_date or published
        if claimed is None or first is None:
            return None
        last = first + timedelta(days=_DAYS_AFTER[(claim.event_date and claim.date_prec) or 1])
        changes = self._changes.get(place_id, [])
        days = [change.day for change in changes]
        before, until = bisect_right(days, first), bisect_right(days, last)
        if not until:
            return None
        same = any(one.holder == claimed for one in changes[max(0, before - 1) : until])
        later = None if same else next((c for c in changes[until:] if c.holder == claimed), None)
        held = changes[until - 1]
        return ClaimCheck(
            verdict=_verdict(claim, claimed, held.holder, same=same, later=later is not None),
            holder=held.holder,
            since=held.day,
            since_prec=self._prec(held),
            later=later.day if later else None,
            later_prec=self._prec(later) if later else None,
            days_between=(later.day - last).days if later else None,
        )

    def _prec(self, change: HolderChange) -> int:
        """How exactly the day of a change is known: as by its most exact statement."""
        known = [self._evidence[one] for one in change.evidence]
        return min((one.day_prec for one in known if one.day == change.day), default=1)


def table_record(theatre: Theatre) -> ControlRecord:
    """The theatre's own table of control.

    Raises:
        LayerError: the table cannot be read, or holds bad rows.
    """
    return ControlRecord(theatre, TableEvidence(load_control(theatre)).evidence())


def _verdict(claim: Claim, claimed: str, held: str, *, same: bool, later: bool) -> Verdict:
    if claimed == CONTESTED and not same:
        return Verdict.OTHER
    if claim.modality is Modality.DENIED:
        return Verdict.DISAGREES if same else Verdict.AGREES
    if same:
        return Verdict.AGREES
    if later:
        return Verdict.LATER
    return Verdict.OTHER if held == CONTESTED else Verdict.DISAGREES
