"""The right drawer in a real Chromium: an article, a place, ground, by mouse and by keyboard."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
expect.set_options(timeout=60_000)  # of a busy machine

BAKHMUT, SOLEDAR = "geonames:713174", "geonames:706757"
THE_HILL = "Ukraine may ‘strategically pull back’"
ARTICLE = "/?article=1&briefs=1"
"""The seeds' one article that is no brief, among all others."""


def drawer(screen):
    return screen.page.locator(".st-key-reading")


def title(screen, words):
    """Wait until the drawer's title begins so."""
    heading = drawer(screen).locator("h2")
    expect(heading).to_contain_text(words)
    return heading


def state(screen, name):
    return screen.page.evaluate(f"frontline.stage.state.{name}")


def query(screen, part):
    """Wait until the address has a part."""
    screen.page.wait_for_function(f"decodeURIComponent(location.search).includes({part!r})")


def test_a_name_in_an_article_opens_its_place_moves_the_map_and_leads_back(open_screen):
    screen = open_screen(ARTICLE)
    title(screen, THE_HILL)
    screen.page.evaluate("void frontline.stage.map.setView([50.4, 30.5], 9, {animate: false})")
    drawer(screen).locator(f'.fl-text a[data-fl-place="{SOLEDAR}"]').first.click()
    title(screen, "Soledar")
    query(screen, f"place={SOLEDAR}")
    query(screen, "article=1")
    screen.page.wait_for_function("frontline.stage.map.getBounds().contains([48.69, 38.07])")
    drawer(screen).get_by_role("link", name="Back to the article").click()
    title(screen, THE_HILL)
    assert state(screen, "selected") is None


def test_the_pointer_and_the_focus_on_a_name_light_its_point(open_screen):
    screen = open_screen(ARTICLE)
    title(screen, THE_HILL)
    name = drawer(screen).locator(f'.fl-text a[data-fl-place="{SOLEDAR}"]').first
    name.hover()
    assert state(screen, "hover") == SOLEDAR
    drawer(screen).locator(".fl-published").hover()
    assert state(screen, "hover") is None
    name.focus()
    assert state(screen, "hover") == SOLEDAR


def test_claims_stand_beside_what_the_table_says_that_day_and_later(open_screen):
    screen = open_screen(ARTICLE)
    title(screen, THE_HILL)
    claims = drawer(screen).locator(".fl-claims li").all_inner_texts()
    assert any("possible" in line and "came 80 days later" in line for line in claims)
    soledar = next(line for line in claims if line.startswith("Soledar taken by Russia"))
    assert "the table agrees: Russian forces since 13 January 2023" in soledar


def test_older_and_newer_articles_open_by_their_keys_inside_the_drawer_only(open_screen):
    screen = open_screen(ARTICLE)
    page = screen.page
    first = title(screen, THE_HILL)
    first.focus()
    page.keyboard.press("n")
    expect(drawer(screen).locator("h2")).not_to_contain_text("strategically")
    expect(drawer(screen).locator("h2")).to_be_focused()
    page.keyboard.press("p")
    expect(title(screen, THE_HILL)).to_be_focused()
    page.locator(".leaflet-container").focus()
    page.keyboard.press("n")
    title(screen, THE_HILL)


def test_a_place_has_one_headline_an_article_and_each_leads_to_it(open_screen):
    screen = open_screen(f"/?place={BAKHMUT}&briefs=1")
    title(screen, "Bakhmut")
    expect(drawer(screen)).to_contain_text("Бахмут")
    expect(drawer(screen)).to_contain_text("independent source")
    cards = drawer(screen).locator(".fl-card")
    headlines = cards.locator("h4").all_inner_texts()
    assert len(headlines) == len(set(headlines)) > 3
    cards.nth(1).locator(".fl-mark").first.click()
    title(screen, headlines[1])
    query(screen, "article=")


def test_why_here_is_told_in_words_and_numbers_come_with_a_second_click(open_screen):
    screen = open_screen(f"/?place={SOLEDAR}&briefs=1")
    why = drawer(screen).locator(".fl-why").first
    why.locator("summary").first.click()
    expect(why).to_contain_text("The text is about Ukraine.")
    numbers = why.get_by_text("Gazetteer: Soledar")
    expect(numbers).to_be_hidden()
    why.locator(".fl-numbers summary").click()
    expect(numbers).to_be_visible()


