"""Finds the generic word that belongs to a name, and shares one among names joined by "and".

"Donetsk and Luhansk regions" gives the plural to both; "the villages of A, B and C" to all three.
Cyrillic "область" and "район" belong to an adjective before them, never to a noun after them.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from geocode.gazetteer.protocol import NameHit
from geocode.model import SETTLEMENT_KINDS, Kind, Mention
from geocode.recognition.abbreviations import GENERIC as ABBREVIATED
from geocode.recognition.cues import Cues, Sort
from geocode.recognition.reading import Reading
from geocode.recognition.spans import Span, is_adjective, text_of

CONJUNCTIONS = frozenset(["and", "or", "та", "і", "й", "и", "або", "или", "as"])
_OF_SORTS = frozenset({Sort.REGION, Sort.SETTLEMENT, Sort.REPUBLIC, Sort.STATE})
_ONE_LETTER = 1
_BEFORE_RIVER = frozenset(["of", "the", "river", "річки", "реки", "р"])
_BANKS = ("bank", "берег", "берез")
_LEFT = ("left", "east", "лів", "лев", "східн", "восточн")
LEFT_BANK = "left bank"
_RAION, _RAION_SHORT = "район", ["р", "н"]
_ELLIPTIC = "області"
"""The noun that is left out after an adjective where the text had it before."""
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
        and reading.forms[end] in CONJUNCTIONS
        and reading.gaps[end] in (" ", "\n", "\u00a0")
    )


def attach_generics(reading: Reading, spans: list[Span], cues: Cues) -> None:
    """Give each span the generic word before or after it, then share plurals along lists.

    "Toretsk, Donetsk" implies the word: a span after a comma may stand for its oblast.
    """
    taken = 0
    for span in spans:
        bank = _bank(reading, span)
        if bank is not None:
            span.generic, span.sort = bank, Sort.AREA
        if span.sort is None:
            _after(reading, span, cues)
        if span.sort is None:
            _before(reading, span, cues, taken)
        taken = span.end + (span.generic is not None and _generic_follows(reading, span))
    _imply_oblasts(reading, spans, cues.focus.home)
    _supply_oblasts(reading, spans)
    for before, span in pairwise(spans):
        hyphened = span.first == before.end and reading.gaps[before.end - 1] in ("-", "–")
        if hyphened and before.sort is None and span.sort is Sort.REGION:
            # "on the Dnipropetrovsk-Zaporizhzhia oblast border"
            before.generic, before.sort = span.generic, span.sort
    shared = False
    for k in range(len(spans) - 1, 0, -1):
        span, before = spans[k], spans[k - 1]
        shared = span.generic in cues.plural_generics and (
            shared or _generic_follows(reading, span)
        )
        shared = shared and before.sort is None and span.coordinated
        if shared:
            before.generic, before.sort = span.generic, span.sort
    for before, span in pairwise(spans):
        shares = before.generic in cues.plural_generics and span.sort is None and span.coordinated
        if shares and before.sort is Sort.SETTLEMENT:
            span.generic, span.sort = before.generic, before.sort


def _supply_oblasts(reading: Reading, spans: list[Span]) -> None:
    """Read "у Рязанській та Івановській" as oblasts after a text's "областей", last ones first."""
    named = next((k for k, span in enumerate(spans) if span.sort is Sort.REGION), len(spans))
    for k in range(len(spans) - 1, named, -1):
        span, j = spans[k], spans[k].end
        if span.sort is not None or not is_adjective(reading.forms[j - 1]):
            continue
        ends = j == len(reading.forms) or reading.sentence[j] != reading.sentence[j - 1]
        listed = k + 1 < len(spans) and spans[k + 1].coordinated
        ends = ends or reading.gaps[j - 1][:1] in (",", ";", ".")
        ends = ends or (listed and spans[k + 1].sort is Sort.REGION)
        if ends and any(hit.place.kind is Kind.REGION for hit in span.hits):
            span.generic, span.sort = _ELLIPTIC, Sort.REGION


def _imply_oblasts(reading: Reading, spans: list[Span], home: str) -> None:
    """Read "Toretsk, Donetsk" as town and oblast, unless more names of a list follow."""
    for k in range(len(spans) - 1, 0, -1):
        before, span = spans[k - 1], spans[k]
        comma = span.first == before.end and reading.gaps[before.end - 1] == ", "
        within = reading.forms[before.end : span.first] == ["in"]
        alone = k == 1 or not before.coordinated
        listed = k + 1 < len(spans) and spans[k + 1].coordinated and spans[k + 1].sort is None
        if listed and any(hit.place.kind is Kind.COUNTRY for hit in spans[k + 1].hits):
            listed = False
        listed = listed or reading.forms[span.end : span.end + 1] == ["and"]
        said = within or (comma and alone and not listed)
        if said and span.sort is None and _lies_in_oblast(before, span, home):
            span.generic, span.sort = "oblast", Sort.REGION


