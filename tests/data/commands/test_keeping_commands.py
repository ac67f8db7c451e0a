"""backup, restore, check, prune and reparse as they are typed."""

import pytest

from data.cli import main
from data.settings import file_address
from data.store.engine import open_engine, writing
from data.store.schema import ARTICLE
from tests.data.builders import article, new_writer, store


@pytest.fixture
def database(tmp_path, monkeypatch):
    """A store with two articles, one of them of 2022, which the environment names."""
    file = tmp_path / "news.sqlite"
    engine = open_engine(file_address(file))
    writer = new_writer(engine)
    store(writer, article("Fighting near Bakhmut.", day="2023-03-01"), "Bakhmut")
    store(writer, article("A blast in Kyiv.", day="2022-03-01", source="AP"), "Kyiv")
    engine.dispose()
    monkeypatch.setenv("FRONTLINE_DATABASE", file_address(file))
    return file


def _run(capsys, *arguments):
    status = main(arguments)
    told = capsys.readouterr()
    return status, told.out, told.err


def test_a_store_goes_out_and_comes_back(database, capsys):
    file, new = database.with_name("a.backup"), database.with_name("new.sqlite")
    status, out, err = _run(capsys, "backup", str(file))
    assert (status, err) == (0, "")
    assert out.startswith(f"{file} holds 2 articles, 2 mentions, ")
    status, out, err = _run(capsys, "restore", str(file), "--database", str(new))
    assert (status, err) == (0, "")
    assert out.startswith("restored 2 articles, 2 mentions, ")
    assert _run(capsys, "restore", str(file), "--database", str(new)) == (
        1,
        "",
        f"error: database {new} is not empty; restore into a new one\n",
    )


def test_check_says_what_is_wrong_and_mends_it(database, capsys):
    assert _run(capsys, "check") == (0, "all is well\n", "")
    engine = open_engine(file_address(database))
    with writing(engine) as connection:
        connection.execute(ARTICLE.update().values(first_source="Nobody"))
    engine.dispose()
    status, out, err = _run(capsys, "check")
    assert (status, out) == (1, "2 problems\n")
    assert err.splitlines()[0] == (
        "problem: article 1 is in story 1, first from 'Nobody', and should be in 1, first from "
        "'Reuters'; --repair finds its duplicates again"
    )
    assert _run(capsys, "check", "--repair")[:2] == (0, "2 problems, 2 of them mended\n")
    assert _run(capsys, "check") == (0, "all is well\n", "")


def test_prune_says_first_what_would_go(database, capsys):
    going = "1 articles with 1 mentions, 0 older texts, 0 runs"
    dry = ("prune", "--before", "2023-01-01", "--dry-run")
    assert _run(capsys, *dry) == (0, f"would go: {going}\n", "")
    assert _run(capsys, "prune", "--before", "2023-01-01") == (
        0,
        f"gone: {going}, 1 places that nobody names any more\n",
        f"takes out {going}\n",
    )
    assert _run(capsys, *dry)[1] == "would go: 0 articles with 0 mentions, 0 older texts, 0 runs\n"


def test_prune_does_not_guess_what_is_to_go(database, capsys):
    status, out, err = _run(capsys, "prune")
    assert (status, out) == (2, "")
    assert err == (
        "error: say what is to go: --before DAY, --source NAME, --older-versions or --runs\n"
    )


def test_reparse_reads_with_the_users_gazetteer(database, capsys, gazetteer_path, monkeypatch):
    monkeypatch.setenv("GEOCODE_GAZETTEER", str(gazetteer_path))
    status, out, _err = _run(capsys, "reparse")
    assert (status, out.split(";")[0]) == (0, "2 articles read again, 0 skipped")
    assert _run(capsys, "reparse")[1] == "all 2 articles are up to date\n"
    assert _run(capsys, "reparse", "--all", "--workers", "1")[1].startswith("2 articles read again")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--workers", "0"], "argument --workers: '0' is no number from 1 to 256"),
        (["--workers", "two"], "argument --workers: 'two' is no number from 1 to 256"),
        (
            ["--scheduler", "host:8786"],
            "argument --scheduler: 'host:8786' is no scheduler; use tcp://HOST:PORT",
        ),
        (
            ["--workers", "2", "--scheduler", "tcp://host:1"],
            "argument --scheduler: not allowed with argument --workers",
        ),
    ],
    ids=["none", "no number", "no scheme", "both"],
)
def test_readers_that_cannot_be_are_told_in_one_line(database, capsys, arguments, told):
    status, out, err = _run(capsys, "reparse", *arguments)
    assert (status, out) == (2, "")
    assert err == f"error: {told}; see python -m data reparse --help\n"
