"""Applies the rules of recognition: known names, the evidence for each, and which are accepted.

The rules decide alone where no trained tagger serves; the tagger takes their evidence as features.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from geocode.focus import Focus
from geocode.gazetteer.protocol import Gazetteer, NameHit
from geocode.recognition.abbreviations import after_commas
from geocode.recognition.cues import Cues, Sort, load_cues
from geocode.recognition.evidence import ACCEPT, KNOWN, LISTED, SAME_RAION, evidence
from geocode.recognition.generics import attach_generics, coordinate
from geocode.recognition.listed import in_one_raion, with_listed_words
from geocode.recognition.people import people
from geocode.recognition.reading import Reading
from geocode.recognition.roads import road_ends
from geocode.recognition.scene import Scene, is_small
from geocode.recognition.spans import NameMatcher, Span, is_adjective
from geocode.recognition.subject import subject_country
from geocode.recognition.typos import misspelt

_ADJECTIVE_NEEDS = frozenset({Sort.REGION, Sort.DISTRICT, Sort.FRONT, Sort.WATER, Sort.SITE})


@dataclass(frozen=True, slots=True)
class Survey:
    """One text as the rules see it."""

    scene: Scene
    matcher: NameMatcher
    spans: list[Span]
    """Known names in text order, none overlapping another."""
    evidence: dict[int, tuple[float, ...]]
    """What each clue gives by ``id`` of a span; bare adjectives and what has no hits have none."""
    weights: dict[int, float]
    """The sum of the evidence."""
    accepted: frozenset[int]
    """The ``id`` of each span that the rules take for a place."""


def survey(reading: Reading, gazetteer: Gazetteer, country: str | None, focus: Focus) -> Survey:
    """Find the known names of a text and weigh them.

    Args:
        reading: The text.
        gazetteer: Where names are looked up.
        country: ISO alpha-2 code of the country that the text is about; None: it is inferred.
        focus: The war that is known, or ``NO_FOCUS``.
    """
    cues = load_cues(focus)
    matcher = NameMatcher(reading, gazetteer, cues)
    spans = after_commas(reading, matcher.spans(), gazetteer.lookup)
    spans = with_listed_words(reading, spans, matcher.lookup, focus.home)
    coordinate(reading, spans)
    attach_generics(reading, spans, cues)
    flags, surnames = people(reading, cues, matcher)
    if country is None:
        country = subject_country(reading, _telling(spans, reading, cues, flags), focus)
    scene = Scene(
        reading=reading,
        cues=cues,
        people=flags,
        surnames=frozenset(surnames),
        lower_words=_lower_words(reading),
        country=country,
        is_major=matcher.is_major,
    )
    if wrong := misspelt(scene, spans, gazetteer):
        spans = sorted([*spans, *wrong], key=lambda span: span.first)
        coordinate(reading, spans)
        attach_generics(reading, spans, cues)
    kept = [s for s in spans if s.hits and not _bare_adjective(s, reading)]
    clues = {id(span): evidence(span, scene) for span in kept}
    weights = {key: sum(values) for key, values in clues.items()}
    accepted = _accepted(spans, kept, weights, focus.home) | road_ends(kept, scene)
    return Survey(scene, matcher, spans, clues, weights, frozenset(accepted))


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


def _accepted(
    spans: list[Span], kept: list[Span], weights: dict[int, float], home: str
) -> set[int]:
    """Spans with evidence enough; lists and repetition lend certainty."""
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
            if not near or id(span) in accepted:
                continue
            least = ACCEPT - (SAME_RAION if in_one_raion(before, span, home) else LISTED)
            if weights[id(span)] >= least:
                accepted.add(id(span))
    return accepted
