"""The gazetteer that users have: what it knows, how it orders, and what it refuses."""

import shutil
import sqlite3
import threading

import pytest

from geocode.errors import GazetteerBroken, GazetteerNotFound
from geocode.gazetteer.build import build
from geocode.gazetteer.compiled import default_path, open_gazetteer
from geocode.gazetteer.layout import cell_of, cell_rows
from geocode.model import Kind
from geocode.precision import WherePrec

BAKHMUT, AVDIIVKA, KUPIANSK = "geonames:713174", "geonames:713122", "geonames:703656"
KLISHCHIIVKA, ROBOTYNE = "katottg:UA14020010120064151", "katottg:UA23100270150025192"


@pytest.mark.parametrize(
    ("name", "place_id", "official", "inflected"),
    [
        ("Bakhmut", BAKHMUT, True, False),
        ("Бахмут", BAKHMUT, True, False),
        ("Бахмутом", BAKHMUT, True, True),
        ("Артемівськ", BAKHMUT, False, False),
        ("Артёмовск", BAKHMUT, False, False),
        ("Артёмовска", BAKHMUT, False, True),
        ("Avdiyivka", AVDIIVKA, True, False),
        ("Авдеевкой", AVDIIVKA, False, True),
        ("Klishchiivka", KLISHCHIIVKA, True, False),
        ("Клещеевкой", KLISHCHIIVKA, False, True),
        ("Роботиного", ROBOTYNE, True, True),
        ("Rabotino", ROBOTYNE, False, False),
        ("Куп’янську", KUPIANSK, True, True),
        ("Kupyansk", KUPIANSK, True, False),
        ("Kherson", "geonames:706448", True, False),
        ("Soledar", "geonames:706757", True, False),
        ("Lyman", "geonames:704204", True, False),
        ("Donetsk", "geonames:709717", True, False),
        ("Kyiv", "geonames:703448", True, False),
        ("Niu-York", "geonames:699751", True, False),
        ("New York", "geonames:5128581", False, False),
        ("Часовому Яру", "geonames:710915", True, True),
        ("України", "geonames:690791", True, True),
        ("Донеччині", "iso:UA-14", False, True),
    ],
)
def test_the_most_populous_bearer_comes_first(gazetteer, name, place_id, official, inflected):
    first = gazetteer.lookup(name)[0]
    assert (first.place.place_id, first.official, first.inflected) == (
        place_id, official, inflected,
    )  # fmt: skip


def test_namesakes_are_told_apart_by_unit(gazetteer):
    found = {
        (hit.place.place_id, hit.place.admin1)
        for hit in gazetteer.lookup("Bilohorivka")
        if hit.place.admin1 in ("Donetsk", "Luhansk")
    }
    assert found == {
        ("geonames:712588", "Luhansk"),
        ("katottg:UA14020090040035720", "Donetsk"),
    }


def test_donetsk_is_a_city_in_two_countries_and_a_region(gazetteer):
    hits = [hit.place for hit in gazetteer.lookup("Donetsk")]
    assert [(p.place_id, p.kind) for p in hits[:3]] == [
        ("geonames:709717", Kind.CITY),
        ("geonames:565348", Kind.CITY),
        ("iso:UA-14", Kind.REGION),
    ]
    assert hits[1].country == "RU"


def test_a_place_carries_units_and_precision(gazetteer):
    bakhmut = gazetteer.place(BAKHMUT)
    assert (bakhmut.name, bakhmut.name_local, bakhmut.kind) == ("Bakhmut", "Бахмут", Kind.CITY)
    assert (bakhmut.country, bakhmut.admin1, bakhmut.admin2) == ("UA", "Donetsk", "Bakhmut")
    assert (bakhmut.where_prec, bakhmut.uncertainty_m) == (WherePrec.EXACT, 3000)
    assert bakhmut.latitude == pytest.approx(48.5942, abs=0.001)
    assert bakhmut.longitude == pytest.approx(37.9989, abs=0.001)
    assert gazetteer.place("iso:UA-14").where_prec is WherePrec.REGION
    assert gazetteer.place("geonames:690791").where_prec is WherePrec.COUNTRY
    assert gazetteer.place("geonames:0") is None


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Bakhmut", 1),
        ("New York City", 3),
        ("Ivano Frankivsk", 2),
        ("Ivano-Frankivsk", 1),
        ("Часового Яру", 2),
        ("Of", 0),
        ("Said", 0),
        ("March", 0),
        ("Того", 0),
        ("Nice", 1),
        ("Щастя", 1),
        ("Перемога", 0),
        ("Xqzzt", 0),
    ],
)
def test_longest_offers_names_and_no_common_words(gazetteer, text, count):
    assert gazetteer.longest(text.split(), 0) == count


