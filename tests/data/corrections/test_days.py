from datetime import date

import pytest
import sqlalchemy as sa

from data.corrections.days import latest_corrections, set_day, undo
from data.errors import CorrectionError
from data.model import DateRange, Filter
from data.queries import tables as queries
from data.store.engine import reading
from data.store.schema import ARTICLE, MENTION
from data.store.writer import Outcome
from tests.data.builders import article, new_writer, store
from tests.theatre import UKRAINE

pytestmark = pytest.mark.both_engines

UNDATED = article("Fighting near Bakhmut.", article_id="1")
SECOND = date(2023, 3, 2)


def _day(engine):
    columns = (ARTICLE.c.published, ARTICLE.c.published_from, ARTICLE.c.changed)
    with reading(engine) as connection:
        return tuple(connection.execute(sa.select(*columns)).one())


def test_a_day_that_the_analyst_sets_puts_the_article_among_the_dated(engine, writer):
    store(writer, UNDATED, "Bakhmut")
    set_day(engine, 1, SECOND, theatre=UKRAINE)
    assert _day(engine) == (SECOND, "analyst", 2)
    (excerpt,) = queries.excerpts(
        engine, "geonames:712451", Filter(days=DateRange(SECOND, SECOND)), limit=9, offset=0
    )
    assert excerpt.published == SECOND


def test_no_later_input_changes_it(engine, writer):
    store(writer, UNDATED, "Bakhmut")
    set_day(engine, 1, SECOND, theatre=UKRAINE)
    dated = article(UNDATED.text, article_id="1", day="2023-02-01")
    assert store(new_writer(engine), dated, "Bakhmut") is Outcome.UNCHANGED
    newer = article("Now Kherson.", article_id="1", day="2023-02-01")
    assert store(new_writer(engine), newer, "Kherson") is Outcome.NEW_VERSION
    assert _day(engine) == (SECOND, "analyst", 3)


def test_undo_brings_back_what_was_and_the_latest_goes_first(engine, writer):
    store(writer, UNDATED, "Bakhmut")
    set_day(engine, 1, SECOND, theatre=UKRAINE)
    set_day(engine, 1, date(2023, 3, 3), theatre=UKRAINE)
    later, earlier = latest_corrections(engine, limit=9)
    assert (later.before, later.after) == (SECOND, date(2023, 3, 3))
    with pytest.raises(CorrectionError, match="was followed by another; undo that one first"):
        undo(engine, earlier.correction_id, theatre=UKRAINE)
    undo(engine, later.correction_id, theatre=UKRAINE)
    assert _day(engine)[:2] == (SECOND, "analyst")
    undo(engine, earlier.correction_id, theatre=UKRAINE)
    assert _day(engine)[:2] == (None, "")
    assert latest_corrections(engine, limit=9) == []
    with pytest.raises(CorrectionError, match="was already undone"):
        undo(engine, earlier.correction_id, theatre=UKRAINE)


def test_the_same_day_again_is_no_correction_and_a_lost_article_is_told(engine, writer):
    store(writer, UNDATED, "Bakhmut")
    set_day(engine, 1, SECOND, theatre=UKRAINE)
    set_day(engine, 1, SECOND, theatre=UKRAINE)
    assert len(latest_corrections(engine, limit=9)) == 1
    with pytest.raises(CorrectionError, match="there is no article 7 any more"):
        set_day(engine, 7, SECOND, theatre=UKRAINE)


def test_days_of_events_are_reckoned_from_the_new_day(engine, writer):
    store(writer, article("Bakhmut was shelled on Tuesday.", article_id="1"), "Bakhmut")
    set_day(engine, 1, SECOND, theatre=UKRAINE)
    with reading(engine) as connection:
        told = connection.execute(sa.select(MENTION.c.event_day, MENTION.c.event_words)).one()
    assert told == (date(2023, 2, 28), "on Tuesday")
