"""Reads articles on the workers of a Dask cluster; answers keep the order of the items.

Articles travel as partitions in a folder that parent and workers share; Dask itself carries only
their names. Partitions end after articles whose hash says so, and not after a fixed number: a
repeated run, which leaves out what is stored already, ends them at the same articles and finds what
was read before. A partition whose worker died is read by another one; one that kills its workers
repeatedly is read again article by article, until the article at fault is known.
"""

import logging
import queue
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self
from uuid import uuid4

import dask
from distributed import Client, Future, KilledWorker

from data.bulk.ordered_queue import Bounds, OrderedQueue, PendingItem
from data.bulk.partitions import (
    PARTITION_ENDINGS,
    Partition,
    check_worker,
    partition_of,
    read_answers,
    read_partition,
    write_jobs,
)
from data.bulk.readers import Answer, AnyItem, ReadingFailed
from data.bulk.transport import ReaderFactory, packed
from data.errors import WorkersError

_CHARACTERS_A_PARTITION = 400_000
_PARTITIONS_A_THREAD = 4
_MOST_CHARACTERS = 32_000_000
_RETRIES = 3
_WORKERS_S = 15
_LOOK_EVERY_S = 2.0


@dataclass(slots=True, eq=False)
class _Part:
    """A partition under way."""

    partition: Partition
    slots: list[PendingItem[Any]]
    left: int
    """How many of its items must still be stored before its files are removed."""
    sent: int = 0
    """How often it was given to the cluster."""
    alone: bool = False
    """It is, or will be, read while nothing else is under way."""


