"""The cache of online answers: kept so long, shared, one pace for all, never another's file."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest

from geocode.online_store import (
    NotNow,
    OnlineStore,
    Pace,
    StoredAnswer,
    StoreUnusable,
    question_key,
)

NOON = 20_000 * 86_400.0 + 43_200
PACE = Pace(delay_s=1.0, wait_most_s=10.0, day_most=20)
KYIV = StoredAnswer("Kyiv", 50.45, 30.52, {"licence": "ODbL", "names": ["Київ"]})


@pytest.fixture
def store(tmp_path):
    return OnlineStore(tmp_path / "deep" / "online.sqlite")


def test_nothing_is_made_before_the_first_question(store, tmp_path):
    assert list(tmp_path.iterdir()) == []
    assert store.find("k", now=NOON) is None


def test_an_answer_is_kept_until_its_time_and_nothing_found_is_an_answer(store):
    store.keep("hit", [KYIV], now=NOON, until=NOON + 10)
    store.keep("miss", [], now=NOON, until=NOON + 5)
    assert store.find("hit", now=NOON + 9) == [KYIV]
    assert store.find("miss", now=NOON + 4) == []
    assert store.find("miss", now=NOON + 5) is None
    assert store.find("hit", now=NOON + 10) is None


def test_what_is_past_its_time_is_dropped(store, tmp_path):
    for number in range(5):
        store.keep(f"k{number}", [KYIV], now=NOON + number, until=NOON + number + 0.5)
    with sqlite3.connect(tmp_path / "deep" / "online.sqlite") as connection:
        assert connection.execute("SELECT key FROM answer").fetchall() == [("k4",)]


def test_a_turn_comes_after_the_one_before_for_each_service(store):
    assert [store.take_turn("a", PACE, now=NOON) for _ in range(3)] == [0.0, 1.0, 2.0]
    assert store.take_turn("b", PACE, now=NOON) == 0.0
    assert store.take_turn("a", PACE, now=NOON + 2.75) == 0.25
    assert store.take_turn("a", PACE, now=NOON + 60) == 0.0


def test_turns_of_many_threads_never_meet(store):
    with ThreadPoolExecutor(8) as threads:
        waits = list(threads.map(lambda _: store.take_turn("a", PACE, now=NOON), range(10)))
    assert sorted(waits) == [float(n) for n in range(10)]


def test_nobody_waits_for_ever_and_no_day_has_more_than_its_requests(store):
    store.postpone("a", now=NOON, until=NOON + 11)
    with pytest.raises(NotNow, match="not to be asked for another 11 s"):
        store.take_turn("a", PACE, now=NOON)
    assert store.take_turn("a", PACE, now=NOON + 11) == 0.0
    later = [store.take_turn("a", PACE, now=NOON + 20 + 2 * n) for n in range(19)]
    assert set(later) == {0.0}
    with pytest.raises(NotNow, match="its 20 requests of today are used up"):
        store.take_turn("a", PACE, now=NOON + 100)
    assert store.take_turn("a", PACE, now=NOON + 43_200) == 0.0


def test_a_service_is_put_off_for_a_day_at_most_and_a_clock_set_back_is_no_ban(store):
    store.postpone("a", now=NOON, until=NOON + 1e9)
    assert store.take_turn("a", PACE, now=NOON + 86_400) == 0.0
    assert store.take_turn("a", PACE, now=NOON - 1e6) == 0.0


@pytest.mark.parametrize("damage", [b"not a database at all" * 100, "cut", "body"])
def test_a_damaged_file_is_set_aside_and_begun_anew(store, tmp_path, damage, caplog):
    path = tmp_path / "deep" / "online.sqlite"
    store.keep("k", [KYIV], now=NOON, until=NOON + 10)
    if damage == "cut":
        path.write_bytes(path.read_bytes()[:5000])
    elif damage == "body":
        with sqlite3.connect(path) as connection:
            connection.execute("UPDATE answer SET body = '[[1, 2'")
    else:
        path.write_bytes(damage)
    assert store.find("k", now=NOON) is None
    store.keep("k", [KYIV], now=NOON, until=NOON + 10)
    assert store.find("k", now=NOON) == [KYIV]
    assert (path.parent / "online.sqlite.damaged").exists()
    assert [record.message.count("the cache is damaged") for record in caplog.records] == [1]


def test_a_file_of_somebody_else_is_refused_and_left_alone(store, tmp_path):
    path = tmp_path / "deep" / "online.sqlite"
    path.parent.mkdir()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE diary (day)")
    before = path.read_bytes()
    with pytest.raises(StoreUnusable, match="no cache of online answers; name another"):
        store.find("k", now=NOON)
    assert path.read_bytes() == before


def test_a_folder_that_cannot_be_made_is_one_clear_error(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(StoreUnusable, match="the cache cannot be made"):
        OnlineStore(tmp_path / "file" / "online.sqlite").find("k", now=NOON)
    (tmp_path / "folder").mkdir()
    with pytest.raises(StoreUnusable, match="the cache cannot be used"):
        OnlineStore(tmp_path / "folder").find("k", now=NOON)


def test_questions_differ_by_every_part_and_lone_surrogates_are_text():
    keys = [
        question_key("Nominatim", "geocode", {"q": "a"}, {}, 1),
        question_key("Nominatim", "geocode", {"q": "a"}, {"limit": 2}, 1),
        question_key("Photon", "geocode", {"q": "a"}, {}, 1),
        question_key("\ud800"),
    ]
    assert len(set(keys)) == 4
    assert question_key({"a": 1, "b": 2}) == question_key({"b": 2, "a": 1})
