"""Finds names of places that the gazetteer does not have in that spelling.

Either the text itself calls them a place ("the village of Xyzivka"); these are mentions without a
place, so that they are listed as unmapped and not lost. Or they are one letter or capital from a
known name ("shelling in Severdonetsk"). Any word is one letter from some village, so the text must
treat such a name as a place: a preposition of place before it, or what it lies in behind a comma.
What is found so has no hits here; the resolver asks ``lookup_close`` as well.
"""

from collections.abc import Sequence

from geocode.gazetteer.protocol import Gazetteer
from geocode.model import SETTLEMENT_KINDS, Kind
from geocode.recognition.cues import Cues, Sort
from geocode.recognition.generics import attach_generics
from geocode.recognition.reading import Reading
from geocode.recognition.scene import Scene
from geocode.recognition.spans import Span, text_of
from geocode.recognition.survey import Survey

_WORDS_MAX = 3
_OF = frozenset(["of", "named", "called"])


def unlisted(seen: Survey, known: Sequence[Span], gazetteer: Gazetteer) -> list[Span]:
    """Names without a place of that spelling, apart from what is known: announced or misspelt."""
    scene = seen.scene
    found = unknown_names(scene.reading, known, scene.people, scene.cues)
    misspelt = misspelt_names(scene, [*known, *found], gazetteer)
    attach_generics(scene.reading, misspelt, scene.cues)
    return found + misspelt


def unknown_names(
    reading: Reading, known: Sequence[Span], people: Sequence[bool], cues: Cues
) -> list[Span]:
    """Spans without hits after "village of" and its like, apart from what is known already."""
    taken = {i for span in known for i in range(span.first, span.end)}
    found: list[Span] = []
    for i, form in enumerate(reading.forms):
        if form not in cues.announcing_words or reading.headline[i]:
            continue
        first = i + 1
        of = first < len(reading.forms) and reading.forms[first] in _OF
        first += of
        if first >= len(reading.forms) or (form.isascii() and not of):
            continue
        end = first
        while end < min(reading.run_end[first], first + _WORDS_MAX) and reading.capital[end]:
            end += 1
        if reading.gaps[i] != " " or (of and reading.gaps[i + 1] != " ") or end == first:
            continue
        fresh = not any(k in taken or people[k] for k in range(first, end))
        if fresh and not any(_no_name(reading.forms[k], cues) for k in range(first, end)):
            found.append(Span(first, end, (), form, Sort.SETTLEMENT))
    return found


def _no_name(form: str, cues: Cues) -> bool:
    return form in cues.demonyms or form in cues.common_words or form in cues.organisations


_LEAST_WORD = 4
_KNOWN_FROM_POPULATION = 10_000
"""Where it is not known what country the text is about, only towns are believed to be meant."""
_CONTAINERS = frozenset({Kind.REGION, Kind.DISTRICT})
_BESIDE = (" ", "-", "\u00a0")


def misspelt_names(scene: Scene, known: Sequence[Span], gazetteer: Gazetteer) -> list[Span]:
    """Spans without hits in place's place, apart from what is known already."""
    reading = scene.reading
    taken = {i for span in known for i in range(span.first, span.end)}
    containers = {
        span.first for span in known if span.hits and span.hits[0].place.kind in _CONTAINERS
    }
    found: list[Span] = []
    done = 0
    for first in reading.capitals:
        if first < done or first in taken:
            continue
        end = _run_end(scene, first, taken)
        if end > first and _in_place(scene, first, end, containers):
            whole = _written_small(scene, first, end, gazetteer)
            name = text_of(reading, first, end)
            if whole:
                end = whole
                found.append(Span(first, end, ()))
            elif not gazetteer.lookup(name) and _likely(name, scene.country, gazetteer):
                found.append(Span(first, end, ()))
        done = end
    return found


def widen(spans: Sequence[Span], scene: Scene, gazetteer: Gazetteer) -> None:
    """Let new spans go on over the small letters of a name that is known so, "Chasiv yar"."""
    for span in spans:
        span.end = _written_small(scene, span.first, span.end, gazetteer) or span.end


def _run_end(scene: Scene, first: int, taken: set[int]) -> int:
    """The end of the capitalised words from ``first`` on; ``first`` where they are no such name."""
    reading, cues = scene.reading, scene.cues
    end = first
    while end < reading.run_end[first] and reading.capital[end]:
        form, token = reading.forms[end], reading.tokens[end].text
        ordinary = (
            end in taken
            or scene.people[end]
            or form in cues.common_words
            or form in cues.demonyms
            or form in cues.first_names
            or form in cues.surnames
            or form in cues.titles
            or form in cues.organisation_heads
            or form in scene.lower_words
        )
        if ordinary or len(form) < _LEAST_WORD or token.isupper() or reading.headline[end]:
            return first
        end += 1
    return end if end - first <= _WORDS_MAX else first


def _in_place(scene: Scene, first: int, end: int, containers: set[int]) -> bool:
    """Whether the context is that of a place, and no longer name continues beside the words."""
    reading = scene.reading
    if first == 0 or reading.sentence[first - 1] != reading.sentence[first]:
        return False
    after = reading.gaps[end - 1]
    if end < len(reading.forms) and reading.capital[end] and after in _BESIDE:
        return False
    if reading.gaps[first - 1] not in _BESIDE:
        return False
    near = reading.forms[first - 1] in scene.cues.near_prepositions
    return near or (after == ", " and end in containers)


def _written_small(scene: Scene, first: int, end: int, gazetteer: Gazetteer) -> int:
    """The end of a known name that goes on in small letters, "Chasiv yar"; 0 where none does."""
    reading = scene.reading
    if gazetteer.lookup(text_of(reading, first, end)):
        return 0
    rest = reading.tokens[first : min(reading.run_end[first], end + 2)]
    words = gazetteer.longest([token.text for token in rest], 0)
    return first + words if first + words > end else 0


def _likely(name: str, country: str | None, gazetteer: Gazetteer) -> bool:
    """Whether a settlement of ``country``, or a town anywhere if it is None, is spelt almost so."""
    return any(
        hit.place.country == country if country else hit.place.population >= _KNOWN_FROM_POPULATION
        for hit in gazetteer.lookup_close(name)
        if hit.place.kind in SETTLEMENT_KINDS
    )
