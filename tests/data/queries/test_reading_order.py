"""Which article is read first, and which come before and after one in a list."""

from random import Random

import pytest

import data
from data.counts import compact
from data.model import Filter, SourceKind
from tests.data.builders import article, new_writer, store
from tests.data.counts.model_store import ModelStore, random_filter


def stored(engine, text, **more):
    store(new_writer(engine), article(text, **more))


def newest(engine, **more):
    return data.opened(engine, data.newest_article(engine, **more)).text


def test_the_newest_article_is_the_last_dated_one_that_is_no_brief(engine):
    stored(engine, "Kyiv was quiet.", day="2023-03-01")
    stored(engine, "Kherson was shelled.", day="2023-03-02")
    stored(engine, "A brief.", day="2023-03-03", source_kind=SourceKind.BRIEF)
    stored(engine, "Nobody knows when.")
    assert newest(engine) == "Kherson was shelled."
    assert newest(engine, briefs=True) == "A brief."


def test_of_one_day_the_article_stored_last_is_the_newest(engine):
    stored(engine, "Kyiv was quiet.", day="2023-03-01")
    stored(engine, "Kherson was not.", day="2023-03-01")
    assert newest(engine) == "Kherson was not."


def test_without_a_dated_article_there_is_no_newest(engine):
    assert data.newest_article(engine) is None
    stored(engine, "Nobody knows when.")
    assert data.newest_article(engine) is None


@pytest.mark.both_engines
def test_neighbours_are_those_of_the_list(engine):
    random = Random(5)
    model = ModelStore(engine, random, 7)
    for number in range(60):
        random.choice([model.add, model.add, model.add, model.change, model.remove])()
        if number in (20, 45):
            compact(engine)
    for chosen in [Filter(), *(random_filter(random) for _ in range(8))]:
        listed = model.newest_first(chosen)
        for article_id in model.articles:
            found = data.neighbours(engine, article_id, chosen)
            whole = model.in_order({*listed, article_id}, chosen)
            at = whole.index(article_id)
            assert found == data.Neighbours(
                newer=whole[at - 1] if at else None,
                older=whole[at + 1] if at + 1 < len(whole) else None,
                before=at,
                listed=len(listed),
            )


def test_an_article_that_is_not_there_has_no_neighbours(engine):
    assert data.neighbours(engine, 999, Filter()) is None
