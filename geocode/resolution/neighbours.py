"""Collects for each name what stands round it in the text: names as open as itself, and directions.

Reports of war list villages whose names are all borne by ten others, so none of them can be settled
first and help the rest. What each could mean, by how likely it is so far, lets the members of a
list pull each other. A direction of the front ("in the Pokrovsk direction") holds for what follows
it up to the next one, over some sentences.
"""

from collections.abc import Sequence

from geocode.focus import Focus
from geocode.model import SETTLEMENT_KINDS, Mention, Place
from geocode.recognition.cues import Sort
from geocode.resolution.context import NO_NEIGHBOURS, Meanings, Neighbours
from geocode.resolution.relations import Relations
from geocode.resolution.senses import Name

SETTLED = 0.9
"""A name with such a share needs no list."""
_ANCHOR_SHARE = 0.7
_BESIDE_MOST = 5
_MEANINGS_MOST = 10
_LEAST_PART = 0.01
_REACH_SENTENCES = 3
_REPORT = 400
"""Characters for which the report of one group of forces goes on."""


class Surroundings:
    """One text of the war, whose names look round while they are resolved."""

    def __init__(
        self,
        text: str,
        names: Sequence[Name],
        mentions: Sequence[Mention],
        sentences: Sequence[int],
        focus: Focus,
    ) -> None:
        """``focus`` is the war that the text is about; ``NO_FOCUS`` where it is about none.

        Names that the first look settles need no neighbours. Which they are is decided here once:
        a name must not lose what settled it.
        """
        self._names, self._mentions, self._sentences = names, mentions, sentences
        self._home = focus.home
        self._open = [
            number
            for number, name in enumerate(names)
            if focus.home and len(name.hits) > 1 and name.share < SETTLED
        ]
        self._groups = focus.sectors.named_in(text) if self._open else []
        self._relations = Relations(text, mentions, sentences) if self._open else None

    def look(self) -> list[Neighbours]:
        """What stands round each name now, in their order; nothing round those settled at once."""
        found = [NO_NEIGHBOURS] * len(self._names)
        if self._relations is None:
            return found
        meanings = {number: _meanings(self._names[number], self._home) for number in self._open}
        directions = self._directions()
        said = self._relations.to(self._settled())
        for number in self._open:
            own = self._names[number].mentions
            beside = _beside(number, self._open, self._names, self._mentions, self._sentences)
            start = self._mentions[own[0]].start
            found[number] = Neighbours(
                tuple(meanings[other] for other in beside if meanings[other]),
                _direction(start, self._sentences[own[0]], directions),
                tuple(relation for index in own for relation in said.get(index, ())),
                next((group for at, group in self._groups[::-1] if 0 < start - at < _REPORT), None),
            )
        return found

    def _directions(self) -> list[tuple[int, int, Place]]:
        """Where directions of the front are named: character, sentence and place."""
        found = [
            (self._mentions[index].start, self._sentences[index], name.place)
            for name in self._names
            if name.sort is Sort.FRONT and name.place is not None
            for index in name.mentions
        ]
        return sorted(found, key=lambda named: named[0])

    def _settled(self) -> dict[int, Place]:
        """What mentions mean that others can be near, by their number."""
        return {
            index: name.place
            for name in self._names
            if name.place is not None and name.share >= _ANCHOR_SHARE
            for index in name.mentions
        }


def _meanings(name: Name, home: str) -> Meanings:
    places = sorted(
        (
            (-score, hit.place.latitude, hit.place.longitude)
            for hit, score in zip(name.hits, name.scores, strict=True)
            if hit.place.country == home and hit.place.kind in SETTLEMENT_KINDS
        ),
    )[:_MEANINGS_MOST]
    whole = sum(-score for score, _, _ in places)
    if whole <= 0.0:
        return ()
    return tuple(
        (latitude, longitude, -score / whole)
        for score, latitude, longitude in places
        if -score / whole >= _LEAST_PART
    )


def _beside(
    number: int,
    open_names: Sequence[int],
    names: Sequence[Name],
    mentions: Sequence[Mention],
    sentences: Sequence[int],
) -> list[int]:
    """The numbers of the nearest other open names of the sentence where the name is first."""
    first = names[number].mentions[0]
    start, sentence = mentions[first].start, sentences[first]
    near = [
        (abs(mentions[index].start - start), other)
        for other in open_names
        if other != number
        for index in names[other].mentions[:2]
        if sentences[index] == sentence
    ]
    return list(dict.fromkeys(other for _, other in sorted(near)))[:_BESIDE_MOST]


def _direction(
    start: int, sentence: int, directions: Sequence[tuple[int, int, Place]]
) -> Place | None:
    """The last direction before ``start``; one behind it only in the same sentence."""
    before = [d for d in directions if d[0] < start and sentence - d[1] <= _REACH_SENTENCES]
    behind = [d for d in directions if d[0] > start and d[1] == sentence]
    return before[-1][2] if before else behind[0][2] if behind else None
