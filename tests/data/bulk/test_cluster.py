import json
import re
import socket
import threading
from pathlib import Path

import pytest

from data.bulk.cluster import Cluster
from data.bulk.partitions import Partition, read_jobs
from data.bulk.transport import present_versions
from data.errors import WorkersError
from tests.data.bulk.stores import contents
from tests.data.bulk.workers import (
    KILLS,
    KILLS_ONCE,
    OtherOpening,
    RecordingOpening,
    SmallOpening,
    text_key,
)
from tests.theatre import UKRAINE

NOWHERE = Path("/there/is/no/gazetteer")


@pytest.fixture
def shared(tmp_path):
    return tmp_path / "shared"


@pytest.fixture
def cluster(scheduler, shared, geoparser):
    """A cluster whose workers read against five places, and what it logged."""

    def connected(address=scheduler, opening=SmallOpening, gazetteer=NOWHERE, **options):
        lines = []
        versions = present_versions(geoparser.gazetteer_version)
        opened = opening(gazetteer, UKRAINE, "UA", versions)
        return Cluster(address, opened, shared=shared, log=lines.append, **options), lines

    return connected


def test_the_store_is_the_same_as_of_one_process(news, taken, cluster, shared):
    alone, wanted, said = taken(news)
    readers, lines = cluster()
    with readers:
        together, report, said_too = taken(news, readers)
    assert contents(together) == contents(alone)
    assert (report.counts(), said_too, lines) == (wanted.counts(), said, [])
    assert not shared.exists()


def test_a_worker_killed_in_mid_run_loses_and_doubles_nothing(news, taken, cluster, tmp_path):
    text = f"{KILLS_ONCE}{tmp_path / 'mark'}"
    with news.open("a", encoding="utf-8") as file:
        file.write("\n" + json.dumps({"id": "x", "source": "AP", "text": text}))
    readers, _lines = cluster()
    with readers:
        survived, _report, _said = taken(news, readers)
    alone, _wanted, _said = taken(news)
    assert contents(survived) == contents(alone)


def test_an_article_that_ends_each_worker_is_refused_by_name(news, taken, cluster, shared):
    alone, _report, _said = taken(news)
    with news.open("a", encoding="utf-8") as file:
        file.write("\n" + json.dumps({"id": "x", "source": "AP", "text": KILLS}))
    readers, lines = cluster()
    with readers:
        without, report, _said = taken(news, readers)
    assert contents(without) == contents(alone)
    origin = f"{news} line 47"
    reason = "each worker that read it was ended; report it"
    assert report.skipped[-1] == (origin, f"{origin} was left out: {reason}")
    assert [line.partition(" ")[2].partition(" ")[2] for line in lines] == [
        "articles ended their workers; they are read singly"
    ]
    assert not shared.exists()


def test_what_an_interrupted_run_has_read_is_found_again(news, taken, cluster, shared, tmp_path):
    alone, _wanted, _said = taken(news)
    runs = [tmp_path / "first", tmp_path / "second"]
    for folder in runs:
        folder.mkdir()

    # An article a partition, so that none is stored in part.
    readers, _lines = cluster(opening=RecordingOpening, gazetteer=runs[0], partition_jobs=1)
    whole = readers.answers

    def interrupted(items):
        for number, answered in enumerate(whole(items)):
            if number == 10:
                while len(list(shared.glob("*.answers.parquet"))) < 3:
                    threading.Event().wait(0.01)
                raise KeyboardInterrupt
            yield answered

    readers.answers = interrupted
    with pytest.raises(KeyboardInterrupt), readers:
        taken(news, readers)
    keys = [path.name.partition(".")[0] for path in shared.glob("*.answers.parquet")]
    left = {text_key(job.known.text) for key in keys for job in read_jobs(Partition(shared, key))}
    assert len(left) >= 3

    readers, _lines = cluster(opening=RecordingOpening, gazetteer=runs[1], partition_jobs=1)
    with readers:
        resumed, _report, _said = taken(news, readers, again=True)
    read_again = {path.name for path in runs[1].iterdir()}
    assert read_again
    assert left.isdisjoint(read_again)
    by_run = {"run": None, "article_text": None, "place": None}  # written twice
    assert {**contents(resumed), **by_run} == {**contents(alone), **by_run}
    assert list(shared.iterdir() if shared.exists() else []) == []


def test_no_cluster_at_the_address_is_told_in_one_line(cluster):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    readers, _lines = cluster(address, connect_s=1)
    with pytest.raises(WorkersError) as told:
        readers.__enter__()
    line = str(told.value)
    assert line.startswith(f"no Dask scheduler answers at {address} (")
    assert line.endswith("); start one with: dask scheduler")
    assert "\n" not in line


def test_a_worker_with_another_gazetteer_is_refused_before_it_reads(cluster, shared):
    readers, _lines = cluster(opening=OtherOpening)
    with pytest.raises(WorkersError, match=r"worker tcp://\S+ cannot read for us: a worker has"):
        readers.__enter__()
    assert not shared.exists() or list(shared.iterdir()) == []


def test_a_folder_that_cannot_be_used_is_told_with_the_option(cluster, shared):
    shared.write_text("a file", encoding="utf-8")
    readers, _lines = cluster()
    with pytest.raises(WorkersError, match=r"name one that all workers see: --shared FOLDER"):
        readers.__enter__()


def test_versions_name_gazetteer_model_and_program():
    assert re.fullmatch(r"gazetteer g, model \S+, program [0-9a-f]{12}", present_versions("g"))
