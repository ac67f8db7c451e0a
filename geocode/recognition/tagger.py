"""The recogniser that ships: proposed spans, each accepted or not by trained weights.

The rules' evidence is among the features, so the model corrects the rules where texts taught it
to. It was trained on English; names in Cyrillic letters are left to the rules. Of overlapping
proposals the best wins. A name that no gazetteer has is a mention too, without a place.
"""

from collections.abc import Sequence

from geocode.gazetteer.protocol import Gazetteer
from geocode.model import Mention
from geocode.recognition.dictionary import mention_of, ruled
from geocode.recognition.features import SLOTS, Document, beside, slots, span_features
from geocode.recognition.proposals import Proposal, proposals
from geocode.recognition.reading import Reading
from geocode.recognition.spans import Span
from geocode.recognition.survey import Survey, survey
from geocode.recognition.weights import Weights, load_weights

ACCEPT = 0.0
"""Log odds from which a proposal is a mention; even odds gave the best F1 across corpora."""
_SLOT = {slot: number for number, slot in enumerate(SLOTS)}


class TaggedRecogniser:
    """Finds names of places by trained weights over the rules' evidence."""

    def __init__(self, gazetteer: Gazetteer, *, weights: Weights | None = None) -> None:
        """Use other weights than those that ship by passing them in."""
        self._gazetteer = gazetteer
        self._weights = weights

    def find(self, reading: Reading, *, focus: str | None) -> Sequence[Mention]:
        """Mentions in text order, none overlapping another."""
        weights = self._weights or load_weights()
        seen = survey(reading, self._gazetteer, focus)
        by_rules = ruled(seen)
        chosen = best(scored(seen, weights), ACCEPT)
        taken = bytearray(len(reading.tokens))
        for span in chosen:
            taken[span.first : span.end] = b"\x01" * (span.end - span.first)
        chosen += [
            span
            for span in by_rules
            if (not span.hits or not is_latin(span, reading)) and not any(taken[span.first : span.end])
        ]
        chosen.sort(key=lambda span: span.first)
        return [mention_of(span, reading, seen.scene.cues) for span in chosen]


def is_latin(span: Span, reading: Reading) -> bool:
    """Whether the span's first word is in Latin letters; the normal form has no accents."""
    return reading.forms[span.first].isascii()


def scored(seen: Survey, weights: Weights) -> list[tuple[float, Span]]:
    """The log odds of each proposal in Latin letters, in text order."""
    reading = seen.scene.reading
    proposed = [p for p in proposals(seen) if is_latin(p.span, reading)]
    document = Document(proposed, seen)
    found = []
    for proposal, near in zip(proposed, beside(proposed, seen), strict=True):
        score = _by_words(proposal, seen, weights)
        score += weights.total(span_features(proposal, seen, document, near))
        found.append((score, proposal.span))
    return found


def _by_words(proposal: Proposal, seen: Survey, weights: Weights) -> float:
    reading, cues = seen.scene.reading, seen.scene.cues
    total = 0.0
    for slot, i in slots(proposal, seen):
        if i < 0:
            total += weights.nothing(slot)
        else:
            total += weights.word(reading.tokens[i].text, reading.forms[i], cues)[_SLOT[slot]]
    return total


def best(found: Sequence[tuple[float, Span]], least: float) -> list[Span]:
    """Those of at least ``least`` that overlap no better one; of equals the first, then longest."""
    chosen: list[Span] = []
    taken: set[int] = set()
    for score, span in sorted(found, key=lambda pair: (-pair[0], pair[1].first, -pair[1].end)):
        if score < least:
            break
        numbers = range(span.first, span.end)
        if taken.isdisjoint(numbers):
            taken.update(numbers)
            chosen.append(span)
    return chosen
