"""Recognises names with trained weights, which accept or reject each proposed span.

The rules' evidence is among the features, so the model corrects the rules where texts taught it
to. Names in Latin and in Cyrillic letters have weights of their own, as words and rules differ. Of
overlapping proposals the best wins. A name that no gazetteer has is a mention too, without a place.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import exp

from geocode.focus import NO_FOCUS, Focus
from geocode.gazetteer.protocol import Gazetteer
from geocode.model import Kind, Mention
from geocode.recognition.cues import Sort
from geocode.recognition.evidence import CLUES, COMMON_FIRST, SHIP, common_word, weapon_or_ship
from geocode.recognition.generics import attach_generics, whole_name
from geocode.recognition.listed import in_one_raion
from geocode.recognition.meanings import load_meanings
from geocode.recognition.reading import Reading
from geocode.recognition.roles import mention_of
from geocode.recognition.scene import is_direction, is_large
from geocode.recognition.spans import Span
from geocode.recognition.survey import Survey, survey
from geocode.recognition.tagging.features import Describer
from geocode.recognition.tagging.proposals import KNOWN, NEW, Proposal, proposals
from geocode.recognition.tagging.weights import CYRILLIC_FILE, TAGGER_FILE, Weights, load_weights
from geocode.recognition.unlisted import unlisted, widen

ACCEPT = 0.0
"""Log odds from which a proposal is a mention; even odds gave the best F1 across corpora."""
_PERSON_BAR = 1.0
"""Log odds that a name needs more where the rules take it for a person's."""
_CYRILLIC_BAR = -0.8
"""F1 on our own texts in folds is .930 with -0.8, .932 with -0.4, .928 with 0; they have more traps
than others, and the floors of claims hold with the lowest alone."""
_NAMES_OF_PEOPLE = frozenset("GS")
_COMMON_WORDS = frozenset("GSnavoc")
_NAMESAKE_BAR = 0.0
"""The bar for what is a given name or surname too, or begins a sentence and is a word as well, in
texts that are not about a war."""
_CYRILLIC_NEW_BAR = 0.8
"""As much more for names that no gazetteer has: most are persons and organisations."""
_CERTAIN_SLOPE, _CERTAIN_START = 0.60, 0.43
"""Fitted by likelihood on 2,355 mentions of two folds of LGL and TR-News, with the weights of the
other folds."""
_BEFORE_SOMEBODY = frozenset(["by", "for", "from", "to", "with"])
_SOMEBODY_BAR = 2.0
"""The same for an unknown word after a preposition that is used before people too."""
_HOPELESS = -0.5
"""New names whose words alone score less are not looked at further: two in three, and of 202 that
were accepted in 418 articles of LGL and TR-News 1 in 70."""
_HOPELESS_ENDS = -1.0
"""The same by the first and the last word: more than half, and none of the 202."""
_DOUBTED = -2.0
"""Known names that weigh less by the rules, and whose words speak against them as well, are not
looked at either: one in four, and none of 3,285 that were accepted."""
_COMMON_WORD, _WEAPON_OR_SHIP = CLUES.index(common_word), CLUES.index(weapon_or_ship)


@dataclass(frozen=True, slots=True)
class Scored:
    """A proposal with its log odds and the features that gave them."""

    score: float
    proposal: Proposal
    features: list[str]


class TaggedRecogniser:
    """Finds names of places by trained weights over the rules' evidence."""

    def __init__(
        self,
        gazetteer: Gazetteer,
        *,
        focus: Focus = NO_FOCUS,
        weights: Weights | None = None,
        cyrillic: Weights | None = None,
    ) -> None:
        """Use other weights than those that ship by passing them in; roles keep theirs."""
        self._gazetteer = gazetteer
        self._focus = focus
        self._latin = weights
        self._cyrillic = cyrillic

    def find(self, reading: Reading, *, country: str | None) -> Sequence[Mention]:
        """Mentions in text order, none overlapping another."""
        seen = survey(reading, self._gazetteer, country, self._focus)
        chosen = best(self._scored(seen), ACCEPT)
        new = [choice.proposal.span for choice in chosen if choice.proposal.sort == NEW]
        widen(new, seen.scene, self._gazetteer)
        attach_generics(reading, new, seen.scene.cues)
        found = [_mention(choice, seen) for choice in chosen]
        others = _certain(seen, {id(choice.proposal.span) for choice in chosen})
        known = sorted([*others, *(c.proposal.span for c in chosen)], key=lambda span: span.first)
        others += unlisted(seen, known, self._gazetteer)
        found += [mention_of(span, reading, seen.scene.cues) for span in others]
        return _apart(found)

    def _scored(self, seen: Survey) -> list[Scored]:
        """The proposals that have a chance, those of each alphabet by its own weights."""
        forms = seen.scene.reading.forms
        alphabets = {forms[i].isascii() for i in seen.scene.reading.capitals}
        found: list[Scored] = []
        if True in alphabets:
            found += scored(seen, self._latin or load_weights(TAGGER_FILE), latin=True)
        if False in alphabets:
            found += scored(seen, self._cyrillic or load_weights(CYRILLIC_FILE), latin=False)
        return found


def _certain(seen: Survey, chosen: set[int]) -> list[Span]:
    """Names in Cyrillic letters that the rules take and training texts have too few of.

    A village in a list with another of its district, though it is a common word ("Новоєгорівка та
    Надія"), a road's other end, a great city in a list, an oblast, a plant («Азовсталь»).
    """
    found = []
    for before, span, after in zip(
        [None, *seen.spans], seen.spans, [*seen.spans[1:], None], strict=False
    ):
        if id(span) in chosen or id(span) not in seen.accepted:
            continue
        if is_latin(span, seen.scene.reading):
            continue
        beside = []
        if before is not None and span.coordinated and id(before) in chosen:
            beside.append(before)
        if after is not None and after.coordinated and id(after) in chosen:
            beside.append(after)
        if _is_certain(span, beside, seen):
            found.append(span)
    return found


