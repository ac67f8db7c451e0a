"""The gate of names: figures on the gold of another hand may not fall below ``floors.json``."""

import json
from datetime import date

import pytest

from geocode.geoparser import Geoparser
from geocode.model import (
    Kind,
    Mention,
    Place,
    Relative,
    RelativeKind,
    Resolution,
    Role,
)
from geocode.precision import WherePrec
from tests.quality import names_gold
from tests.quality.names_gold import LANGUAGES, PARTS, SORTS, Tally, is_part, is_right, tally
from tests.quality.scoring import HERE, gold

FLOORS = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))["names"]
KYIV = {"place_id": "geonames:703448", "lat": 50.4547, "lon": 30.5238}
LONDON = Place("geonames:2643743", "London", 51.5085, -0.1257, Kind.CITY, "PPLA", "GB")


def found(place=LONDON, *, role=Role.LITERAL, relative=None) -> Resolution:
    mention = Mention(0, 6, "London", role)
    return Resolution(mention, place, 0.9, WherePrec.EXACT, 3000, (), relative)


def name(role="literal", kind="point", **more) -> dict:
    span = {"start": 0, "end": 6, "text": "London", "role": role, "kind": kind, "name": "London"}
    return span | {"place_id": "geonames:2643743", "lat": 51.5, "lon": -0.1, "within_km": 9} | more


@pytest.fixture(scope="module")
def parser(gazetteer, war):
    return Geoparser(gazetteer, focus=war)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("sort", sorted(set(SORTS) - {"traps"}))
def test_figures_of_names_stand_above_their_floors(parser, sort, lang, part):
    counted = tally(parser, sort, lang, part)
    figures = {
        "f1": counted.f1,
        "roles": counted.roles,
        "names_found": counted.names_found,
        "parts": counted.right_parts / max(1, counted.of_parts),
    }
    floors = FLOORS[sort][lang][part]
    assert {key: figures[key] for key, least in floors.items() if figures[key] < least} == {}


def test_few_of_the_traps_of_both_hands_become_places(parser):
    asked = [*gold("traps_en.jsonl"), *gold("traps_uk_ru.jsonl")]
    asked += [trap for part in PARTS for trap in names_gold.traps(part)]
    assert len(asked) == 305
    assert len(names_gold.false_names(parser, asked)) <= FLOORS["false_places_of_traps_at_most"]


@pytest.mark.parametrize("sort", SORTS)
def test_spans_say_what_their_texts_say_and_a_third_is_held_out(sort):
    for lang in LANGUAGES:
        parts = {part: names_gold.items(sort, lang, part) for part in PARTS}
        share = len(parts["held_out"]) / sum(map(len, parts.values()))
        assert 0.28 <= share <= 0.36
        for item in (item for rows in parts.values() for item in rows):
            date.fromisoformat(item.get("published", "2022-02-24"))
            for span in [*item["toponyms"], *item.get("never", ())]:
                assert item["text"][span["start"] : span["end"]] == span["text"], item["id"]


@pytest.mark.parametrize(
    ("span", "right"),
    [
        pytest.param(name(), True, id="its id"),
        pytest.param(name(place_id="geonames:1"), True, id="another id, near"),
        pytest.param(name() | KYIV, False, id="far"),
        pytest.param(name(kind="region", place_id="geonames:1"), True, id="centre of an area"),
        pytest.param(
            name(kind="region", place_id="geonames:1", lat=51.0, within_km=150),
            False,
            id="point in an area, far from its centre",
        ),
    ],
)
def test_a_place_is_right_by_id_or_near_enough(span, right):
    assert is_right(found(), span) is right


@pytest.mark.parametrize(
    ("spans", "answers", "counts"),
    [
        pytest.param([name()], [found()], (1, 1, 1, 1), id="right"),
        pytest.param([name()], [found(role=Role.ASSOCIATIVE)], (1, 0, 0, 0), id="role lost it"),
        pytest.param([name("associative")], [found()], (0, 1, 0, 0), id="a government pinned"),
        pytest.param(
            [name("associative")], [found(role=Role.ASSOCIATIVE)], (0, 0, 0, 1), id="a government"
        ),
        pytest.param([name(kind="any")], [found()], (0, 0, 0, 1), id="two readings"),
        pytest.param([], [found()], (0, 1, 0, 0), id="no place there"),
        pytest.param([name()], [], (1, 0, 0, 0), id="not found"),
        pytest.param([name()], [found(None)], (1, 0, 0, 1), id="found and not placed"),
    ],
)
def test_asked_answered_right_and_roles_are_counted(spans, answers, counts):
    counted = Tally()
    counted.add({"id": "x", "text": "London", "toponyms": spans}, answers)
    assert (counted.asked, counted.answered, counted.right, counted.right_roles) == counts


@pytest.mark.parametrize(
    ("kind", "words", "right"),
    [
        (RelativeKind.PART, "northern Mali", True),
        (RelativeKind.PART, "southern Mali", False),
        (RelativeKind.OFFSET, "20 km north of Mali", False),
    ],
)
def test_a_part_is_that_side_of_the_area(kind, words, right):
    relative = Relative(kind, "", 0, 0, words, (), 0.0, 0.0, WherePrec.FUZZY, 1)
    assert is_part(found(relative=relative), "north") is right


@pytest.mark.parametrize(
    ("not_at", "false"),
    [(["US"], 0), (["GB"], 1), (["geonames:2643743"], 1), (["iso:US-WA"], 0)],
)
def test_a_name_may_not_be_put_at_the_places_that_its_trap_names(not_at, false):
    class Parser:
        def parse(self, text, **_):
            return [found()]

    trap = {"id": "x", "text": "London", "toponyms": [name(not_at=not_at)], "never": []}
    assert len(names_gold.false_names(Parser(), [trap])) == false
