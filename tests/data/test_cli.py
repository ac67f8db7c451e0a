import argparse
import csv
import io
import json
import os
import shlex
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from data.articles.formats.archives import ARCHIVE_SUFFIXES
from data.articles.formats.loading import SUFFIXES
from data.cli import main
from data.commands.arguments import COMMANDS
from data.model import SourceKind
from data.settings import file_address
from data.store.engine import open_engine, writing
from tests.data.builders import article, new_writer, store

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def database(tmp_path, monkeypatch):
    """A store with one article, which the command line finds in the environment."""
    file = tmp_path / "100% news?.sqlite"
    engine = open_engine(file_address(file))
    store(new_writer(engine), article("Fighting near Bakhmut.", day="2023-03-01"), "Bakhmut")
    engine.dispose()
    monkeypatch.setenv("FRONTLINE_DATABASE", file_address(file))
    monkeypatch.delenv("GEOCODE_GAZETTEER", raising=False)
    return file


def _run(capsys, *arguments):
    status = main(arguments)
    told = capsys.readouterr()
    return status, told.out, told.err


def test_stats_say_what_the_store_holds(database, capsys):
    status, out, err = _run(capsys, "stats")
    assert (status, err) == (0, "")
    assert out == (
        "articles   1 (0 briefs, 0 undated, 0 older versions kept)\n"
        "published  2023-03-01 to 2023-03-01\n"
        "events     none (articles without: 1)\n"
        "mentions   1 (0 not mapped)\n"
        "places     1\n"
        "runs       1\n"
    )


def test_the_database_may_be_named_as_a_plain_file(database, capsys, monkeypatch):
    monkeypatch.setenv("FRONTLINE_DATABASE", "sqlite:////nowhere/at-all.sqlite")
    status, out, _err = _run(capsys, "stats", "--database", str(database))
    assert (status, out.splitlines()[0][:12]) == (0, "articles   1")


def test_export_writes_geojson_to_a_file_and_csv_to_standard_output(database, capsysbinary):
    target = database.with_name("out.geojson")
    assert main(["export", "--format", "geojson", "-o", str(target)]) == 0
    assert json.loads(target.read_text("utf-8"))["features"][0]["id"] == "geonames:712451"
    assert main(["export", "--format", "csv"]) == 0
    text = capsysbinary.readouterr().out.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert (row["text"], row["source"]) == ("Bakhmut", "Reuters")


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (["--from", "2023-03-01", "--to", "2023-03-01"], 1),
        (["--from", "2023-03-02"], 0),
        (["--to", "2023-02-28"], 0),
        (["--source", "AP", "--source", "Reuters"], 1),
        (["--lang", "uk"], 0),
        (["--search", "FIGHTING"], 1),
        (["--no-briefs"], 1),
        (["--inside", "Donetsk Oblast"], 1),
        (["--inside", "geonames:690791"], 1),
        (["--claim", "captured", "--claim", "held"], 0),
        (["--by", "event"], 1),
        (["--by", "event", "--from", "2023-03-01"], 0),
        (["--by", "published", "--from", "2023-03-01"], 1),
    ],
)
def test_export_obeys_its_filters(database, capsysbinary, options, count):
    assert main(["export", "--format", "csv", "--rows", "places", *options]) == 0
    lines = capsysbinary.readouterr().out.decode("utf-8").splitlines()
    assert len(lines) == 1 + count


