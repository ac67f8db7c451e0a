"""Ingest of the shared news by one process, two worker processes, and a Dask cluster of two.

Each ingest is a process of its own with a store of its own; the kinds take turns, and the median of
three is printed (RUNS=1 for one). The stores are compared table by table. In the last run one
worker of the cluster is killed. Figures only on a quiet machine of two cores or more.
"""

import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from distributed import Client

from data.settings import file_address
from data.store.copying import digests
from data.store.engine import open_engine, reading

ROOT = Path(__file__).resolve().parent.parent.parent
NEWS = Path(os.environ.get("NEWS", ROOT.parent / "shared" / "news"))
RUNS = int(os.environ.get("RUNS", "3"))
ASKED = {"one process": 1.0, "--workers 2": 1.7, "two Dask workers": 1.6}
_KILL_AFTER = 0.4
"""Of the time that the cluster took."""


@dataclass(frozen=True, slots=True)
class Ran:
    """One ingest."""

    seconds: float
    processor_s: float
    """Of the process and its workers; a cluster's workers are no children of it."""
    peak_mb: float
    """Of the largest process."""
    last_line: str


def main() -> int:
    """Print the figures."""
    if not NEWS.is_dir():
        print(f"skipped: there is no {NEWS}")
        return 0
    with tempfile.TemporaryDirectory() as name, cluster(Path(name)) as address:
        folder = Path(name)
        kinds = {
            "one process": [],
            "--workers 2": ["--workers", "2"],
            "two Dask workers": ["--scheduler", address],
        }
        ran: dict[str, list[Ran]] = {kind: [] for kind in kinds}
        for number in range(RUNS):
            for kind, options in kinds.items():
                store = folder / f"{kind.replace(' ', '')}{number}.sqlite"
                ran[kind].append(ingest(store, options))
        stores = [folder / f"{kind.replace(' ', '')}0.sqlite" for kind in kinds]
        print(f"the same in all stores: {len({told(store) for store in stores}) == 1}")
        for kind, runs in ran.items():
            _print(kind, runs, ran["one process"])
        usual_s = statistics.median(run.seconds for run in ran["two Dask workers"])
        _killed(folder / "killed.sqlite", address, usual_s, stores[0])
    return 0


def ingest(store: Path, options: list[str]) -> Ran:
    """Ingest the news into a new store."""
    command = [sys.executable, "-m", "data", "ingest", str(NEWS), "--database", str(store)]
    begun = time.monotonic()
    with subprocess.Popen(
        [*command, *options], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT
    ) as process:
        said = process.stdout.read().decode()
        _pid, _status, used = os.wait4(process.pid, 0)
        process.returncode = 0
    seconds = time.monotonic() - begun
    return Ran(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, said.strip())


def told(store: Path) -> str:
    """What a store holds; runs differ in time."""
    engine = open_engine(file_address(store), read_only=True)
    with reading(engine) as connection:
        held = dict(digests(connection))
    engine.dispose()
    for name in ("run", "rollup", "rollup_part"):  # packed when an ingest came by
        held.pop(name, None)
    return repr(sorted(held.items()))


@contextmanager
def cluster(folder: Path) -> Iterator[str]:
    """A scheduler and two workers of one thread on this machine; the scheduler's address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": ROOT}
    dask = [sys.executable, "-m", "dask"]
    scheduler = ["scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard"]
    worker = ["worker", address, "--nthreads", "1", "--nworkers", "2", "--no-dashboard"]
    running = [
        subprocess.Popen([*dask, *scheduler], **quiet),
        subprocess.Popen([*dask, *worker, "--local-directory", str(folder / "dask")], **quiet),
    ]
    try:
        with Client(address, timeout=30, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
        yield address
    finally:
        for process in reversed(running):
            process.terminate()
            process.wait()


def _killed(store: Path, address: str, usual_s: float, sound: Path) -> None:
    """Kill a worker in mid-run; what is lost or doubled."""

    def kill() -> None:
        with Client(address, set_as_default=False) as client:
            pid = next(iter(client.run(os.getpid).values()))
        os.kill(pid, signal.SIGKILL)

    timer = threading.Timer(usual_s * _KILL_AFTER, kill)
    timer.start()
    run = ingest(store, ["--scheduler", address])
    timer.join()
    counts = []
    for path in (sound, store):
        engine = open_engine(file_address(path), read_only=True)
        with reading(engine) as connection:
            counts.append(digests(connection)["article"].rows)
        engine.dispose()
    print(
        f"a worker killed in mid-run: {run.seconds:.1f} s; articles lost "
        f"{max(0, counts[0] - counts[1])}, doubled {max(0, counts[1] - counts[0])}; "
        f"the same store: {told(sound) == told(store)}"
    )


def _print(kind: str, runs: list[Ran], alone: list[Ran]) -> None:
    seconds = statistics.median(run.seconds for run in runs)
    times = statistics.median(run.seconds for run in alone) / seconds
    processor_s = statistics.median(run.processor_s for run in runs)
    print(
        f"{kind}: {seconds:.1f} s ({', '.join(f'{run.seconds:.1f}' for run in runs)}), "
        f"{times:.2f} times as fast as one process (asked {ASKED[kind]}); processor time "
        f"{processor_s:.1f} s; peak {max(run.peak_mb for run in runs):.0f} MB"
    )
    print(f"  {runs[-1].last_line}")


if __name__ == "__main__":
    sys.exit(main())
