import argparse
import re
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest

from data.cli import main
from data.commands.arguments import column_pairs
from data.commands.ingest_command import split_inputs
from data.settings import file_address
from tests.data.articles.web.servers import Answer, serving

ROOT = Path(__file__).resolve().parent.parent.parent.parent
FEED = b"""<rss version="2.0"><channel><title>Radio Example</title>
<item><title>Strikes</title><guid>1</guid><description>Shelling hit Bakhmut.</description></item>
</channel></rss>"""


@pytest.fixture
def site():
    with serving({"/feed": Answer(FEED, kind="text/xml")}, host="127.0.0.1") as made:
        yield made


@pytest.fixture
def environment(tmp_path, monkeypatch, gazetteer_path):
    monkeypatch.setenv("FRONTLINE_DATABASE", file_address(tmp_path / "news.sqlite"))
    monkeypatch.setenv("GEOCODE_GAZETTEER", str(gazetteer_path))


def feed_address(site):
    return site.address("/feed", host="127.0.0.1")


def test_addresses_are_told_from_paths():
    given = ["seeds", "https://a.example/x", "FILE:///etc/passwd", "C:/news", "./gopher:/x"]
    assert split_inputs(given) == (
        [Path("seeds"), Path("C:/news"), Path("gopher:/x")],
        ["https://a.example/x", "FILE:///etc/passwd"],
    )


def test_this_machine_is_asked_only_where_the_settings_allow_it(
    environment, site, capsys, monkeypatch
):
    assert main(["ingest", feed_address(site)]) == 1
    assert capsys.readouterr().err == (
        "skipped: 127.0.0.1 is 127.0.0.1, which is not on the public internet; it is not asked "
        "(FRONTLINE_ALLOW_LOCAL=1 allows an intranet's own machines)\n"
    )
    assert site.asked == []
    monkeypatch.setenv("FRONTLINE_ALLOW_LOCAL", "1")
    assert main(["ingest", feed_address(site)]) == 0
    assert capsys.readouterr().out.startswith("1 new, ")
    assert site.asked == ["/robots.txt", "/feed"]


@pytest.mark.parametrize("every", ["0", "-1", "soon", "nan", "1e9"])
def test_an_interval_that_is_none_is_wrong_usage(environment, capsys, every):
    assert main(["ingest", "--watch", "--every", every, "seeds"]) == 2
    assert f"{every!r} is no number from 1 to 86400" in capsys.readouterr().err


@contextmanager
def _watching(*inputs):
    process = subprocess.Popen(
        [sys.executable, "-m", "data", "ingest", "--watch", "--every", "1", *inputs],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        # A shell that runs this in the background may have told its children to ignore Ctrl-C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    last_resort = threading.Timer(600, process.kill)
    last_resort.start()
    with process:
        yield process
    last_resort.cancel()


def _next_line(process, part):
    for line in process.stderr:
        if part in line:
            return line.rstrip()
    raise AssertionError(f"it ended without saying {part!r}")


def test_watching_goes_on_after_a_kill_and_ends_at_ctrl_c(environment, site, tmp_path, monkeypatch):
    monkeypatch.setenv("FRONTLINE_ALLOW_LOCAL", "1")
    news = tmp_path / "news"
    news.mkdir()
    (news / "a.txt").write_text("Shelling hit Kherson.", encoding="utf-8")
    inputs = (feed_address(site), str(news))
    with _watching(*inputs) as killed:
        line = _next_line(killed, "/feed:")
        assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d .*/feed: 1 new", line)
        assert _next_line(killed, "a.txt:").endswith(f" {news / 'a.txt'}: 1 new")
        killed.kill()
    with _watching(*inputs) as process:
        (news / "b.txt").write_text("Shelling hit Kyiv.", encoding="utf-8")
        # Killed between taking and noting it, a.txt is looked at again; it is not new then.
        taken = _next_line(process, "1 new")
        assert taken.endswith(("b.txt: 1 new", "2 files: 1 new, 1 unchanged"))
        process.send_signal(signal.SIGINT)
        rest = process.stderr.read()
        assert process.wait() == 0
    assert rest.splitlines()[-1] == (
        "stopped watching; what was stored stays, and the same command continues from here"
    )


@pytest.mark.parametrize(
    ("given", "pairs"),
    [
        ("text=Body,date=Дата", [("text", "Body"), ("published", "Дата")]),
        ('"text=Body, whole", джерело = ЗМІ ', [("text", "Body, whole"), ("source", "ЗМІ")]),
        ("author=", [("author", "")]),
        ("text=a=b", [("text", "a=b")]),
    ],
)
def test_pairs_say_what_a_column_is(given, pairs):
    assert column_pairs(given) == pairs


@pytest.mark.parametrize("given", ["Body", "colour=Body"])
def test_what_says_nothing_is_refused_with_what_could_be_said(given):
    said = f"'{given}' is not WHAT=COLUMN, with one of text, title, date, source"
    with pytest.raises(argparse.ArgumentTypeError, match=f"^{re.escape(said)}"):
        column_pairs(given)
