from datetime import date
from pathlib import Path

import pytest
from shapely.geometry import box

from dashboard import front_drawing
from data.frontline.evidence.model import Provider
from data.frontline.front import Front
from data.frontline.layers.model import Layer, LayerArea, LayerFile, LayerSource, Status
from data.frontline.mesh import Settlement
from data.model import Modality
from tests.data.frontline.builders import said
from tests.theatre import UKRAINE

DAY = date(2022, 11, 12)
KHERSON = ("geonames:706448", "Kherson", 46.6558, 32.6178)
OLESHKY = ("geonames:698625", "Oleshky", 46.6240, 32.7195)
VILLAGES = [
    Settlement("x:west", "Western village", 46.70, 32.50, "UA"),
    Settlement("x:lviv", "Far village", 49.8, 24.0, "UA"),
]
EVIDENCE = [
    said("UA", "2022-11-11", place=KHERSON, source="both sides", provider=Provider.TABLE,
         evidence_id="table:kherson"),
    said("RU", "2022-02-25", place=OLESHKY, source="a <b> paper", evidence_id="articles:7"),
]  # fmt: skip


@pytest.fixture(scope="module")
def day():
    return Front(UKRAINE, VILLAGES, EVIDENCE).on(DAY)


@pytest.fixture(scope="module")
def drawn(day):
    return front_drawing.front(day, UKRAINE)


def test_each_stretch_names_the_settlements_it_rests_on(drawn):
    lines = drawn["lines"]
    assert {frozenset(line["held"]) for line in lines} == {frozenset({KHERSON[0], OLESHKY[0]})}
    assert "Kherson: Ukrainian forces since 2022-11-11" in lines[0]["tip"]
    assert "Oleshky: Russian forces since 2022-02-25" in lines[0]["tip"]
    assert "newest change 1 day old" in lines[0]["tip"]


def test_only_settlements_with_evidence_are_dots_and_say_since_when(drawn):
    dots = {dot["pid"]: dot for dot in drawn["dots"]}
    assert set(dots) == {KHERSON[0], OLESHKY[0]}
    assert dots[KHERSON[0]]["colour"] == front_drawing.holders(UKRAINE)["UA"].colour
    assert "since 2022-11-11, 95% sure" in dots[KHERSON[0]]["tip"]
    assert (dots[OLESHKY[0]]["lat"], dots[OLESHKY[0]]["lng"]) == (46.6240, 32.7195)


def test_before_any_evidence_nothing_is_coloured():
    before = Front(UKRAINE, VILLAGES, EVIDENCE).on(date(2013, 1, 1))
    assert front_drawing.front(before, UKRAINE) == {"areas": [], "lines": [], "dots": []}


@pytest.mark.parametrize(
    ("age_days", "apart_km", "opacity"),
    [(0, 0, 1.0), (180, 8, 1.0), (455, 0, 0.68), (0, 24, 0.68), (730, 0, 0.35), (9999, 99, 0.35)],
)
def test_the_line_is_fainter_where_its_evidence_is_old_or_far(age_days, apart_km, opacity):
    assert front_drawing.opacity(age_days, apart_km) == pytest.approx(opacity, abs=0.01)


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
    legend = front_drawing.legend(UKRAINE, front=False, layer=layer)
    assert [words for _, _, words in legend] == ["DeepStateMap: occupied"]


def test_evidence_is_told_in_words():
    denied = said("UA", "2022-11-12", place=KHERSON, source="party RU", modality=Modality.DENIED)
    assert front_drawing.evidence([EVIDENCE[0], denied]) == [
        ("2022-11-11", "Kherson", "UA", "table, both sides", None),
        ("2022-11-12", "Kherson", "UA", "articles, party RU (denied)", None),
    ]


@pytest.mark.parametrize(
    ("place_id", "words"),
    [
        (KHERSON[0], "On 2022-11-12: Ukrainian forces since 2022-11-11, 95% sure, "
         "no statement about it for 1 day"),
        ("x:west", "On 2022-11-12: Ukrainian forces, inferred from the settlements round it "
         "(51% sure); none names this one"),
        ("x:lviv", "On 2022-11-12: holder unknown, no evidence is near"),
    ],
    ids=["evidence", "inferred", "unknown"],
)  # fmt: skip
def test_who_holds_a_place_is_said_with_how_that_is_known(day, place_id, words):
    found = day.settlement(place_id)
    assert front_drawing.held_words(found, day, UKRAINE) == words