def test_older_excerpts_come_under_the_others_and_take_the_focus(open_screen):
    screen = open_screen(f"/?place={BAKHMUT}&briefs=1")
    title(screen, "Bakhmut")
    cards = drawer(screen).locator(".fl-card")
    before = cards.locator("h4").all_inner_texts()
    drawer(screen).get_by_role("link", name="Show older ones").press("Enter")
    expect(cards.nth(len(before)).locator("h4 a")).to_be_focused()
    assert cards.locator("h4").all_inner_texts()[: len(before)] == before
    query(screen, "page=2")


def test_who_held_a_place_when_puts_the_line_on_that_day(open_screen):
    screen = open_screen(f"/?place={BAKHMUT}&day=2023-03-01")
    expect(drawer(screen)).to_contain_text("Contested on 1 March 2023")
    fell = drawer(screen).get_by_role("link", name="Russian forces since 20 May 2023")
    fell.press("Enter")
    query(screen, "day=2023-05-20")
    expect(drawer(screen)).to_contain_text("Russian forces on 20 May 2023")
    expect(drawer(screen).get_by_role("link", name="Russian forces since 20 May")).to_be_focused()


def test_open_ground_near_toretsk_says_who_holds_it_and_on_what_evidence(open_screen):
    screen = open_screen("/?at=48.4000,37.8000&day=2024-12-01")
    title(screen, "Contested ground")
    expect(drawer(screen)).to_contain_text("Across the line")
    drawer(screen).get_by_text("What this rests on").first.click()
    statement = drawer(screen).locator(".fl-evidence li").first
    expect(statement).to_contain_text("contested · table of control")


def test_coordinates_are_copied_and_the_copy_is_said(open_screen):
    screen = open_screen(f"/?place={BAKHMUT}")
    title(screen, "Bakhmut")
    screen.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    drawer(screen).get_by_role("button", name="Copy the coordinates").click()
    expect(screen.page.locator(".fl-stage .fl-live")).to_have_text("Copied: 48.5942, 37.9989")
    assert screen.page.evaluate("navigator.clipboard.readText()") == "48.5942, 37.9989"


def test_a_hostile_article_is_text_in_every_part_of_the_drawer(open_screen):
    screen = open_screen(f"/?place={BAKHMUT}&to=2023-03-02")
    card = drawer(screen).locator(".fl-card", has_text="**Bold** <b>Wire</b>")
    expect(card).to_contain_text("<img src=x onerror=alert(4)> Bakhmut **under** fire")
    card.locator("h4 a").click()
    title(screen, "<img src=x onerror=alert(4)> Bakhmut **under** fire </script>")
    expect(drawer(screen)).to_contain_text("invoice[U+202E]gnp.exe")
    assert drawer(screen).locator("img, script, a[href^='javascript']").count() == 0
    assert screen.page.title() != "owned"


def test_escape_in_the_drawer_closes_it(open_screen):
    screen = open_screen(ARTICLE)
    title(screen, THE_HILL)
    drawer(screen).locator(".fl-text a").first.focus()
    screen.page.keyboard.press("Escape")
    expect(drawer(screen)).to_be_hidden()
    screen.page.wait_for_function("!location.search.includes('article=1')")


def test_on_a_phone_the_sheet_holds_the_same(open_screen):
    screen = open_screen("/?at=48.4000,37.8000&day=2024-12-01", width=390, height=844)
    title(screen, "Contested ground")
    box = drawer(screen).bounding_box()
    assert (box["x"], box["width"]) == (0, 390)
    wide = screen.page.evaluate(
        "() => [...document.querySelectorAll('.fl-reading *')]"
        ".filter((one) => one.getBoundingClientRect().right > 391).length"
    )
    assert wide == 0


def test_on_the_page_of_articles_keys_turn_and_a_name_leads_to_the_map(open_screen):
    screen = open_screen(ARTICLE)
    title(screen, THE_HILL)
    screen.page.get_by_role("link", name="Articles").click()
    heading = screen.page.locator(".st-key-opened h2")
    expect(heading).to_contain_text(THE_HILL)
    screen.page.wait_for_function("frontline.stage.reader && frontline.stage.reader.isConnected")
    heading.focus()
    screen.page.keyboard.press("n")
    expect(heading).not_to_contain_text("strategically")
    screen.page.keyboard.press("p")
    expect(heading).to_contain_text(THE_HILL)
    query(screen, "article=1")
    screen.page.locator(f'.st-key-opened .fl-text a[data-fl-place="{SOLEDAR}"]').first.click()
    title(screen, "Soledar")
    query(screen, f"place={SOLEDAR}")
