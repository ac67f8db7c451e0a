"""Says who holds ground on a day, and what that rests on. Pure."""

from collections.abc import Iterable, Mapping

from dashboard import words
from data import Evidence, FrontOnDay, Provider, SettlementOnDay, Theatre, day_text

PROVIDER_WORDS: Mapping[Provider, str] = {
    Provider.TABLE: "table",
    Provider.ARTICLES: "articles",
    Provider.VIINA: "your tables",
    Provider.FILES: "your files",
}


def holder_words(holder: str, theatre: Theatre) -> str:
    """Who a holder is: "Russian forces", or that the ground is contested."""
    parties = {party.id: f"{party.adjective.en} forces" for party in theatre.parties}
    return parties.get(holder, holder)


def held_words(one: SettlementOnDay, day: FrontOnDay, theatre: Theatre) -> str:
    """Who holds a settlement on the day, how surely, and whether that is inferred."""
    if not one.holder:
        return f"On {day.day.isoformat()}: holder unknown, no evidence is near"
    said = f"On {day.day.isoformat()}: {holder_words(one.holder, theatre)}"
    sure = f"{one.confidence:.0%} sure"
    if one.since is None:
        return f"{said}, inferred from the settlements round it ({sure}); none names this one"
    parts = [f"{said} since {one.since.isoformat()}", sure]
    if one.stale_days:
        parts.append(f"no statement about it for {words.counted(one.stale_days, 'day')}")
    return ", ".join(parts)


def evidence(statements: Iterable[Evidence]) -> list[tuple[str, str, str, str, int | None]]:
    """Day, place, holder, who says what, and article of each statement, as words."""
    return [
        (
            day_text(one.day, one.day_prec),
            one.name,
            one.holder,
            _says(one),
            one.article_id,
        )
        for one in statements
    ]


def _says(one: Evidence) -> str:
    modality = "" if one.modality.value == "asserted" else f" ({one.modality.value})"
    who = f"{PROVIDER_WORDS[one.provider]}, {one.said_by or one.source}{modality}"
    return ": ".join(part for part in (who, one.note) if part)
