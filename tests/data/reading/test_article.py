"""What is read of an article by the real geoparser, on five places."""

from datetime import date

import pytest

from data.model import DayFrom, EventDay
from data.reading.article import read
from tests.data.builders import TODAY, article
from tests.theatre import UKRAINE


@pytest.fixture
def read_it(geoparser):
    return lambda given: read(given, parser=geoparser, theatre=UKRAINE, focus="UA", today=TODAY)


def test_a_mention_says_when_it_happened_where_the_text_does(read_it):
    text = "Kherson is quiet. On Tuesday shells hit Bakhmut."
    found = read_it(article(text, day="2023-03-01"))
    told = [(row["text"], row["event_day"], row["event_words"]) for row in found.mentions]
    assert told == [("Kherson", None, None), ("Bakhmut", date(2023, 2, 28), "On Tuesday")]


def test_a_mention_keeps_the_language_of_its_sentence(read_it):
    text = "Shelling hit Bakhmut, the mayor said. «Росіяни вдарили по місту Херсон», сказав він."
    found = read_it(article(text, day="2023-03-01"))
    assert [(row["text"], row["lang"]) for row in found.mentions] == [
        ("Bakhmut", "en"),
        ("Херсон", "uk"),
    ]


def test_a_day_that_nobody_states_is_looked_for_and_a_stated_one_is_not(read_it):
    url = "https://example.org/2023/03/05/a-strike"
    found = read_it(article("Shelling hit Bakhmut.", url=url)).shown
    assert (found.published, found.published_from) == (date(2023, 3, 5), DayFrom.ADDRESS)
    stated = read_it(article("Shelling hit Bakhmut.", url=url, day="2023-03-01")).shown
    assert stated.published == date(2023, 3, 1)


def test_the_record_of_an_event_is_read_as_of_its_day_and_has_no_other(geoparser):
    asked = []

    class Parser:
        def parse(self, text, *, published, country, lang):
            asked.append(published)
            return geoparser.parse(text, published=published, country=country, lang=lang)

    event = EventDay(date(2022, 2, 24), 3)
    url = "https://example.org/2023/03/05/a-strike"
    given = article("On 3 March 2022 shells hit Bakhmut.", url=url, event=event)
    found = read(given, parser=Parser(), theatre=UKRAINE, focus="UA", today=TODAY)
    assert asked == [event.first]
    assert found.shown.published is None
    assert [(row["event_day"], row["event_prec"]) for row in found.mentions] == [(event.first, 3)]


def test_what_is_read_is_the_same_each_time(read_it):
    given = article("On Tuesday shells hit Bakhmut. Херсон обстріляли.", day="2023-03-01")
    first, second = read_it(given), read_it(given)
    assert [first.shown, first.mentions, first.explained, first.words, first.copy_keys] == [
        second.shown, second.mentions, second.explained, second.words, second.copy_keys
    ]  # fmt: skip
