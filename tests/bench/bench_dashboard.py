"""Measure the dashboard in a real Chromium, with every host but 127.0.0.1 unreachable.

Medians of five on three stores: one generated with 30,000 places (nine in ten are points) and
1,000,000 mentions, the real news beside the clone where it is there, and the seeds. Seconds are as
a person waits them, from the address to the painted map, from a choice to the repainted map, from
a click to the excerpts; beside them stands the load of an empty Streamlit page in the same run, as
machines differ. Milliseconds are those that scripts take from an input to the end of the drawing.
At the end four jobs are done as a person would do them, and each action is named.
"""

import gzip
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from data.ingesting import ingest
from data.settings import Settings
from data.store.engine import open_engine
from geocode.gazetteer.build import build
from geocode.gazetteer.compiled import default_path, open_gazetteer
from geocode.geoparser import Geoparser
from tests.bench import dashboard_jobs
from tests.bench.dashboard_hands import Hands
from tests.bench.dashboard_server import FLAGS, empty_app, memory_mb, server
from tests.bench.generated_store import Size, generate
from tests.theatre import UKRAINE, shipped_focus

ROOT = Path(__file__).resolve().parents[2]
NEWS = ROOT.parent / "shared" / "news"
REPEATS = 5
STEPS = 60
FIRST_SOURCE = 2
"""Before it in the list of sources are two lines of Streamlit's own, for all at once."""
LARGE = Size(articles=96_000, places=30_000)
WIDTH, HEIGHT = 1366, 768
VIEWS = {"whole front": (48.5, 33.5, 6.5), "zoom 9": (48.6, 37.9, 9)}

# Adds up what scripts take in frames; a step is then what its listeners and its frames took.
_COUNT_SCRIPT = """
(() => {
  const plain = window.requestAnimationFrame.bind(window);
  window.benchFrames = 0;
  window.benchPlain = plain;
  window.requestAnimationFrame = (call) => plain((now) => {
    const begin = performance.now();
    try { return call(now); } finally { window.benchFrames += performance.now() - begin; }
  });
})();
"""
_STEP = """
async ([patches]) => {
  const stage = window.frontline.stage, took = [];
  const frame = () => new Promise((done) => window.benchPlain(done));
  for (const patch of patches) {
    await frame(); await frame();
    window.benchFrames = 0;
    const begin = performance.now();
    stage.set(patch);
    const listeners = performance.now() - begin;
    await frame(); await frame();
    took.push(listeners + window.benchFrames);
  }
  return took;
}
"""
_PLAY = """
async ([first, days]) => {
  const stage = window.frontline.stage;
  const frame = () => new Promise((done) => window.benchPlain(done));
  const begin = performance.now();
  for (let day = first; day < first + days; day += 1) {
    stage.set({ from: day - 200, to: day, cursor: day });
    await frame();
  }
  await frame();
  return days / ((performance.now() - begin) / 1000);
}
"""


def _median(values: list[float]) -> float:
    return statistics.median(values)


def _load(browser: Browser, address: str) -> tuple[float, dict[str, int]]:
    """Seconds to the painted map, and bytes by kind, each gzipped."""
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT})
    page = context.new_page()
    sizes = {"packs": 0, "files": 0, "messages": 0}
    answers: list[Any] = []
    page.on("response", lambda answer: answers.append(answer))
    page.on("websocket", lambda ws: ws.on("framereceived", lambda got: _add(sizes, got)))
    screen = Hands(page, address)
    begun = time.monotonic()
    screen.visit("/")
    took = time.monotonic() - begun
    for answer in answers:
        path = answer.url.removeprefix(address)
        if path.startswith(("/media/", "/component/")):
            body = answer.body()
            packed = body[:2] == b"\x1f\x8b"
            sizes["packs" if packed else "files"] += len(body if packed else gzip.compress(body))
    context.close()
    return took, sizes


def _add(sizes: dict[str, int], message: bytes | str) -> None:
    raw = message if isinstance(message, bytes) else message.encode()
    sizes["messages"] += len(gzip.compress(raw))


def _open(browser: Browser, address: str, path: str = "/") -> Hands:
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT})
    page = context.new_page()
    page.add_init_script(_COUNT_SCRIPT)
    screen = Hands(page, address)
    screen.visit(path)
    return screen


def _steps(screen: Hands, view: tuple[float, float, float]) -> tuple[float, float, float]:
    """Milliseconds of a step of the brush and of a day of play, and frames a second of play."""
    screen.zoom_to(*view)
    page = screen.page
    first, last = page.evaluate("[frontline.stage.bounds.first, frontline.stage.bounds.last]")
    middle = (first + last) // 2
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    brush = [{"from": middle - 200 + n, "to": middle} for n in range(STEPS)]
    play = [{"from": middle - 200 + n, **_ends(middle + n)} for n in range(STEPS)]
    page.evaluate(_STEP, [[{"from": middle - 200, "to": middle, "cursor": middle}]])
    stepped = _median(page.evaluate(_STEP, [brush]))
    played = _median(page.evaluate(_STEP, [play]))
    frames = page.evaluate(_PLAY, [middle - 300, 100])
    if asked:
        print(f"  a step asked the server: {asked[:3]}")
    return stepped, played, frames


def _ends(day: int) -> dict[str, int]:
    return {"to": day, "cursor": day}