class Cluster:
    """Readers on a cluster that runs already; connects when the block is entered."""

    def __init__(
        self,
        address: str,
        opening: ReaderFactory,
        *,
        shared: Path,
        log: Callable[[str], None],
        partition_jobs: int = 64,
        connect_s: float = 5.0,
    ) -> None:
        """A partition has ``partition_jobs`` articles on average, at most four times as many."""
        self._partition_jobs = partition_jobs
        self._connect_s = connect_s
        self._address = address
        self._opening = opening
        self._shared = shared
        self._log = log
        self._finished: queue.SimpleQueue[Future[int]] = queue.SimpleQueue()
        self._under_way: dict[Future[int], _Part] = {}
        self._part_of: dict[PendingItem[Any], _Part] = {}
        self._suspects: deque[_Part] = deque()

    def __enter__(self) -> Self:
        """Connect, and see that every worker reads as this program would."""
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # it logs what we say in a line
        dask.config.set({"distributed.comm.timeouts.connect": f"{self._connect_s}s"})
        try:
            self._client = Client(self._address, timeout=self._connect_s, set_as_default=False)
        except (OSError, ValueError) as exc:
            raise WorkersError(
                f"no Dask scheduler answers at {self._address} ({_line(exc)}); "
                "start one with: dask scheduler"
            ) from exc
        try:
            self._check_workers()
        except BaseException:
            self._client.close()
            raise
        return self

    def __exit__(self, *_raised: object) -> None:
        """Leave the cluster; partitions that are read already stay for the next run."""
        self._client.close()  # the scheduler forgets what nobody waits for
        with suppress(OSError):  # it is not empty: something is left for the next run
            self._shared.rmdir()

    def answers(self, items: Iterable[AnyItem]) -> Iterator[tuple[AnyItem, Answer | None]]:
        """See ``Readers.answers``."""
        ahead = _PARTITIONS_A_THREAD * sum(self._client.nthreads().values())
        bounds = Bounds(items=ahead * self._partition_jobs, characters=_MOST_CHARACTERS)
        ordered = OrderedQueue(items, bounds=bounds, is_full=self._is_full)
        for slot in ordered.served(self._hand_out, self._listen):
            yield slot.item, slot.answer()
            self._leave(slot)  # it is stored
        self._sweep()

    def _check_workers(self) -> None:
        mark = self._marked_folder()
        try:
            self._client.wait_for_workers(1, timeout=_WORKERS_S)
            told = self._client.run(check_worker, self._opening, str(mark), on_error="return")
        except TimeoutError as exc:
            raise WorkersError(
                f"the cluster at {self._address} has no workers; "
                f"start one with: dask worker {self._address}"
            ) from exc
        finally:
            mark.unlink(missing_ok=True)
        for worker, problem in told.items():
            if problem and not isinstance(problem, OSError):  # it has gone since
                raise WorkersError(f"worker {worker} cannot read for us: {_line(problem)}")

    def _marked_folder(self) -> Path:
        """A new file in the shared folder, by which workers see that it is the same for them."""
        mark = self._shared / f"{uuid4().hex}.mark"
        try:
            self._shared.mkdir(parents=True, exist_ok=True)
            mark.touch()
            self._there = {path.name for path in self._shared.iterdir()}
        except OSError as exc:
            raise WorkersError(
                f"folder {self._shared} cannot be used ({exc.strerror or exc}); "
                "name one that all workers see: --shared FOLDER"
            ) from exc
        return mark

    def _hand_out(self, ordered: OrderedQueue[AnyItem]) -> None:
        if self._suspects or any(part.alone for part in self._under_way.values()):
            return
        fresh = []
        while slots := ordered.batch():
            fresh += self._prepared(slots)
        self._send(fresh)

    def _prepared(self, slots: list[PendingItem[Any]]) -> list[_Part]:
        """The slots as a partition with its file; empty where an earlier run has read it."""
        jobs = [packed(slot.item.job) for slot in slots]
        versions = f"{self._opening.versions} {self._opening.focus} {self._opening.theatre.version}"
        partition = partition_of(jobs, folder=self._shared, versions=versions)
        part = _Part(partition, slots, left=len(slots))
        self._part_of.update(dict.fromkeys(slots, part))
        if partition.answers_path.name in self._there:
            found = read_answers(partition, count=len(slots))
            if found is not None:
                _assign(part, found)
                return []
        write_jobs(partition, jobs)
        return [part]

    def _send(self, parts: list[_Part]) -> None:
        if not parts:
            return
        futures = self._client.map(
            read_partition,
            [part.partition for part in parts],
            [self._opening] * len(parts),
            key=[f"{part.partition.key}-{uuid4().hex[:8]}" for part in parts],
            retries=_RETRIES,
            pure=False,
        )
        for part, future in zip(parts, futures, strict=True):
            part.sent += 1
            self._under_way[future] = part
            future.add_done_callback(self._finished.put)

    def _listen(self, wait: bool) -> None:
        """Take in what is finished; where nothing is, see that somebody is at work."""
        try:
            self._settle(self._finished.get(timeout=_LOOK_EVERY_S if wait else 0))
            while True:
                self._settle(self._finished.get_nowait())
        except queue.Empty:
            pass
        if self._suspects and not self._under_way:
            suspect = self._suspects.popleft()
            write_jobs(suspect.partition, [packed(slot.item.job) for slot in suspect.slots])
            self._send([suspect])
        if self._client.status != "running":
            raise WorkersError(
                f"the Dask scheduler at {self._address} went away; repeat the command to go on"
            )

    def _settle(self, future: Future[int]) -> None:
        part = self._under_way.pop(future)
        problem = future.exception() if future.status == "error" else None
        if isinstance(problem, KilledWorker):
            self._split(part)
            return
        if problem is not None:
            raise WorkersError(f"a worker cannot read: {_line(problem)}") from problem
        # What counts is the file: Dask may have lost the worker that wrote it.
        found = read_answers(part.partition, count=len(part.slots))
        if found is not None:
            _assign(part, found)
        elif part.sent < _RETRIES:  # or another run may have swept it away
            write_jobs(part.partition, [packed(slot.item.job) for slot in part.slots])
            self._send([part])
        else:
            raise WorkersError(
                f"{part.partition.answers_path} is not there though a worker wrote it; "
                "name a folder that all workers see: --shared FOLDER"
            )

    def _split(self, part: _Part) -> None:
        part.partition.remove()
        if len(part.slots) == 1 and part.alone:
            part.slots[0].given = ReadingFailed("each worker that read it was ended; report it")
            return
        if len(part.slots) == 1:
            # Dask holds a worker's end against all that it had been given: only what ends its
            # workers with nothing else under way is at fault.
            part.alone = True
            self._suspects.append(part)
            return
        self._log(f"note: {len(part.slots)} articles ended their workers; they are read singly")
        self._send([single for slot in part.slots for single in self._prepared([slot])])

    def _is_full(self, slots: Sequence[PendingItem[AnyItem]]) -> bool:
        last, most = slots[-1].item.job, 4 * self._partition_jobs
        cut = last is not None and zlib.crc32(last.known.text.encode()) % self._partition_jobs == 0
        characters = sum(slot.characters for slot in slots)
        return cut or len(slots) >= most or characters >= _CHARACTERS_A_PARTITION

    def _sweep(self) -> None:
        """Remove what earlier runs have left and this one, at its end, had no use for."""
        for name in self._there:
            if name.endswith(PARTITION_ENDINGS):
                (self._shared / name).unlink(missing_ok=True)

    def _leave(self, slot: PendingItem[Any]) -> None:
        part = self._part_of.pop(slot, None)
        if part is None:
            return
        part.left -= 1
        if not part.left:
            part.partition.remove()


def _assign(part: _Part, answers: Sequence[bytes]) -> None:
    for slot, given in zip(part.slots, answers, strict=True):
        slot.given = given


def _line(problem: object) -> str:
    return " ".join(str(problem).split()) or type(problem).__name__
