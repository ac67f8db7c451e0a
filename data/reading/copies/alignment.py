"""Aligns two texts: the passages they share, and what differs between them.

A passage is a run of at least three words in the same order in both. Between two passages that
follow each other in both texts lies a gap; what the one text has there stands in the place of what
the other has. Found in time that grows with the length of the texts, also where a phrase repeats.
"""

from collections.abc import Sequence
from dataclasses import dataclass

SHINGLE = 3
_TRIED = 8
"""Places of a repeated phrase that are tried; the longest passage is taken."""
_GAP_WORDS = 30
"""A longer gap is a paragraph more or less, and stands in the place of nothing."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words ``a .. a + length`` of the one text, ``b .. b + length`` of the other."""

    a: int
    b: int
    length: int


@dataclass(frozen=True, slots=True)
class Gap:
    """Words that stand in each other's place: first and end in the one text and the other."""

    a: int
    a_end: int
    b: int
    b_end: int


def shared_passages(a: Sequence[str], b: Sequence[str]) -> list[Passage]:
    """The passages in the order of ``a``, as long as they can be from left to right."""
    places: dict[tuple[str, ...], list[int]] = {}
    for at, shingle in enumerate(zip(b, b[1:], b[2:], strict=False)):
        found = places.setdefault(shingle, [])
        if len(found) < _TRIED:
            found.append(at)
    passages: list[Passage] = []
    position, expected = 0, 0
    shingles = list(zip(a, a[1:], a[2:], strict=False))
    while position < len(shingles):
        starts = places.get(shingles[position])
        if starts is None:
            position += 1
            continue
        best = max(
            (Passage(position, at, _run(a, b, position, at)) for at in starts),
            key=lambda passage: (passage.length, -abs(passage.b - expected), -passage.b),
        )
        passages.append(best)
        position += best.length
        expected = best.b + best.length
    return passages


def _run(a: Sequence[str], b: Sequence[str], at_a: int, at_b: int) -> int:
    length, most = SHINGLE, min(len(a) - at_a, len(b) - at_b)
    while length < most and a[at_a + length] == b[at_b + length]:
        length += 1
    return length


def gaps(passages: Sequence[Passage], length_a: int, length_b: int) -> list[Gap]:
    """What lies between passages that follow each other in both texts, before and behind them."""
    begin = Passage(0, 0, 0)
    end = Passage(length_a, length_b, 0)
    found: list[Gap] = []
    last = begin
    for passage in [*passages, end]:
        gap = Gap(last.a + last.length, passage.a, last.b + last.length, passage.b)
        if 0 <= gap.b_end - gap.b <= _GAP_WORDS and gap.a_end - gap.a <= _GAP_WORDS:
            found.append(gap)
        last = passage
    return found
