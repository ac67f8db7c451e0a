"""Decides whether two articles are copies of one story, and gives the reason.

One story is one voice to an analyst who counts independent sources: a text that was taken over,
whole, cut or edited, or brought up to date. It is not another report of the same event, not a
shared quotation, not the next entry of a series on one form. ``tests/quality/copies/SOURCES.md``
says it by example; the thresholds below were set on its open part, with ``make bench ONLY=copies``.

The shorter text decides: nearly all of it must stand in the longer one. Then the facts, numbers
and names, in the words that stand in each other's place: templates share their words and differ in
facts, copies agree in nearly all. Short texts bear too few facts for that: there nothing may
differ, and the days must agree.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from data.reading.copies.alignment import Gap, Passage, gaps, shared_passages
from data.reading.copies.words import Words, words_with_facts

FEWEST_WORDS = 8
"""Below, "Explosions in Kyiv" is what two people write about two events."""
_SHORT_WORDS = 25
"""Below, nothing may differ."""
_ONE_SOURCE_WORDS = 15
"""A source that says a shorter line twice tells two events: rows of a list. Folding what one source
says twice would change no count of sources; so where in doubt it is left."""
_FORMULA_WORDS = 50
"""Fewer words may be a formula that is said anew each day; so many are not, word for word."""
_FEW_FACTS = 3
"""With fewer numbers and names in common nothing ties two texts to one event but their day: a
feed's "Our evening digest of the war" would tie all evenings into one story."""
_TAKEN_OVER = 0.66
_WHOLE = 0.85
"""Of a text that was cut, or is short, so much must stand in the other."""
_OWN_WORDS = 60
"""Where each text has such a passage of its own, the rest is a statement, or a site's furniture."""
_NOTICE_WORDS = 80
"""Notices on one form are shorter ("The enemy shelled ... One house was damaged"). On another day
nothing may differ in them, and on another day or by one source hardly a word."""
_NEARLY_ALL, _NEARLY_ALL_OF_ONE = 0.9, 0.95
_A_PART = 0.6
"""Below this share of the longer text, the shorter one must be its beginning: a wire story is cut
from behind, while a digest holds briefs anywhere and would tie them all into one story."""
_BEGINNING_WORDS = 12
_BEGINNING_PASSAGE = 6
_OTHER_FACTS = 0.19
_OTHER_FACTS_LATER = 0.1
"""Share of facts that differ, on the same or next day and else. An update of the gold changes up to
0.15, two of them; the next entry of a series 0.23 and more."""
_SAME_NEWS_DAYS = 3
REPRINT_DAYS = 14
"""Later than this only what is taken over whole is a copy."""


class Reason(StrEnum):
    """Why two articles are, or are not, one story; in words for the view."""

    SAME_WORDS = "the same words"
    """Titles, furniture of the site, and spelling apart."""
    CUT = "one is the beginning of the other"
    """The longer text goes on where the shorter one ends."""
    TAKEN_OVER = "most of the text is taken over"
    """With edits, or brought up to date."""
    TOO_SHORT = "too short to tell"
    """Fewer than ``FEWEST_WORDS`` words."""
    LITTLE_SHARED = "most of the words differ"
    """Own reports, shared quotations and statements."""
    A_PART = "one is a part of the other"
    """A digest that holds a brief among others."""
    OTHER_FACTS = "the same form with other facts"
    """Other numbers or names stand in the same places."""
    OTHER_DAY = "the same form on another day"
    """What is short or a formula says it anew each time."""
    FEW_FACTS = "too few facts to tie them to one event"
    """Alike, on different or unknown days, with hardly a number or a name in common."""
    SAID_TWICE = "two notices of one source"
    """Rows of a list, or notices on one form, are alike, and each is an event."""


