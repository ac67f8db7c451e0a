from datetime import date

import pytest
import sqlalchemy as sa

from data.bulk.pool import Pool
from data.bulk.readers import InProcessReaders, ReadingFailed
from data.corrections import days as corrections
from data.model import Filter
from data.queries.claims import claims
from data.reading.article import CLAIMS_VERSION
from data.reparsing import reparse
from data.store.copying import digests
from data.store.engine import reading, writing
from data.store.schema import ARTICLE, ARTICLE_TEXT, CLAIM, MENTION, PLACING
from geocode.geoparser import MODEL_VERSION
from tests.data.builders import article, column, new_writer, small_geoparser, store
from tests.data.bulk.workers import open_reading
from tests.theatre import UKRAINE

TODAY = date(2026, 11, 22)
OLDER = [
    article("Shelling hit Bakhmut and Kherson.", article_id="1", day="2023-03-01"),
    article("A concert in Kyiv.", article_id="2", day="2023-03-02"),
    article("Published without a day; Kherson again.", article_id="3"),
]

STRUCK = [
    ("Bakhmut", "struck", None, "2023-03-01"),
    ("Kherson", "struck", None, "2023-03-01"),
]


@pytest.fixture
def older(engine):
    """Three articles in which an older gazetteer knew Bakhmut alone."""
    writer = new_writer(engine, gazetteer_version="older", model_version="older")
    for given in OLDER:
        store(writer, given, *(["Bakhmut"] if "Bakhmut" in given.text else []))
    return engine


def _again(engine, settings, **options):
    lines = []
    report = reparse(
        engine,
        geoparser=small_geoparser(),
        settings=settings,
        theatre=UKRAINE,
        today=TODAY,
        log=lines.append,
        **options,
    )
    return report, lines


def _claims(engine):
    rows = claims(engine, Filter())[["name", "event", "actor", "event_day"]]
    return [tuple(row) for row in rows.astype(object).where(rows.notna(), None).to_numpy()]


def _placed_by(engine):
    query = sa.select(ARTICLE.c.article_id, PLACING.c.model_version).join(PLACING)
    with reading(engine) as connection:
        return [tuple(row) for row in connection.execute(query.order_by(ARTICLE.c.article_id))]


def test_what_an_older_gazetteer_has_read_is_read_anew_and_only_that(older, settings):
    report, _lines = _again(older, settings)
    assert (report.read, report.mentions, report.skipped) == (3, 4, [])
    assert column(older, MENTION.c.text) == ["Bakhmut", "Kherson", "Kherson", "Kyiv"]
    assert _placed_by(older) == [(1, MODEL_VERSION), (2, MODEL_VERSION), (3, MODEL_VERSION)]
    again, _lines = _again(older, settings)
    assert again.read == 0


def test_what_was_read_before_there_were_claims_is_read_anew(older, settings):
    _again(older, settings)
    with writing(older) as connection:
        first = ARTICLE.c.article_id == 1
        connection.execute(sa.update(ARTICLE).where(first).values(claims_version=0))
        connection.execute(sa.delete(CLAIM))
    assert _again(older, settings)[0].read == 1
    assert set(column(older, ARTICLE.c.claims_version)) == {CLAIMS_VERSION}
    assert _claims(older) == STRUCK


def test_claims_of_an_older_store_are_found_by_reading_it_anew(older, settings):
    _again(older, settings)
    assert _claims(older) == STRUCK


def test_a_corrected_day_moves_claims_as_reading_anew_does(older, settings):
    _again(older, settings)
    corrections.set_day(older, 1, date(2023, 2, 28), theatre=UKRAINE)
    moved = _claims(older)
    assert moved[0] == ("Bakhmut", "struck", None, "2023-02-28")
    _again(older, settings, everything=True)
    assert _claims(older) == moved


def test_days_and_texts_stay_and_a_correction_stands(older, settings):
    corrections.set_day(older, 1, date(2023, 2, 28), theatre=UKRAINE)
    texts = column(older, ARTICLE_TEXT.c.sha256)
    _again(older, settings)
    query = sa.select(ARTICLE.c.published, ARTICLE.c.published_from)
    with reading(older) as connection:
        rows = connection.execute(query.order_by(ARTICLE.c.article_id)).all()
    assert [tuple(row) for row in rows] == [
        (date(2023, 2, 28), "analyst"),
        (date(2023, 3, 2), "metadata"),
        (None, ""),
    ]
    assert column(older, ARTICLE_TEXT.c.sha256) == texts
    assert [c.after for c in corrections.latest_corrections(older, limit=9)] == [date(2023, 2, 28)]


def test_all_reads_everything_anew_and_can_be_broken_off_and_gone_on_with(older, settings):
    _again(older, settings)

    class Interrupted(InProcessReaders):
        def answers(self, turns):
            for number, answered in enumerate(super().answers(turns)):
                if number == 2:
                    raise KeyboardInterrupt
                yield answered

    with pytest.raises(KeyboardInterrupt):
        _again(older, settings, everything=True, readers=Interrupted(open_reading()))
    marked = f"{MODEL_VERSION} (to be read anew)"
    assert _placed_by(older) == [(1, MODEL_VERSION), (2, MODEL_VERSION), (3, marked)]
    report, _lines = _again(older, settings)
    assert report.read == 1


def test_an_article_that_fails_keeps_its_older_reading_and_is_named(older, settings):
    class Failing(InProcessReaders):
        def answers(self, turns):
            for turn, answered in super().answers(turns):
                yield turn, ReadingFailed("no") if turn.stale.article_id == 1 else answered

    report, lines = _again(older, settings, readers=Failing(open_reading()))
    assert report.read == 2
    assert lines == ["skipped: article 1 () keeps its older reading: no"]
    assert _placed_by(older)[0] == (1, "older")
    assert column(older, MENTION.c.text) == ["Bakhmut", "Kherson", "Kyiv"]


def test_an_article_that_changed_meanwhile_keeps_that_change(older, settings):
    class Late(InProcessReaders):
        def answers(self, turns):
            for turn, answered in super().answers(turns):
                if turn.stale.article_id == 2:
                    corrections.set_day(older, 2, date(2023, 1, 1), theatre=UKRAINE)
                yield turn, answered

    report, _lines = _again(older, settings, readers=Late(open_reading()))
    assert (report.read, report.changed_meanwhile) == (2, 1)
    assert _again(older, settings)[0].read == 1


def test_worker_processes_leave_the_same(older, settings, tmp_path):
    from data.store.backup import backup
    from data.store.engine import open_engine

    copied = tmp_path / "copied.sqlite"
    backup(older, copied)
    _again(older, settings)
    other = open_engine(f"sqlite:///{copied}")
    with Pool(open_reading, workers=2, log=print) as pool:
        _again(other, settings, readers=pool)
    with reading(older) as first, reading(other) as second:
        assert digests(first) == digests(second)
    other.dispose()