@pytest.mark.parametrize(
    ("options", "names"),
    [
        ([], ["Bakhmut"]),
        (["--roles", "literal"], ["Bakhmut"]),
        (["--roles", "all"], ["Moscow", "Bakhmut"]),
    ],
    ids=["default", "literal", "all"],
)
def test_export_writes_names_that_stand_for_governments_when_asked(
    tmp_path, monkeypatch, capsysbinary, options, names
):
    store = f"sqlite:///{tmp_path / 'roles.sqlite'}"
    monkeypatch.setenv("FRONTLINE_DATABASE", store)
    article = tmp_path / "article.txt"
    article.write_text("Moscow denied that its troops had left Bakhmut.", encoding="utf-8")
    assert main(["ingest", str(article)]) == 0
    capsysbinary.readouterr()
    assert main(["export", "--format", "csv", *options]) == 0
    text = capsysbinary.readouterr().out.decode("utf-8-sig")
    rows = csv.DictReader(io.StringIO(text, newline=""))
    assert sorted(row["text"] for row in rows) == sorted(names)


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        ([], 2, "error: the following arguments are required: COMMAND; see python -m data --help"),
        (["ingest"], 2, "error: the following arguments are required: PATH"),
        (["frobnicate"], 2, "error: argument COMMAND: invalid choice: 'frobnicate'"),
        (["export", "--format", "kml"], 2, "error: argument --format: invalid choice: 'kml'"),
        (
            ["export", "--format", "csv", "--inside", "Atlantis"],
            2,
            "error: --inside 'Atlantis': no place of the store lies in an area of this name; "
            "give a country, oblast or raion, or its id",
        ),
        (
            ["export", "--format", "csv", "--from", "31/02/24"],
            2,
            "error: argument --from: '31/02/24' is not a day; use YYYY-MM-DD",
        ),
        (
            ["stats", "--database", "/nowhere/x.sqlite"],
            1,
            "error: no database at /nowhere/x.sqlite; make one: python -m data ingest seeds",
        ),
        (
            ["stats", "--database", str(Path(__file__))],
            1,
            f"error: database {Path(__file__)} is not a database; name another file",
        ),
        (
            ["export", "--format", "csv", "-o", "/nowhere/out.csv"],
            1,
            "error: /nowhere/out.csv cannot be written (No such file or directory)",
        ),
        (
            ["export", "--format", "csv", "-o", ""],
            1,
            "error: . cannot be written (Is a directory); name another file",
        ),
        (
            ["export", "--format", "csv", "-o", f"{__file__}/out.csv"],
            1,
            f"error: {__file__}/out.csv cannot be written (Not a directory); name another file",
        ),
        (
            ["export", "--format", "csv", "-o", "x" * 300],
            1,
            f"error: {'x' * 300} cannot be written (File name too long); name another file",
        ),
        (
            ["export", "--format", "csv", "--from", "2023-03-02", "--to", "2023-03-01"],
            2,
            "error: --from 2023-03-02 is after --to 2023-03-01; give the earlier day first",
        ),
        (
            ["stats", "--database", "~nobody-at-all/x.sqlite"],
            1,
            "error: '~nobody-at-all/x.sqlite': unknown user after ~; write the full path",
        ),
    ],
)
def test_what_goes_wrong_is_one_line(database, capsys, arguments, status, says):
    given, out, err = _run(capsys, *arguments)
    assert (given, out, err.count("\n")) == (status, "", 1)
    assert err.startswith(says)


def test_a_file_that_exists_is_replaced_only_on_request(database, tmp_path, capsys):
    target = tmp_path / "out.csv"
    arguments = ["export", "--format", "csv", "-o", str(target)]
    assert _run(capsys, *arguments) == (0, "", f"wrote {target}: 1 mention\n")
    target.write_text("notes of mine")
    assert _run(capsys, *arguments) == (
        1, "", f"error: {target} exists; name another file, or replace it with --force\n",
    )  # fmt: skip
    assert target.read_text() == "notes of mine"
    assert _run(capsys, *arguments, "--force") == (0, "", f"replaced {target}: 1 mention\n")
    assert target.read_text("utf-8").startswith("\ufeffarticle_id,")


@pytest.mark.parametrize("command", [None, *COMMANDS])
def test_help_has_examples_and_the_exit_status(capsys, command):
    status, out, _err = _run(capsys, *([command] if command else []), "--help")
    assert status == 0
    assert "examples:\n  python -m data" in out
    assert "exit status: 0 done" in out


def test_the_examples_of_the_help_are_right_usage():
    for name, command in COMMANDS.items():
        parser = argparse.ArgumentParser(exit_on_error=False)
        parser.add_argument("--database")
        command.add_arguments(parser)
        for example in command.examples:
            given = shlex.split(example.partition(" > ")[0])
            assert given[0] == name
            parser.parse_args(given[1:])


