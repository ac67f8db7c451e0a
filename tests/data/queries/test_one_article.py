from datetime import date

import pytest
import sqlalchemy as sa

from data.model import Copy, DayFrom, StatedPoint
from data.queries.one_article import opened
from data.store.engine import writing
from data.store.schema import ARTICLE
from tests.data.builders import article, store

pytestmark = pytest.mark.both_engines


@pytest.fixture
def stored(engine, writer):
    point = StatedPoint(48.6, 38.0, "Bakhmut", 1)
    given = article("Fighting near Bakhmut and Nowhere.", day="2023-03-01", points=(point,))
    store(writer, given, "Bakhmut", "Nowhere")
    for day, source in (("2023-03-02", "AP"), ("2023-02-28", "BBC")):
        store(writer, article(f"{source}: near Bakhmut.", day=day, source=source), "Bakhmut")
    with writing(engine) as connection:
        connection.execute(sa.update(ARTICLE).values(story_id=1))
    return engine


def test_an_article_is_shown_with_its_names_placed_or_not(stored):
    found = opened(stored, 1)
    assert (found.source, found.published) == ("Reuters", date(2023, 3, 1))
    assert found.published_from is DayFrom.METADATA
    names = [(found.text[n.start : n.end], n.place_id, n.event) for n in found.names]
    assert names == [("Bakhmut", "geonames:712451", None), ("Nowhere", None, None)]
    assert found.points == (StatedPoint(48.6, 38.0, "Bakhmut", 1),)


def test_the_others_that_tell_its_story_come_earliest_first(stored):
    assert opened(stored, 1).copies == (
        Copy(3, "BBC: near Bakhmut.", "BBC", date(2023, 2, 28), None),
        Copy(2, "AP: near Bakhmut.", "AP", date(2023, 3, 2), None),
    )


def test_an_article_that_is_not_there_is_none(engine):
    assert opened(engine, 1) is None
