"""The recogniser that ships: gazetteer names by longest match, weighed by rules over cue tables."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from geocode.gazetteer.protocol import Gazetteer, NameHit
from geocode.model import Mention
from geocode.recognition.abbreviations import after_commas
from geocode.recognition.cues import Cues, Sort, load_cues
from geocode.recognition.evidence import ACCEPT, KNOWN, LISTED, weigh
from geocode.recognition.focus import infer_focus
from geocode.recognition.generics import attach_generics, coordinate
from geocode.recognition.misspelt import misspelt_names
from geocode.recognition.people import people
from geocode.recognition.reading import Reading
from geocode.recognition.roles import role_of
from geocode.recognition.scene import Scene, is_small
from geocode.recognition.spans import NameMatcher, Span, is_adjective
from geocode.recognition.unknown import unknown_names

_ADJECTIVE_NEEDS = frozenset({Sort.REGION, Sort.DISTRICT, Sort.FRONT, Sort.WATER, Sort.SITE})


class DictionaryRecogniser:
    """Finds names that the gazetteer has, and names that a generic word announces."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def find(self, reading: Reading, *, focus: str | None) -> Sequence[Mention]:
        """Mentions in text order, none overlapping another."""
        cues = load_cues()
        matcher = NameMatcher(reading, self._gazetteer, cues)
        spans = after_commas(reading, matcher.spans(), self._gazetteer.lookup)
        coordinate(reading, spans)
        attach_generics(reading, spans, cues)
        flags, surnames = people(reading, cues, matcher)
        if focus is None:
            focus = infer_focus(reading, _telling(spans, reading, cues, flags))
        scene = Scene(
            reading=reading,
            cues=cues,
            people=flags,
            surnames=frozenset(surnames),
            lower_words=_lower_words(reading),
            focus=focus,
            is_major=matcher.is_major,
        )
        accepted = _accepted(spans, scene)
        accepted += unknown_names(reading, accepted, flags, cues)
        misspelt = misspelt_names(scene, accepted, self._gazetteer)
        attach_generics(reading, misspelt, cues)
        accepted += misspelt
        return sorted(
            (_mention(span, reading, cues) for span in accepted), key=lambda found: found.start
        )


def _telling(
    spans: list[Span], reading: Reading, cues: Cues, people_flags: Sequence[bool]
) -> list[Sequence[NameHit]]:
    """What the names stand for that are neither people nor common words."""
    return [
        span.hits
        for span in spans
        if not people_flags[span.first]
        and not (span.end - span.first == 1 and reading.forms[span.first] in cues.common_words)
        and not (reading.first[span.first] and span.sort is None and is_small(span))
    ]


def _lower_words(reading: Reading) -> frozenset[str]:
    pairs = zip(reading.forms, reading.capital, strict=True)
    return frozenset(form for form, capital in pairs if not capital)


def _bare_adjective(span: Span, reading: Reading) -> bool:
    """A relational adjective without the noun that would make it a place: "Бахмутська битва"."""
    if span.end - span.first > 1 or span.sort in _ADJECTIVE_NEEDS:
        return False
    return is_adjective(reading.forms[span.first]) and all(
        hit.place.admin1 is not None and hit.place.kind.value in ("region", "district")
        for hit in span.hits
    )


def _accepted(spans: list[Span], scene: Scene) -> list[Span]:
    """Spans with evidence enough; lists and repetition lend certainty."""
    kept = [s for s in spans if s.hits and not _bare_adjective(s, scene.reading)]
    weights = {id(span): weigh(span, scene) for span in kept}
    accepted = {key for key, weight in weights.items() if weight >= ACCEPT}
    named = {span.hits[0].place.place_id for span in kept if id(span) in accepted}
    accepted |= {
        id(span)
        for span in kept
        if weights[id(span)] + KNOWN >= ACCEPT and span.hits[0].place.place_id in named
    }
    for direction in (spans, spans[::-1]):
        for before, span in pairwise(direction):
            joined = span.coordinated if direction is spans else before.coordinated
            near = id(before) in accepted and id(span) in weights and joined
            if near and id(span) not in accepted and weights[id(span)] + LISTED >= ACCEPT:
                accepted.add(id(span))
    return [span for span in kept if id(span) in accepted]


def _mention(span: Span, reading: Reading, cues: Cues) -> Mention:
    start, end = reading.tokens[span.first].start, reading.tokens[span.end - 1].end
    mention = Mention(start=start, end=end, text=reading.text[start:end], generic=span.generic)
    return replace(mention, role=role_of(span, reading, cues))
