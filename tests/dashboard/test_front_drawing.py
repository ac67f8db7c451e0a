from datetime import date
from pathlib import Path

from shapely.geometry import box

from dashboard import front_drawing
from data.frontline.control import holders_on
from data.frontline.estimate import estimate_front
from data.frontline.layers.model import Layer, LayerArea, LayerFile, LayerSource, Status
from data.model import ControlRow
from tests.theatre import UKRAINE

DAY = date(2022, 11, 12)


def row(row_id, name, latitude, longitude, holder):
    return ControlRow(
        row_id, f"geonames:{abs(hash(row_id)) % 999}", name, latitude, longitude,
        date(2022, 11, 11), 1, holder, "wire reports", "a <b> note", "UA",
    )  # fmt: skip


ROWS = [
    row("kherson", "Kherson", 46.6558, 32.6178, "UA"),
    row("oleshky", "Oleshky", 46.6240, 32.7195, "RU"),
]


def drawn():
    states = holders_on(ROWS, DAY)
    return front_drawing.front(states, estimate_front(states, UKRAINE), UKRAINE)


def test_each_stretch_names_the_rows_it_rests_on():
    (line,) = drawn()["lines"]
    assert line["rows"] == ["oleshky", "kherson"]
    assert "Front line (estimated), rests on" in line["tip"]
    assert "Oleshky: RU, 2022-11-11" in line["tip"]


def test_settlements_are_coloured_by_holder_and_say_since_when():
    dots = {dot["row"]: dot for dot in drawn()["dots"]}
    assert dots["kherson"]["colour"] == front_drawing.holders(UKRAINE)["UA"].colour
    assert "since 2022-11-11" in dots["kherson"]["tip"]
    assert (dots["oleshky"]["lat"], dots["oleshky"]["lng"]) == (46.6240, 32.7195)


def test_without_rows_nothing_is_coloured():
    assert front_drawing.front([], estimate_front([], UKRAINE), UKRAINE) == {
        "areas": [],
        "lines": [],
        "dots": [],
    }


def test_a_file_shows_its_own_day_and_no_other_war():
    file = LayerFile(Path("x.geojson"), LayerSource.DEEPSTATE, date(2022, 11, 10))
    layer = Layer(
        file,
        (
            LayerArea(Status.OCCUPIED, "occupied", box(33, 46, 34, 47)),
            LayerArea(Status.ELSEWHERE, "Karelia", box(30, 61, 31, 62)),
        ),
    )
    (area,) = front_drawing.file(layer)["areas"]
    assert area["colour"] == front_drawing.STATUS_COLOURS[Status.OCCUPIED]
    assert "DeepStateMap, 2022-11-10" in area["tip"]
    legend = front_drawing.legend(UKRAINE, estimated=False, layer=layer)
    assert [words for _, _, words in legend] == ["DeepStateMap: occupied"]


def test_evidence_is_told_in_words():
    assert front_drawing.evidence(ROWS[:1]) == [
        ("2022-11-11", "Kherson", "UA", "wire reports: a <b> note")
    ]


def test_who_holds_a_place_is_said_with_its_row():
    (state,) = holders_on(ROWS[:1], DAY)
    assert front_drawing.held_words(state, UKRAINE) == (
        "On 2022-11-12: Ukrainian forces (estimated), since 2022-11-11 (wire reports: a <b> note)"
    )
