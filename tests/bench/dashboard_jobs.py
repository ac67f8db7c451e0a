"""Four jobs as a person would do them before the dashboard; every action is counted and named."""

from collections.abc import Callable

from playwright.sync_api import Browser, expect

from tests.bench.dashboard_hands import Hands

Act = Callable[[str], None]
MOST = 4


def _avdiivka(hands: Hands, act: Act) -> str:
    """What was said of Avdiivka in the week of its fall (17 February 2024)."""
    act("type Avdiivka into the search field, Enter")
    hands.found("Avdiivka")
    act("type 12 February 2024 as the first day, Enter")
    hands.typed("from", "2024-02-12")
    act("type 18 February 2024 as the last day, Enter")
    hands.typed("to", "2024-02-18")
    cards = hands.drawer().locator(".fl-card")
    expect(cards.first).to_contain_text("February 2024")
    days = cards.all_inner_texts()
    assert all("February 2024" in text for text in days), days[:2]
    return f"{len(days)} articles of that week"


def _kupiansk(hands: Hands, act: Act) -> str:
    """Who held Kupiansk on 9 and on 12 September 2022."""
    act("type Kupiansk into the search field, Enter")
    hands.found("Kupiansk")
    held = []
    for day, holder in (("2022-09-09", "Russian"), ("2022-09-12", "Ukrainian")):
        act(f"type {day} as the day of the front line, Enter")
        hands.typed("cursor", day)
        shown = hands.drawer().get_by_text(holder).first
        expect(shown).to_be_visible()
        assert hands.page.evaluate("frontline.iso(frontline.stage.state.cursor)") == day
        held.append(shown.inner_text().split("\n")[0])
    return "; ".join(held)


def _the_hill(hands: Hands, act: Act) -> str:
    """The Hill's article of 1 March 2023 with its places."""
    act("open the program")
    expect(hands.drawer()).to_contain_text("strategically pull back")
    lit = hands.page.evaluate("frontline.stage.state.lit.length")
    assert lit > 0
    return f"open at the right, {lit} places lit"


def _kharkiv(hands: Hands, act: Act) -> str:
    """The places in Kharkiv Oblast that were named in May 2024."""
    act("open Inside")
    hands.page.get_by_role("combobox", name="Inside").click()
    act("type Kharkiv Oblast, Enter")
    hands.page.keyboard.type("Kharkiv Oblast")
    hands.page.keyboard.press("Enter")
    act("type May 2024 as the first day, Enter")
    hands.typed("from", "May 2024")
    act("type May 2024 as the last day, Enter")
    hands.typed("to", "May 2024")
    badge = hands.page.locator(".fl-badge")
    expect(badge).to_contain_text("May 2024")
    return badge.inner_text()


JOBS = (_avdiivka, _kupiansk, _the_hill, _kharkiv)


def run(browser: Browser, address: str) -> None:
    """Do every job on a page of its own, and print its actions and what came of it."""
    for job in JOBS:
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        hands, actions = Hands(page, address), list[str]()
        hands.visit("/")
        came = job(hands, actions.append)
        words = (job.__doc__ or "").strip().rstrip(".")
        verdict = "" if len(actions) <= MOST else f", more than {MOST}"
        print(f"{words}: {len(actions)} actions{verdict}: {came}")
        for number, action in enumerate(actions, start=1):
            print(f"  {number}. {action}")
        page.close()