@dataclass(frozen=True, slots=True)
class ComparedText:
    """An article as far as it is compared; ``text`` may begin with the ``title``."""

    title: str
    text: str
    published: date | None
    source: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What comparing two articles came to; the same whichever is named first."""

    words: int
    """Of the shorter text."""
    one_source: bool
    identical: bool
    begins: bool
    """What they share begins near the beginning of both."""
    shorter_share: float
    """Share of the shorter text's words that are in shared passages of the longer one, 0..1."""
    longer_share: float
    longest_passage: int
    """Words of the longest shared passage."""
    own: int
    """Words of the longest passage of its own, of the text in which that is shorter."""
    facts_agreed: int
    """Different numbers and names in the shared passages."""
    facts_differ: int
    """Numbers and names of the one text that have others in their place in the other."""
    days_apart: int | None
    """Between the published days; None where one is not known."""

    @property
    def reason(self) -> Reason:
        """Why the two are, or are not, one story."""
        return _reason(self)

    @property
    def same(self) -> bool:
        """Whether the two are one story; symmetric, and not transitive."""
        return self.reason in {Reason.SAME_WORDS, Reason.CUT, Reason.TAKEN_OVER}


def _reason(found: Comparison) -> Reason:
    if found.words < FEWEST_WORDS:
        return Reason.TOO_SHORT
    if found.identical and found.words >= _FORMULA_WORDS:
        return Reason.SAME_WORDS
    if not _is_enough_shared(found):
        return Reason.LITTLE_SHARED
    cut = found.longer_share < _A_PART
    if cut and not found.begins:
        return Reason.A_PART
    if found.facts_differ > _differences_allowed(found):
        return Reason.OTHER_FACTS
    refused = _reason_to_refuse_a_formula(found)
    if refused is not None:
        return refused
    if found.identical:
        return Reason.SAME_WORDS
    return Reason.CUT if cut else Reason.TAKEN_OVER


def _least_share(words: int, *, one_source: bool, days_apart: int | None) -> float:
    """Share of the shorter text's words, so many, that must stand in the longer one."""
    if words < _NOTICE_WORDS and (days_apart != 0 or one_source):
        return _NEARLY_ALL_OF_ONE if one_source else _NEARLY_ALL
    return _TAKEN_OVER


def _is_enough_shared(found: Comparison) -> bool:
    least = _least_share(found.words, one_source=found.one_source, days_apart=found.days_apart)
    if least != _TAKEN_OVER:
        return found.shorter_share >= least
    whole_asked = (
        found.words < _SHORT_WORDS
        or found.longer_share < _A_PART
        or found.own >= _OWN_WORDS
        or (found.days_apart or 0) > REPRINT_DAYS
    )
    return found.shorter_share >= (_WHOLE if whole_asked else _TAKEN_OVER)


def _differences_allowed(found: Comparison) -> float:
    """How many facts may stand in the place of others: a toll that rose, a name spelt anew."""
    facts = found.facts_differ + found.facts_agreed
    if found.words < _SHORT_WORDS or (found.words < _NOTICE_WORDS and found.days_apart != 0):
        return 0
    if found.days_apart is None or found.days_apart > 1:
        return _OTHER_FACTS_LATER * facts
    return min(_OTHER_FACTS * facts, max(2, _OTHER_FACTS_LATER * facts))


def _reason_to_refuse_a_formula(found: Comparison) -> Reason | None:
    """Why words that may be said anew each time do not tell one story here."""
    short, notice = found.words < _SHORT_WORDS, found.words < _NOTICE_WORDS
    if found.one_source:
        # With another number or name it is the next row of a list, on the same day too.
        same_day = found.days_apart == 0 and not short and not found.facts_differ
        if found.words < _ONE_SOURCE_WORDS or (notice and not found.identical and not same_day):
            return Reason.SAID_TWICE
    if found.facts_agreed >= _FEW_FACTS and found.words >= _FORMULA_WORDS:
        return None
    if not notice or found.days_apart == 0:
        return None
    if (found.days_apart or 0) > (1 if short else _SAME_NEWS_DAYS):
        return Reason.OTHER_DAY
    return None if found.facts_agreed >= _FEW_FACTS else Reason.FEW_FACTS


