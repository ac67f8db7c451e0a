"""Reads articles in worker processes of this machine; answers keep the order of the items.

``multiprocessing.Pool`` and ``concurrent.futures`` would be shorter, but a worker that is killed
(no memory left) hangs the one and ends the other; here it is replaced and its articles are read
again, now each answered before the next is begun: an article that kills its worker twice is then
known, and skipped by name.

Each worker opens the gazetteer file for itself; its pages are in memory once. Ctrl-C reaches every
process of a terminal; workers leave it to the parent, and end when the parent does: its end of the
pipe is then closed. Answers are sent as they come, in their chunk's order, so that the parent knows
which article was being read when a worker dies.
"""

import gc
import multiprocessing
import multiprocessing.connection
import os
import queue
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, Self

from data.bulk.ordered_queue import Bounds, OrderedQueue, PendingItem
from data.bulk.readers import Answer, AnyItem, OpenReader, ReadingFailed, ReadingJob, answer
from data.bulk.transport import packed
from data.errors import DataError, WorkersError
from geocode.errors import GeocodeError

_JOBS_A_CHUNK = 16
_CHARACTERS_A_CHUNK = 100_000
_CHUNKS_A_WORKER = 4
"""One being read and some queued, so that workers never idle while the parent stores a long chunk:
with two, 9,175 articles took 17.7 s, with four 16.0."""
_ITEMS_A_WORKER = 512
_MOST_CHARACTERS = 4_000_000
"""Of all texts in flight; one text may have a million."""
_MOST_DEATHS = 2
_END_S = 5.0
_NAME = "reader of articles"


@dataclass(frozen=True, slots=True)
class Ready:
    """The gazetteer is open."""


@dataclass(frozen=True, slots=True)
class Broken:
    """The worker can read nothing."""

    error: Exception


@dataclass(frozen=True, slots=True)
class Chunk:
    """Articles that are read one after the other."""

    jobs: tuple[ReadingJob, ...]
    careful: bool
    """Send each answer before reading the next article: one of them may kill the process."""


Message = Ready | Broken | list[bytes]
"""Answers are pickled one by one: the parent unpickles each when its item is first."""


def work(opener: OpenReader, pipe: Connection, inherited: Sequence[Connection]) -> None:
    """Serve the parent at the other end of ``pipe`` until it closes it.

    ``inherited`` are the parent's own ends of the pipes, copied by a fork: while they are open
    here, no other worker sees the parent go.
    """
    gc.freeze()  # the parent's connections must not be closed from here, and its pages stay shared
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for other in inherited:
        other.close()
    chunks: queue.SimpleQueue[Chunk] = queue.SimpleQueue()
    answers: queue.Queue[bytes] = queue.Queue()
    receiving = threading.Thread(target=_receive, args=(pipe, chunks), daemon=True)
    receiving.start()
    try:
        read_one = opener()
    except (GeocodeError, DataError, OSError, ValueError) as exc:
        pipe.send(Broken(exc))
        receiving.join()  # chunks left unread would take the message away; ends with the parent
        return
    pipe.send(Ready())
    # Sent by a thread, so that reading goes on while the parent stores and does not listen.
    threading.Thread(target=_give, args=(pipe, answers), daemon=True).start()
    while True:
        chunk = chunks.get()
        for job in chunk.jobs:
            try:
                given = packed(answer(read_one, job))
            except GeocodeError as exc:
                answers.join()  # two threads must not write at once
                pipe.send(Broken(exc))
                receiving.join()
                return
            answers.put(given)
            if chunk.careful:
                answers.join()


@dataclass(slots=True)
class _Batch:
    """What is still unanswered of a chunk in flight."""

    slots: deque[PendingItem[Any]]
    careful: bool = False

    def chunk(self) -> Chunk:
        return Chunk(tuple(slot.item.job for slot in self.slots), self.careful)


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    batches: deque[_Batch] = field(default_factory=deque)
    """Sent to it, in order."""
    begun: bool = False
    """It has opened the gazetteer."""


