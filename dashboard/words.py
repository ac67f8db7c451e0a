"""Says days, distances, kinds of places and precision in words. Plain text, not yet escaped."""

from datetime import date

from dashboard import markup
from dashboard.texts import text
from data import CONTESTED, DayFrom, EventDay, PlaceRecord, Theatre
from geocode.model import RELATIVE_CODE, Kind

_LANGUAGES = {"en", "uk", "ru", "mixed"}


def language(code: str) -> str:
    """Name of a language; the code itself where it is no language of the theatre."""
    if not code:
        return text("words.language_unknown")
    return text(f"words.language_{code}") if code in _LANGUAGES else markup.visible(code)


def kind_name(kind: str) -> str:
    """The kind without its examples: "site"."""
    return text(f"words.kind_{Kind(kind).value}").split(" (")[0]


def day_words(first: date, prec: int = 1, *, weekday: bool = False) -> str:
    """The day, or the period that begins on it: "1 March 2023", "January 2023", "2014".

    Args:
        first: the day, or the first of the period.
        prec: UCDP's ``date_prec``: 1 the day, 2 two to six days, 3 a week, 4 a month, 5 a year.
        weekday: "Wednesday, 1 March 2023".
    """
    month = f"{text('dates.months').split()[first.month - 1]} {first.year}"
    day = f"{first.day} {month}"
    if prec == 4 and first.day == 1:
        return month
    if prec == 5 and (first.month, first.day) == (1, 1):
        return str(first.year)
    if prec > 1:
        return text(f"dates.prec_{prec}", day=day)
    return f"{text('dates.weekdays').split()[first.weekday()]}, {day}" if weekday else day


def happened(event: EventDay) -> str:
    """When something happened, and the words that say so."""
    said = f" (“{event.words}”)" if event.words else ""
    return f"{day_words(event.first, event.day_prec, weekday=True)}{said}"


def published(day: date | None, day_prec: int, found: DayFrom) -> str:
    """When an article was published, and how that is known."""
    if day is None:
        return text("reading.undated")
    found_words = "" if found is DayFrom.NOWHERE else text(f"words.day_{found.name.lower()}")
    return ", ".join(part for part in (day_words(day, day_prec), found_words) if part)


def holder_words(holder: str, theatre: Theatre) -> str:
    """Who a holder is: "Russian forces", or that the ground is contested or its holder unknown."""
    for party in theatre.parties:
        if party.id == holder:
            return text("reading.forces", adjective=party.adjective.en)
    return text("reading.contested" if holder == CONTESTED else "reading.holder_unknown")


def ground_words(holder: str, theatre: Theatre) -> str:
    """A title for ground: "Held by Russian forces"."""
    if holder == CONTESTED:
        return text("reading.ground_contested")
    if not holder:
        return text("reading.ground_unknown")
    return text("reading.ground_held", holder=holder_words(holder, theatre))


def party_name(party_id: str, theatre: Theatre) -> str:
    """The name of a party; its id where the theatre has none of that id."""
    return next((one.name.en for one in theatre.parties if one.id == party_id), party_id)


def distance(metres: int) -> str:
    """Metres below one kilometre, kilometres above."""
    if metres < 1000:
        return f"{metres} m"
    km = metres / 1000
    return f"{km:.0f} km" if km >= 10 or km == int(km) else f"{km:.1f} km"


def kind_words(place: PlaceRecord) -> str:
    """What a place is; one that a text describes ("10 km south of ...") with how exact it is."""
    if place.feature_code != RELATIVE_CODE:
        return kind_name(place.kind)
    radius = distance(place.uncertainty_m)
    if place.kind is Kind.SPOT:
        return text("words.spot_within", radius=radius)
    return text("words.area_within", radius=radius)
