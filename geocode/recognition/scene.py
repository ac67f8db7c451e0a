"""What the clues of recognition are given, and what they ask of places with the same name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from geocode.model import Kind
from geocode.recognition.cues import Cues, Sort
from geocode.recognition.reading import Reading
from geocode.recognition.spans import Span

_SMALL = 15_000
_FAMOUS = 400_000


@dataclass(frozen=True, slots=True)
class Scene:
    """What a clue may look at."""

    reading: Reading
    cues: Cues
    people: Sequence[bool]
    surnames: frozenset[str]
    lower_words: frozenset[str]
    """Forms that the text also has without a capital letter."""
    country: str | None
    """ISO alpha-2 code of the country that the text is about."""
    is_major: Callable[[int], bool]
    """Whether a country, a region or a large city is named at a token."""


def at_home(span: Span, scene: Scene) -> bool:
    """Whether a place of the country that the text is about is officially called just so."""
    return scene.country is not None and any(
        hit.place.country == scene.country and hit.official and not hit.inflected
        for hit in span.hits
    )


def is_small(span: Span) -> bool:
    """Whether all namesakes are villages or small towns."""
    return all(
        hit.place.kind in (Kind.CITY, Kind.VILLAGE, Kind.DISTRICT) and hit.place.population < _SMALL
        for hit in span.hits
    )


def is_large(span: Span) -> bool:
    """Whether a namesake is better known than any person."""
    return any(
        hit.place.population >= _FAMOUS or hit.place.kind in (Kind.COUNTRY, Kind.REGION)
        for hit in span.hits
    )


_POINTS = frozenset(
    ["north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"]
)
_COMBINING = frozenset(["euro", "trans", "pan", "anglo", "franco", "sino", "indo", "afro"])


def is_direction(span: Span, scene: Scene) -> bool:
    """Whether it is a point of the compass only, or hangs on a combining form.

    Districts of Botswana and Singapore are called "South East", a region of Benin "Atlantic"; in
    "South East Kyiv" and "Euro-Atlantic" nobody means them.
    """
    reading, i = scene.reading, span.first
    if i > 0 and reading.gaps[i - 1] == "-" and reading.forms[i - 1] in _COMBINING:
        return True
    words = (word for form in reading.forms[i : span.end] for word in form.split("-"))
    return span.sort in (None, Sort.FRONT) and all(word in _POINTS for word in words)