def are_same(a: ComparedText, b: ComparedText) -> bool:
    """As ``compare(a, b).same``, without an alignment where the words alone refuse the two.

    Rows of a list on one form are likely copies of each other by their words, and hundreds of them
    are tried with each article.
    """
    shorter, longer = _in_order(a, b)
    words = len(shorter.words)
    if words < FEWEST_WORDS:
        return False
    one_source, apart = a.source == b.source, _days_apart(a, b)
    own_notice = one_source and words < _NOTICE_WORDS and shorter.words != longer.words
    if own_notice and (words < _SHORT_WORDS or apart != 0):
        return False  # Reason.SAID_TWICE at the latest
    known = longer.known
    share = sum(word in known for word in shorter.words) / words
    if share < _least_share(words, one_source=one_source, days_apart=apart):
        return False
    return compare(a, b).same


def compare(a: ComparedText, b: ComparedText) -> Comparison:
    """The comparison of the two."""
    shorter, longer = _in_order(a, b)
    passages = shared_passages(shorter.words, longer.words)
    between = gaps(passages, len(shorter.words), len(longer.words))
    in_shorter, in_longer = _shared(passages, between, shorter, longer)
    agreed = {fact for fact, shared in zip(shorter.facts, in_shorter, strict=True) if shared}
    return Comparison(
        words=len(shorter.words),
        one_source=a.source == b.source,
        identical=shorter.words == longer.words,
        begins=any(
            max(p.a, p.b) <= _BEGINNING_WORDS and p.length >= _BEGINNING_PASSAGE for p in passages
        ),
        shorter_share=sum(in_shorter) / max(1, len(in_shorter)),
        longer_share=sum(in_longer) / max(1, len(in_longer)),
        longest_passage=max((passage.length for passage in passages), default=0),
        own=min(_longest_own(in_shorter), _longest_own(in_longer)),
        facts_agreed=len(agreed - {""}),
        facts_differ=sum(_differing(gap, shorter, longer) for gap in between),
        days_apart=_days_apart(a, b),
    )


def _in_order(a: ComparedText, b: ComparedText) -> tuple[Words, Words]:
    """The words of the shorter text, then of the longer one.

    The same passages are found whichever of the two comes first.
    """
    one, other = words_with_facts(a.text, title=a.title), words_with_facts(b.text, title=b.title)
    return (other, one) if _order(other) < _order(one) else (one, other)


def _days_apart(a: ComparedText, b: ComparedText) -> int | None:
    return abs((a.published - b.published).days) if a.published and b.published else None


def _order(words: Words) -> tuple[int, tuple[str, ...], tuple[str, ...]]:
    return len(words.words), words.words, words.facts


def _shared(
    passages: list[Passage], between: list[Gap], shorter: Words, longer: Words
) -> tuple[list[bool], list[bool]]:
    """Of each word of both texts, whether the other has it in the same place."""
    in_shorter, in_longer = [False] * len(shorter.words), [False] * len(longer.words)
    for passage in passages:
        ones = [True] * passage.length
        in_shorter[passage.a : passage.a + passage.length] = ones
        in_longer[passage.b : passage.b + passage.length] = ones
    for gap in between:
        here, there = shorter.words[gap.a : gap.a_end], longer.words[gap.b : gap.b_end]
        both = set(here).intersection(there)
        if both:
            in_shorter[gap.a : gap.a_end] = [word in both for word in here]
            # A gap of this text may lie over a passage that repeats there.
            for at, word in enumerate(there, gap.b):
                in_longer[at] = in_longer[at] or word in both
    return in_shorter, in_longer


def _longest_own(shared: list[bool]) -> int:
    return max((len(list(run)) for is_shared, run in groupby(shared) if not is_shared), default=0)


def _differing(gap: Gap, shorter: Words, longer: Words) -> int:
    """How many numbers, and how many names, stand in the place of others."""
    here = set(shorter.facts[gap.a : gap.a_end]) - {""}
    there = set(longer.facts[gap.b : gap.b_end]) - {""}
    only_here, only_there = here - there, there - here
    if not only_here or not only_there:
        return 0
    numbers_here, numbers_there = (
        sum(fact[0].isdigit() for fact in only) for only in (only_here, only_there)
    )
    names = min(len(only_here) - numbers_here, len(only_there) - numbers_there)
    return min(numbers_here, numbers_there) + names
