from datetime import date

import pytest

from dashboard.reading import held
from data import Modality, Provider, Settlement, SettlementOnDay, Span
from tests.dashboard.reading.builders import links
from tests.dashboard.test_markup import parsed
from tests.data.frontline.builders import said
from tests.theatre import UKRAINE

PLACE = Settlement("geonames:706448", "Kherson", 46.65, 32.61, "UA")
DAY = date(2022, 11, 12)


def on_day(**changes):
    values = {
        "settlement": PLACE, "holder": "UA", "confidence": 0.95, "since": date(2022, 11, 11),
        "inferred": False, "stale_days": 1, "evidence": (),
    }  # fmt: skip
    return SettlementOnDay(**{**values, **changes})


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "since 11 November 2022, 95% sure, no statement about it for 1 day"),
        ({"stale_days": 0}, "since 11 November 2022, 95% sure"),
        ({"inferred": True, "since": None, "confidence": 0.51, "stale_days": None},
         "inferred from the settlements around it, 51% sure; no statement names it"),
        ({"holder": ""}, "No evidence is near."),
    ],
    ids=["evidence", "fresh", "inferred", "unknown"],
)  # fmt: skip
def test_how_it_is_known_is_said(changes, words):
    assert held.sureness(on_day(**changes)) == words


def test_who_holds_it_comes_with_the_day():
    assert "Ukrainian forces on 12 November 2022" in held.on_day(on_day(), DAY, UKRAINE)


SPANS = [
    Span(date(2022, 2, 24), "UA", inferred=True),
    Span(date(2022, 3, 2), "contested", inferred=False),
    Span(date(2022, 3, 5), "RU", inferred=False),
]


def test_each_part_of_the_bar_is_named_and_puts_the_cursor_on_its_first_day():
    html = held.strip(SPANS, date(2022, 3, 14), UKRAINE, links())
    parts = [attributes for tag, attributes in parsed(html).tags if tag == "a"]
    assert [(part["data-fl-day"], part["aria-label"]) for part in parts] == [
        ("2022-02-24",
         "Ukrainian forces, inferred from near places, 24 February 2022 to 1 March 2022"),
        ("2022-03-02", "Contested, 2 March 2022 to 4 March 2022"),
        ("2022-03-05", "Russian forces since 5 March 2022"),
    ]  # fmt: skip
    styles = [attributes["style"] for tag, attributes in parsed(html).tags if tag == "li"]
    assert [style.partition(" ")[0] for style in styles] == ["flex:6", "flex:3", "flex:10"]
    assert [part["class"].split()[1] for part in parts] == [
        "fl-inferred",
        "fl-contested",
        "fl-held",
    ]


def test_a_part_that_begins_after_the_last_day_is_left_out():
    html = held.strip(SPANS, date(2022, 3, 3), UKRAINE, links())
    assert html.count("<li") == 2
    assert "Contested since 2 March 2022" in html


def test_nothing_known_gives_no_bar():
    assert held.strip([Span(DAY, "", inferred=True)], DAY, UKRAINE, links()) == ""
    assert held.strip([], DAY, UKRAINE, links()) == ""


def test_a_statement_says_who_says_what_and_an_article_can_be_read():
    table = said("UA", "2022-11-11", source="both sides", provider=Provider.TABLE)
    article = said("RU", "2022-11-12", source="party RU", modality=Modality.DENIED)
    html = held.statements([article, table], UKRAINE, links(), "Evidence")
    text = parsed(html).text
    assert "12 November 2022 · Russian forces · Russia, in an article · denied" in text
    assert "11 November 2022 · Ukrainian forces · table of control: both sides" in text


def test_only_the_newest_statements_are_shown_and_the_others_counted():
    found = [said("UA", "2022-11-11") for _ in range(15)]
    html = held.statements(found, UKRAINE, links(), "Evidence")
    assert html.count("<li>") == 12
    assert "3 older statements are not shown." in html
