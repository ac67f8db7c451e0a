"""What the pipeline asks of whoever reads its articles, wherever that happens.

The pipeline plans: it loads an article and asks the store whether its text needs reading. What
needs it has a ``job``; whatever else comes along (a refusal, an article that is stored already)
keeps its turn. Turns come back in the order they went in, each with the answer to its job, so that
the store is filled alike however many read. A turn is asked for before earlier ones are stored: at
most ``Readers.ahead`` of them.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from types import TracebackType
from typing import Protocol, Self, TypeVar

from data.model import Article
from data.reading.article import Read


@dataclass(frozen=True, slots=True)
class Job:
    """An article to be read."""

    known: Article
    """What input and store say of it, see ``Plan.known``."""
    today: date
    """No article was published later."""


@dataclass(frozen=True, slots=True)
class Failed:
    """An article that could not be read."""

    reason: str
    """Fit to stand after "the article was left out: "."""


Answer = Read | Failed
ReadOne = Callable[[Job], Read]
"""Reads an article; raises ``FAULTS_OF_ONE_TEXT`` for a bad text."""
Opener = Callable[[], ReadOne]
"""Opens the gazetteer and gives what reads with it; can be pickled, to be called by a worker."""


class Turn(Protocol):
    """What the pipeline has next."""

    @property
    def job(self) -> Job | None:
        """What is to be read; None where the turn only keeps its place."""
        ...


AnyTurn = TypeVar("AnyTurn", bound=Turn)


class Readers(Protocol):
    """Answers jobs; to be closed, best by ``with``, which ends all that was begun for it."""

    def answers(self, turns: Iterable[AnyTurn]) -> Iterator[tuple[AnyTurn, Answer | None]]:
        """Each turn in its order, with the answer to its job.

        Raises what would meet every article: ``GeocodeError``, ``WorkersError``.
        """
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        raised: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...
