import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from data.errors import StoreError
from data.ingesting import ingest
from data.queries import holdings
from data.settings import Settings
from data.store.engine import open_engine, reading, writing
from data.store.schema import ARTICLE, ARTICLE_TEXT, MENTION
from geocode.errors import GazetteerBroken
from tests.data.builders import column
from tests.theatre import UKRAINE

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.txt", b"", "is empty; it holds no text to read"),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "is not text (binary)"),
        ("a.txt", "Війська відійшли".encode("cp1251"), "line 1: byte 0xe9 is not UTF-8"),
        ("a.md", b"---\ntitle: a\ntitle: b\n---\nText", "line 3: title is given twice"),
        ("a.docx", b"PK", "is of no known format"),
        ("a.jsonl", b"[" * 100_000, "line 1 is not JSON"),
    ],
    ids=["empty", "binary", "encoding", "double key", "format", "deep"],
)
def test_bad_input_is_skipped_by_name_and_the_rest_is_taken(take, folder, name, content, says):
    bad = folder / "bad"
    bad.mkdir()
    (bad / name).write_bytes(content)
    report = take(bad, folder / "b.md")
    assert report.new == 1
    ((origin, reason),) = report.skipped
    assert origin.startswith(f"{bad}/{name}")
    assert reason.startswith(f"{bad}/{name} {says}")


