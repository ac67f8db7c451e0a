"""Take the pictures of tests/browser/screens: each part of the page, wide and on a phone.

Run by hand after a change of the page: ``python -m tests.browser.take_screens``. Look at each,
beside the maps that analysts know, and write what was changed into the folder's README.md.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.bench.bench_dashboard import fill
from tests.bench.dashboard_hands import Hands
from tests.bench.dashboard_server import FLAGS, server

FOLDER = Path(__file__).resolve().parent / "screens"
SEEDS = Path(__file__).resolve().parents[2] / "seeds"
WIDE = {"viewport": {"width": 1366, "height": 768}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
BAKHMUT, KHERSON, KUPIANSK = "geonames:713174", "geonames:706448", "geonames:703656"
_SETTLE_MS = 1500


def _nothing(hands: Hands) -> None:
    """The page as its address shows it."""


def _find(hands: Hands) -> None:
    hands.page.locator("#fl-find").fill("Авдії")
    hands.page.locator("#fl-found [role=option]").first.wait_for()


def _why(hands: Hands) -> None:
    hands.page.get_by_text("Why here?").first.click()


def _outline(hands: Hands) -> None:
    hands.page.locator(".fl-areas li button").first.focus()


def _keys(hands: Hands) -> None:
    hands.page.get_by_role("button", name="Keyboard shortcuts").click()


Act = Callable[[Hands], None]
SHOTS: tuple[tuple[str, str, Act, bool, bool], ...] = (
    # name, address, what is done then, also on a phone, dark
    ("1-layers-all-days", "/?day=2023-09-01#map=6/48.6/33.5", _nothing, True, False),
    ("2-time-month", f"/?from=2022-09-01&to=2022-09-30&place={KUPIANSK}", _nothing, True, False),
    ("3-signs-close", "/?day=2023-03-01&q=Bakhmut#map=11/48.6/37.98", _nothing, True, False),
    ("3-signs-dark", "/?day=2023-03-01#map=9/48.6/37.98", _nothing, True, True),
    ("3-areas-outline", "/?q=Bakhmut#map=6/48.6/35", _outline, False, False),
    ("3-areas-by-mentions", "/?areas=1&q=attack#map=6/48.6/33.5", _nothing, True, False),
    ("4-page-finding", "/?q=Avdiivka", _find, True, False),
    ("5-first-look", "/", _nothing, True, False),
    ("5-first-look-dark", "/", _nothing, True, True),
    ("6-reading-place", f"/?place={BAKHMUT}", _why, True, False),
    ("6-reading-ground", "/?day=2023-03-01&at=48.5600,38.1200", _nothing, True, False),
    ("7-address-ignored", "/?from=soon&place=nowhere&kind=castle", _nothing, True, False),
    ("8-keys", "/?q=Bakhmut", _keys, False, False),
    ("9-articles", "/articles", _nothing, True, False),
    ("9-not-mapped", "/not_mapped", _nothing, False, False),
    ("9-about", "/about", _nothing, False, False),
    ("10-front-before-the-articles", "/?day=2022-03-20#map=6/49.5/33", _nothing, False, False),
    ("10-street-level", f"/?place={KHERSON}#map=15/46.6354/32.6169", _nothing, True, False),
)  # fmt: skip


def _shoot(page: Page, address: str, shot: tuple[str, str, Act, bool, bool], suffix: str) -> None:
    name, path, act, _phone, _dark = shot
    hands = Hands(page, address)
    if path.startswith("/?") or path == "/":
        hands.visit(path)
    else:
        page.goto(address + path)
        page.get_by_role("heading").first.wait_for()
    act(hands)
    page.wait_for_timeout(_SETTLE_MS)  # drawers and labels come to rest
    page.screenshot(path=FOLDER / f"{name}{suffix}.png")


def main() -> int:
    """Take all of them, of the seeds."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        url = f"sqlite:///{folder}/seeds.sqlite"
        fill(url, [SEEDS])
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        with server(url) as (address, _process):
            for shot in SHOTS:
                scheme = "dark" if shot[4] else "light"
                for screen, suffix in ((WIDE, ""), (PHONE, "-phone")):
                    if suffix and not shot[3]:
                        continue
                    context = browser.new_context(color_scheme=scheme, **screen)
                    _shoot(context.new_page(), address, shot, suffix)
                    context.close()
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
