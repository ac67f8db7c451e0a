"""Says days, distances, kinds of places and precision in words. Plain text, not yet escaped."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from data import Claim, DayFrom, EventDay, Modality, day_text
from geocode.model import RELATIVE_CODE, Kind

KIND_WORDS: Mapping[Kind, str] = {
    Kind.CITY: "city or town",
    Kind.VILLAGE: "village",
    Kind.SITE: "site (plant, bridge, airport ...)",
    Kind.SPOT: "estimated point (10 km south of ...)",
    Kind.REGION: "region (oblast, state)",
    Kind.DISTRICT: "district (raion, county)",
    Kind.AREA: "named area (Donbas, Europe ...)",
    Kind.COUNTRY: "country",
    Kind.WATER: "river, sea, reservoir",
}
LANGUAGE_WORDS = {"en": "English", "uk": "Ukrainian", "ru": "Russian"}
LANGUAGE_WORDS |= {"mixed": "several", "": "unknown"}
_FOUND: Mapping[DayFrom, str] = {
    DayFrom.ANALYST: "set by hand",
    DayFrom.METADATA: "as the input states",
    DayFrom.ADDRESS: "found in the web address",
    DayFrom.FILE_NAME: "found in the file's name",
    DayFrom.TEXT: "found in the text",
    DayFrom.NOWHERE: "",
}


def counted(number: int, word: str) -> str:
    """The number with its word, which gets an s unless it is one."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def kind_name(kind: str) -> str:
    """The kind without its examples: "site"."""
    return KIND_WORDS[Kind(kind)].split(" (")[0]


def happened(event: EventDay) -> str:
    """When something happened, and the words that say so."""
    said = f" (“{event.words}”)" if event.words else ""
    return f"{day_text(event.first, event.day_prec)}{said}"


def published(day: date | None, day_prec: int, found: DayFrom) -> str:
    """When an article was published, and how that is known."""
    if day is None:
        return "undated"
    return ", ".join(part for part in (day_text(day, day_prec), _FOUND[found]) if part)


def claim_words(claim: Claim) -> str:
    """What is claimed, of whom, and who says it: "captured · RU · said by Kyiv · denied"."""
    parts = [claim.event.value]
    if claim.actor:
        parts.append(claim.actor)
    if claim.source:
        parts.append(f"said by {claim.source}")
    if claim.modality is not Modality.ASSERTED:
        parts.append(claim.modality.value)
    if claim.event_date and claim.date_prec:
        parts.append(day_text(claim.event_date, claim.date_prec))
    return " · ".join(parts)


def distance(metres: int) -> str:
    """Metres below one kilometre, kilometres above."""
    if metres < 1000:
        return f"{metres} m"
    km = metres / 1000
    return f"{km:.0f} km" if km >= 10 or km == int(km) else f"{km:.1f} km"


def kind_words(place: Mapping[str, Any]) -> str:
    """What a place is; one that a text describes ("10 km south of ...") with how exact it is."""
    kind = Kind(place["kind"])
    if place["feature_code"] != RELATIVE_CODE:
        return KIND_WORDS[kind]
    radius = distance(int(place["uncertainty_m"]))
    if kind is Kind.SPOT:
        return f"estimated point, ±{radius}"
    return f"estimated area, within {radius}"
