import json
import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from data import holdings, queries
from data.errors import StoreError
from data.ingest import ingest
from data.model import Filter
from data.settings import Settings
from data.store.engine import open_engine, reading, writing
from data.store.schema import ARTICLE, ARTICLE_TEXT, MENTION, RUN
from geocode.geoparser import MODEL_VERSION

ROOT = Path(__file__).resolve().parent.parent.parent
SEED = ROOT / "seeds" / "000_e2c2174b0325c6ec.txt"


@pytest.fixture
def take(engine, geoparser, settings):
    """Ingest some paths; the report, and what was logged in ``take.lines``."""
    lines = []

    def taken(*paths, briefs=True):
        return ingest(
            list(paths),
            engine=engine,
            geoparser=geoparser,
            settings=settings,
            briefs=briefs,
            log=lines.append,
        )

    taken.lines = lines
    return taken


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "news"
    made.mkdir()
    (made / "a.txt").write_text(
        "---\ntitle: Strikes in Kherson\ndate: 2023-03-01\nsource: AP\n---\nTwo were hurt.\n",
        encoding="utf-8",
    )
    (made / "b.md").write_text(
        "---\nkind: brief\ndate: 2023-03-02\n---\nFighting went on near Bakhmut.\n",
        encoding="utf-8",
    )
    lines = [
        {"id": 1, "source": "BBC", "date": "2023-03-03", "text": "Shelling hit Bakhmut."},
        {"id": 1, "source": "BBC", "date": "2023-03-03", "text": "Shelling hit Kherson."},
        {"id": 2, "source": "BBC", "date": "31/02/24", "text": "A blast in Kyiv."},
    ]
    (made / "c.jsonl").write_text(
        "\n".join([*(json.dumps(line) for line in lines), "{broken"]), encoding="utf-8"
    )
    return made


def _column(engine, column):
    with reading(engine) as connection:
        return list(connection.scalars(sa.select(column).order_by(column)))


def test_everything_is_taken_or_named_with_a_reason(take, folder):
    report = take(folder)
    assert (report.new, report.new_versions, report.updated, report.unchanged) == (4, 1, 0, 0)
    assert report.undated == 1
    broken = f"{folder}/c.jsonl line 4"
    note = f"{folder}/c.jsonl line 3: date '31/02/24' is not a day; use YYYY-MM-DD"
    assert [origin for origin, _reason in report.skipped] == [broken]
    assert report.skipped[0][1].startswith(f"{broken} is not JSON (")
    assert report.notes == [f"{note}; kept as undated"]
    assert take.lines == [f"note: {note}; kept as undated", f"skipped: {report.skipped[0][1]}"]


def test_twice_in_a_row_adds_nothing(take, folder, engine):
    take(folder)
    before = holdings.totals(engine)
    report = take(folder)
    assert (report.new, report.new_versions, report.updated, report.unchanged) == (0, 0, 0, 5)
    after = holdings.totals(engine)
    assert (after.articles, after.mentions) == (before.articles, before.mentions)


def test_a_place_in_the_headline_is_found_and_its_offsets_hold(take, folder, engine):
    take(folder / "a.txt")
    with reading(engine) as connection:
        row = connection.execute(
            sa.select(MENTION, ARTICLE_TEXT.c.text.label("stored")).join(
                ARTICLE_TEXT, ARTICLE_TEXT.c.article_id == MENTION.c.article_id
            )
        ).one()
    assert row.stored == "Strikes in Kherson\n\nTwo were hurt.\n"
    assert (row.start, row.end, row.place_id) == (11, 18, "geonames:706448")
    assert row.stored[row.start : row.end] == row.text == "Kherson"


def test_the_users_article_is_stored_to_the_last_character(take, engine):
    take(SEED)
    assert _column(engine, ARTICLE_TEXT.c.text) == [SEED.read_bytes().decode("utf-8")]
    row = queries.articles(engine, Filter(), limit=1, offset=0).iloc[0]
    assert (row.source, row.published, row.lang) == ("The Hill", "2023-03-01", "en")
    assert row.title == (
        "Ukraine may ‘strategically pull back’ from embattled Bakhmut: Zelensky adviser"
    )


def test_every_mention_keeps_the_versions_that_placed_it(take, folder, engine, geoparser):
    take(folder)
    assert set(_column(engine, MENTION.c.model_version)) == {MODEL_VERSION}
    assert set(_column(engine, MENTION.c.gazetteer_version)) == {geoparser.gazetteer_version}


def test_briefs_are_left_out_on_request(take, folder, engine):
    report = take(folder, briefs=False)
    assert report.left_out == 1
    assert _column(engine, ARTICLE.c.source_kind) == ["news"] * 3


