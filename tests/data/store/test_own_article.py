from datetime import date

import pytest
import sqlalchemy as sa

from data.corrections.days import set_day
from data.reading.identity import prepare
from data.store.engine import reading, writing
from data.store.schema import ARTICLE
from data.store.writer import Outcome
from tests.data.builders import article, new_writer, store
from tests.theatre import UKRAINE

pytestmark = pytest.mark.both_engines

STORY = "https://trusted.example/story1"
TRUSTED = article("Forces hold Bakhmut.", source="Trusted", url=STORY, day="2023-03-01")
STRANGER = article(
    "Bakhmut has fallen.",
    source="Stranger",
    url=STORY,
    site="evil.example",
    title="Fallen",
    day="2024-03-02",
)


def _held(engine):
    query = sa.select(ARTICLE.c.source, ARTICLE.c.version, ARTICLE.c.published)
    with reading(engine) as connection:
        rows = connection.execute(query.order_by(ARTICLE.c.article_id))
        return [(source, version, str(day)) for source, version, day in rows]


@pytest.mark.parametrize("given", [(TRUSTED, STRANGER), (STRANGER, TRUSTED)], ids=["first", "last"])
def test_a_stranger_that_names_an_address_is_kept_beside_its_article(engine, given):
    for outcome in (Outcome.NEW, Outcome.UNCHANGED):
        assert [store(new_writer(engine), one) for one in given] == [outcome, outcome]
    held = [("Trusted", 1, "2023-03-01"), ("Stranger", 1, "2024-03-02")]
    assert _held(engine) == (held if given[0] is TRUSTED else held[::-1])


@pytest.mark.parametrize(
    "shared",
    [{"article_id": "7", "source": "Trusted"}, {"url": STORY}, {}],
    ids=["id", "address", "text"],
)
def test_neither_id_nor_address_nor_text_lets_a_stranger_change_a_day(engine, writer, shared):
    store(writer, article("Fires.", **{"source": "Trusted", "day": "2023-03-01", **shared}))
    other = {"source": "Stranger", "day": "2024-03-02", "site": "evil.example", **shared}
    store(new_writer(engine), article("Fires.", **other))
    assert _held(engine)[0] == ("Trusted", 1, "2023-03-01")


def test_each_of_two_sources_makes_versions_of_its_own_article(engine, writer):
    store(writer, TRUSTED)
    store(writer, STRANGER)
    for given in (TRUSTED, STRANGER):
        changed = article("Anew.", source=given.source, url=STORY, site=given.site)
        assert store(writer, changed) is Outcome.NEW_VERSION
    assert [version for _source, version, _day in _held(engine)] == [2, 2]


def test_a_page_finds_the_article_that_stands_apart_under_its_name(engine, writer):
    store(writer, STRANGER)
    store(writer, TRUSTED)
    page = article("Forces hold it.", source="Trusted", url=STORY, site="www.trusted.example")
    assert store(writer, page) is Outcome.NEW_VERSION
    assert [source for source, _version, _day in _held(engine)] == ["Stranger", "Trusted"]


def test_a_copy_by_another_source_is_of_the_same_story(engine, writer):
    text = "The bridge over the river was closed to lorries on Tuesday after an inspection. " * 5
    for source in ("Trusted", "Stranger"):
        store(writer, article(text, source=source, url=STORY))
    with reading(engine) as connection:
        assert list(connection.scalars(sa.select(ARTICLE.c.story_id))) == [1, 1]


def test_it_is_said_whose_article_another_is_kept_apart_from(engine, writer):
    store(writer, TRUSTED)
    assert writer.plan(prepare(STRANGER)).apart_from == "Trusted"
    assert writer.plan(prepare(TRUSTED)).apart_from == ""


def test_an_article_without_an_owner_is_its_sources_from_its_next_change_on(engine, writer):
    store(writer, TRUSTED)
    with writing(engine) as connection:
        connection.execute(sa.update(ARTICLE).values(owner=None))
    assert store(writer, TRUSTED) is Outcome.UNCHANGED
    anew = article("Anew.", source="Trusted", url=STORY)
    assert store(new_writer(engine), anew) is Outcome.NEW_VERSION
    with reading(engine) as connection:
        assert list(connection.scalars(sa.select(ARTICLE.c.owner))) == ["trusted"]


def test_a_day_that_was_corrected_stays_with_the_article_that_stands_apart(engine, writer):
    store(writer, TRUSTED)
    store(writer, STRANGER)
    set_day(engine, 2, date(2024, 3, 1), theatre=UKRAINE)
    store(new_writer(engine), STRANGER)
    assert [day for _source, _version, day in _held(engine)] == ["2023-03-01", "2024-03-01"]
