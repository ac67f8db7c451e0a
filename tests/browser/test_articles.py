"""The page of articles in a real Chromium: what is searched is opened, dated, and taken back."""

import pytest
from playwright.sync_api import expect

from tests.browser.screen import WAIT_MS

pytestmark = pytest.mark.browser


def test_an_article_is_found_opened_and_dated_and_the_day_taken_back(open_screen):
    screen = open_screen("/?q=pull%20back&article=1")
    page = screen.page
    page.get_by_role("link", name="Articles").click()
    page.locator(".fl-articles button").first.wait_for()
    screen.wait_until_idle()
    names = page.locator(".fl-reading .fl-named")
    names.first.wait_for()
    assert {"Bakhmut", "Soledar"} <= set(names.all_inner_texts())
    page.get_by_text("Correct the day it was published").click()
    page.get_by_label("Published", exact=True).get_by_role("spinbutton").nth(2).click()
    page.keyboard.type("02")
    page.keyboard.press("Tab")  # to the calendar's button
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("2023-03-01 → 2023-03-02").wait_for()
    page.locator(".fl-reading .fl-meta", has_text="2 March 2023").first.wait_for()
    page.get_by_role("button", name="Close", exact=True).click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Days that were set by hand")).to_have_count(0, timeout=WAIT_MS)
