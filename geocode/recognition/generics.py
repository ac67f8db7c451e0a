"""Which generic word belongs to a name, and how names joined by "and" share one.

"Donetsk and Luhansk regions" gives the plural to both; "the villages of A, B and C" to all three.
Cyrillic "область" and "район" belong to an adjective before them, never to a noun after them.
"""

from itertools import pairwise

from geocode.recognition.cues import Cues, Sort
from geocode.recognition.reading import Reading
from geocode.recognition.spans import Span, is_adjective

_CONJUNCTIONS = frozenset(["and", "or", "та", "і", "й", "и", "або", "или", "as"])
_PLURAL_WORDS = """
    regions oblasts provinces raions districts counties states cities towns villages settlements
    rivers directions hamlets області областях областей областям областями районах районів районы
    районов райони напрямках направлениях области міст містах міста сіл селах села городов городах
    города сел селах громад
"""
_PLURALS = frozenset(_PLURAL_WORDS.split())
_OF_SORTS = frozenset({Sort.REGION, Sort.SETTLEMENT, Sort.REPUBLIC, Sort.STATE})
_ONE_LETTER = 1
_JOINTS = (" ", "\n", "\u00a0", "-")


def coordinate(reading: Reading, spans: list[Span]) -> None:
    """Note which spans are joined to the one before by a comma or a conjunction."""
    for before, span in pairwise(spans):
        span.coordinated = _joined(reading, before.end, span.first) or (
            before.generic is not None and _joined(reading, before.end + 1, span.first)
        )


def _joined(reading: Reading, end: int, first: int) -> bool:
    if first < end or reading.sentence[end - 1] != reading.sentence[first]:
        return False
    gap = reading.gaps[end - 1]
    if first == end:
        return gap.strip() in (",", "/", "-", "–", "‑")
    return (
        first == end + 1
        and gap.strip() in ("", ",")
        and reading.forms[end] in _CONJUNCTIONS
        and reading.gaps[end] in (" ", "\n", "\u00a0")
    )


def attach_generics(reading: Reading, spans: list[Span], cues: Cues) -> None:
    """Give each span the generic word before or after it, then share plurals along lists."""
    for span in spans:
        if span.sort is None:
            _after(reading, span, cues)
        if span.sort is None:
            _before(reading, span, cues)
    shared = False
    for k in range(len(spans) - 1, 0, -1):
        span, before = spans[k], spans[k - 1]
        shared = span.generic in _PLURALS and (shared or _generic_follows(reading, span))
        shared = shared and before.sort is None and span.coordinated
        if shared:
            before.generic, before.sort = span.generic, span.sort
    for before, span in pairwise(spans):
        shares = before.generic in _PLURALS and span.sort is None and span.coordinated
        if shares and before.sort is Sort.SETTLEMENT:
            span.generic, span.sort = before.generic, before.sort


def _generic_follows(reading: Reading, span: Span) -> bool:
    return span.end < len(reading.forms) and reading.forms[span.end] == span.generic


def _after(reading: Reading, span: Span, cues: Cues) -> None:
    j = span.end
    if j >= len(reading.forms) or reading.sentence[j] != reading.sentence[span.first]:
        return
    generic = cues.generics.get(reading.forms[j])
    if (
        generic is None
        or not generic.after
        or reading.gaps[j - 1] not in (" ", "\n", "\u00a0", "-")
    ):
        return
    if reading.forms[j + 1 : j + 2] == ["of"]:
        return  # the generic word belongs to what follows: "the Black Sea peninsula of Crimea"
    last = reading.forms[j - 1]
    if not reading.forms[j].isascii() and not is_adjective(last):
        return
    span.generic, span.sort = reading.forms[j], generic.sort


def _before(reading: Reading, span: Span, cues: Cues) -> None:
    j = span.first - 1
    if j >= 0 and reading.forms[j] == "of" and reading.gaps[j] in (" ", "\n"):
        j -= 1
        of = True
    else:
        of = False
    if j < 0 or reading.sentence[j] != reading.sentence[span.first]:
        return
    generic = cues.generics.get(reading.forms[j])
    if generic is None:
        return
    gap = reading.gaps[j]
    if of:
        fits = generic.sort in _OF_SORTS and gap in (" ", "\n")
    elif len(reading.forms[j]) == _ONE_LETTER or reading.forms[j] in ("смт", "пос", "обл"):
        fits = generic.before and gap in (". ", ".", ".\u00a0", " ")
        fits = fits and (gap != " " or len(reading.forms[j]) > _ONE_LETTER)
    else:
        fits = generic.before and gap in (" ", "\n", "\u00a0", " «", " “", ' "')
    if fits:
        span.generic, span.sort = reading.forms[j], generic.sort
