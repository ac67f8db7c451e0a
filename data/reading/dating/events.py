"""Finds when the events of a text happened: one day or period for each mention of a place.

Each mention takes the phrase that governs it in its sentence ("on Tuesday", "у ніч на 6 березня").
Where its sentence has none, the day of the sentence right before goes on, within the paragraph;
months and years do not, for what follows "in 2014" is mostly of today. A year that a thing is
called by ("the line of 2014") says nothing of when. Where nothing is said at all, the answer is the
published day with no words, which is no more than the latest it can be.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from data.model import EventDay
from data.reading.dating.clauses import ASIDES, Clause, Kind, clause_at, clauses, kind_at
from data.reading.dating.governing import (
    compares,
    governing,
    is_framed,
    is_of_speaking,
    is_planned,
    speaks_ahead,
)
from data.reading.dating.phrases import Phrase, phrases
from data.reading.dating.reckoning import NAMES_A_THING, Days, Vantage, reckon
from data.reading.dating.standing import (
    is_dateline,
    is_head,
    is_in_quotation,
    is_intended,
    is_only_named,
    is_quoted,
    is_remembered,
    refers_back,
    stands_in,
    tells_of_no_event,
)
from data.reading.dating.stated import DAY, WEEK
from geocode.text import sentences

# A table without full stops is one sentence of any length; names and phrases of one are compared
# each with each.
_LONGEST_SENTENCE, _MOST_PHRASES = 2000, 40
_RIGHT_BEHIND = 8  # "on Tuesday in Kyiv"
_SAYS_LITTLE = ("weak", NAMES_A_THING)


class _Told(NamedTuple):
    """The phrases of one sentence and their days."""

    clauses: list[Clause]
    phrases: list[Phrase]
    days: list[Days]


def event_days(
    text: str,
    spans: Sequence[tuple[int, int]],
    *,
    published: date | None,
    published_prec: int,
    lang: str,
    first_day: date,
    bounds: Sequence[tuple[int, int]] | None = None,
) -> list[EventDay | None]:
    """The day of each mention in ``spans``, in their order.

    ``first_day`` is the first day of the war ("since the invasion"). ``bounds`` are the text's
    sentences, where they are already known.
    ``words`` is empty where only the published day is known; None where not even that is.
    """
    unsaid = EventDay(published, published_prec) if published else None
    found: list[EventDay | None] = [unsaid] * len(spans)
    said = phrases(text, lang) if spans else []
    if not said:
        return found
    reader = _Reader(text, Vantage(published, published_prec, None, False, first_day), said)
    order = sorted(range(len(spans)), key=lambda n: spans[n])
    at = 0
    for start, end in _bounded(bounds if bounds is not None else sentences(text)):
        inside = []
        while at < len(order) and spans[order[at]][0] < end:
            inside.append(order[at])
            at += 1
        told = reader.read(start, end)
        for number in inside:
            found[number] = reader.day_of(told, spans[number]) or unsaid
    return found


def _bounded(bounds: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The sentences, cut where one is longer than people write them."""
    for start, end in bounds:
        for first in range(start, end, _LONGEST_SENTENCE):
            yield first, min(end, first + _LONGEST_SENTENCE)