def _lies_in_oblast(span: Span, unit: Span, home: str) -> bool:
    """Whether ``unit`` is a town of ``home`` with an oblast of its name that holds ``span``."""
    oblasts = {
        hit.place.admin1
        for hit in unit.hits
        if hit.place.kind is Kind.REGION and hit.place.country == home
    }
    towns = {
        hit.place.place_id
        for hit in unit.hits
        if hit.place.admin1 in oblasts and hit.place.kind is Kind.CITY
    }
    return bool(towns) and any(
        hit.place.admin1 in oblasts
        and hit.place.kind in SETTLEMENT_KINDS
        and hit.place.place_id not in towns
        for hit in span.hits
    )


def _generic_follows(reading: Reading, span: Span) -> bool:
    return span.end < len(reading.forms) and reading.forms[span.end] == span.generic


def _after(reading: Reading, span: Span, cues: Cues) -> None:
    j = span.end
    if j >= len(reading.forms) or reading.sentence[j] != reading.sentence[span.first]:
        return
    word = _RAION if reading.forms[j : j + 2] == _RAION_SHORT else reading.forms[j]
    generic = cues.generics.get(word)
    if (
        generic is None
        or not generic.after
        or reading.gaps[j - 1] not in (" ", "\n", "\u00a0", "-")
    ):
        return
    if reading.forms[j + 1 : j + 2] == ["of"] and generic.sort is not Sort.DISTRICT:
        return  # the generic word belongs to what follows: "the Black Sea peninsula of Crimea"
    last = reading.forms[j - 1]
    if not reading.forms[j].isascii() and not is_adjective(last):
        return
    span.generic, span.sort = word, generic.sort


def _bank(reading: Reading, span: Span) -> str | None:
    """The generic word "left bank" where the text speaks of that bank of the named river."""
    forms, i, j = reading.forms, span.first, span.end
    while i > 0 and forms[i - 1] in _BEFORE_RIVER:
        i -= 1
    pair = forms[i - 2 : i] if i > 1 else []
    if forms[j : j + 1] == ["s"]:
        pair = forms[j + 1 : j + 3]
    same = reading.sentence[max(0, i - 2)] == reading.sentence[min(j + 2, len(forms)) - 1]
    left = len(pair) == 2 and pair[0].startswith(_LEFT) and pair[1].startswith(_BANKS)
    return LEFT_BANK if left and same else None


def _before(reading: Reading, span: Span, cues: Cues, taken: int) -> None:
    """Take the generic word before the span, unless it is another name's: up to ``taken``."""
    j = span.first - 1
    if j >= 0 and reading.forms[j] == "of" and reading.gaps[j] in (" ", "\n"):
        j -= 1
        of = True
    else:
        of = False
    if j < taken or reading.sentence[j] != reading.sentence[span.first]:
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


_KINDS = {Sort.DISTRICT: Kind.DISTRICT, Sort.WATER: Kind.WATER}


def whole_name(
    mention: Mention,
    span: Span,
    reading: Reading,
    lookup: Callable[[str], Sequence[NameHit]],
    home: str,
) -> Mention:
    """The mention of ``span`` with the generic word, or full stop, that belongs to its name."""
    if span.generic == ABBREVIATED and reading.text[mention.end : mention.end + 1] == ".":
        return replace(mention, end=mention.end + 1, text=f"{mention.text}.")
    kind = _KINDS.get(span.sort) if span.sort is not None else None
    if kind is None or not _follows(span, reading):
        return mention
    name = text_of(reading, span.first, span.end + 1)
    if any(hit.place.country == home for hit in span.hits):
        return mention
    bare, whole = (
        any(hit.place.kind is kind for hit in hits) for hits in (span.hits, lookup(name))
    )
    if bare and not whole:
        return mention  # the gazetteer knows the river or county without the word
    return replace(mention, end=mention.start + len(name), text=name, generic=None)


def _follows(span: Span, reading: Reading) -> bool:
    """Whether the generic word is right after the name with a capital of its own."""
    j = span.end
    return _generic_follows(reading, span) and reading.capital[j] and reading.gaps[j - 1] == " "
