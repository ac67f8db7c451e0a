from datetime import date, datetime

import pytest
import sqlalchemy as sa

from data.counts import compact
from data.model import Filter
from data.queries import tables as queries
from data.store.changes import changes
from data.store.engine import reading
from data.store.prune import Amounts, Unwanted, amounts
from data.store.schema import ARTICLE, ARTICLE_TEXT, CLAIM, MENTION, PLACE, REMOVED, RUN
from data.upkeep import problems, prune
from tests.data.builders import article, claimed, column, new_writer, store

pytestmark = pytest.mark.both_engines
NOW = datetime(2026, 11, 22, 12)


@pytest.fixture
def filled(engine):
    """Four articles of two sources; one has an older version, and one run took nothing."""
    writer = new_writer(engine)
    for number, text, day, name in (
        ("1", "Shelling of Bakhmut.", "2022-03-01", "Bakhmut"),
        ("2", "A blast in Kyiv.", "2023-03-01", "Kyiv"),
    ):
        given = article(text, article_id=number, day=day)
        store(writer, given, name, claims=[claimed(text, name)])
    store(writer, article("Kyiv, undated.", article_id="3", source="AP"), "Kyiv")
    store(
        writer, article("Near Kherson.", article_id="4", source="AP", day="2022-01-01"), "Kherson"
    )
    store(new_writer(engine), article("Kyiv, corrected.", article_id="3", source="AP"), "Kyiv")
    new_writer(engine)
    compact(engine)
    return engine


CASES = {
    "before a day": (
        Unwanted(before=date(2023, 1, 1)),
        Amounts(articles=2, mentions=2, places=2),
        [2, 3],
    ),
    "of a source": (
        Unwanted(source="AP"),
        Amounts(articles=2, mentions=2, places=1),
        [1, 2],
    ),
    "of a source, before a day": (
        Unwanted(before=date(2023, 1, 1), source="AP"),
        Amounts(articles=1, mentions=1, places=1),
        [1, 2, 3],
    ),
    "older versions": (Unwanted(older_versions=True), Amounts(older_texts=1), [1, 2, 3, 4]),
    "runs": (Unwanted(runs=True), Amounts(runs=1), [1, 2, 3, 4]),
    "nothing": (Unwanted(source="Nobody"), Amounts(), [1, 2, 3, 4]),
}


@pytest.mark.parametrize(("unwanted", "went", "left"), CASES.values(), ids=CASES)
def test_what_is_unwanted_goes_and_all_else_stays_sound(filled, unwanted, went, left):
    planned = amounts(filled, unwanted, now=NOW)
    gone = prune(filled, unwanted, now=NOW)
    assert gone == went
    assert str(planned) == str(gone)
    assert column(filled, ARTICLE.c.article_id) == left
    assert set(column(filled, MENTION.c.article_id)) == set(left)
    assert column(filled, CLAIM.c.article_id) == [number for number in (1, 2) if number in left]
    assert list(problems(filled)) == []


def test_asking_what_would_go_changes_nothing(filled):
    with reading(filled) as connection:
        before = changes(connection)
    amounts(filled, Unwanted(before=date(2030, 1, 1), older_versions=True, runs=True), now=NOW)
    with reading(filled) as connection:
        assert changes(connection) == before


def test_who_counted_before_learns_what_went(filled):
    assert set(queries.places(filled, Filter()).name) == {"Bakhmut", "Kyiv", "Kherson"}
    prune(filled, Unwanted(before=date(2023, 1, 1)), now=NOW)
    assert set(queries.places(filled, Filter()).name) == {"Kyiv"}
    assert column(filled, REMOVED.c.article_id) == [1, 4]
    assert column(filled, PLACE.c.name) == ["Kyiv"]


def test_the_newest_text_is_the_first_version_once_it_is_alone(filled):
    prune(filled, Unwanted(older_versions=True), now=NOW)
    query = sa.select(ARTICLE_TEXT.c.version, ARTICLE_TEXT.c.text)
    with reading(filled) as connection:
        rows = connection.execute(query.where(ARTICLE_TEXT.c.article_id == 3)).all()
    assert [tuple(row) for row in rows] == [(1, "Kyiv, corrected.")]


def test_what_was_taken_out_is_not_found_and_may_come_again(filled):
    prune(filled, Unwanted(source="AP"), now=NOW)
    assert queries.article_page(filled, Filter(search="kherson"), limit=9, offset=0).empty
    store(new_writer(filled), article("Near Kherson.", article_id="4", source="AP"), "Kherson")
    assert len(queries.article_page(filled, Filter(search="kherson"), limit=9, offset=0)) == 1
    assert prune(filled, Unwanted(source="AP"), now=NOW).articles == 1
    assert list(problems(filled)) == []


def test_a_run_that_may_still_take_articles_stays(filled):
    young = datetime(2024, 1, 1, 13)  # the builder's runs began at noon
    assert prune(filled, Unwanted(runs=True), now=young).runs == 0
    assert len(column(filled, RUN.c.run_id)) == 3


def test_a_writer_that_had_met_a_place_writes_it_again(engine):
    writer = new_writer(engine)
    store(writer, article("Shelling of Bakhmut.", article_id="1", day="2022-03-01"), "Bakhmut")
    prune(engine, Unwanted(before=date(2023, 1, 1)), now=NOW)
    store(writer, article("Bakhmut again.", article_id="2"), "Bakhmut")
    assert column(engine, PLACE.c.name) == ["Bakhmut"]
    assert list(problems(engine)) == []
