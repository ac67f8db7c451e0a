"""Partitions: some articles to be read, as a Parquet file in a folder that all workers see.

A partition is named by what is in it and by the versions that read it, so what an interrupted run
had read already is found again under the same name. Files appear under their name only when they
are whole.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq

from data.bulk.packing import unpacked_job
from data.bulk.protocol import Job
from data.errors import WorkersError

_JOBS, _ANSWERS = "jobs", "answers"
_PART = ".part"
PARTITION_ENDINGS = (f".{_JOBS}.parquet", f".{_ANSWERS}.parquet", _PART)
"""Of all files that belong to partitions."""


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


def read_jobs(partition: Partition) -> list[Job]:
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
