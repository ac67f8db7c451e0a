"""Reads in this process, one article after the other; also what every worker does with its own."""

import logging
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Self

from data.bulk.protocol import Answer, AnyTurn, Failed, Job, ReadOne
from data.faults import FAULTS_OF_ONE_TEXT, failure
from data.reading.article import Parser, Read, read
from data.theatre import Theatre
from geocode.errors import GeocodeError

_log = logging.getLogger(__name__)


def reading_with(parser: Parser, *, theatre: Theatre, focus: str | None) -> ReadOne:
    """What reads with ``parser``; ``focus`` is the country that articles are about, or None."""

    def read_one(job: Job) -> Read:
        return read(job.known, parser=parser, theatre=theatre, focus=focus, today=job.today)

    return read_one


def answer(read_one: ReadOne, job: Job) -> Answer:
    """What reading came to; an article that the reading fails on is an answer too."""
    try:
        return read_one(job)
    except GeocodeError:
        raise
    except FAULTS_OF_ONE_TEXT as exc:
        _log.info("%s", job.known.origin, exc_info=exc)
        return Failed(failure(exc))


class Here:
    """Readers that read when they are asked."""

    def __init__(self, read_one: ReadOne) -> None:
        self._read_one = read_one

    def answers(self, turns: Iterable[AnyTurn]) -> Iterator[tuple[AnyTurn, Answer | None]]:
        """See ``Readers.answers``."""
        for turn in turns:
            yield turn, None if turn.job is None else answer(self._read_one, turn.job)

    def __enter__(self) -> Self:
        """Nothing was begun."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        raised: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Nothing is to be ended."""
