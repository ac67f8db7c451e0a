"""Defines what reads articles for the pipeline, and the simplest one: in this process, in order.

The pipeline plans: it loads an article and asks the store whether its text needs reading. An item
that needs it has a ``job``; any other (a skipped input, an article that is stored already) only
keeps its place. Items come back in the order they went in, each with the answer to its job, so that
the store is filled the same way however many processes read. Items are drawn before earlier ones
are stored, up to a limit of each ``Readers``.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol, Self, TypeVar

from data.faults import FAULTS_OF_ONE_TEXT, failure
from data.model import Article
from data.reading.article import Parser, Read, read
from data.theatre import Theatre
from geocode.errors import GeocodeError

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ReadingJob:
    """An article to be read."""

    known: Article
    """What input and store say of it, see ``Plan.known``."""
    today: date
    """No article was published later."""


@dataclass(frozen=True, slots=True)
class ReadingFailed:
    """An article that could not be read."""

    reason: str
    """Fit to stand after "the article was left out: "."""


Answer = Read | ReadingFailed


ReadOne = Callable[[ReadingJob], Read]
"""Reads an article; raises ``FAULTS_OF_ONE_TEXT`` for a bad text."""


OpenReader = Callable[[], ReadOne]
"""Opens the gazetteer and returns a function that reads with it; picklable, called by a worker."""


class WorkItem(Protocol):
    """One input of the pipeline."""

    @property
    def job(self) -> ReadingJob | None:
        """What is to be read; None if the item only keeps its place."""
        ...


AnyItem = TypeVar("AnyItem", bound=WorkItem)


class Readers(Protocol):
    """Answers jobs; a context manager that ends its workers on exit."""

    def answers(self, items: Iterable[AnyItem]) -> Iterator[tuple[AnyItem, Answer | None]]:
        """Each item in order, with the answer to its job.

        Raises what would affect every article: ``GeocodeError``, ``WorkersError``.
        """
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *_raised: object) -> None: ...


def reading_with(parser: Parser, *, theatre: Theatre, focus: str | None) -> ReadOne:
    """What reads with ``parser``; ``focus`` is the country that articles are about, or None."""

    def read_one(job: ReadingJob) -> Read:
        return read(job.known, parser=parser, theatre=theatre, focus=focus, today=job.today)

    return read_one


def answer(read_one: ReadOne, job: ReadingJob) -> Answer:
    """What reading came to; an article that the reading fails on is an answer too."""
    try:
        return read_one(job)
    except GeocodeError:
        raise
    except FAULTS_OF_ONE_TEXT as exc:
        _log.info("%s", job.known.origin, exc_info=exc)
        return ReadingFailed(failure(exc))


class InProcessReaders:
    """Reads each article when its answer is asked for."""

    def __init__(self, read_one: ReadOne) -> None:
        self._read_one = read_one

    def answers(self, items: Iterable[AnyItem]) -> Iterator[tuple[AnyItem, Answer | None]]:
        """See ``Readers.answers``."""
        for item in items:
            yield item, None if item.job is None else answer(self._read_one, item.job)

    def __enter__(self) -> Self:
        """Nothing to start."""
        return self

    def __exit__(self, *_raised: object) -> None:
        """Nothing to end."""
