"""What changed between two versions of an article, in a real Chromium: reached, read, left."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.screen import Screen
from tests.browser.test_accessibility import PHONE, WIDE, violations
from tests.dashboard.small_store import ARTICLES, take_in
from tests.dashboard_server import serving

pytestmark = pytest.mark.browser
NEWER = {**ARTICLES[0], "text": ARTICLES[0]["text"].replace("is held", "has fallen")}


@pytest.fixture(scope="module")
def changed(tmp_path_factory):
    """The address of a dashboard whose first article has two versions."""
    folder = tmp_path_factory.mktemp("versions")
    for number, articles in enumerate((ARTICLES, [NEWER])):
        file = folder / f"{number}.jsonl"
        file.write_text("".join(json.dumps(one) + "\n" for one in articles), encoding="utf-8")
        take_in([file], f"sqlite:///{folder}/store.sqlite")
    with serving(f"sqlite:///{folder}/store.sqlite", folder) as address:
        yield address


@pytest.fixture
def page_in(browser, changed):
    contexts = []

    def open_(path, size=WIDE, scheme="light"):
        width, height = size
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme
        )
        contexts.append(context)
        page = Screen(context.new_page(), changed).page
        page.goto(changed + path)
        return page

    yield open_
    for context in contexts:
        context.close()


def test_it_is_reached_from_the_article_beside_the_map_and_leads_back(page_in):
    page = page_in("/?article=1")
    page.get_by_role("link", name="Version 2: what changed").click()
    expect(page.get_by_role("heading", name="What changed")).to_be_visible()
    expect(page.locator("del")).to_have_text("is held")
    expect(page.locator("ins")).to_have_text("has fallen")
    page.get_by_role("link", name="Back to the article").click()
    expect(page.get_by_role("link", name="Version 2: what changed")).to_be_visible()


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_runs_off_the_page(page_in, size, scheme):
    page = page_in("/versions?article=1", size, scheme)
    old, new = page.locator("del"), page.locator("ins")
    expect(new).to_be_visible()
    below = new.bounding_box()["y"] - old.bounding_box()["y"]
    assert (below > 10) is (size == PHONE)  # side by side, or one under the other
    page.locator("[data-stale=true]").first.wait_for(state="detached")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page) == []
