"""Says what an article claims of places, who says so, and what the table of control says of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard import markup, words
from dashboard.reading.links import Links
from dashboard.texts import text
from data import Claim, ClaimCheck, ControlRecord, Modality, Named, Opened, Theatre, Verdict

_SHOWN = 5
_SIGNS = {
    Verdict.AGREES: ("✓", "fl-agrees"),
    Verdict.LATER: ("◷", "fl-later"),
    Verdict.DISAGREES: ("✕", "fl-differs"),
    Verdict.OTHER: ("·", "fl-other"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that an article says of a place, with all who say it there."""

    name: Named
    claim: Claim
    """The first that says it."""
    sources: tuple[str, ...]
    """As written, in the order of the text; empty where only the article itself says so."""


def told(found: Opened) -> list[Told]:
    """The claims of an article, each once, in the order of its text."""
    names = {name.start: name for name in found.names}
    together: dict[tuple[object, ...], list[Claim]] = {}
    for claim in found.claims:
        name = names.get(claim.start)
        if name is not None:
            place = name.place_id or found.text[claim.start : claim.end]
            key = (place, claim.event, claim.actor, claim.modality)
            together.setdefault(key, []).append(claim)
    return [
        Told(
            names[same[0].start],
            same[0],
            tuple(dict.fromkeys(one.source for one in same if one.source)),
        )
        for same in together.values()
    ]


def section(found: Opened, record: ControlRecord, theatre: Theatre, links: Links) -> str:
    """The claims of an article beside the table, as HTML; empty where it makes none."""
    lines = [_line(one, found, record, theatre, links) for one in told(found)]
    rest = markup.folded(
        text("reading.more_claims", n=len(lines) - _SHOWN),
        markup.items(lines[_SHOWN:], "fl-claims"),
    )
    return markup.section(text("reading.claims"), markup.items(lines[:_SHOWN], "fl-claims"), rest)


def claimed(claim: Claim, theatre: Theatre) -> str:
    """What is claimed: "taken by Russia"."""
    party = words.party_name(claim.actor, theatre) if claim.actor else ""
    return text(f"reading.claim_{claim.event.value}{'_by' if party else ''}", party=party)


def chips(claims: Iterable[Claim], theatre: Theatre) -> str:
    """Labels after a sentence: each thing claimed in it once, how surely, and who says it."""
    labels = []
    for claim in claims:
        parts = [claimed(claim, theatre)]
        if claim.modality is not Modality.ASSERTED:
            parts.append(text(f"reading.{claim.modality.value}"))
        if claim.source:
            parts.append(text("reading.says", who=claim.source))
        labels.append((" · ".join(parts), claim.modality))
    return "".join(
        f" {markup.chip(label, f'fl-{modality.value}')}"
        for label, modality in dict.fromkeys(labels)
    )


def labels(claims: Sequence[Claim], theatre: Theatre, start: int = 0) -> list[markup.Piece]:
    """The chips of each sentence as pieces of a text that begins at ``start`` of the article."""
    ends: dict[int, list[Claim]] = {}
    for claim in claims:
        ends.setdefault(claim.sentence_end + start, []).append(claim)
    return [markup.Piece(end, end, chips(same, theatre)) for end, same in ends.items()]


def _line(one: Told, found: Opened, record: ControlRecord, theatre: Theatre, links: Links) -> str:
    claim, place_id = one.claim, one.name.place_id
    name = one.name.place_name or found.text[claim.start : claim.end]
    shown = markup.isolated(name)
    head = markup.action(links.place(place_id), shown) if place_id else shown
    parts = [markup.strong(head), markup.escaped(claimed(claim, theatre))]
    if claim.modality is not Modality.ASSERTED:
        style = f"fl-{claim.modality.value}"
        parts.append(markup.chip(text(f"reading.{claim.modality.value}"), style))
    if claim.event_date and claim.event_date != found.published and claim.date_prec:
        parts.append(markup.chip(words.day_words(claim.event_date, claim.date_prec)))
    if one.sources:
        parts.append(markup.span(text("reading.says", who=", ".join(one.sources)), "fl-who-says"))
    check = place_id and record.check(place_id, claim, published=found.published)
    return " ".join(parts) + (_check(check, theatre) if check else "")


def _check(check: ClaimCheck, theatre: Theatre) -> str:
    sign, style = _SIGNS[check.verdict]
    return markup.signed(sign, check_words(check, theatre), f"fl-check {style}")


def check_words(check: ClaimCheck, theatre: Theatre) -> str:
    """What the table says of a claim, on its day and later."""
    holder = words.holder_words(check.holder, theatre)
    since = words.day_words(check.since, check.since_prec)
    later = _later(check.later, check.later_prec, check.days_between)
    if check.verdict is Verdict.LATER:
        return text("reading.table_later", later=later)
    if check.verdict is Verdict.DISAGREES:
        return text("reading.table_differs", holder=holder, since=since)
    key = "agrees" if check.verdict is Verdict.AGREES else "other"
    said = text(f"reading.table_{key}", holder=holder, since=since)
    return text("reading.table_and_later", said=said, later=later) if later else said


def _later(day: date | None, prec: int | None, days: int | None) -> str:
    if day is None or days is None:
        return ""
    return text("reading.days_later", n=days, day=words.day_words(day, prec or 1))
