"""The day of the event that a record states is that of its mentions, whatever happens later."""

from datetime import date

import pytest
import sqlalchemy as sa

from data.corrections.days import set_day
from data.model import DateRange, DayBy, DayFrom, EventDay, Filter
from data.queries import tables as queries
from data.store.backup import backup
from data.store.engine import open_engine, reading, writing
from data.store.rereading import Rereader
from data.store.schema import ARTICLE, CLAIM, MENTION, METADATA, MIGRATION, STATED_EVENT
from data.store.writer import Outcome
from tests.data.builders import BAKHMUT, article, claimed, new_writer, store
from tests.theatre import UKRAINE

pytestmark = pytest.mark.both_engines

TEXT = "On 26 February 2022, forces shelled Bakhmut, which was captured in 2014."
WEEK = EventDay(date(2022, 2, 24), 3)
RECORD = article(TEXT, source="ACLED", article_id="1", lang="en", event=WEEK)


def _row(engine, table, *names):
    with reading(engine) as connection:
        return tuple(connection.execute(sa.select(*(table.c[name] for name in names))).one())


def _event(engine):
    return _row(engine, MENTION, "event_day", "event_prec", "event_words")


def test_mentions_are_of_the_stated_day_and_the_record_has_no_published_one(engine, writer):
    assert store(writer, RECORD, "Bakhmut") is Outcome.NEW
    assert _event(engine) == (WEEK.first, 3, "")
    assert _row(engine, ARTICLE, "published", "published_from") == (None, "")
    (excerpt,) = queries.excerpts(engine, BAKHMUT.place_id, Filter(), limit=9, offset=0)
    assert excerpt.event == WEEK


def test_it_is_found_by_the_day_of_the_event_and_counted_as_undated_otherwise(engine, writer):
    store(writer, RECORD, "Bakhmut")
    days = DateRange(WEEK.first, WEEK.first)
    assert queries.article_count(engine, Filter(days=days, by=DayBy.EVENT)) == 1
    assert queries.article_count(engine, Filter(days=days)) == 0
    assert queries.facets(engine, Filter(days=days)).undated_articles == 1


def test_the_same_record_again_changes_nothing(engine, writer):
    store(writer, RECORD, "Bakhmut")
    assert store(new_writer(engine), RECORD, "Bakhmut") is Outcome.UNCHANGED


def test_a_corrected_record_moves_its_mentions(engine, writer):
    store(writer, RECORD, "Bakhmut")
    moved = article(TEXT, source="ACLED", article_id="1", event=EventDay(date(2022, 2, 27), 1))
    assert store(new_writer(engine), moved, "Bakhmut") is Outcome.UPDATED
    assert _event(engine) == (date(2022, 2, 27), 1, "")


def test_an_input_that_states_no_event_leaves_it(engine, writer):
    store(writer, RECORD, "Bakhmut")
    dated = article(TEXT, source="ACLED", article_id="1", day="2022-03-01")
    assert store(new_writer(engine), dated, "Bakhmut") is Outcome.UPDATED
    assert _row(engine, ARTICLE, "published") == (date(2022, 3, 1),)
    assert _event(engine) == (WEEK.first, 3, "")


def test_a_published_day_that_was_the_event_s_is_taken_away(engine, writer):
    as_before = article(TEXT, source="ACLED", article_id="1", day="2022-02-24", lang="en")
    store(writer, as_before, "Bakhmut")
    assert store(new_writer(engine), RECORD, "Bakhmut") is Outcome.UPDATED
    assert _row(engine, ARTICLE, "published", "published_from") == (None, "")
    assert _event(engine) == (WEEK.first, 3, "")


def test_a_day_that_the_analyst_set_is_kept(engine, writer):
    store(writer, RECORD, "Bakhmut", claims=[claimed(TEXT, "Bakhmut")])
    set_day(engine, 1, WEEK.first, theatre=UKRAINE)
    assert _event(engine) == (WEEK.first, 3, "")
    assert _row(engine, CLAIM, "event_day", "event_prec") == (WEEK.first, 3)
    store(new_writer(engine), RECORD, "Bakhmut")
    assert _row(engine, ARTICLE, "published_from") == (DayFrom.ANALYST.value,)


def test_reading_again_knows_it(engine, writer):
    store(writer, RECORD, "Bakhmut")
    rereader = Rereader(engine, gazetteer_version="gazetteer-2", model_version="model-1")
    (stale,) = rereader.after(0, limit=9)
    assert stale.known.event == WEEK


def test_records_of_one_form_on_far_days_are_no_copies(engine, writer):
    for number, day in enumerate((date(2022, 3, 1), date(2022, 9, 1))):
        told = "Forces shelled the market square of Bakhmut with artillery; no casualties followed."
        event = EventDay(day, 1)
        store(writer, article(told, source=f"S{number}", article_id=str(number), event=event))
    with reading(engine) as connection:
        stories = connection.scalars(sa.select(ARTICLE.c.story_id).order_by(ARTICLE.c.story_id))
        assert stories.all() == [1, 2]


def test_a_store_of_before_is_read_and_backed_up_without_the_table(engine, database_url, tmp_path):
    store(new_writer(engine), article(TEXT, article_id="1", day="2022-03-01"), "Bakhmut")
    with writing(engine) as connection:
        METADATA.drop_all(connection, tables=[STATED_EVENT])
        same = MIGRATION.c.name == "0008-stated-events"
        connection.execute(sa.delete(MIGRATION).where(same))
    older = open_engine(database_url, read_only=True)
    assert queries.places(older, Filter(by=DayBy.EVENT)).mentions.tolist() == [1]
    assert len(queries.excerpts(older, BAKHMUT.place_id, Filter(), limit=9, offset=0)) == 1
    backup(older, tmp_path / "old.backup")
    older.dispose()
    open_engine(database_url).dispose()
    assert store(new_writer(engine), RECORD, "Bakhmut") is Outcome.NEW
