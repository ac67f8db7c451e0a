"""Stores and reads partitions: articles for Dask workers, as Parquet files in a shared folder.

A partition is named by its content and the versions that read it, so the next run finds what an
interrupted run had read under the same name. Files get their name only when they are complete.

A Dask worker reads one partition at a time and writes the answers beside it. It opens the gazetteer
once a process, from its file: sent through Dask, it took a minute and two gigabytes.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq

from data.bulk.readers import OpenReader, ReadingJob, ReadOne, answer
from data.bulk.transport import ReaderFactory, packed, unpacked_job
from data.errors import WorkersError

_JOBS, _ANSWERS = "jobs", "answers"
_PART = ".part"
PARTITION_ENDINGS = (f".{_JOBS}.parquet", f".{_ANSWERS}.parquet", _PART)
"""Of all files that belong to partitions."""
_open_lock = Lock()


@dataclass(frozen=True, slots=True)
class Partition:
    """Where one partition lies."""

    folder: Path
    key: str

    @property
    def jobs_path(self) -> Path:
        """What is to be read."""
        return self.folder / f"{self.key}.{_JOBS}.parquet"

    @property
    def answers_path(self) -> Path:
        """What reading came to, once it is there."""
        return self.folder / f"{self.key}.{_ANSWERS}.parquet"

    def remove(self) -> None:
        """Remove its files, those of workers that died while they wrote too."""
        for path in self.folder.glob(f"{self.key}.*"):
            path.unlink(missing_ok=True)


def partition_of(jobs: Sequence[bytes], *, folder: Path, versions: str) -> Partition:
    """The partition of these jobs, whether or not its files are there."""
    summed = hashlib.sha256(versions.encode("utf-8"))
    for job in jobs:
        summed.update(hashlib.sha256(job).digest())
    return Partition(folder, summed.hexdigest()[:32])


def write_jobs(partition: Partition, jobs: Sequence[bytes]) -> None:
    """Put the jobs where the workers find them."""
    _write(partition, partition.jobs_path, _JOBS, jobs)


def read_jobs(partition: Partition) -> list[ReadingJob]:
    """The jobs, in their order."""
    return [unpacked_job(content) for content in _read(partition.jobs_path, _JOBS)]


def write_answers(partition: Partition, answers: Sequence[bytes]) -> None:
    """Put the answers where the parent finds them."""
    _write(partition, partition.answers_path, _ANSWERS, answers)


def read_answers(partition: Partition, *, count: int) -> list[bytes] | None:
    """The answers in the order of the jobs; None where there is no whole file of ``count``."""
    try:
        answers = _read(partition.answers_path, _ANSWERS)
    except WorkersError:
        return None
    return answers if len(answers) == count else None


def read_partition(partition: Partition, opener: OpenReader) -> int:
    """Read the partition's jobs; how many there were."""
    read_one = _cached_reader(opener)
    answers = [packed(answer(read_one, job)) for job in read_jobs(partition)]
    write_answers(partition, answers)
    return len(answers)


def check_worker(opening: ReaderFactory, folder_mark: str) -> str:
    """What keeps this worker from reading; empty where nothing does."""
    try:
        _cached_reader(opening)
    except (OSError, ValueError, RuntimeError) as exc:
        return str(exc)
    return "" if Path(folder_mark).is_file() else f"it does not see {Path(folder_mark).parent}"


def _write(partition: Partition, path: Path, column: str, rows: Sequence[bytes]) -> None:
    beside = partition.folder / f"{partition.key}.{uuid4().hex}{_PART}"
    table = pa.table({column: pa.array(rows, pa.binary())})
    try:
        try:
            pq.write_table(table, beside, compression="zstd", write_page_checksum=True)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as exc:
        raise WorkersError(f"{path} cannot be written ({exc.strerror or exc})") from exc


def _read(path: Path, column: str) -> list[bytes]:
    try:
        with pq.ParquetFile(path, page_checksum_verification=True) as file:
            table = file.read([column], use_threads=False)
    except (OSError, pa.ArrowException) as exc:
        raise WorkersError(f"{path} cannot be read ({exc})") from exc
    rows: list[bytes] = table.column(column).to_pylist()
    return rows


def _cached_reader(opener: OpenReader) -> ReadOne:
    with _open_lock:  # a worker may have several threads
        return _reader(opener)


@lru_cache(maxsize=1)
def _reader(opener: OpenReader) -> ReadOne:
    return opener()
