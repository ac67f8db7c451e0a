"""A place's record says what the store knows of it, and counts as the list of places does."""

from datetime import date
from random import Random

import pytest

import data
from data.counts import compact
from data.model import DateRange, Filter
from geocode.model import Kind
from geocode.precision import WherePrec
from tests.data.builders import BAKHMUT, article, new_writer, store
from tests.data.counts.model_store import ModelStore, random_filter

COUNTS = ("mentions", "articles", "sources")


def stored(engine, text, day, **more):
    store(new_writer(engine), article(text, day=day, **more), "Bakhmut")


def test_a_record_has_names_place_and_exactness(engine):
    stored(engine, "Bakhmut is quiet.", "2023-03-01")
    record = data.place_record(engine, BAKHMUT.place_id, Filter())
    assert dict(record.names)["en"] == record.name == "Bakhmut"
    assert dict(record.names)["uk"] == record.name_local == "Бахмут"
    assert record.address == "Bakhmut, Donetsk Oblast, Ukraine"
    assert (record.kind, record.where_prec) == (Kind.CITY, WherePrec.EXACT)
    assert (record.latitude, record.longitude, record.uncertainty_m) == (48.59, 38.0, 3000)


def test_a_record_counts_by_day_and_by_month(engine):
    stored(engine, "Bakhmut is quiet.", "2023-03-01")
    stored(engine, "Bakhmut holds on.", "2023-03-31", source="AP")
    stored(engine, "Bakhmut again and again.", "2023-04-02")
    stored(engine, "Nobody knows when Bakhmut fell.", None)
    record = data.place_record(engine, BAKHMUT.place_id, Filter())
    assert record.by_day == (
        (date(2023, 3, 1), 1),
        (date(2023, 3, 31), 1),
        (date(2023, 4, 2), 1),
    )
    assert record.by_month == ((date(2023, 3, 1), 2), (date(2023, 4, 1), 1))
    assert (record.first_day, record.last_day) == (date(2023, 3, 1), date(2023, 4, 2))
    assert (record.mentions, record.articles, record.sources, record.undated) == (4, 4, 2, 1)


def test_a_place_that_the_filter_leaves_out_has_a_record_without_counts(engine):
    stored(engine, "Bakhmut is quiet.", "2023-03-01")
    for chosen in (
        Filter(kinds=(Kind.VILLAGE,)),
        Filter(days=DateRange(date(2023, 3, 2), None)),
        Filter(inside="iso:UA-63"),
    ):
        record = data.place_record(engine, BAKHMUT.place_id, chosen)
        assert [getattr(record, name) for name in COUNTS] == [0, 0, 0]
        assert (record.by_day, record.first_day, record.last_day) == ((), None, None)


def test_a_place_that_the_store_does_not_have_has_no_record(engine):
    assert data.place_record(engine, "geonames:1", Filter()) is None


@pytest.mark.both_engines
def test_a_record_counts_as_the_list_of_places(engine):
    random = Random(3)
    model = ModelStore(engine, random, 7)
    for number in range(60):
        random.choice([model.add, model.add, model.add, model.change, model.remove])()
        if number in (20, 45):
            compact(engine)
    for _ in range(10):
        chosen = random_filter(random)
        listed = {row.place_id: row for row in data.places(engine, chosen).itertuples()}
        for number in model.kinds:
            record = data.place_record(engine, f"p{number:03}", chosen)
            row = listed.get(record.place_id)
            wanted = [getattr(row, name) if row else 0 for name in COUNTS]
            assert [getattr(record, name) for name in COUNTS] == wanted
            if row and record.first_day:
                days = (record.first_day.isoformat(), record.last_day.isoformat())
                assert days == (row.first_day, row.last_day)
