from dataclasses import replace

import pytest

from data.model import StatedPoint
from data.queries.points import Agreement, compare_points
from geocode.model import Role
from geocode.precision import WherePrec
from tests.data.builders import BAKHMUT, KHERSON, article, resolved, store, store_found

pytestmark = pytest.mark.both_engines

NEAR_BAKHMUT = StatedPoint(48.64, 38.0, "Bakhmut", 1)  # 5.6 km north of it
AT_KHERSON = StatedPoint(KHERSON.latitude, KHERSON.longitude)
UKRAINE = StatedPoint(49.0, 32.0, "Ukraine", 6)


@pytest.fixture
def stored(engine, writer):
    def put(text, *names, source="ACLED", points=(), **more):
        store(writer, article(text, source=source, points=points), *names, **more)

    put("Fighting near Bakhmut, far from Kherson.", "Bakhmut", "Kherson", points=[NEAR_BAKHMUT])
    put("Fires in Kherson.", "Kherson", points=[AT_KHERSON, UKRAINE])
    put("Shelling of Bakhmut.", "Bakhmut", points=[AT_KHERSON])
    put("Nobody knows where.", points=[AT_KHERSON])
    put("Kherson says no.", "Kherson", points=[AT_KHERSON], role=Role.ASSOCIATIVE)
    put("Fires in Kherson again.", "Kherson", source="GDELT", points=[AT_KHERSON])
    put("Fires in Bakhmut.", "Bakhmut", source="BBC")
    return engine


def test_a_point_is_as_far_as_the_nearest_literal_place_of_its_article(stored):
    found = compare_points(stored, source="ACLED")
    assert found.total == Agreement(
        "all", 5, 2, 1, (1 / 3, 2 / 3, 2 / 3), pytest.approx(5.56, abs=0.01)
    )
    assert [row.source for row in found.sources] == ["ACLED"]


def test_a_country_is_no_place_of_a_story(engine, writer):
    text = "Shelling went on in Kherson."
    (found,) = resolved(text, "Kherson")
    country = replace(found.place, place_id="geonames:690791", where_prec=WherePrec.COUNTRY)
    given = article(text, source="ACLED", points=[AT_KHERSON])
    store_found(writer, given, [replace(found, place=country)])
    assert compare_points(engine).total == Agreement("all", 1, 1, 0, (0.0, 0.0, 0.0), None)


def test_sources_are_told_apart_most_points_first_and_those_without_are_left_out(stored):
    found = compare_points(stored)
    assert [(row.source, row.points) for row in found.sources] == [("ACLED", 5), ("GDELT", 1)]
    assert found.sources[1] == Agreement("GDELT", 1, 0, 0, (1.0, 1.0, 1.0), 0.0)
    assert (found.total.points, found.total.unplaced, found.total.countries) == (6, 2, 1)
    assert found.worst == ()


def test_the_worst_are_named_farthest_first(stored):
    first, second = compare_points(stored, worst=2).worst
    assert (first.title, first.place, first.stated) == (
        "Shelling of Bakhmut.", "Bakhmut", AT_KHERSON
    )  # fmt: skip
    assert first.distance_km == pytest.approx(456.6, abs=0.5)
    assert (second.place, second.stated) == (BAKHMUT.name, NEAR_BAKHMUT)


def test_a_store_without_stated_points_has_nothing_to_compare(engine, writer):
    store(writer, article("Fires in Kherson."), "Kherson")
    found = compare_points(engine, worst=5)
    assert found.total == Agreement("all", 0, 0, 0, (0.0, 0.0, 0.0), None)
    assert (found.sources, found.worst) == ((), ())