def test_near_gives_the_nearest_settlement_first(gazetteer):
    found = gazetteer.near(48.5942, 37.9989, radius_km=30, limit=4)
    assert found[0][0].place_id == BAKHMUT
    distances = [km for _, km in found]
    assert distances == sorted(distances)
    assert all(place.where_prec is WherePrec.EXACT for place, _ in found)
    assert gazetteer.near(0.0, -150.0, radius_km=50, limit=5) == ()
    assert gazetteer.near(48.6, 38.0, radius_km=30, limit=0) == ()


def test_points_in_a_unit_are_what_near_gives_of_it(gazetteer):
    near = gazetteer.near(48.6, 38.0, radius_km=150, limit=10_000)
    for unit in (("UA", "Donetsk"), ("UA", "Donetsk", "Bakhmut")):
        found = {
            (place.latitude, place.longitude)
            for place, _ in near
            if (place.country, place.admin1, place.admin2)[: len(unit)] == unit
        }
        assert found
        assert found <= set(gazetteer.points_in(*unit))
    assert set(gazetteer.points_in("UA", "Donetsk", "Bakhmut")) == found
    assert list(gazetteer.points_in("UA", "Nowhere")) == []


@pytest.mark.parametrize("point", [(90.0, 0.0), (-90.0, 180.0), (0.0, 180.0), (51.5, -0.1)])
def test_near_stands_at_the_edges_of_the_globe(gazetteer, point):
    for place, km in gazetteer.near(*point, radius_km=20, limit=3):
        assert place.kind in (Kind.CITY, Kind.VILLAGE, Kind.SITE)
        assert km <= 20


def test_threads_get_the_same_answers(gazetteer):
    names = ["Bakhmut", "Lyman", "Kyiv", "Лиман", "Odesa"] * 20
    alone = [gazetteer.lookup(name) for name in names]
    answers = [None] * 8

    def ask(slot):
        answers[slot] = [gazetteer.lookup(name) for name in names]

    threads = [threading.Thread(target=ask, args=(slot,)) for slot in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [alone] * 8


def test_cells_of_a_box_hold_its_points():
    spans = cell_rows(48.0, 49.0, 37.0, 39.0)
    for latitude, longitude in [(48.0, 37.0), (48.59, 38.0), (49.0, 39.0), (48.26, 38.99)]:
        cell = cell_of(latitude, longitude)
        assert any(first <= cell <= last for first, last in spans)


def test_a_missing_file_says_how_to_make_one(tmp_path):
    path = tmp_path / "none.sqlite"
    with pytest.raises(GazetteerNotFound, match=r"none\.sqlite.*python -m geocode build"):
        open_gazetteer(path)


@pytest.mark.parametrize("content", [b"", b"not a database at all" * 100, b"SQLite format 3\x00"])
def test_a_file_that_is_no_gazetteer_is_refused(tmp_path, content):
    path = tmp_path / "broken.sqlite"
    path.write_bytes(content)
    with pytest.raises(GazetteerBroken, match=r"broken\.sqlite"):
        open_gazetteer(path)


def test_another_sqlite_file_and_another_layout_are_refused(tmp_path, gazetteer_path):
    other = tmp_path / "other.sqlite"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE place (n)")
    connection.close()
    with pytest.raises(GazetteerBroken, match="not a compiled gazetteer"):
        open_gazetteer(other)
    newer = tmp_path / "newer.sqlite"
    shutil.copy(gazetteer_path, newer)
    with sqlite3.connect(newer) as connection:
        connection.execute("UPDATE meta SET value = '99' WHERE key = 'layout'")
    connection.close()
    with pytest.raises(GazetteerBroken, match="layout 99"):
        open_gazetteer(newer)


def test_a_file_cut_short_is_refused(tmp_path, gazetteer_path):
    path = tmp_path / "short.sqlite"
    content = gazetteer_path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    with pytest.raises(GazetteerBroken, match=r"short\.sqlite"):
        open_gazetteer(path)


def test_a_second_build_does_nothing(gazetteer_path):
    before = gazetteer_path.stat().st_mtime_ns
    lines = []
    assert build(gazetteer_path, log=lines.append) == open_gazetteer(gazetteer_path).version
    assert gazetteer_path.stat().st_mtime_ns == before
    assert "up to date" in lines[0]


def test_the_path_can_be_named_by_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("GEOCODE_GAZETTEER", str(tmp_path / "mine.sqlite"))
    assert default_path() == tmp_path / "mine.sqlite"