def _is_certain(span: Span, beside: Sequence[Span], seen: Survey) -> bool:
    if span.sort is Sort.REGION:
        return True
    if span.hits and all(hit.place.kind is Kind.SITE for hit in span.hits):
        return True
    if not beside:
        return False
    hyphen = seen.scene.reading.gaps[span.end - 1].strip() in ("-", "–", "—")
    home = seen.scene.cues.focus.home
    return hyphen or is_large(span) or any(in_one_raion(span, other, home) for other in beside)


def _apart(mentions: list[Mention]) -> list[Mention]:
    """In text order; the generic word of a whole name is no name besides."""
    found: list[Mention] = []
    for mention in sorted(mentions, key=lambda mention: (mention.start, -mention.end)):
        if not found or mention.start >= found[-1].end:
            found.append(mention)
    return found


def is_latin(span: Span, reading: Reading) -> bool:
    """Whether the span's first word is in Latin letters; the normal form has no accents."""
    return reading.forms[span.first].isascii()


def scored(seen: Survey, weights: Weights, *, latin: bool) -> list[Scored]:
    """The proposals in Latin, or else in Cyrillic, letters that have a chance, in text order."""
    reading, cues = seen.scene.reading, seen.scene.cues

    def promising(first: int, end: int) -> bool:
        if reading.forms[first].isascii() is not latin:
            return False
        return weights.ends(first, end, reading, cues) >= _HOPELESS_ENDS

    proposed = [p for p in proposals(seen, promising) if is_latin(p.span, reading) is latin]
    describer = Describer(proposed, seen)
    found = []
    for proposal in proposed:
        score = weights.words(proposal.span, reading, cues)
        if _is_hopeless(proposal, score, seen):
            continue
        features = describer.features(proposal)
        score += weights.total(features)
        found.append(Scored(score - _bar(proposal, features, reading), proposal, features))
    return found


def _bar(proposal: Proposal, features: Sequence[str], reading: Reading) -> float:
    """How much more than others a proposal needs."""
    first = proposal.span.first
    if not reading.forms[first].isascii():
        if "person" in features:
            return _PERSON_BAR
        meanings = load_meanings().get(reading.forms[first], "")
        opens = reading.first[first] and proposal.span.sort is None
        doubted = _COMMON_WORDS if opens else _NAMES_OF_PEOPLE
        if "war=0" in features and not doubted.isdisjoint(meanings):
            return _NAMESAKE_BAR
        return _CYRILLIC_BAR + _CYRILLIC_NEW_BAR * (proposal.sort == NEW)
    if "person" in features:
        return _PERSON_BAR
    if proposal.sort == NEW and proposal.span.end - first == 1 and first > 0:
        return _SOMEBODY_BAR * (reading.forms[first - 1] in _BEFORE_SOMEBODY)
    return 0.0


def _is_hopeless(proposal: Proposal, score_of_words: float, seen: Survey) -> bool:
    """Whether it need not be looked at further."""
    if proposal.sort == NEW:
        return score_of_words < _HOPELESS
    if proposal.sort != KNOWN:
        return False
    doubted = score_of_words < 0.0 and seen.weights[id(proposal.span)] < _DOUBTED
    return doubted or _is_ruled_out(proposal.span, seen)


def _is_ruled_out(span: Span, seen: Survey) -> bool:
    """Whether it is a ship behind its sort, a compass point, or a word that begins a sentence.

    "The cruiser Moskva"; "Split into two": of 119 such words in LGL and TR-News none was a place,
    beside two in capitals and one with its generic word.
    """
    clues = seen.evidence[id(span)]
    if clues[_WEAPON_OR_SHIP] <= SHIP or is_direction(span, seen.scene):
        return True
    if span.end - span.first > 1 or span.sort is not None:
        return False
    capitals = seen.scene.reading.tokens[span.first].text.isupper()
    return not capitals and clues[_COMMON_WORD] <= COMMON_FIRST


def best(found: Sequence[Scored], least: float) -> list[Scored]:
    """Those of at least ``least`` that overlap no better one; of equals the first, then longest."""
    chosen: list[Scored] = []
    taken: set[int] = set()
    for choice in sorted(found, key=_rank):
        if choice.score < least:
            break
        numbers = range(choice.proposal.span.first, choice.proposal.span.end)
        if taken.isdisjoint(numbers):
            taken.update(numbers)
            chosen.append(choice)
    return chosen


def _rank(choice: Scored) -> tuple[float, int, int]:
    return -choice.score, choice.proposal.span.first, -choice.proposal.span.end


def _mention(choice: Scored, seen: Survey) -> Mention:
    """The mention, with how sure it is that it names a place."""
    reading, cues, span = seen.scene.reading, seen.scene.cues, choice.proposal.span
    mention = mention_of(span, reading, cues)
    if is_latin(span, reading):
        lookup = seen.matcher.lookup
        mention = whole_name(mention, span, reading, lookup, cues.focus.home)
    return replace(mention, certainty=_certainty(choice.score))


def _certainty(score: float) -> float:
    """The share of mentions with these log odds that name places, in texts not seen in training."""
    return 1 / (1 + exp(-(_CERTAIN_SLOPE * score + _CERTAIN_START)))
