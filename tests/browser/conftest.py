"""A real Chromium before a real server on the seeds, with every outside host unreachable."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from data.ingesting import ingest
from data.settings import Settings
from data.store.engine import open_engine
from geocode.geoparser import Geoparser
from tests.browser.screen import Screen
from tests.theatre import UKRAINE, shipped_focus

ROOT = Path(__file__).resolve().parents[2]
HOSTILE_TEXT = (
    "<script>document.title='owned'</script> shells fell on Bakhmut <img src=x onerror=alert(1)> "
    "and [press here](javascript:alert(2)), said invoice\u202egnp.exe of Bakhmut."
)
HOSTILE = {
    "id": "hostile",
    "source": "**Bold** <b>Wire</b> [x](javascript:alert(3))",
    "title": "<img src=x onerror=alert(4)> Bakhmut **under** fire </script><script>alert(5)",
    "url": "javascript:alert(6)",
    "published": "2023-03-02",
    "lang": "en",
    "text": HOSTILE_TEXT,
}
_OUTSIDE_IS_UNREACHABLE = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"
_START_S = 300


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where Chromium lies; a test that needs it fails where it is missing."""
    named = os.environ.get("CHROMIUM")
    for candidate in (named, "/usr/bin/chromium", "chromium", "chromium-browser", "google-chrome"):
        found = shutil.which(candidate) if candidate else None
        if found:
            return found
    pytest.fail(
        "the browser tests need Chromium; on Debian: apt-get install chromium "
        "(or name one that is installed in the variable CHROMIUM)"
    )


@pytest.fixture(scope="session")
def browser(chromium):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium,
            args=[
                "--no-sandbox",  # Debian's Chromium cannot make its sandbox as root in a container
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                _OUTSIDE_IS_UNREACHABLE,
            ],
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def store_url(gazetteer, tmp_path_factory) -> str:
    """The seeds and one hostile article, taken in by the real pipeline."""
    folder = tmp_path_factory.mktemp("browser")
    (folder / "hostile.jsonl").write_text(json.dumps(HOSTILE) + "\n", encoding="utf-8")
    url = f"sqlite:///{folder}/frontline.sqlite"
    engine = open_engine(url)
    report = ingest(
        [ROOT / "seeds", folder / "hostile.jsonl"],
        engine=engine,
        geoparser=Geoparser(gazetteer, focus=shipped_focus()),
        settings=Settings(database_url=url),
        theatre=UKRAINE,
        log=lambda line: None,
    )
    engine.dispose()
    assert report.skipped == []
    return url


@pytest.fixture(scope="session")
def server(store_url, tmp_path_factory):
    """The address of a dashboard on the store."""
    with serving(store_url, tmp_path_factory.mktemp("server")) as address:
        yield address


@contextmanager
def serving(store_url, folder):
    """A dashboard started as users start it; gives its address.

    From a folder of its own: neither the import path nor Streamlit's settings (no statistics sent,
    127.0.0.1 only) may hang on where the command was typed.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = folder / "log.txt"
    environment = {**os.environ, "FRONTLINE_DATABASE": store_url, "BRIEFS": "1"}
    for name in ("FRONTLINE_LAYERS", "FRONTLINE_TILES"):
        environment.pop(name, None)
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "dashboard" / "app.py")]
    command += ["--server.port", str(port), "--server.fileWatcherType", "none"]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=log.parent, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_until_it_answers(process, f"{address}/_stcore/health", log)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=120)
    assert _our_lines(log.read_text(encoding="utf-8", errors="replace")) == []


def _our_lines(log: str) -> list[str]:
    """Lines of tracebacks that are in our files.

    Streamlit 1.67 writes one of its own where a page is closed while it is being answered.
    """
    ours = tuple(f'File "{ROOT / package}/' for package in ("dashboard", "data", "geocode"))
    return [line for line in log.splitlines() if line.strip().startswith(ours)]


def _wait_until_it_answers(process, health, log) -> None:
    deadline = time.monotonic() + _START_S
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(health, timeout=5).close()
        except (urllib.error.URLError, ConnectionError):
            try:
                process.wait(timeout=0.2)
            except subprocess.TimeoutExpired:
                continue
            pytest.fail(f"the dashboard ended at once:\n{log.read_text()}")
        else:
            return
    pytest.fail(f"the dashboard did not answer within {_START_S} s:\n{log.read_text()}")


@pytest.fixture
def open_screen(browser, server):
    """Opens pages; at the end none may have asked another host or complained in its console."""
    opened = []

    def open_(path="/", *, width=1366, height=768, **options) -> Screen:
        context = browser.new_context(
            viewport={"width": width, "height": height}, accept_downloads=True, **options
        )
        screen = Screen(context.new_page(), server)
        opened.append((context, screen))
        screen.visit(path)
        return screen

    yield open_
    for context, screen in opened:
        context.close()
        assert screen.requests_elsewhere == []
        assert screen.complaints == []
        assert screen.dialogs == []
