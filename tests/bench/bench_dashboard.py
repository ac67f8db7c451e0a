"""Measure the dashboard in a real Chromium: load, change of filter, click; medians of three.

Prints seconds as a user waits them: from the address to a painted map with its markers, from a
move of the date slider to other markers, from a click on Bakhmut to its excerpts. First on the
seeds, then on a store with 10,000 generated places round Ukraine. Needs Chromium, as the browser
tests do. The figures include Streamlit's own share: some 1.6 s to load an empty page.
"""

import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from data.ingesting import ingest
from data.settings import Settings
from data.store.engine import open_engine
from geocode.gazetteer.build import build
from geocode.gazetteer.compiled import default_path, open_gazetteer
from geocode.geoparser import Geoparser
from geocode.model import Kind, Mention, Place, Resolution
from geocode.precision import WherePrec
from tests.browser.screen import BAKHMUT, Screen
from tests.theatre import UKRAINE, shipped_focus

ROOT = Path(__file__).resolve().parents[2]
REPEATS = 3
GENERATED_PLACES = 10_000
PLACES_AN_ARTICLE = 20
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


class _NumberedPlaces:
    """Puts 20 places into each article by its number: what is measured is the view."""

    gazetteer_version = "bench"

    def __init__(self, places: list[Place]) -> None:
        self._places = places

    def parse(
        self,
        text: str,
        *,
        published: date | None = None,
        focus: str | None = None,
        lang: str | None = None,
    ) -> list[Resolution]:
        """The places that the numbers in the text name."""
        found = []
        at = 0
        for word in text.split():
            start = text.index(word, at)
            at = start + len(word)
            if word.startswith("Place"):
                place = self._places[int(word.removeprefix("Place"))]
                mention = Mention(start, at, word)
                found.append(Resolution(mention, place, 1.0, WherePrec.EXACT, 1000))
        return found


def _seeds(url: str) -> None:
    build(default_path())
    parser = Geoparser(open_gazetteer(), focus=shipped_focus())
    _fill(url, [ROOT / "seeds"], parser)


def _generated(url: str, folder: Path) -> None:
    places = [
        Place(f"frontline:bench-{n}", f"Place{n}", 44.5 + n % 100 * 0.075,
              22.5 + n // 100 * 0.17, Kind.VILLAGE, "PPL", "UA")
        for n in range(GENERATED_PLACES)
    ]  # fmt: skip
    places[0] = Place("geonames:713174", "Bakhmut", *BAKHMUT, Kind.CITY, "PPL", "UA")
    with (folder / "generated.jsonl").open("w", encoding="utf-8") as lines:
        for first in range(0, GENERATED_PLACES, PLACES_AN_ARTICLE):
            named = " ".join(f"Place{first + n}" for n in range(PLACES_AN_ARTICLE))
            day = date(2022, 2, 24) + timedelta(days=first // PLACES_AN_ARTICLE)
            article = {"id": str(first), "source": "bench", "text": named, "lang": "en"}
            lines.write(json.dumps({**article, "published": day.isoformat()}) + "\n")
    _fill(url, [folder / "generated.jsonl"], _NumberedPlaces(places))


def _fill(url: str, paths: list[Path], parser: Geoparser | _NumberedPlaces) -> None:
    engine = open_engine(url)
    ingest(
        paths,
        engine=engine,
        geoparser=parser,
        settings=Settings(database_url=url),
        theatre=UKRAINE,
        log=lambda line: None,
    )
    engine.dispose()


@contextmanager
def _server(url: str) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "dashboard/app.py", "--server.port", str(port)],
        cwd=ROOT,
        env={**os.environ, "FRONTLINE_DATABASE": url},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{address}/_stcore/health", timeout=5).close()
                break
            except urllib.error.URLError:
                time.sleep(0.2)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def _measure(browser: Browser, address: str) -> dict[str, float]:
    figures: dict[str, list[float]] = {"load": [], "filter": [], "click": []}
    for repeat in range(REPEATS + 1):
        context = browser.new_context(viewport={"width": 1400, "height": 900})
        screen = Screen(context.new_page(), address)
        begun = time.monotonic()
        screen.fetch("/")
        loaded = time.monotonic() - begun
        points = screen.drawn()["points"]
        screen.look_at(*BAKHMUT, 10)
        clicked = screen.click(*BAKHMUT)
        screen.excerpts()
        answered = time.monotonic() - clicked
        slider = screen.page.get_by_role("slider").nth(1)
        slider.focus()
        begun = time.monotonic()
        slider.press("Home")
        screen.wait_for_drawing(f"drawn.points !== {points}")
        filtered = time.monotonic() - begun
        context.close()
        if repeat:  # the first one warms the server's caches up
            for name, value in zip(figures, (loaded, filtered, answered), strict=True):
                figures[name].append(value)
    return {name: statistics.median(values) for name, values in figures.items()}


def main() -> int:
    """Print the figures of both stores."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
    if not Path(chromium).exists():
        print("no Chromium here; on Debian: apt-get install chromium")
        return 1
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        browser = playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
        stores = {"seeds": f"sqlite:///{folder}/seeds.sqlite"}
        _seeds(stores["seeds"])
        stores[f"{GENERATED_PLACES:,} places"] = f"sqlite:///{folder}/generated.sqlite"
        _generated(stores[f"{GENERATED_PLACES:,} places"], folder)
        for words, url in stores.items():
            with _server(url) as address:
                got = _measure(browser, address)
            print(
                f"{words}: load {got['load']:.2f} s, filter change {got['filter']:.2f} s, "
                f"click to excerpts {got['click']:.2f} s (medians of {REPEATS})"
            )
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
