"""Cuts a marked sentence into clauses, at punctuation and at words that begin one."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from data.reading.claims.lexicon import ACTORS
from data.reading.claims.sentence import Sentence

_STOPS = re.compile(r"[;:—–]|\s-\s|[.!?…](?=\s)")


@dataclass(frozen=True, slots=True)
class Clause:
    """Where a clause begins and ends, and the word that begins it."""

    start: int
    end: int
    opener: str
    """The conjunction or sign; empty at the beginning of the sentence."""


class Clauses:
    """The clauses of a sentence."""

    def __init__(self, sentence: Sentence) -> None:
        """Cut the sentence."""
        marked = sentence.marked
        covered = [(start, end) for start, end, _names in sentence.groups]
        cuts = [
            (found.end(), found.group())
            for pattern in (_STOPS, sentence.of("break"))
            for found in pattern.finditer(marked)
            if not any(start <= found.start() < end for start, end in covered)
        ]
        joined = re.compile(
            rf"(?<!\w)(?:{sentence.of('and').pattern})\s+(?=(?:the |its |their )?{ACTORS}\s+\w)"
        )
        cuts += [(found.start(), "") for found in joined.finditer(marked)]
        self._cuts = [(0, ""), *sorted(cuts)]
        self._starts = [cut for cut, _opener in self._cuts]
        self._end = len(marked)

    def at(self, place: int) -> Clause:
        """The clause that this offset lies in."""
        number = bisect_right(self._starts, place) - 1
        return self._clause(number)

    def before(self, clause: Clause) -> Clause | None:
        """The clause before that one."""
        number = bisect_right(self._starts, clause.start) - 1
        while number > 0:
            number -= 1
            found = self._clause(number)
            if found.end - found.start > 1:
                return found
        return None

    def _clause(self, number: int) -> Clause:
        start, opener = self._cuts[number]
        following = self._cuts[number + 1] if number + 1 < len(self._cuts) else (self._end, "")
        return Clause(start, max(start, following[0] - len(following[1])), opener)