def test_help_loads_no_library_that_takes_long():
    told = subprocess.run(
        [sys.executable, "-c", "import sys, data.cli as cli; cli.main(['ingest', '--help']); "
         "print(sorted({'pandas', 'numpy', 'sqlalchemy', 'lxml'} & sys.modules.keys()))"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert told.stdout.endswith("[]\n")


def test_many_files_of_no_known_format_are_one_line(
    database, capsys, monkeypatch, gazetteer_path, tmp_path
):
    monkeypatch.setenv("GEOCODE_GAZETTEER", str(gazetteer_path))
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(20):
        (folder / f"{number:02}.docx").write_bytes(b"x")
    for number in range(10):
        (folder / f"{number:02}.pdf").write_bytes(b"x")
    status, out, err = _run(capsys, "ingest", str(folder))
    assert (status, err.count("\n")) == (1, 1)
    assert " 30 skipped" in out
    assert err.startswith(
        f"skipped: 30 files of no known format (20 .docx, 10 .pdf), the first: {folder}/00.docx, "
        f"{folder}/00.pdf, {folder}/01.docx; convert them to one of "
    )


@pytest.mark.parametrize(
    ("options", "day", "note"),
    [
        (["--date-order", "day-first"], "2023-03-06", ""),
        (["--date-order", "month-first"], "2023-06-03", ""),
        (
            [],
            "none",
            "date '06/03/2023' may be 6 March or 3 June 2023; say which with --date-order",
        ),
    ],
)
def test_a_date_that_may_be_two_days_is_dated_by_the_order_of_its_numbers(
    database, capsys, monkeypatch, gazetteer_path, tmp_path, options, day, note
):
    monkeypatch.setenv("GEOCODE_GAZETTEER", str(gazetteer_path))
    (tmp_path / "a.txt").write_text("---\ndate: 06/03/2023\n---\nShelling hit Kherson.")
    url = file_address(tmp_path / "new.sqlite")
    status, _out, err = _run(capsys, "ingest", str(tmp_path / "a.txt"), "--database", url, *options)
    assert (status, note in err, "note" in err) == (0, True, bool(note))
    assert f"published  {day}" in _run(capsys, "stats", "--database", url)[1]


def test_the_environment_may_name_the_database_as_a_plain_file(database, capsys, monkeypatch):
    monkeypatch.setenv("FRONTLINE_DATABASE", str(database))
    assert _run(capsys, "stats")[1].startswith("articles   1 ")


def test_export_keeps_a_link_and_leaves_nothing_beside_the_file(database, tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "link.csv").symlink_to("real.csv")
    assert main(["export", "--format", "csv", "-o", str(folder / "link.csv")]) == 0
    assert (folder / "link.csv").is_symlink()
    assert sorted(path.name for path in folder.iterdir()) == ["link.csv", "real.csv"]


def test_export_writes_to_a_pipe_and_does_not_replace_it(database, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as reader:
        read = reader.submit(pipe.read_text, "utf-8")
        assert main(["export", "--format", "csv", "-o", str(pipe)]) == 0
        assert read.result().startswith("\ufeffarticle_id,")
    assert pipe.is_fifo()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs Linux's /dev/full")
@pytest.mark.parametrize("arguments", [["stats"], ["export", "--format", "csv"]])
def test_a_full_disk_under_the_output_is_one_line(database, arguments):
    environ = {**os.environ, "FRONTLINE_DATABASE": file_address(database)}
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "data", *arguments],
            cwd=ROOT,
            env=environ,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    says = "error: the output cannot be written (No space left on device); send it elsewhere\n"
    assert (done.returncode, done.stderr) == (1, says)


def test_export_leaves_briefs_out_where_the_program_starts_without_them(
    database, capsysbinary, monkeypatch
):
    engine = open_engine(file_address(database))
    brief = article("A brief on Kherson.", source_kind=SourceKind.BRIEF, article_id="1")
    store(new_writer(engine), brief, "Kherson")
    engine.dispose()
    for briefs, count in (("1", 2), ("0", 1)):
        monkeypatch.setenv("BRIEFS", briefs)
        assert main(["export", "--format", "csv"]) == 0
        assert capsysbinary.readouterr().out.count(b"\r\n") == 1 + count


def test_a_locked_database_is_one_line(database, capsys, monkeypatch, gazetteer_path):
    monkeypatch.setenv("FRONTLINE_BUSY_S", "0")
    monkeypatch.setenv("GEOCODE_GAZETTEER", str(gazetteer_path))
    holder = open_engine(file_address(database))
    with writing(holder):
        status, out, err = _run(capsys, "ingest", "seeds/000_e2c2174b0325c6ec.txt")
    holder.dispose()
    assert (status, out) == (1, "")
    assert err == (
        f"error: database {database} is locked: another process is writing to it; wait for it to "
        "end, or stop it\n"
    )


def test_a_setting_that_cannot_be_used_is_one_line(database, capsys, monkeypatch):
    monkeypatch.setenv("FRONTLINE_MAX_MB", "lots")
    assert _run(capsys, "stats") == (
        1,
        "",
        "error: FRONTLINE_MAX_MB='lots' is no number from 1 to 4096\n",
    )


def test_a_missing_gazetteer_is_one_line(database, capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("GEOCODE_GAZETTEER", str(tmp_path / "none.sqlite"))
    status, out, err = _run(capsys, "ingest", "seeds")
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert "python -m geocode build" in err


def test_ingest_says_what_it_took_and_skipped(
    database, capsys, monkeypatch, gazetteer_path, tmp_path
):
    monkeypatch.setenv("GEOCODE_GAZETTEER", str(gazetteer_path))
    evil = tmp_path / "new\nline\x1b[31m\u202e.pdf"
    evil.write_bytes(b"x")
    (tmp_path / "a.txt").write_text("---\ndate: 2023-03-02\n---\nShelling hit Kherson.")
    paths = [str(tmp_path / "a.txt"), str(tmp_path / "gone"), str(evil)]
    status, out, err = _run(capsys, "ingest", *paths)
    assert status == 1
    assert out.startswith(
        "1 new, 0 new versions, 0 updated, 0 unchanged, 2 skipped; 0 of the articles are undated; "
        "1 mention found; "
    )
    assert err.splitlines() == [
        f"skipped: {tmp_path}/gone does not exist; check the path",
        f"skipped: {tmp_path}/new\\nline\\x1b[31m\\u202e.pdf is of no known format; convert it to "
        f"one of {', '.join(sorted({*SUFFIXES, *ARCHIVE_SUFFIXES}))}",
    ]
    status, out, err = _run(capsys, "ingest", str(tmp_path / "a.txt"))
    assert (status, err) == (0, "")
    assert out.startswith(
        "1 article is up to date: 0 new, 0 new versions, 0 updated, 1 unchanged, 0 skipped;"
    )


def test_the_seed_shows_its_places_and_no_others(database, capsys, monkeypatch, gazetteer_path):
    monkeypatch.setenv("GEOCODE_GAZETTEER", str(gazetteer_path))
    seed = ROOT / "seeds" / "000_e2c2174b0325c6ec.txt"
    url = file_address(database.with_name("seed.sqlite"))
    assert main(["ingest", str(seed), "--database", url]) == 0
    capsys.readouterr()
    main(["export", "--format", "csv", "--rows", "places", "--database", url])
    rows = list(
        csv.DictReader(io.StringIO(capsys.readouterr().out.removeprefix("\ufeff"), newline=""))
    )
    kinds = {row["name"]: row["kind"] for row in rows}
    assert kinds["Bakhmut"] == kinds["Soledar"] == "city"
    assert {"CNN", "Kremlin", "Wagner", "Associated Press"}.isdisjoint(kinds)


def test_the_module_runs_and_a_reader_that_leaves_is_no_error(database):
    environ = {**os.environ, "FRONTLINE_DATABASE": file_address(database)}
    command = [sys.executable, "-m", "data", "export", "--format", "csv"]
    with subprocess.Popen(
        command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