class _Reader:
    """Goes through a text sentence by sentence, and keeps what the next one may refer to."""

    def __init__(self, text: str, vantage: Vantage, said: list[Phrase]) -> None:
        self._text = text
        self._vantage = vantage
        self._said = said
        self._next = 0
        self._end = 0
        self._carried: EventDay | None = None
        """The day of the sentence before this one, for a sentence without a phrase."""
        self._following: EventDay | None = None
        """What this sentence hands on."""
        self._refers = False
        """The sentence has words that refer to the event before it."""
        self._spoke = False
        """The sentence has a phrase of its own, so that nothing is carried into it."""
        self._begun = 0
        """Where the sentence before this one ends."""
        self._heads = False
        """The sentence before this one is a day alone, the head of an entry of a chronicle."""
        self._written = 0
        """Where the dateline of the sentence ends."""

    def read(self, start: int, end: int) -> _Told:
        """The phrases of the next sentence."""
        here = []
        while self._next < len(self._said) and self._said[self._next].start < end:
            here.append(self._said[self._next])
            self._next += 1
        if self._text[self._end : start].count("\n") > 1:
            self._following = None
        self._end, self._begun = end, self._end
        self._spoke = bool(here)
        self._written = start
        self._refers = refers_back(self._text[start:end])
        if not here:
            same_line = "\n" not in self._text[self._begun : start]
            self._refers = self._refers or (self._heads and same_line)
            self._heads = False
            self._carried, self._following = self._following, None
            return _Told([], [], [])
        strong = [phrase for phrase in here if not phrase.meaning.startswith(_SAYS_LITTLE)]
        kept = (strong or here)[:_MOST_PHRASES]
        there = clauses(self._text, start, end, kept)
        self._heads = is_head(
            self._text[start:end], [(p.start - start, p.end - start) for p in here]
        )
        told = _Told(there, [], [])
        spoken = self._day_of_speaking(there, start, kept)
        for phrase in kept:
            if is_dateline(self._text, start, phrase):
                self._written = phrase.end
                continue
            ahead = speaks_ahead(self._text, there, phrase)
            vantage = self._vantage._replace(ahead=ahead)
            if spoken and is_quoted(self._text[start : phrase.start]):
                vantage = vantage._replace(published=spoken)
            days = reckon(phrase, vantage)
            planned = days and days.first != vantage.published and is_planned(there, phrase)
            silent = ahead or planned or compares(self._text, start, phrase)
            if days and not silent and not self._is_standing(start, phrase, days):
                told.phrases.append(phrase)
                told.days.append(days)
                if kind_at(there, phrase.start) not in ASIDES and days.prec <= WEEK:
                    self._vantage = self._vantage._replace(told=days.first)
        self._carry(told)
        return told

    def _day_of_speaking(
        self, there: Sequence[Clause], start: int, kept: Sequence[Phrase]
    ) -> date | None:
        """The day on which what the sentence quotes was said; None where it does not say."""
        for phrase in kept:
            quoted = is_quoted(self._text[start : phrase.start])
            if kind_at(there, phrase.start) is Kind.REPORT and not quoted:
                days = reckon(phrase, self._vantage)
                if days and days.prec == DAY:
                    return days.first
        return None

    def _is_standing(self, start: int, phrase: Phrase, days: Days) -> bool:
        exact = self._vantage.published_prec == DAY
        published = self._vantage.published if exact else None
        return tells_of_no_event(self._text, start, phrase, days, published=published)

    def day_of(self, told: _Told, span: tuple[int, int]) -> EventDay | None:
        """The day of a mention in the sentence read last; None where nothing is said of it."""
        if not told.phrases:
            return None if self._spoke or not self._refers else self._carried
        if span[0] < self._written:
            return None
        number = governing(self._text, told.clauses, *span, told.phrases)
        if number is not None and self._is_of_another(told, told.phrases[number], span):
            return None
        return None if number is None else self._event(told.phrases[number], told.days[number])

    def _is_of_another(self, told: _Told, phrase: Phrase, span: tuple[int, int]) -> bool:
        """Whether the phrase dates something else than what happened at the name."""
        text, clause = self._text, clause_at(told.clauses, phrase.start)
        first = told.clauses[0].start
        if is_remembered(text[phrase.end : span[0]]):
            return True
        own = clause_at(told.clauses, span[0])
        if is_intended(text[own.start : span[0]], phrase.lang) or is_framed(
            text, clause, phrase, span[0]
        ):
            return True
        if is_in_quotation(text, first, *span) != is_quoted(text[first : phrase.start]):
            return True
        if is_of_speaking(text, clause, phrase):
            here = clause.start <= span[0] <= phrase.end + _RIGHT_BEHIND
            return not (here and stands_in(text[clause.start : span[0]]))
        return is_only_named(text[first : span[0]])

    def _carry(self, told: _Told) -> None:
        pairs = zip(told.phrases, told.days, strict=True)
        by_kind = [(kind_at(told.clauses, p.start), p, d) for p, d in pairs if d.prec <= WEEK]
        for kind in (Kind.MAIN, Kind.REPORT):
            of_kind = [(phrase, days) for k, phrase, days in by_kind if k is kind]
            if of_kind:
                self._following = self._event(*of_kind[-1])
                return
        self._following = None

    def _event(self, phrase: Phrase, days: Days) -> EventDay:
        words = " ".join(self._text[phrase.start : phrase.end].split())
        return EventDay(days.first, days.prec, words)
