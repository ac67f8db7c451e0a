"""Searching a real store: what the newest text says, with and without the rest of a filter."""

from datetime import date

import pytest
import sqlalchemy as sa

from data.model import DateRange, Filter
from data.queries import holdings
from data.queries import tables as queries
from data.queries.conditions import article_conditions
from data.reading.search.query import read_search
from data.store.engine import reading, writing
from data.store.schema import ARTICLE
from data.store.search import index
from data.store.search.rebuild import rebuild
from tests.data.builders import article, new_writer, store

pytestmark = pytest.mark.both_engines

OLD = article("Fighting near Bakhmut.", article_id="1", day="2023-03-01", title="Fighting")
NEW = article("Quiet in Kherson.", article_id="1", day="2023-03-01", title="Quiet")
OTHER = article(
    "Бої за Бахмут.", article_id="2", day="2023-03-02", lang="uk", title="Обстріляно Куп’янськ"
)


@pytest.fixture
def news(engine, writer):
    store(writer, OLD, "Bakhmut")
    store(writer, NEW, "Kherson")
    store(writer, OTHER, "Бахмут")
    return engine


def _found(engine, typed):
    conditions = article_conditions(Filter(search=typed), engine.dialect.name)
    query = sa.select(ARTICLE.c.article_id).where(*conditions).order_by(ARTICLE.c.article_id)
    with reading(engine) as connection:
        return list(connection.scalars(query))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("quiet", [1]),
        ("fight", []),
        ("Бахмуту", [2]),
        ("куп'янську бої", [2]),
        ("-Бахмут", [1]),
        ("-fighting", [1, 2]),
        ("-quiet -Бахмут", []),
        ("…", [1, 2]),
    ],
)
def test_the_newest_title_and_text_are_found_and_no_older_one(news, typed, expected):
    assert _found(news, typed) == expected


def test_another_title_is_found_and_the_older_is_not(news):
    retitled = article("Бої за Бахмут.", article_id="2", title="Удар по Харкову")
    store(new_writer(news), retitled, "Бахмут")
    assert (_found(news, "Харків"), _found(news, "Куп'янськ")) == ([2], [])
    assert _found(news, "бої") == [2]


@pytest.mark.parametrize(
    ("chosen", "names"),
    [
        (Filter(search="Бахмутом"), ["Бахмут"]),
        (Filter(search="-Бахмут"), ["Kherson"]),
        (Filter(search="бої", languages=("en",)), []),
        (Filter(search="бої", days=DateRange(date(2023, 3, 2), None)), ["Бахмут"]),
        (Filter(search="бої", days=DateRange(None, date(2023, 3, 1))), []),
        (Filter(search="***"), ["Kherson", "Бахмут"]),
    ],
)
def test_a_search_goes_with_the_rest_of_the_filter_in_every_answer(news, chosen, names):
    assert sorted(holdings.mentions(news, chosen)["text"]) == names
    assert int(queries.places(news, chosen)["mentions"].sum()) == len(names)


def test_a_rebuilt_index_finds_the_same_and_has_no_orphans(news):
    asked = read_search("fighting").terms
    with reading(news) as connection:
        name = connection.dialect.name
        assert len(list(connection.scalars(index.documents(asked, name)))) == 1
    with writing(news) as connection:
        assert rebuild(connection) == 2
    with reading(news) as connection:
        assert list(connection.scalars(index.documents(asked, name))) == []
    assert (_found(news, "quiet"), _found(news, "Бахмут"), _found(news, "")) == ([1], [2], [1, 2])


def test_an_article_without_a_number_gets_one_when_the_index_is_rebuilt(news):
    with writing(news) as connection:
        connection.execute(sa.update(ARTICLE).values(search_doc=None))
        rebuild(connection)
    assert (_found(news, "quiet"), _found(news, "Бахмут")) == ([1], [2])


def test_what_is_stored_after_a_rebuild_is_found(news):
    with writing(news) as connection:
        rebuild(connection)
    store(new_writer(news), article("Shelling of Kyiv.", article_id="3"), "Kyiv")
    assert _found(news, "shell") == [3]
    assert _found(news, "quiet") == [1]
