from datetime import date
from functools import partial

import pytest

from data.model import Article, DayFrom
from data.reading.dating import find_published
from data.reading.dating.finding import day_in_text
from tests.theatre import UKRAINE

TODAY = date(2026, 11, 22)
find = partial(find_published, today=TODAY, time_zone=UKRAINE.time_zone)


def test_a_day_that_is_known_stays():
    article = Article("A", "Text.", published=date(2022, 5, 1), url="https://a.com/2023/03/01/x")
    assert find(article, origin_path="2023-03-02.txt") is article


def test_the_address_is_surer_than_the_name_of_the_file_and_that_than_the_text():
    text = "Published: 3 March 2023\n\nText."
    article = Article("A", text, url="https://a.com/2023/03/01/x")
    found = find(article, origin_path="2023-03-02.txt")
    assert (found.published, found.published_from) == (date(2023, 3, 1), DayFrom.ADDRESS)
    found = find(Article("A", text), origin_path="2023-03-02.txt")
    assert (found.published, found.published_from) == (date(2023, 3, 2), DayFrom.FILE_NAME)
    found = find(Article("A", text), origin_path="a.txt")
    assert (found.published, found.published_from) == (date(2023, 3, 3), DayFrom.TEXT)


def test_a_month_is_made_a_day_by_what_agrees_with_it():
    article = Article("A", "KYIV, March 5 (Agency) - Text.", url="https://a.com/2023/03/x")
    found = find(article, origin_path="2023-04-09.txt")
    assert (found.published, found.published_prec) == (date(2023, 3, 5), 1)
    assert found.published_from is DayFrom.TEXT
    stated = Article(
        "A", "Text.", published=date(2023, 3, 1), published_prec=4, published_from=DayFrom.METADATA
    )
    assert find(stated, origin_path="2023-03-05.txt").published == date(2023, 3, 5)
    assert find(stated, origin_path="2023-04-05.txt") is stated


@pytest.mark.parametrize(("day", "is_found"), [("2026-11-23", True), ("2026-11-24", False)])
def test_no_day_later_than_tomorrow_is_found(day, is_found):
    found = find(Article("A", "Text."), origin_path=f"{day}.txt")
    assert (found.published is not None) is is_found


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Опубліковано 1 березня 2023 о 14:05\n\nТекст.", date(2023, 3, 1)),
        ("Text.\n\nPosted on: March 1, 2023 by admin", date(2023, 3, 1)),
        ("LVIV, Ukraine, March 1, 2023 (Agency) -- Text.", date(2023, 3, 1)),
        ("КИЇВ, 1 березня 2023 р. /Агенція/. Текст.", date(2023, 3, 1)),
        ("Заголовок\n1 березня 2023, 14:05\nТекст.", date(2023, 3, 1)),
        ("LVIV, Ukraine, March 1 (Agency) -- Text.", None),
        ("Kharkiv was hit on 1 March 2023.", None),
        ("Last updated on March 5, 2023\n\nText.", None),
        ("1 March 2023\nOne.\n\n2 March 2023\nAnother.", None),
        ("1677628800\nText.", None),
        ("Published yesterday\n\nText.", None),
        ("A" * 100_000 + "\nPublished: 1 March 2023", date(2023, 3, 1)),
    ],
)
def test_a_text_says_when_it_was_published_only_where_it_speaks_of_that(text, day):
    found = day_in_text(text)
    assert (found and found.day) == day
