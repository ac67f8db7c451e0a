"""The committed tables of Ukraine are what the generator makes, and say what they should."""

from geocode.gazetteer.sources.ukraine import read_settlements
from tools.gazetteer.ukraine.inputs import Point, Unit
from tools.gazetteer.ukraine.match import Matcher


def test_ids_are_unique_and_stand_ins_say_how_far_they_reach():
    rows = read_settlements()
    ids = [row.place_id for row in rows]
    assert len(ids) == len(set(ids))
    assert {row.where_prec for row in rows} == {1, 2, 3}
    assert all(row.uncertainty_m >= 5000 for row in rows if row.where_prec > 1)


def _points(*points):
    return [Point(lat, lon, "14", frozenset({name})) for name, lat, lon in points]


def test_a_point_far_from_its_hromada_is_a_namesakes():
    units = [
        Unit("UA14020010010000001", "M", "Один"),
        Unit("UA14020010020000002", "C", "Два"),
        Unit("UA14020010030000003", "C", "Три"),
        Unit("UA14020010040000004", "C", "Веселе"),
        Unit("UA14040010010000005", "C", "Веселе"),
    ]
    near = _points(("один", 48.6, 38.0), ("два", 48.62, 38.02), ("три", 48.58, 37.98))
    far = _points(("веселе", 47.0, 37.0))
    matcher = Matcher(units, [*near, *far])
    assert sorted(matcher.match()) == [unit.code for unit in units[:3]]
    close = _points(("веселе", 48.65, 38.05))
    placed = Matcher(units, [*near, *far, *close]).match()
    assert placed["UA14020010040000004"] == close[0]
