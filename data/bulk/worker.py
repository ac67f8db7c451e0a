"""What one worker process does: open the gazetteer, read chunks, say what they came to.

Ctrl-C reaches every process of a terminal; workers leave it to the parent, and end when the parent
does: its end of the pipe is then closed. Answers go out as they come, in their chunk's order, so
that the parent knows which article was being read when a worker dies.
"""

import gc
import os
import queue
import signal
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection

from data.bulk.here import answer
from data.bulk.packing import packed
from data.bulk.protocol import Job, Opener
from data.errors import DataError
from geocode.errors import GeocodeError


@dataclass(frozen=True, slots=True)
class Ready:
    """The gazetteer is open."""


@dataclass(frozen=True, slots=True)
class Broken:
    """Nothing more will be read here."""

    error: Exception


@dataclass(frozen=True, slots=True)
class Chunk:
    """Articles that are read one after the other."""

    jobs: tuple[Job, ...]
    careful: bool
    """Give each answer away before the next article is begun: one of them may kill the process."""


Message = Ready | Broken | list[bytes]
"""Of answers, each is packed by itself: the parent unpacks it when its turn has come."""


def work(opener: Opener, pipe: Connection, inherited: Sequence[Connection]) -> None:
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
    # Without it the worker would stand still while the parent stores and does not listen.
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
