"""What a Dask worker does: read one partition, and put the answers beside it.

The gazetteer is opened once a worker process, whatever number of partitions it reads. It is opened
from its file: sent through Dask, it took a minute and two gigabytes.
"""

from functools import lru_cache
from pathlib import Path
from threading import Lock

from data.bulk.here import answer
from data.bulk.opening import Opening
from data.bulk.packing import packed
from data.bulk.partitions import Partition, read_jobs, write_answers
from data.bulk.protocol import Opener, ReadOne

_opening = Lock()


def read_partition(partition: Partition, opener: Opener) -> int:
    """Read the partition's jobs; how many there were."""
    read_one = _opened(opener)
    answers = [packed(answer(read_one, job)) for job in read_jobs(partition)]
    write_answers(partition, answers)
    return len(answers)


def check_worker(opening: Opening, folder_mark: str) -> str:
    """What keeps this worker from reading; empty where nothing does."""
    try:
        _opened(opening)
    except (OSError, ValueError, RuntimeError) as exc:
        return str(exc)
    return "" if Path(folder_mark).is_file() else f"it does not see {Path(folder_mark).parent}"


def _opened(opener: Opener) -> ReadOne:
    with _opening:  # a worker may have several threads
        return _open(opener)


@lru_cache(maxsize=1)
def _open(opener: Opener) -> ReadOne:
    return opener()
