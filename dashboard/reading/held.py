"""Says who holds ground on a day, since when, how surely and on what evidence, as HTML."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from dashboard import markup, words
from dashboard.markup import Stretch
from dashboard.reading.links import Links
from dashboard.texts import text
from data import (
    CONTESTED,
    Evidence,
    Modality,
    SettlementOnDay,
    Span,
    Theatre,
    WarControl,
)

_MOST_STATEMENTS = 12
_UNKNOWN_COLOURS = ("#808080", "#808080")


def on_day(one: SettlementOnDay, day: date, theatre: Theatre) -> str:
    """Who holds a settlement on a day: "Russian forces on 1 March 2023", and how that is known."""
    holder = words.holder_words(one.holder, theatre)
    said = text("reading.holds_on", holder=_upper(holder), day=words.day_words(day))
    return markup.paragraph(said, "fl-holds") + markup.paragraph(sureness(one), "fl-quiet")


def sureness(one: SettlementOnDay) -> str:
    """Since when, how surely, and from what."""
    if not one.holder:
        return text("reading.no_evidence")
    sure = text("reading.sure", percent=f"{one.confidence:.0%}")
    if one.inferred:
        return text("reading.inferred", sure=sure)
    since = words.day_words(one.since) if one.since else ""
    parts = [text("reading.since", day=since) if since else "", sure]
    if one.stale_days:
        parts.append(text("reading.stale", n=one.stale_days))
    return ", ".join(part for part in parts if part)


def strip(spans: Sequence[Span], last: date, theatre: Theatre, links: Links) -> str:
    """Who held it when, as a bar from the first span to ``last``; empty where nothing is known."""
    shown = [span for span in spans if span.first_day <= last]
    if not any(span.holder for span in shown):
        return ""
    ends = [span.first_day for span in shown[1:]] + [last + timedelta(days=1)]
    stretches = [
        Stretch(
            days=(end - span.first_day).days,
            colours=_colours(span.holder, theatre),
            style=_style(span),
            words=_stretch_words(span, end, last, theatre),
            act=links.day(span.first_day),
        )
        for span, end in zip(shown, ends, strict=True)
    ]
    first = words.day_words(shown[0].first_day)
    ends = (first, words.day_words(last))
    since_1970 = (shown[0].first_day - date(1970, 1, 1)).days
    return markup.strip(stretches, text("reading.held_when"), ends, since_1970)


def statements(found: Iterable[Evidence], theatre: Theatre, links: Links, summary: str) -> str:
    """The statements as a list that is folded, newest first."""
    lines = [_statement(one, theatre, links) for one in found]
    rest = len(lines) - _MOST_STATEMENTS
    more = (
        markup.paragraph(text("reading.older_statements", n=rest), "fl-quiet") if rest > 0 else ""
    )
    shown = markup.items(lines[:_MOST_STATEMENTS], "fl-evidence")
    return markup.folded(summary, shown, more, style="fl-unfold")


def resting_on(
    one: SettlementOnDay, control: WarControl, day: date, theatre: Theatre, links: Links
) -> str:
    """What the holder of a settlement rests on: what was stated of it, or of one near it."""
    known = control.front.evidence
    if one.inferred:
        found = [known[number] for number in one.evidence if number in known]
        names = ", ".join(dict.fromkeys(statement.name for statement in found))
        return statements(found, theatre, links, text("reading.rests_on_near", names=names))
    found = control.statements(one.settlement.place_id, day)
    return statements(found, theatre, links, text("reading.rests_on", n=len(found)))


def beyond(day: date, control: WarControl) -> str:
    """A line where the day lies after the record's last one."""
    if day <= control.last_day:
        return ""
    said = text("reading.record_ends", day=words.day_words(control.last_day))
    return markup.paragraph(said, "fl-quiet")


def _statement(one: Evidence, theatre: Theatre, links: Links) -> str:
    who = one.said_by or one.source
    if who.startswith("party "):
        who = words.party_name(who.removeprefix("party "), theatre)
    head = [
        markup.escaped(words.day_words(one.day, one.day_prec)),
        markup.strong(markup.escaped(words.holder_words(one.holder, theatre))),
        markup.isolated(text(f"reading.from_{one.provider.value}", who=who)),
    ]
    if one.modality is not Modality.ASSERTED:
        style = f"fl-{one.modality.value}"
        head.append(markup.chip(text(f"reading.{one.modality.value}"), style))
    note = markup.paragraph(one.note, "fl-quiet")
    if one.article_id is None:
        return markup.joined(head) + note
    read = markup.escaped(text("reading.read_article"))
    return (
        markup.joined(head)
        + note
        + markup.action(links.article(one.article_id), read, style="fl-more")
    )


def _stretch_words(span: Span, end: date, last: date, theatre: Theatre) -> str:
    holder = words.holder_words(span.holder, theatre)
    if span.inferred and span.holder:
        holder = text("reading.holder_inferred", holder=holder)
    until = words.day_words(end - timedelta(days=1)) if end <= last else ""
    key = "reading.stretch" if until else "reading.stretch_last"
    return text(key, holder=_upper(holder), first=words.day_words(span.first_day), last=until)


def _style(span: Span) -> str:
    if not span.holder:
        return "unknown"
    if span.holder == CONTESTED:
        return "contested"
    return "inferred" if span.inferred else "held"


def _colours(holder: str, theatre: Theatre) -> tuple[str, str]:
    for party in theatre.parties:
        if party.id == holder:
            return party.colour.light, party.colour.dark
    return _UNKNOWN_COLOURS


def _upper(said: str) -> str:
    return said[:1].upper() + said[1:]
