"""Keeps items in order while workers read them in batches, with bounds on what is in flight.

The bounds keep memory flat: the next item is drawn only when enough earlier ones have left.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic

from data.bulk.readers import Answer, AnyItem, ReadingFailed
from data.bulk.transport import unpacked_answer

_LISTEN_EVERY = 8
"""Items that are stored before the workers are listened to again."""


@dataclass(slots=True, eq=False)
class PendingItem(Generic[AnyItem]):
    """An item, and its answer once that is known."""

    item: AnyItem
    given: bytes | ReadingFailed | None = None
    """Pickled by a worker; unpickled when the item is first in the queue."""
    deaths: int = 0
    """How often a worker died while it certainly read this one."""

    @property
    def done(self) -> bool:
        """Whether the item may leave once it is first."""
        return self.given is not None or self.item.job is None

    @property
    def characters(self) -> int:
        """Length of the text to be read."""
        return 0 if self.item.job is None else len(self.item.job.known.text)

    def answer(self) -> Answer | None:
        """What reading came to; None where nothing was to be read."""
        if not isinstance(self.given, bytes):
            return self.given
        return unpacked_answer(self.given)


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much may be in flight."""

    items: int
    characters: int


class OrderedQueue(Generic[AnyItem]):
    """The items in flight, first in first out."""

    def __init__(
        self,
        items: Iterable[AnyItem],
        *,
        bounds: Bounds,
        is_full: Callable[[Sequence[PendingItem[AnyItem]]], bool],
    ) -> None:
        """``is_full`` says whether the items make a large enough batch."""
        self._source = iter(items)
        self._bounds = bounds
        self._is_full = is_full
        self._order: deque[PendingItem[AnyItem]] = deque()
        self._open: list[PendingItem[AnyItem]] = []
        self._characters = 0
        self._ended = False

    @property
    def empty(self) -> bool:
        """Whether all items have left and there are no more."""
        return self._ended and not self._order

    def batch(self) -> list[PendingItem[AnyItem]]:
        """The next items to read; none at the bounds or the end."""
        while not self._ended and self._within_bounds():
            item = next(self._source, None)
            if item is None:
                self._ended = True
                break
            slot = PendingItem(item)
            self._order.append(slot)
            self._characters += slot.characters
            if not slot.done:
                self._open.append(slot)
                if self._is_full(self._open):
                    return self._take()
        # A batch that is not full waits for more, unless everything waits for it.
        alone = bool(self._open) and self._order[0] is self._open[0]
        return self._take() if self._ended or alone else []

    def served(
        self,
        hand_out: Callable[["OrderedQueue[AnyItem]"], None],
        listen: Callable[[bool], None],
    ) -> Iterator[PendingItem[AnyItem]]:
        """Every item in order, once it is done.

        ``hand_out`` gives batches to workers; ``listen`` takes in their answers, and waits for one
        if it is called with True.
        """
        while not self.empty:
            hand_out(self)
            left = 0
            for left, slot in enumerate(self.done_items(), start=1):
                yield slot
                if left % _LISTEN_EVERY == 0:
                    listen(False)
                    hand_out(self)
            if not left and not self.empty:
                listen(True)

    def done_items(self) -> Iterator[PendingItem[AnyItem]]:
        """Takes the items at the head that are done, in order."""
        while self._order and self._order[0].done:
            slot = self._order.popleft()
            self._characters -= slot.characters
            yield slot

    def _within_bounds(self) -> bool:
        return len(self._order) < self._bounds.items and self._characters < self._bounds.characters

    def _take(self) -> list[PendingItem[AnyItem]]:
        taken, self._open = self._open, []
        return taken
