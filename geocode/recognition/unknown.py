"""Names that no gazetteer has but that the text itself calls a place: "the village of Xyzivka".

They are mentions without a place, so that they are listed as unmapped and not lost.
"""

from collections.abc import Sequence

from geocode.recognition.cues import Cues, Sort
from geocode.recognition.reading import Reading
from geocode.recognition.spans import Span

_WORDS_MAX = 3
_OF = frozenset(["of", "named", "called"])
_ANNOUNCE_WORDS = """
    village villages town settlement hamlet city село селі села селом смт селище селища місто місті
    деревня деревне деревни посёлок поселок посёлке поселке город городе
"""
_ANNOUNCE = frozenset(_ANNOUNCE_WORDS.split())


def unknown_names(
    reading: Reading, known: Sequence[Span], people: Sequence[bool], cues: Cues
) -> list[Span]:
    """Spans without hits after "village of" and its like, apart from what is known already."""
    taken = {i for span in known for i in range(span.first, span.end)}
    found: list[Span] = []
    for i, form in enumerate(reading.forms):
        if form not in _ANNOUNCE or reading.headline[i]:
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