class _Failing:
    """The real geoparser, with a mistake that one text meets."""

    def __init__(self, geoparser, fault):
        self._geoparser = geoparser
        self._fault = fault
        self.gazetteer_version = geoparser.gazetteer_version

    def parse(self, text, **known):
        if "Two were hurt" in text:
            raise self._fault
        return self._geoparser.parse(text, **known)


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        (IndexError("list index\nout of range"), "IndexError: list index out of range"),
        (RecursionError("too deep"), "RecursionError: too deep"),
        (UnicodeError("x" * 1000), f"UnicodeError: {'x' * 200}"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_text_that_the_geoparser_fails_on_is_left_out_by_name_and_the_rest_is_taken(
    folder, engine, geoparser, settings, fault, says
):
    failing = _Failing(geoparser, fault)
    lines = []
    report = ingest(
        [folder],
        engine=engine,
        geoparser=failing,
        settings=settings,
        theatre=UKRAINE,
        log=lines.append,
    )
    assert (report.new, report.new_versions) == (3, 1)
    path = folder / "a.txt"
    reason = f"{path} was left out: reading it failed ({says}); report it with its text"
    assert report.skipped[0] == (str(path), reason)
    assert lines[0] == f"skipped: {reason}"
    again = ingest(
        [folder], engine=engine, geoparser=geoparser, settings=settings, theatre=UKRAINE, log=print
    )
    assert (again.new, again.unchanged) == (1, 4)


@pytest.mark.parametrize("fault", [GazetteerBroken("damaged"), OSError("disk")])
def test_a_fault_that_every_article_would_meet_ends_the_ingest(
    folder, engine, geoparser, settings, fault
):
    failing = _Failing(geoparser, fault)
    with pytest.raises(type(fault)):
        ingest(
            [folder],
            engine=engine,
            geoparser=failing,
            settings=settings,
            theatre=UKRAINE,
            log=print,
        )
    assert holdings.totals(engine).articles == 0


class _Stammering:
    """The real geoparser, saying each thing twice, which the store does not take."""

    def __init__(self, geoparser):
        self._geoparser = geoparser
        self.gazetteer_version = geoparser.gazetteer_version

    def parse(self, text, **known):
        found = list(self._geoparser.parse(text, **known))
        return found * 2 if "hurt" in text else found


def test_an_article_whose_rows_the_database_refuses_is_left_out_whole(
    folder, engine, geoparser, settings
):
    report = ingest(
        [folder],
        engine=engine,
        geoparser=_Stammering(geoparser),
        settings=settings,
        theatre=UKRAINE,
        log=print,
    )
    origin, reason = report.skipped[0]
    assert origin == str(folder / "a.txt")
    assert reason.startswith(
        f"{origin} was left out: database {engine.url.database} refused: UNIQUE constraint failed"
    )
    assert report.new == 3
    assert "Two were hurt.\n" not in "".join(column(engine, ARTICLE_TEXT.c.text))


def test_a_large_file_is_skipped_with_the_limit(folder, engine, geoparser, database_url):
    with (folder / "big.txt").open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    report = ingest(
        [folder / "big.txt"],
        engine=engine,
        geoparser=geoparser,
        settings=Settings(database_url=database_url, max_file_mb=32),
        theatre=UKRAINE,
        log=lambda line: None,
    )
    assert report.skipped == [
        (
            f"{folder}/big.txt",
            f"{folder}/big.txt is too large (50.0 MB, the limit is 32 MB); split it, or raise "
            "FRONTLINE_MAX_MB",
        )
    ]


def test_a_text_that_is_no_article_for_its_length_is_skipped(take, folder):
    path = folder / "long.txt"
    path.write_text("Bakhmut " * 200_000, encoding="utf-8")
    assert take(path).skipped == [
        (
            str(path),
            f"{path} is too long (1,600,000 characters, the limit is 1,000,000); split it",
        )
    ]


def test_a_locked_database_ends_the_ingest_and_keeps_what_was_stored(
    take, folder, engine, database_url, geoparser, settings
):
    take(folder / "a.txt")
    impatient = open_engine(database_url, busy_timeout_s=0)
    with writing(engine), pytest.raises(StoreError, match="is locked: another process"):
        ingest(
            [folder],
            engine=impatient,
            geoparser=geoparser,
            settings=settings,
            theatre=UKRAINE,
            log=print,
        )
    impatient.dispose()
    assert holdings.totals(engine).articles == 1
    assert take(folder).new == 3


def test_a_full_disk_ends_the_ingest_with_the_count_of_what_is_safe(take, tmp_path, engine):
    path = tmp_path / "a.jsonl"
    path.write_text(
        "\n".join(
            json.dumps({"id": n, "source": "AP", "date": "2023-03-01", "text": text})
            for n, text in enumerate(["Shelling hit Bakhmut.", "x" * 200_000, "Kherson."])
        )
    )

    @sa.event.listens_for(engine, "begin")
    def limit(connection):
        connection.exec_driver_sql("PRAGMA max_page_count = 40")

    with pytest.raises(StoreError) as error:
        take(path)
    assert str(error.value) == (
        f"database {engine.url.database} cannot grow: the disk is full; free some space and "
        "repeat the command; 1 articles were taken before that and stay, the rest was not"
    )
    assert column(engine, ARTICLE_TEXT.c.text) == ["Shelling hit Bakhmut."]
    sa.event.remove(engine, "begin", limit)
    engine.dispose()
    report = take(path)
    assert (report.new, report.unchanged) == (2, 1)


_SLOW_INGEST = """
import sys
from pathlib import Path
from data.ingesting import ingest
from data.settings import Settings
from data.store.engine import open_engine
from data.theatre import load_theatre
from tests.memory_gazetteer import MemoryGazetteer
from geocode.geoparser import Geoparser
from tests.data.builders import PLACES
ingest([Path(sys.argv[2])], engine=open_engine(sys.argv[1]), settings=Settings(),
       theatre=load_theatre("ukraine"), log=print,
       geoparser=Geoparser(MemoryGazetteer([(place, ()) for place in PLACES.values()])))
"""


def test_an_ingest_that_is_killed_leaves_no_half_article(take, tmp_path, database_url):
    path = tmp_path / "a.jsonl"
    told = {"source": "AP", "date": "?"}
    lines = [
        json.dumps({"id": n, "text": f"{n}: Bakhmut and Kherson were hit.", **told})
        for n in range(5_000)
    ]
    path.write_text("\n".join(lines))
    command = [sys.executable, "-c", _SLOW_INGEST, database_url, str(path)]
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.PIPE)
    assert process.stdout is not None
    # One line is logged an article, for a date that is none: the kill falls into the work, which
    # cannot end before it, as the pipe does not hold the lines of them all.
    for _ in range(100):
        process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()

    engine = open_engine(database_url)
    with reading(engine) as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        stored = connection.scalar(sa.select(sa.func.count()).select_from(ARTICLE))
        texts = connection.scalar(sa.select(sa.func.count()).select_from(ARTICLE_TEXT))
        mentions = connection.scalar(sa.select(sa.func.count()).select_from(MENTION))
    assert 0 < stored < len(lines)
    assert (texts, mentions) == (stored, 2 * stored)
    path.write_text("\n".join(lines[: stored + 50]))
    report = take(path)
    assert (report.new, report.unchanged) == (50, stored)
    engine.dispose()
