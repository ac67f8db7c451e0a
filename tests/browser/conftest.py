"""A real Chromium before a real server on the seeds, with every outside host unreachable."""

import json
import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from data.ingesting import ingest
from data.settings import Settings
from data.store.engine import open_engine
from geocode.geoparser import Geoparser
from tests.browser.screen import Screen
from tests.dashboard_server import serving
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