def _filter(screen: Hands) -> float:
    """Seconds from a choice of a source to the repainted map."""
    page = screen.page
    box = page.get_by_role("combobox", name="Source")
    box.click()
    option = page.get_by_role("option").nth(FIRST_SOURCE)
    option.wait_for()
    before = page.evaluate("frontline.timings.frames")
    page.evaluate("window.benchCounts = frontline.stage.packs.counts")
    begun = time.monotonic()
    option.click()
    page.wait_for_function(
        "frontline.stage.packs.counts !== window.benchCounts"
        f" && frontline.timings.frames > {before}"
    )
    took = time.monotonic() - begun
    page.keyboard.press("Escape")
    return took


def _click(browser: Browser, address: str, ids: list[str]) -> list[float]:
    """Seconds from a click on each place to its excerpts."""
    screen, took = _open(browser, address), []
    for place_id in ids:
        begun = screen.click_on(place_id)
        screen.excerpts(screen.name_of(place_id))
        took.append(time.monotonic() - begun)
    screen.page.context.close()
    return took


def _long_session(browser: Browser, address: str, process: Any, ids: list[str]) -> str:
    """500 steps of the date and 100 clicks: memory before and after, complaints, jumps."""
    screen = _open(browser, address)
    page = screen.page
    client = page.context.new_cdp_session(page)

    def heap() -> float:
        client.send("HeapProfiler.collectGarbage")
        return page.evaluate("performance.memory.usedJSHeapSize") / 1e6

    first = page.evaluate("frontline.stage.bounds.first")

    def steps(number: int) -> None:
        page.evaluate(
            _STEP, [[{"from": first + n % 400, "to": first + 500 + n % 400} for n in range(number)]]
        )

    def clicks(number: int) -> None:
        for n in range(number):
            screen.pick(ids[n % len(ids)])
            screen.excerpts(screen.name_of(ids[n % len(ids)]))

    steps(50)
    clicks(10)
    view, before, served = screen.view(), heap(), memory_mb(process)
    steps(500)
    clicks(100)
    jumps = "0" if screen.view() == view else "1 or more"
    words = (
        f"page {before:.1f} -> {heap():.1f} MB, "
        f"server {served:.0f} -> {memory_mb(process):.0f} MB, "
        f"{len(screen.complaints)} console errors, {jumps} view jumps"
    )
    page.context.close()
    return words


def fill(url: str, paths: list[Path]) -> None:
    engine = open_engine(url)
    ingest(
        paths,
        engine=engine,
        geoparser=Geoparser(open_gazetteer(), focus=shipped_focus()),
        settings=Settings(database_url=url),
        theatre=UKRAINE,
        log=lambda line: None,
    )
    engine.dispose()


def _measure(browser: Browser, words: str, url: str, empty_s: float) -> None:
    with server(url) as (address, process):
        _load(browser, address)  # warms the server
        loads = [_load(browser, address) for _ in range(REPEATS)]
        seconds = _median([took for took, _ in loads])
        sizes = loads[-1][1]
        total = sum(sizes.values()) / 1e6
        print(
            f"{words}: load to painted {seconds:.2f} s ({seconds / empty_s:.2f} of an empty page)"
        )
        print(
            f"  first load {total:.2f} MB gzipped: packs {sizes['packs'] / 1e6:.2f}, "
            f"scripts and basemap {sizes['files'] / 1e6:.2f}, "
            f"messages {sizes['messages'] / 1e6:.2f}"
        )
        screen = _open(browser, address)
        ids = screen.most_named(20)
        for name, view in VIEWS.items():
            stepped, played, frames = _steps(screen, view)
            print(
                f"  {name}: a step of the brush {stepped:.1f} ms, a day of play {played:.1f} ms, "
                f"{frames:.0f} frames a second"
            )
        screen.page.context.close()
        filtered = []
        for _ in range(REPEATS):
            screen = _open(browser, address)
            filtered.append(_filter(screen))
            screen.page.context.close()
        clicked = _click(browser, address, ids[: REPEATS + 1])[1:]
        print(
            f"  another source to repainted {_median(filtered):.2f} s, "
            f"click to excerpts {_median(clicked):.2f} s"
        )
        print(f"  500 steps and 100 clicks: {_long_session(browser, address, process, ids)}")


def main() -> int:
    """Print the figures of all stores, then the jobs."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
    if not Path(chromium).exists():
        print("no Chromium here; on Debian: apt-get install chromium")
        return 1
    build(default_path())
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        makers: dict[str, Callable[[str], None]] = {
            "30,000 places": lambda url: generate(url, LARGE),
            "real news": lambda url: fill(url, [ROOT / "seeds", NEWS]),
            "seeds": lambda url: fill(url, [ROOT / "seeds"]),
        }
        if not NEWS.is_dir():
            print("no folder of real news beside the clone; left out")
            del makers["real news"]
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        empty_s = _median(list(empty_app(browser, folder, REPEATS)))
        print(f"an empty Streamlit page: load {empty_s:.2f} s (medians of {REPEATS})")
        for words, make in makers.items():
            url = f"sqlite:///{folder}/{words.replace(' ', '-')}.sqlite"
            make(url)
            _measure(browser, words, url, empty_s)
        with server(f"sqlite:///{folder}/seeds.sqlite") as (address, _process):
            dashboard_jobs.run(browser, address)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