class Pool:
    """Readers in worker processes; these start when the first answers are asked for."""

    def __init__(self, opener: OpenReader, *, workers: int, log: Callable[[str], None]) -> None:
        self._opener = opener
        self._wanted = workers
        self._log = log
        self._workers: list[_Worker] = []
        self._waiting: deque[_Batch] = deque()

    def answers(self, items: Iterable[AnyItem]) -> Iterator[tuple[AnyItem, Answer | None]]:
        """See ``Readers.answers``; consume it to the end, or close the pool."""
        while len(self._workers) < self._wanted:
            self._workers.append(self._start())
        bounds = Bounds(items=_ITEMS_A_WORKER * self._wanted, characters=_MOST_CHARACTERS)
        ordered = OrderedQueue(items, bounds=bounds, is_full=_is_full)
        for slot in ordered.served(self._hand_out, self._listen):
            yield slot.item, slot.answer()

    def _hand_out(self, ordered: OrderedQueue[AnyItem]) -> None:
        while True:
            worker = min(self._workers, key=lambda each: len(each.batches))
            if len(worker.batches) >= _CHUNKS_A_WORKER:
                return
            if not self._waiting:
                slots = ordered.batch()
                if not slots:
                    return
                self._waiting.append(_Batch(deque(slots)))
            batch = self._waiting.popleft()
            worker.batches.append(batch)
            try:
                worker.pipe.send(batch.chunk())
            except OSError:  # it is no more: ``_listen`` finds the batch and hands it out again
                return

    def _listen(self, wait: bool) -> None:
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
            batch = worker.batches[0]
            batch.slots.popleft().given = given
            if not batch.slots:
                worker.batches.popleft()

    def _replace(self, worker: _Worker) -> None:
        ending = _ending(worker.process)
        if not worker.begun:
            raise WorkersError(
                f"a worker process was {ending} before it could read anything; "
                "use fewer workers, or none"
            )
        self._log(f"note: a worker process was {ending}; another reads its articles again")
        if worker.batches and worker.batches[0].careful:
            self._blame(worker.batches[0], ending)
        for batch in reversed(worker.batches):
            if batch.slots:
                self._waiting.appendleft(batch)
        if worker.batches:
            worker.batches[0].careful = True
        worker.pipe.close()
        self._workers[self._workers.index(worker)] = self._start()

    def _blame(self, batch: _Batch, ending: str) -> None:
        slot = batch.slots[0]
        slot.deaths += 1
        if slot.deaths == _MOST_DEATHS:
            batch.slots.popleft()
            slot.given = ReadingFailed(
                f"the process that read it was {ending}, each time; report it"
            )

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

    def __exit__(self, *_raised: object) -> None:
        """End the workers, whatever they are doing."""
        for worker in self._workers:
            worker.pipe.close()
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join(_END_S)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()
        self._workers.clear()


def _receive(pipe: Connection, chunks: "queue.SimpleQueue[Chunk]") -> None:
    while True:
        try:
            chunks.put(pipe.recv())
        except (EOFError, OSError):  # the parent has closed its end, or is no more
            os._exit(0)


def _give(pipe: Connection, answers: "queue.Queue[bytes]") -> None:
    while True:
        batch = [answers.get()]
        while not answers.empty():
            batch.append(answers.get())
        try:
            pipe.send(batch)
        except OSError:
            os._exit(0)
        for _ in batch:
            answers.task_done()


def _is_full(slots: Sequence[PendingItem[AnyItem]]) -> bool:
    characters = sum(slot.characters for slot in slots)
    return len(slots) >= _JOBS_A_CHUNK or characters >= _CHARACTERS_A_CHUNK


def _ending(process: BaseProcess) -> str:
    code = process.exitcode
    if code is not None and code < 0:
        return f"ended by signal {-code}"
    return f"ended with status {code}"
