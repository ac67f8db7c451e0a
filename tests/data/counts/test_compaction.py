import json
import threading
from datetime import date

import pytest
import sqlalchemy as sa

from data.counts import Limits, compact, storage
from data.counts.packing import FORMAT, pack
from data.model import DateRange, DayBy, Filter
from data.queries import holdings
from data.queries import tables as queries
from data.store.engine import open_engine, reading, writing
from data.store.schema import ROLLUP, ROLLUP_PART, STATE
from data.upkeep import problems
from tests.data.builders import article, store

SMALL = Limits(large_part=2)
BAKHMUT, KHERSON = "geonames:712451", "geonames:706448"


def _parts(engine):
    with reading(engine) as connection:
        return storage.part_numbers(connection)[0]


def _mentions(engine):
    table = queries.places(engine, Filter())
    return dict(zip(table.place_id, table.mentions, strict=True))


def _fill(writer, first, number):
    for n in range(first, first + number):
        store(writer, article("Bakhmut.", article_id=str(n), day="2023-03-01"), "Bakhmut")


def test_packing_takes_in_all_that_waits_and_answers_stay(engine, writer):
    _fill(writer, 0, 3)
    before = _mentions(engine)
    assert compact(engine)
    assert (before, _mentions(engine)) == ({BAKHMUT: 3}, {BAKHMUT: 3})
    assert not compact(engine)
    other = open_engine(str(engine.url))  # knows nothing yet
    assert _mentions(other) == {BAKHMUT: 3}
    other.dispose()


def test_little_is_not_packed_where_much_is_asked_for(engine, writer):
    _fill(writer, 0, 3)
    assert not compact(engine, at_least=4)
    assert compact(engine, at_least=3)


def test_a_large_part_stays_while_the_small_one_grows(engine, writer):
    _fill(writer, 0, 40)
    compact(engine, limits=SMALL)
    (large,) = _parts(engine)
    for first in (40, 41):
        _fill(writer, first, 1)
        compact(engine, limits=SMALL)
        assert _parts(engine)[0] == large
        assert len(_parts(engine)) == 2
    _fill(writer, 42, 3)  # with the two before more than a tenth
    compact(engine, limits=SMALL)
    assert len(_parts(engine)) == 1
    assert _parts(engine)[0] > large
    assert _mentions(engine) == {BAKHMUT: 45}


def test_an_article_that_was_packed_and_changed_counts_once(engine, writer):
    _fill(writer, 0, 40)
    compact(engine, limits=SMALL)
    assert _mentions(engine) == {BAKHMUT: 40}
    store(writer, article("Now Kherson.", article_id="7", day="2023-03-02"), "Kherson")
    assert _mentions(engine) == {BAKHMUT: 39, KHERSON: 1}
    compact(engine, limits=SMALL)
    assert _mentions(engine) == {BAKHMUT: 39, KHERSON: 1}
    assert holdings.totals(engine).older_versions == 1


def test_of_two_that_pack_at_once_the_second_gives_up(engine, writer):
    _fill(writer, 0, 3)

    def pack_late(*given):
        assert compact(engine)
        return pack(*given)

    assert not compact(engine, packing=pack_late)
    assert len(_parts(engine)) == 1
    assert _mentions(engine) == {BAKHMUT: 3}


def test_what_is_stored_while_packing_goes_on_is_not_lost(engine, writer):
    _fill(writer, 0, 3)

    def pack_slowly(*given):
        _fill(writer, 3, 1)
        return pack(*given)

    compact(engine, packing=pack_slowly)
    assert _mentions(engine) == {BAKHMUT: 4}


def test_every_thread_sees_what_was_committed_before_it_asked(engine, writer):
    _fill(writer, 0, 1)
    stored, wrong, done = [1], [], threading.Event()

    def read():
        while not done.is_set():
            least = stored[0]
            found = _mentions(engine)[BAKHMUT]
            if found < least:
                wrong.append((least, found))

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for n in range(1, 40):
        _fill(writer, n, 1)
        stored[0] = n + 1
        if n % 13 == 0:
            compact(engine)
    done.set()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert _mentions(engine) == {BAKHMUT: 40}


def test_a_store_that_was_put_back_is_read_anew(engine, writer):
    _fill(writer, 0, 3)
    compact(engine)
    assert _mentions(engine) == {BAKHMUT: 3}
    with writing(engine) as connection:  # as a restored backup: fewer changes, no parts
        for table in (ROLLUP, ROLLUP_PART):
            connection.execute(sa.delete(table))
        connection.execute(sa.update(STATE).values(changes=3))
    assert _mentions(engine) == {BAKHMUT: 3}


def _without_days_of_events(engine):
    """Make the parts what the version before days of events had packed."""
    added = ("event_day", "event_from", "unplaced", "unplaced_day")
    with writing(engine) as connection:
        connection.execute(sa.delete(ROLLUP).where(ROLLUP.c.name.in_(added)))
        for row in connection.execute(sa.select(ROLLUP_PART)).all():
            head = json.loads(row.head)
            del head["format"]
            same = ROLLUP_PART.c.part_no == row.part_no
            connection.execute(
                sa.update(ROLLUP_PART).where(same).values(head=json.dumps(head).encode())
            )


def test_parts_without_days_of_events_answer_alike_and_are_packed_anew(engine, writer):
    for n, day in enumerate(("1 March", "3 March", "5 March")):
        store(writer, article(f"On {day} 2023 Bakhmut burned.", article_id=str(n)), "Bakhmut")
    compact(engine)
    _without_days_of_events(engine)
    chosen = Filter(days=DateRange(date(2023, 3, 2), date(2023, 3, 9)), by=DayBy.EVENT)
    other = open_engine(str(engine.url), read_only=True)
    assert queries.places(other, Filter()).mentions.tolist() == [3]
    assert queries.places(other, chosen).mentions.tolist() == [2]
    assert list(problems(other)) == []
    _fill(writer, 3, 1)
    assert queries.places(other, chosen).mentions.tolist() == [2]
    compact(engine)
    (number,) = _parts(engine)
    with reading(engine) as connection:
        assert storage.stored_part(connection, number).head.format == FORMAT
    assert queries.places(other, chosen).mentions.tolist() == [2]
    other.dispose()


@pytest.mark.parametrize("damage", [b"", b"no numbers at all", b"<f99            "])
def test_damaged_counts_are_reported_in_one_line(engine, writer, damage):
    _fill(writer, 0, 3)
    compact(engine)
    with writing(engine) as connection:
        same = ROLLUP.c.name == "row_literal"
        connection.execute(sa.update(ROLLUP).where(same).values(packed=damage))
    with pytest.raises(Exception, match="damaged; restore a copy"):
        queries.places(engine, Filter())
