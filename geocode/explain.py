"""Explains in words, for a terminal, why each name of a text was placed where it is.

Decides nothing: it prints what a ``Resolution`` holds. The text, and names out of it, are hostile:
line breaks become spaces, and what could rewrite a terminal or turn the line round is shown as an
escape. Distances are metres and km as in the resolution.
"""

from collections.abc import Iterator, Sequence

from geocode.display_names import address_of
from geocode.model import Candidate, Relative, Resolution, Role
from geocode.precision import PRECISION_WORDS, WherePrec
from geocode.resolution.confidence import PIN_THRESHOLD
from geocode.text import escaped

_AROUND = 45
"""Characters of the text shown before and after a name."""
_NAME_MOST = 100
_ROLES = {
    Role.LITERAL: "literal: something is or happens there",
    Role.ASSOCIATIVE: "associative: it means people or is part of a name, so it is no pin",
}


def explanation(text: str, found: Sequence[Resolution], *, title: str = "") -> str:
    """A paragraph for each name in text order, under ``title`` and the count of names placed.

    Offsets are those of ``text``. The last line has no line break.
    """
    placed = sum(resolution.place is not None for resolution in found)
    head = f"{len(found)} name{'' if len(found) == 1 else 's'}, {placed} placed"
    lines = [f"{title[:_NAME_MOST]}: {head}" if title else head]
    for number, resolution in enumerate(found, start=1):
        lines += ["", *_paragraph(number, text, resolution)]
    return "\n".join(printable(line) for line in lines)


def printable(line: str) -> str:
    """One line that a terminal shows as it is: blanks for white space, escapes for controls."""
    return escaped("".join(" " if c.isspace() else c for c in line))


def _paragraph(number: int, text: str, found: Resolution) -> Iterator[str]:
    mention = found.mention
    word = f" ({mention.generic})" if mention.generic else ""
    yield f"{number}. {mention.text[:_NAME_MOST]}{word}, characters {mention.start}-{mention.end}"
    yield f"   {_quote(text, mention.start, mention.end)}"
    yield f"   {_ROLES[mention.role]}"
    yield from _outcome(found)
    for rank, candidate in enumerate(found.candidates, start=1):
        yield from _candidate(rank, candidate)


def _quote(text: str, start: int, end: int) -> str:
    """The name between its neighbours: "... fighting near »Bakhmut« on Monday"."""
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    head = "... " if start > _AROUND else ""
    tail = " ..." if end + _AROUND < len(text) else ""
    return f"{head}{before}»{text[start:end][:_NAME_MOST]}«{after}{tail}"


def _outcome(found: Resolution) -> Iterator[str]:
    place = found.place
    if place is None:
        yield f"   not placed: {_why_not(found)}"
        return
    yield f"   placed: {address_of(place, 'en')} ({place.kind.value}, {place.place_id})"
    yield f"   at {place.latitude:.5f}, {place.longitude:.5f}; confidence {found.confidence:.2f}"
    if found.where_prec is not None and found.uncertainty_m is not None:
        yield f"   {_precision(found.where_prec, found.uncertainty_m)}"
    if found.relative is not None:
        yield from _relative(found.relative)


def _precision(code: WherePrec, uncertainty_m: int) -> str:
    return f"where_prec {int(code)}: {PRECISION_WORDS[code]}; within {uncertainty_m:,} m"


def _relative(relative: Relative) -> Iterator[str]:
    """Where the event itself was, described by the place."""
    if relative.describes is not None:
        yield f"   says where another place is ({relative.describes}): {relative.name}"
        return
    yield f'   it happened {relative.name} ("{relative.phrase[:_NAME_MOST]}")'
    precision = _precision(relative.where_prec, relative.uncertainty_m)
    yield f"   at {relative.latitude:.5f}, {relative.longitude:.5f}; {precision}"


def _why_not(found: Resolution) -> str:
    if not found.candidates:
        return "the gazetteer has no such name, or none of the sort that the text says"
    score = found.candidates[0].score
    if score <= PIN_THRESHOLD:
        return (
            f"no candidate is likely enough; the best has {score:.2f}, "
            f"a pin needs more than {PIN_THRESHOLD:.2f}"
        )
    return "no candidate is certain enough"


def _candidate(rank: int, candidate: Candidate) -> Iterator[str]:
    place = candidate.place
    yield f"   {rank}) {candidate.score:.2f}  {address_of(place, 'en')} [{place.place_id}]"
    for clue in candidate.why:
        yield f"            {clue}"
