"""axe-core finds nothing on any page, light and dark, wide and on a phone, drawers open and closed.

axe-core's script comes with the package axe-playwright-python; it asks no other host.
"""

from importlib.resources import files

import pytest

from tests.browser.screen import Screen

pytestmark = pytest.mark.browser
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
WIDE, PHONE = (1366, 768), (390, 844)
MAP = ("/", "/?place=geonames:713174")
PAGES = {"/articles": ".fl-reading h2", "/not_mapped": "h1", "/about": "h1"}
"""Each page, and what of it is drawn last."""
STREAMLITS_OWN = frozenset[tuple[str, str]]()
"""(rule, part of the selector) of what is Streamlit's and cannot be styled or named by us."""


@pytest.fixture
def page_in(browser, server):
    """Opens a page in a colour scheme and a size, and closes it."""
    contexts = []

    def open_(path, scheme, size):
        width, height = size
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            reduced_motion="reduce",
        )
        contexts.append(context)
        screen = Screen(context.new_page(), server)
        screen.page.goto(server + path)
        if path in MAP:
            screen.wait_for_map()
        else:
            screen.page.locator(PAGES[path]).first.wait_for()
        screen.wait_until_idle()
        return screen.page

    yield open_
    for context in contexts:
        context.close()


def violations(page) -> list[str]:
    """What axe-core finds and we can help, a line each: rule, element, why."""
    page.locator("[data-stale=true]").first.wait_for(state="detached")
    # A colour that is still changing has a contrast that nobody will see.
    page.wait_for_function(
        "document.getAnimations().every((change) => change.playState !== 'running')"
    )
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [
        f"{rule['id']}: {node['target']} {node['html'][:200]} {node.get('failureSummary', '')}"
        for rule in found
        for node in rule["nodes"]
        if not any(
            rule["id"] == own and part in str(node["target"]) for own, part in STREAMLITS_OWN
        )
    ]


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [*MAP, *PAGES])
def test_axe_finds_nothing(page_in, path, scheme, size):
    page = page_in(path, scheme, size)

    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_the_drawer_closed_and_places_found(page_in, scheme):
    page = page_in("/", scheme, WIDE)
    page.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click()
    page.locator(".fl-over #fl-find").fill("bakh")
    page.locator("#fl-found [role=option]").first.wait_for()

    assert violations(page) == []


def test_axe_finds_nothing_in_the_list_of_keys(page_in):
    page = page_in("/", "light", WIDE)
    page.get_by_role("button", name="Keyboard shortcuts").click()

    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_drawer_of_a_phone(page_in, scheme):
    page = page_in("/", scheme, PHONE)
    page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_test_id("stSidebar").locator("#fl-find").wait_for()

    assert violations(page) == []
