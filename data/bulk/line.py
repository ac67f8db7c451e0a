"""Keeps turns in their order while others read them in portions, with bounds on what is under way.

The bounds keep memory flat: the next turn is asked for only when enough earlier ones have left.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic

from data.bulk.packing import unpacked_answer
from data.bulk.protocol import Answer, AnyTurn, Failed


@dataclass(slots=True, eq=False)
class Slot(Generic[AnyTurn]):
    """A turn and its answer, as far as that is known."""

    turn: AnyTurn
    given: bytes | Failed | None = None
    """Packed by a worker; unpacked when its turn has come."""
    deaths: int = 0
    """How often a worker ended while it certainly read this one."""

    @property
    def done(self) -> bool:
        """The turn may leave, once it is the first."""
        return self.given is not None or self.turn.job is None

    @property
    def characters(self) -> int:
        """Length of the text under way."""
        return 0 if self.turn.job is None else len(self.turn.job.known.text)

    def answer(self) -> Answer | None:
        """What reading came to; None where nothing was to be read."""
        if not isinstance(self.given, bytes):
            return self.given
        return unpacked_answer(self.given)


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much may be under way."""

    turns: int
    characters: int


class Line(Generic[AnyTurn]):
    """The turns under way, first come first out."""

    def __init__(
        self,
        turns: Iterable[AnyTurn],
        *,
        bounds: Bounds,
        is_full: Callable[[Sequence[Slot[AnyTurn]]], bool],
    ) -> None:
        """``is_full`` says whether the slots make a portion that is large enough."""
        self._source = iter(turns)
        self._bounds = bounds
        self._is_full = is_full
        self._order: deque[Slot[AnyTurn]] = deque()
        self._open: list[Slot[AnyTurn]] = []
        self._characters = 0
        self._ended = False

    @property
    def empty(self) -> bool:
        """All turns have left, and there are no more."""
        return self._ended and not self._order

    def portion(self) -> list[Slot[AnyTurn]]:
        """The next slots that are to be read; none while the bounds or the end are reached."""
        while not self._ended and self._within_bounds():
            turn = next(self._source, None)
            if turn is None:
                self._ended = True
                break
            slot = Slot(turn)
            self._order.append(slot)
            self._characters += slot.characters
            if not slot.done:
                self._open.append(slot)
                if self._is_full(self._open):
                    return self._take()
        # A portion that is not full yet waits for more, but not where everything waits for it.
        alone = bool(self._open) and self._order[0] is self._open[0]
        return self._take() if self._ended or alone else []

    def leaving(self) -> Iterator[Slot[AnyTurn]]:
        """The slots at the head that are done, in order; they are under way no more."""
        while self._order and self._order[0].done:
            slot = self._order.popleft()
            self._characters -= slot.characters
            yield slot

    def _within_bounds(self) -> bool:
        return len(self._order) < self._bounds.turns and self._characters < self._bounds.characters

    def _take(self) -> list[Slot[AnyTurn]]:
        taken, self._open = self._open, []
        return taken
