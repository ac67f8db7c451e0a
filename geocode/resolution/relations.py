"""Reads which name a text puts near which: "X near Y", "X, north of Y", "12 km from Y ... X".

The phrases are those of ``relative``, which puts a pin beside Y where they stand alone. Behind a
name they say where that name is; at the beginning of a sentence, where what follows is.
"""

from collections.abc import Mapping, Sequence

from geocode.model import AREAL_KINDS, Mention, Place, RelativeKind
from geocode.resolution.context import Relation
from geocode.resolution.relative.phrases import phrases
from geocode.resolution.relative.vocabulary import Phrase

_SAYS_WHERE = frozenset({RelativeKind.NEAR, RelativeKind.OFFSET, RelativeKind.OUTSKIRTS})
_GAP_MOST = 16
"""Between a name and what is said of it: ", що ", ", located "."""
_BREAKS = frozenset(".;!?\n")


class Relations:
    """The phrases of one text, and which mentions they are said of."""

    def __init__(self, text: str, mentions: Sequence[Mention], sentences: Sequence[int]) -> None:
        """``sentences`` has the number of each mention's sentence."""
        order = sorted(range(len(mentions)), key=lambda index: mentions[index].start)
        self._found = [
            (order[phrase.mentions[0]], phrase, said_of)
            for phrase in phrases(text, [mentions[index] for index in order])
            if phrase.kind in _SAYS_WHERE
            and (said_of := _said_of(text, phrase, order, mentions, sentences))
        ]

    def to(self, settled: Mapping[int, Place]) -> dict[int, list[Relation]]:
        """What the text says of where mentions are, by their number.

        ``settled``: what settled mentions mean, by their number; only to these can others be near.
        """
        found: dict[int, list[Relation]] = {}
        for at, phrase, said_of in self._found:
            anchor = settled.get(at)
            if anchor is None or anchor.kind in AREAL_KINDS:
                continue
            metres = phrase.distance.metres if phrase.distance is not None else None
            for number in said_of:
                found.setdefault(number, []).append(Relation(anchor, metres, phrase.point))
        return found


def _said_of(
    text: str,
    phrase: Phrase,
    order: Sequence[int],
    mentions: Sequence[Mention],
    sentences: Sequence[int],
) -> list[int]:
    """The mention right before the phrase; where the phrase begins its sentence, those behind."""
    at = phrase.mentions[0]
    anchor = order[at]
    if at > 0:
        before = order[at - 1]
        gap = text[mentions[before].end : phrase.start]
        if sentences[before] == sentences[anchor]:
            near = len(gap) <= _GAP_MOST and _BREAKS.isdisjoint(gap)
            return [before] if near else []
    if phrase.distance is None and phrase.point is None:
        return []  # "near A, B and C" is a list
    behind = order[phrase.mentions[-1] + 1 :]
    return [number for number in behind if sentences[number] == sentences[anchor]]
