from datetime import date

from dashboard.address import Screen
from tests.dashboard.reading.builders import BAKHMUT, links

FROM_ARTICLE = Screen(article=5, page=3)


def test_a_place_keeps_the_article_as_the_way_back_and_begins_on_its_first_page():
    act = links(FROM_ARTICLE).place(BAKHMUT)
    assert act.href == f"./?{BAKHMUT}&5&1"
    assert act.does == {"place": BAKHMUT}


def test_an_article_takes_the_place_of_a_place():
    act = links(Screen(place_id=BAKHMUT)).article(9)
    assert (act.href, act.does) == ("./?None&9&1", {"article": "9"})


def test_more_keeps_all_but_the_page():
    act = links(Screen(place_id=BAKHMUT)).more(2)
    assert (act.href, act.does) == (f"./?{BAKHMUT}&None&2", {"page": "2"})


def test_a_day_is_iso():
    assert links().day(date(2023, 5, 20)).does == {"day": "2023-05-20"}
