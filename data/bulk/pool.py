"""Reads in worker processes of this machine; answers come back in the order of the turns.

Each worker opens the gazetteer for itself: its pages lie in memory once, whoever reads them. A
worker that ends before its time (no memory left, killed) is replaced and its articles are read
again, now each answered before the next is begun: an article that ends its worker twice is then
known, and given up by name.
"""

import multiprocessing
import multiprocessing.connection
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any, Self

from data.bulk.line import Bounds, Line, Slot
from data.bulk.protocol import Answer, AnyTurn, Failed, Opener
from data.bulk.worker import Broken, Chunk, Message, Ready, work
from data.errors import WorkersError

_JOBS_A_CHUNK = 16
_CHARACTERS_A_CHUNK = 100_000
_CHUNKS_A_WORKER = 4
"""One that is read and some that wait, so that no worker waits for the parent, which stores a
chunk of long articles for a while: with two, 9,175 articles took 17.7 s, with four 16.0."""
_TURNS_A_WORKER = 512
_MOST_CHARACTERS = 4_000_000
"""Of all texts under way; one text may be a million."""
_MOST_DEATHS = 2
_LISTEN_EVERY = 8
"""Turns that are stored before the workers are listened to again."""
_END_S = 5.0
_NAME = "reader of articles"


@dataclass(slots=True)
class _Portion:
    """A chunk under way: what is still to be answered of it."""

    slots: deque[Slot[Any]]
    careful: bool = False

    def chunk(self) -> Chunk:
        return Chunk(tuple(slot.turn.job for slot in self.slots), self.careful)


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    portions: deque[_Portion] = field(default_factory=deque)
    """Sent to it, in order."""
    begun: bool = False
    """It has opened the gazetteer."""


class Pool:
    """Readers in worker processes; these start when the first answers are asked for."""

    def __init__(self, opener: Opener, *, workers: int, log: Callable[[str], None]) -> None:
        self._opener = opener
        self._wanted = workers
        self._log = log
        self._workers: list[_Worker] = []
        self._waiting: deque[_Portion] = deque()

    def answers(self, turns: Iterable[AnyTurn]) -> Iterator[tuple[AnyTurn, Answer | None]]:
        """See ``Readers.answers``; to be gone through to its end, or the pool closed."""
        while len(self._workers) < self._wanted:
            self._workers.append(self._start())
        bounds = Bounds(turns=_TURNS_A_WORKER * self._wanted, characters=_MOST_CHARACTERS)
        line = Line(turns, bounds=bounds, is_full=_is_full)
        while not line.empty:
            self._hand_out(line)
            left = 0
            for left, slot in enumerate(line.leaving(), start=1):
                yield slot.turn, slot.answer()
                if left % _LISTEN_EVERY == 0:
                    self._listen(wait=False)
                    self._hand_out(line)
            if not left and not line.empty:
                self._listen(wait=True)

    def _hand_out(self, line: Line[AnyTurn]) -> None:
        while True:
            worker = min(self._workers, key=lambda each: len(each.portions))
            if len(worker.portions) >= _CHUNKS_A_WORKER:
                return
            if not self._waiting:
                slots = line.portion()
                if not slots:
                    return
                self._waiting.append(_Portion(deque(slots)))
            portion = self._waiting.popleft()
            worker.portions.append(portion)
            try:
                worker.pipe.send(portion.chunk())
            except OSError:  # it is no more: ``_listen`` finds the portion and hands it out again
                return

    def _listen(self, *, wait: bool) -> None:
        ends = [end for each in self._workers for end in (each.pipe, each.process.sentinel)]
        heard = set(multiprocessing.connection.wait(ends, None if wait else 0))
        for worker in list(self._workers):
            if worker.pipe in heard or worker.process.sentinel in heard:
                self._hear(worker)

    def _hear(self, worker: _Worker) -> None:
        while True:
            try:
                message = worker.pipe.recv() if worker.pipe.poll() else None
            except (EOFError, OSError):
                worker.process.join(_END_S)
                self._replace(worker)
                return
            if message is None:
                return
            self._take_in(worker, message)

    def _take_in(self, worker: _Worker, message: Message) -> None:
        if isinstance(message, Broken):
            raise message.error
        if isinstance(message, Ready):
            worker.begun = True
            return
        for given in message:
            portion = worker.portions[0]
            portion.slots.popleft().given = given
            if not portion.slots:
                worker.portions.popleft()

    def _replace(self, worker: _Worker) -> None:
        ending = _ending(worker.process)
        if not worker.begun:
            raise WorkersError(
                f"a worker process was {ending} before it could read anything; "
                "use fewer workers, or none"
            )
        self._log(f"note: a worker process was {ending}; another reads its articles again")
        if worker.portions and worker.portions[0].careful:
            self._blame(worker.portions[0], ending)
        for portion in reversed(worker.portions):
            if portion.slots:
                self._waiting.appendleft(portion)
        if worker.portions:
            worker.portions[0].careful = True
        worker.pipe.close()
        self._workers[self._workers.index(worker)] = self._start()

    def _blame(self, portion: _Portion, ending: str) -> None:
        slot = portion.slots[0]
        slot.deaths += 1
        if slot.deaths == _MOST_DEATHS:
            portion.slots.popleft()
            slot.given = Failed(f"the process that read it was {ending}, each time; report it")

    def _start(self) -> _Worker:
        # A fork copies a thread's locks and not the thread; elsewhere than on Linux it is not sure.
        forks = sys.platform == "linux" and threading.active_count() == 1
        context = multiprocessing.get_context("fork" if forks else "spawn")
        ours, theirs = context.Pipe()
        inherited = [*(each.pipe for each in self._workers), ours] if forks else []
        process = context.Process(  # type: ignore[attr-defined]  # both contexts have it
            target=work, args=(self._opener, theirs, inherited), name=_NAME, daemon=True
        )
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def __enter__(self) -> Self:
        """The pool, whose workers end with the block."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        raised: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the workers, whatever they are at."""
        for worker in self._workers:
            worker.pipe.close()
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join(_END_S)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()
        self._workers.clear()


def _is_full(slots: Sequence[Slot[AnyTurn]]) -> bool:
    characters = sum(slot.characters for slot in slots)
    return len(slots) >= _JOBS_A_CHUNK or characters >= _CHARACTERS_A_CHUNK


def _ending(process: BaseProcess) -> str:
    code = process.exitcode
    if code is not None and code < 0:
        return f"ended by signal {-code}"
    return f"ended with status {code}"
