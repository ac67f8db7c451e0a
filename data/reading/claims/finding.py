"""Reads a text sentence by sentence for claims: cue, places, actor, modality, source, day.

A sentence without any cue is dismissed by one look. Questions, and sentences about another war, a
film or a ceremony make no claim.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from data.model import Claim, ClaimEvent, EventDay, Modality
from data.reading.claims.actors import Scene, actor
from data.reading.claims.clauses import Clause, Clauses
from data.reading.claims.frames import behind_be, is_attribute, is_region, places
from data.reading.claims.lexicon import Cue, Lexicon, lexicon_of
from data.reading.claims.modality import is_infinitive, modality
from data.reading.claims.sentence import NOTED_STOP, Name, Sentence, lowered, mark
from data.reading.claims.speech import QUOTES, Copied, Speech, Spoken, spoken
from data.theatre import Theatre
from geocode.model import Kind, Resolution
from geocode.text import language_of, sentences

_TAKEN_KINDS = frozenset({Kind.CITY, Kind.VILLAGE, Kind.SITE})
_LONGEST = 1500
"""Characters: a table without full stops is no sentence."""
_ANTECEDENT_SENTENCES = 6
_YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)")


_QUOTE_SENTENCES = 3
_Quoting = tuple[int, int, list[tuple[int, Resolution]], Any]
"""Where a sentence with a quotation begins and ends, its mentions, and the one before it."""


@dataclass(slots=True)
class _Memory:
    """What a sentence may refer to in those before it."""

    antecedent: int | None = None
    age: int = 0
    quoting: _Quoting | None = None


def find_claims(
    text: str,
    resolutions: Sequence[Resolution],
    *,
    lang: str,
    theatre: Theatre,
    published: date | None,
    published_prec: int,
    events: Sequence[EventDay | None],
) -> list[Claim]:
    """The claims of a text, in its order.

    Args:
        text: The text.
        resolutions: Its mentions, in text order.
        lang: "en", "uk", "ru"; another code or none: each sentence's own is guessed.
        theatre: The war; it names who may claim and act.
        published: When the text was published, if that is known.
        published_prec: UCDP ``date_prec`` of ``published``.
        events: The day of each of ``resolutions``; None where the text does not say.
    """
    reader = _Reader(text, resolutions, theatre, lang)
    unsaid = EventDay(published, published_prec) if published else None
    found = []
    for number, claim in reader.claims():
        event = events[number] if number < len(events) else None
        day = event or unsaid
        if day:
            claim = replace(claim, event_date=day.first, date_prec=day.day_prec)
        found.append(claim)
    return sorted(found, key=lambda claim: (claim.sentence_start, claim.start, claim.event))


class _Reader:
    def __init__(
        self, text: str, resolutions: Sequence[Resolution], theatre: Theatre, lang: str
    ) -> None:
        self._text = text
        self._theatre = theatre
        self._lang = lang if lang in theatre.languages else ""
        self._mentions = [
            (number, found)
            for number, found in enumerate(resolutions)
            if _may_be_claimed(found, theatre)
        ]
        self._resolutions = resolutions
        self._memory = _Memory()

    def claims(self) -> Iterator[tuple[int, Claim]]:
        """Number of the mention and claim, whose days are still open."""
        if not self._mentions:
            return
        at = 0
        for start, end in _whole_sentences(self._text):
            inside = []
            while at < len(self._mentions) and self._mentions[at][1].mention.start < end:
                inside.append(self._mentions[at])
                at += 1
            yield from self._of_sentence(start, end, inside)
            self._remember(inside)

    def _of_sentence(
        self, start: int, end: int, mentions: list[tuple[int, Resolution]]
    ) -> Iterator[tuple[int, Claim]]:
        memory = self._memory
        written = self._text[start:end]
        quoted = written[:1] in QUOTES
        opened, memory.quoting = memory.quoting, None
        if any(sign in written for sign in QUOTES):
            # Read only where a quotation goes on behind it.
            memory.quoting = (start, end, mentions, opened if quoted else None)
        if end - start > _LONGEST or (not mentions and memory.antecedent is None):
            return
        lexicon = self._lexicon(written)
        lower = lowered(written)
        if lexicon is None or not lexicon.stems.search(lower):
            return
        if not mentions and not lexicon.words["anaphor"].search(lower):
            return
        sentence = mark(self._text, (start, end), mentions, memory.antecedent, lexicon)
        if not sentence.groups or not lexicon.any_cue.search(sentence.marked):
            return
        if _is_about_something_else(sentence):
            return
        carried = self._speaker_of(opened, start) if quoted else None
        clauses = Clauses(sentence)
        said = spoken(sentence, clauses, carried)
        seen = set()
        for number, claim in _claims_of(sentence, clauses, said, carried, self._resolutions):
            key = (number, claim.event, claim.actor, claim.modality)
            if key not in seen:
                seen.add(key)
                yield number, replace(claim, sentence_start=start, sentence_end=end)

    def _lexicon(self, written: str) -> Lexicon | None:
        return lexicon_of(self._theatre, self._lang or language_of(written) or "")

    def _speaker_of(self, quoting: _Quoting | None, start: int, depth: int = 0) -> Speech | None:
        """Who speaks in the sentence before, in the same paragraph."""
        if quoting is None or "\n" in self._text[quoting[1] : start] or depth > _QUOTE_SENTENCES:
            return None
        first, last, mentions, earlier = quoting
        lexicon = self._lexicon(self._text[first:last])
        if lexicon is None:
            return None
        sentence = mark(self._text, (first, last), mentions, None, lexicon)
        found = spoken(sentence, Clauses(sentence), None).last
        return found or self._speaker_of(earlier, first, depth + 1)

    def _remember(self, mentions: list[tuple[int, Resolution]]) -> None:
        memory = self._memory
        settled = [n for n, found in mentions if found.place and found.place.kind is not Kind.SITE]
        if settled:
            memory.antecedent, memory.age = settled[0] if len(settled) == 1 else settled[-1], 0
        else:
            memory.age += 1
            if memory.age > _ANTECEDENT_SENTENCES:
                memory.antecedent = None


def _whole_sentences(text: str) -> Iterator[tuple[int, int]]:
    """The sentences, which also end where a note stands behind the full stop: "fell.[12] On"."""
    for start, end in sentences(text):
        for note in NOTED_STOP.finditer(text, start, end):
            yield start, note.end()
            start = note.end()
        yield start, end


def _may_be_claimed(found: Resolution, theatre: Theatre) -> bool:
    place = found.place
    if place is None:
        return True
    return place.kind in _TAKEN_KINDS and place.country in theatre.countries


def _is_about_something_else(sentence: Sentence) -> bool:
    marked = sentence.marked
    if "?" in marked or sentence.of("blocked").search(marked):
        return True
    return any(int(year[1]) < sentence.lexicon.since for year in _YEAR.finditer(marked))


def _claims_of(
    sentence: Sentence,
    clauses: Clauses,
    said: Spoken,
    carried: Speech | None,
    resolutions: Sequence[Resolution],
) -> Iterator[tuple[int, Claim]]:
    found: list[tuple[int, int, Claim]] = []
    used: list[tuple[int, int]] = []
    for cues, start, end in _cues(sentence.marked, sentence.lexicon):
        if any(start < last and first < end for first, last in used):
            continue
        for cue in cues:
            claims = list(_of_cue(sentence, clauses, said, carried, cue, start, end, resolutions))
            found += [(start, name.number, claim) for name, claim in claims]
            if claims:
                used.append((start, end))
                break
    found.sort(key=lambda one: one[0])
    named = {(n, c.event) for _at, n, c in found if c.actor}
    found = [one for one in found if one[2].actor or (one[1], one[2].event) not in named]
    for copy in said.copied:
        found += [
            (copy.at, number, _denied(claim, copy))
            for at, number, claim in list(found)
            if at < copy.at and claim.modality is Modality.ASSERTED
        ]
    yield from ((number, claim) for _at, number, claim in found)


def _denied(claim: Claim, copy: Copied) -> Claim:
    return replace(claim, modality=Modality.DENIED, source=copy.source, source_party=copy.party)


def _cues(marked: str, lexicon: Lexicon) -> list[tuple[list[Cue], int, int]]:
    """The cues at each place, the longest places first."""
    hits: dict[tuple[int, int], list[Cue]] = {}
    for group, cues in lexicon.groups:
        for cue in cues if group.search(marked) else ():
            for match in cue.pattern.finditer(marked):
                hits.setdefault(match.span(), []).append(cue)
    longest = sorted(hits, key=lambda span: (span[0] - span[1], span[0]))
    return [(hits[span], *span) for span in longest]


def _of_cue(
    sentence: Sentence,
    clauses: Clauses,
    said: Spoken,
    carried: Speech | None,
    cue: Cue,
    start: int,
    end: int,
    resolutions: Sequence[Resolution],
) -> Iterator[tuple[Name, Claim]]:
    clause = clauses.at(start)
    event = cue.event
    earlier = clauses.before(clause) if sentence.of("relative").fullmatch(clause.opener) else None
    told_of = sentence.lower[(earlier or clause).start : clause.end]
    armed = any(sentence.of(kind).search(told_of) for kind in ("weapon", "building"))
    if cue.frame == "armed" and not armed:
        return
    if cue.actor == "attacker" and armed:
        return  # by missiles: it is struck
    if cue.actor == "none" and cue.frame == "loc" and behind_be(sentence, clause, start):
        return
    where = places(sentence, clauses, cue.frame, start, end)
    if where is None:
        return
    if is_attribute(sentence, cue.frame, start, end):
        return
    mood = cue.mood or modality(sentence, clause, cue.frame, start, end)
    if mood is None:
        return
    speech = said.at(start)
    if speech and speech.silent:
        return
    if sentence.unconfirmed and not speech and mood is Modality.ASSERTED:
        mood = Modality.POSSIBLE
    if speech and speech.denies and mood is Modality.ASSERTED:
        mood = Modality.DENIED
    told = speech.start if speech and clause.start < speech.start <= start else clause.start
    told = max([told, *(b for a, b in said.phrases if clause.start <= a and b <= start)])
    first = resolutions[where.names[0].number].place
    scene = Scene(
        sentence, clauses, Clause(told, clause.end, clause.opener), start, end, where.passive,
        cue.frame == "nominal", is_infinitive(sentence, start),
        event is ClaimEvent.WITHDREW and (cue.frame != "leave" or where.passive),
        speech.party if speech else None, carried.party if carried else None,
        sentence.lexicon.owner(first.country if first else None),
    )  # fmt: skip
    for name in where.names:
        place = resolutions[name.number].place
        if place is None and (event is ClaimEvent.STRUCK):
            continue
        if event is not ClaimEvent.STRUCK and is_region(sentence, name):
            continue
        if sentence.of("launched").search(sentence.marked[: name.start]):
            continue  # "120 drones launched from"
        who = actor(scene, cue.actor, place.country if place else None)
        if not who.known:
            continue
        mention = resolutions[name.number].mention
        yield (
            name,
            Claim(
                start=mention.start,
                end=mention.end,
                event=event,
                actor=who.party,
                modality=mood,
                source=speech.source if speech else None,
                source_party=speech.party if speech else None,
                event_date=None,
                date_prec=None,
                cue=" ".join(sentence.written[start:end].split()),
                sentence_start=0,
                sentence_end=0,
            ),
        )
