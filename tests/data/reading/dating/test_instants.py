from datetime import UTC, date, datetime

import pytest

from data.model import Article, DayFrom
from data.reading.dating import settled
from tests.theatre import UKRAINE

TODAY = date(2026, 11, 30)
LATE = datetime(2023, 11, 8, 22, 41, tzinfo=UTC)  # past midnight in Kyiv
EARLY = datetime(2023, 11, 9, 0, 41, tzinfo=UTC)  # the evening before in New York
ENGLISH = "Residents of the town spent another night in cellars while artillery fired nearby."


def _day(url, *, instant, text=ENGLISH, lang="en"):
    article = Article(
        "A", text, url=url, lang=lang, published=instant.date(), published_at=instant,
        published_from=DayFrom.METADATA,
    )  # fmt: skip
    return settled(article, UKRAINE, today=TODAY).published


@pytest.mark.parametrize(
    ("url", "lang", "day"),
    [
        (None, "en", 9),
        ("https://news.example.ua/a", "en", 9),
        ("https://t.me/example/7", "en", 9),
        ("https://kyivindependent.com/a", "en", 9),
        ("https://example.com/a", "uk", 9),
        ("https://example.com/a", "en", 8),
        ("https://notkyivindependent.com/a", "en", 8),
        ("https://example.de/a", "de", 8),
    ],
)
def test_an_instant_is_the_theatres_day_only_for_sources_of_its_zone(url, lang, day):
    assert _day(url, instant=LATE, lang=lang) == date(2023, 11, day)


@pytest.mark.parametrize(
    ("url", "text", "day"),
    [
        ("https://example.com/2023/11/08/aid", ENGLISH, 8),
        ("https://example.com/aid", f"November 8, 2023, 7:41 p.m. ET\n\n{ENGLISH}", 8),
        ("https://example.com/2023/11/06/aid", ENGLISH, 9),
        ("https://example.com/2023/11/", ENGLISH, 9),
    ],
    ids=["address", "text", "another day", "a month"],
)
def test_a_stated_day_that_some_zone_has_at_the_instant_wins(url, text, day):
    assert _day(url, instant=EARLY, text=text) == date(2023, 11, day)


@pytest.mark.parametrize(
    ("day", "kept"),
    [(date(2026, 11, 30), True), (date(2026, 12, 1), True), (date(2099, 1, 1), False)],
)
def test_a_day_to_come_is_refused_with_a_note(day, kept):
    article = Article("A", ENGLISH, published=day, published_from=DayFrom.METADATA, origin="a.csv")
    found = settled(article, UKRAINE, today=TODAY)
    note = "a.csv: date 2099-01-01 is after today; kept as undated"
    assert (found.published, found.notes) == ((day, ()) if kept else (None, (note,)))