def test_an_edited_brief_replaces_its_older_version(take, folder, engine):
    take(folder / "b.md")
    (folder / "b.md").write_text(
        "---\nkind: brief\ndate: 2023-03-02\n---\nFighting went on near Kherson.\n",
        encoding="utf-8",
    )
    assert take(folder / "b.md").new_versions == 1
    assert list(queries.places(engine, Filter()).name) == ["Kherson"]


def test_a_date_added_later_dates_the_article(take, folder, engine):
    path = folder / "d.txt"
    path.write_text("Shelling hit Bakhmut.", encoding="utf-8")
    assert take(path).undated == 1
    (folder / "d.meta.yaml").write_text("published: 2023-05-01\n", encoding="utf-8")
    report = take(path)
    assert (report.updated, report.undated) == (1, 0)
    assert _column(engine, MENTION.c.day) == [date(2023, 5, 1)]


def test_a_run_keeps_its_account(take, folder, engine):
    take(folder)
    with reading(engine) as connection:
        run = connection.execute(sa.select(RUN)).one()
    assert (run.new, run.new_versions, run.updated, run.unchanged) == (4, 1, 0, 0)
    assert (run.skipped, run.model_version) == (1, MODEL_VERSION)
    assert run.finished_at >= run.started_at


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


def test_a_large_file_is_skipped_with_the_limit(folder, engine, geoparser, database_url):
    with (folder / "big.txt").open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    report = ingest(
        [folder / "big.txt"],
        engine=engine,
        geoparser=geoparser,
        settings=Settings(database_url=database_url, max_file_mb=32),
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


def test_nul_and_lone_surrogates_are_replaced_and_offsets_hold(take, tmp_path, engine):
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "Near\\u0000 \\ud800 Bakhmut.", "date": "2023-03-01"}\n')
    report = take(path)
    assert report.notes == [
        f"{path} line 1: 2 characters that cannot be stored were replaced by U+FFFD"
    ]
    (found,) = queries.excerpts(engine, "geonames:712451", Filter(), limit=5, offset=0)
    assert found.text == "Near\ufffd \ufffd Bakhmut."
    assert (found.mark_start, found.mark_end) == (8, 15)


def test_hostile_markup_comes_back_as_text(take, tmp_path, engine):
    text = (
        "<script>alert(1)</script> <img src=x onerror=alert(1)> fighting in Bakhmut "
        "[link](javascript:alert(1)) \u202eevil\u202c"
    )
    path = tmp_path / "a.txt"
    path.write_text(f"---\nurl: javascript:alert(1)\ndate: 2023-03-01\n---\n{text}")
    report = take(path)
    assert report.notes == [f"{path} line 2: address is no http or https address; left out"]
    (found,) = queries.excerpts(engine, "geonames:712451", Filter(), limit=5, offset=0)
    assert (found.text, found.url) == (text, None)


def test_a_locked_database_ends_the_ingest_and_keeps_what_was_stored(
    take, folder, engine, database_url, geoparser, settings
):
    take(folder / "a.txt")
    impatient = open_engine(database_url, busy_timeout_s=0)
    with writing(engine), pytest.raises(StoreError, match="is locked: another process"):
        ingest([folder], engine=impatient, geoparser=geoparser, settings=settings, log=print)
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
    assert _column(engine, ARTICLE_TEXT.c.text) == ["Shelling hit Bakhmut."]
    sa.event.remove(engine, "begin", limit)
    engine.dispose()
    report = take(path)
    assert (report.new, report.unchanged) == (2, 1)


_SLOW_INGEST = """
import sys
from pathlib import Path
from data.ingest import ingest
from data.settings import Settings
from data.store.engine import open_engine
from geocode.gazetteer.memory import MemoryGazetteer
from geocode.geoparser import Geoparser
from tests.data.builders import PLACES
ingest([Path(sys.argv[2])], engine=open_engine(sys.argv[1]), settings=Settings(), log=print,
       geoparser=Geoparser(MemoryGazetteer([(place, ()) for place in PLACES.values()])))
"""


def test_an_ingest_that_is_killed_leaves_no_half_article(take, tmp_path, database_url):
    path = tmp_path / "a.jsonl"
    count = 600
    path.write_text(
        "\n".join(
            json.dumps({"id": n, "source": "AP", "text": f"{n}: Bakhmut and Kherson were hit."})
            for n in range(count)
        )
    )
    command = [sys.executable, "-c", _SLOW_INGEST, database_url, str(path)]
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.PIPE)
    assert process.stdout is not None
    # One line is logged an article, for want of a date: the kill falls into the work.
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
    assert 0 < stored < count
    assert (texts, mentions) == (stored, 2 * stored)
    report = take(path)
    assert (report.new, report.unchanged) == (count - stored, stored)
    engine.dispose()
