"""Forty articles, and a way to take them in with some readers into a store of its own."""

import json
import logging

import dask
import pytest
from distributed import Client, LocalCluster

from data.ingesting import ingest
from data.settings import Settings
from data.store.engine import open_engine
from tests.theatre import UKRAINE

PLACES = ("Bakhmut", "Kherson", "Kyiv", "Donetsk oblast")


@pytest.fixture
def news(tmp_path):
    """Forty articles, some of them twice, one of them broken, two of one identity."""
    lines = [
        {
            "id": n % 36,
            "source": "BBC",
            "date": f"2023-03-{1 + n % 28:02}",
            "text": f"Report {n}: shelling hit {PLACES[n % 4]}, and then {PLACES[n % 3]}.",
        }
        for n in range(40)
    ]
    file = tmp_path / "news.jsonl"
    shown = [json.dumps(line) for line in [*lines, *lines[:5]]]
    file.write_text("\n".join([*shown[:20], "{broken", *shown[20:]]), encoding="utf-8")
    return file


@pytest.fixture
def taken(tmp_path, geoparser):
    """Ingest a file with some readers; the store (a new one each), the report, and the log."""
    opened = []

    def take(file, readers=None, again=False):
        if not again:
            opened.append(open_engine(f"sqlite:///{tmp_path / f'store{len(opened)}.sqlite'}"))
        engine = opened[-1]
        lines = []
        report = ingest(
            [file],
            engine=engine,
            geoparser=geoparser,
            settings=Settings(),
            theatre=UKRAINE,
            readers=readers,
            log=lines.append,
        )
        return engine, report, [line for line in lines if " so far, " not in line]

    yield take
    for engine in opened:
        engine.dispose()


class TwoWorkers:
    """A Dask cluster of two workers, another one where a test has ended its workers."""

    def __init__(self, folder):
        self._folder = folder
        self._cluster = None

    def address(self):
        if self._cluster is not None and not self._is_whole():
            self.close()
        if self._cluster is None:
            self._cluster = LocalCluster(
                n_workers=2,
                threads_per_worker=1,
                dashboard_address=None,
                silence_logs=logging.CRITICAL,
                local_directory=str(self._folder),
            )
        return self._cluster.scheduler_address

    def _is_whole(self):
        with Client(self._cluster.scheduler_address, set_as_default=False) as client:
            return len(client.scheduler_info()["workers"]) == 2

    def close(self):
        if self._cluster is not None:
            self._cluster.close()
            self._cluster = None


@pytest.fixture(scope="module")
def two_workers(tmp_path_factory):
    workers = TwoWorkers(tmp_path_factory.mktemp("dask"))
    with dask.config.set({"distributed.scheduler.allowed-failures": 1}):
        yield workers
        workers.close()


@pytest.fixture
def scheduler(two_workers):
    """The address of a Dask cluster of two workers; what ends a worker twice is given up."""
    return two_workers.address()
