"""Proposes the spans of a text that could be names of places.

Three sorts: names that the gazetteer has; such a name with a compass word before it or a word of
landscape behind it ("South Los Angeles", "Mississippi River"); and runs of capitalised words that
no known name covers, whole and in part. Nothing is proposed without a capital letter. In Cyrillic
letters a new name does not begin a sentence, where any word has a capital, nor is it an acronym.
"""

from collections.abc import Callable
from dataclasses import dataclass

from geocode.recognition.cues import Cues
from geocode.recognition.people import surname_key
from geocode.recognition.reading import Reading
from geocode.recognition.spans import Span
from geocode.recognition.survey import Survey

Promising = Callable[[int, int], bool]
KNOWN, WIDER, NEW = "known", "wider", "new"
_RUN_MOST = 4
"""Longer runs of unknown words are titles of books and acts."""
_SPACES = (" ", "\u00a0")


@dataclass(slots=True, eq=False)
class Proposal:
    """A span and where it comes from."""

    span: Span
    sort: str
    source: Span | None
    """The known name that a wider one was made from, or the span itself."""


def proposals(seen: Survey, promising: Promising | None = None) -> list[Proposal]:
    """Everything worth weighing, in text order; proposals overlap.

    Args:
        seen: The text.
        promising: Asked with the first token of a new name and the one after its last; what it
            denies is not proposed.
    """
    reading = seen.scene.reading
    found: list[Proposal] = []
    covered = bytearray(len(reading.tokens))
    for span in seen.spans:
        covered[span.first : span.end] = b"\x01" * (span.end - span.first)
        if id(span) not in seen.weights:
            continue
        found.append(Proposal(span, KNOWN, span))
        wider = _wider(span, reading, seen.scene.cues)
        if wider is not None:
            found.append(Proposal(wider, WIDER, span))
    found += [Proposal(span, NEW, None) for span in _new(seen, covered, promising)]
    found.sort(key=lambda proposal: (proposal.span.first, proposal.span.end))
    return found


def _wider(span: Span, reading: Reading, cues: Cues) -> Span | None:
    first, end = span.first, span.end
    if (
        first > 0
        and reading.capital[first - 1]
        and reading.forms[first - 1] in cues.compass_words
        and reading.gaps[first - 1] in _SPACES
        and reading.sentence[first - 1] == reading.sentence[first]
    ):
        first -= 1
    if (
        end < len(reading.forms)
        and reading.capital[end]
        and reading.forms[end] in cues.landscape_words
        and reading.gaps[end - 1] in _SPACES
        and reading.forms[end] != span.generic
        and reading.sentence[end] == reading.sentence[first]
    ):
        end += 1
    if (first, end) == (span.first, span.end):
        return None
    return Span(first, end, span.hits, span.generic, span.sort, span.coordinated)


def _new(seen: Survey, covered: bytearray, promising: Promising | None) -> list[Span]:
    """Runs of capitalised words that nothing known covers, whole and in part."""
    reading, people = seen.scene.reading, seen.scene.people
    spans: list[Span] = []
    end = 0
    for i in reading.capitals:
        if i < end or covered[i] or not _may_begin(seen, i):
            continue
        end, most = i + 1, reading.run_end[i]
        while end < most and reading.capital[end] and not covered[end] and not people[end]:
            end += 1
        parts = _parts(seen, i, end)
        if promising is not None:
            parts = [part for part in parts if promising(*part)]
        spans += [Span(first, stop, ()) for first, stop in parts]
    return spans


def _may_begin(seen: Survey, i: int) -> bool:
    """Whether the capitalised token could begin a name."""
    reading = seen.scene.reading
    text = reading.tokens[i].text
    likely = len(text) > 1
    if not reading.forms[i].isascii():
        likely = likely and not reading.first[i] and not text.isupper()
    return likely and text[0].isalpha() and not seen.scene.people[i]


def _parts(seen: Survey, first: int, end: int) -> list[tuple[int, int]]:
    reading, cues = seen.scene.reading, seen.scene.cues
    if reading.headline[first]:
        return []
    spans = []
    whole = end - first
    for start in range(first, min(end, first + _RUN_MOST)):
        common = reading.forms[start] in cues.common_words
        lone = reading.forms[start] in cues.generics
        for stop in range(start + 1, min(end, start + _RUN_MOST) + 1):
            outer = start == first or stop == end
            if not outer or (whole > _RUN_MOST and start > first):
                continue
            if stop - start == 1 and (common or lone or _is_ordinary(seen, start)):
                continue
            if surname_key(reading.forms[stop - 1]) in seen.scene.surnames:
                continue
            spans.append((start, stop))
    return spans


def _is_ordinary(seen: Survey, i: int) -> bool:
    """Whether the word's capital comes from its place in the sentence."""
    reading, form = seen.scene.reading, seen.scene.reading.forms[i]
    return (
        form in seen.scene.lower_words
        or form in seen.scene.cues.demonyms
        or (reading.first[i] and form in seen.scene.cues.sentence_openers)
    )
