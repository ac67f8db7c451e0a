"""Finds abbreviated states and provinces, which count only behind a place.

"Lexington, Ky." names two places, "Ky" alone none: so "La", "Me", "Or" and "Pa" never begin a name.
The written form decides too: capitals ("KY") or a full stop behind ("Ky."); and where no comma is
between, two capitals ("Lexington KY").
"""

from collections.abc import Callable, Sequence

from geocode.gazetteer.protocol import NameHit
from geocode.model import Kind
from geocode.recognition.cues import Sort
from geocode.recognition.reading import Reading
from geocode.recognition.spans import Span, text_of

GENERIC = "abbreviated state"
"""What such a mention has in place of a generic word."""
_TOKENS_MOST = 2
_LETTERS_MOST = 7
_BARE_LETTERS = 2
_PARTS = frozenset({Kind.CITY, Kind.VILLAGE, Kind.DISTRICT})


def after_commas(
    reading: Reading, spans: Sequence[Span], lookup: Callable[[str], Sequence[NameHit]]
) -> list[Span]:
    """The spans with abbreviated units between them, in text order."""
    found: list[Span] = []
    for span in spans:
        if found and found[-1].sort is Sort.STATE and span.first < found[-1].end:
            continue  # the abbreviation is a name of its own elsewhere
        found.append(span)
        state = abbreviated_unit(reading, span, span.end, lookup)
        if state is not None:
            found.append(state)
    return found


def abbreviated_unit(
    reading: Reading, span: Span, first: int, lookup: Callable[[str], Sequence[NameHit]]
) -> Span | None:
    """The abbreviated unit at token ``first``, right behind ``span`` and of its country."""
    if first >= len(reading.tokens) or span.end != first or not _goes_on(reading, first):
        return None
    countries = {hit.place.country for hit in span.hits if hit.place.kind in _PARTS}
    for end in range(min(first + _TOKENS_MOST, len(reading.tokens)), first, -1):
        if not _is_written_short(reading, first, end):
            continue
        units = [
            hit
            for hit in lookup(text_of(reading, first, end))
            if hit.place.kind is Kind.REGION and hit.after_comma and hit.place.country in countries
        ]
        if units:
            return Span(first, end, units, GENERIC, Sort.STATE)
    return None


def _goes_on(reading: Reading, first: int) -> bool:
    """Whether token ``first`` may be the town's unit: "Lexington, Ky.", "Lexington KY"."""
    if reading.gaps[first - 1] == ", ":
        return True
    town, unit = reading.tokens[first - 1].text, reading.tokens[first].text
    bare = reading.gaps[first - 1] == " " and len(unit) == _BARE_LETTERS and unit.isupper()
    return bare and not town.isupper() and not reading.headline[first]


def _is_written_short(reading: Reading, first: int, end: int) -> bool:
    text = text_of(reading, first, end)
    if len(text) > _LETTERS_MOST or not text[0].isupper():
        return False
    if end - first > 1 and any(gap not in (".", ". ") for gap in reading.gaps[first : end - 1]):
        return False
    return text.replace(".", "").isupper() or reading.gaps[end - 1].startswith(".")
