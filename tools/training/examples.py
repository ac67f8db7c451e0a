"""Marked texts as examples: every proposed span with its features, and what it should be."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from geocode.gazetteer.protocol import Gazetteer
from geocode.recognition.cues import Sort
from geocode.recognition.reading import read
from geocode.recognition.survey import survey
from geocode.recognition.tagging.features import Describer
from geocode.recognition.tagging.proposals import proposals
from geocode.recognition.tagging.tagger import is_latin
from geocode.recognition.tagging.word_features import NO_WORD, SLOTS, slots, word_features
from tools.training.gold import Gold, MarkedText, training_focus

_BEYOND = 0.9
"""What a letter outside of the gold name costs, against one inside."""


@dataclass(frozen=True, slots=True)
class Example:
    """A proposal of a text with its features."""

    start: int
    end: int
    features: tuple[str, ...]
    label: bool | None
    """Whether it is a place; None: nothing to learn from."""
    latin: bool
    """Whether it is in Latin letters; else in Cyrillic ones."""


def examples(text: MarkedText, gazetteer: Gazetteer) -> list[Example]:
    """All proposals of one text."""
    reading = read(text.text)
    seen = survey(reading, gazetteer, None, training_focus())
    cues = seen.scene.cues
    proposed = proposals(seen)
    by_alphabet = {
        latin: Describer([p for p in proposed if is_latin(p.span, reading) is latin], seen)
        for latin in (True, False)
    }
    pairs = zip(reading.tokens, reading.forms, strict=True)
    words = [word_features(token.text, form, cues) for token, form in pairs]
    spans = [
        (reading.tokens[p.span.first].start, reading.tokens[p.span.end - 1].end) for p in proposed
    ]
    names = labelled(spans, text.gold)
    found = []
    for proposal, (start, end), (label, name) in zip(proposed, spans, names, strict=True):
        latin = is_latin(proposal.span, reading)
        features = set(by_alphabet[latin].features(proposal))
        for slot, i in slots(proposal.span.first, proposal.span.end, reading):
            named = words[i] if i >= 0 else [NO_WORD]
            features.update(f"{SLOTS[slot]}|{feature}" for feature in named)
        if not latin and proposal.span.sort is Sort.FRONT and name is None:
            label = None  # "на Лиманському напрямку" is marked as an adjective, and is a place too
        found.append(Example(start, end, tuple(sorted(features)), label, latin))
    return found


def labelled(
    spans: Sequence[tuple[int, int]], gold: Iterable[Gold]
) -> list[tuple[bool | None, Gold | None]]:
    """For each span whether it is the best fit of a gold name, and which.

    What lies within a name that another span fits better is None. Demonyms are no places.
    """
    labels: list[tuple[bool | None, Gold | None]] = [(False, None)] * len(spans)
    for name in gold:
        over = [k for k, (a, e) in enumerate(spans) if a < name.end and e > name.start]
        if name.demonym or not over:
            continue
        best = max(over, key=lambda k: _fit(spans[k], name))
        for k in over:
            inside = spans[k][0] >= name.start and spans[k][1] <= name.end
            if k != best and inside and not labels[k][0]:
                labels[k] = (None, None)
        labels[best] = (True, name)
    return labels


def _fit(span: tuple[int, int], name: Gold) -> tuple[bool, float]:
    shared = min(span[1], name.end) - max(span[0], name.start)
    beyond = span[1] - span[0] - shared
    return span == (name.start, name.end), shared - _BEYOND * beyond
