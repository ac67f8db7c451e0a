"""A war of another country goes the whole way by its tables alone: ingest, map, front, export."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import data
from data.cli import main

FOLDER = Path(__file__).parent / "made_up_theatre"


@pytest.fixture(scope="module")
def theatre():
    return data.load_theatre(FOLDER)


@pytest.fixture(scope="module")
def database(tmp_path_factory, gazetteer_path):
    """A store that the command line has filled for the theatre of the environment."""
    file = tmp_path_factory.mktemp("made up") / "news.sqlite"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FRONTLINE_THEATRE", str(FOLDER))
        patch.setenv("GEOCODE_GAZETTEER", str(gazetteer_path))
        patch.setattr("data.ingesting._now", lambda: datetime(2031, 6, 1, tzinfo=UTC))
        status = main(["ingest", str(FOLDER / "articles.jsonl"), "--database", str(file)])
    assert status == 0
    return file


@pytest.fixture(scope="module")
def engine(database):
    opened = data.open_engine(data.file_address(database), read_only=True)
    yield opened
    opened.dispose()


def test_the_articles_are_on_the_map_of_that_country(engine):
    rows = data.places(engine, data.Filter())
    assert sorted(zip(rows["name"], rows["mentions"], strict=True)) == [
        ("Bardejov", 1),
        ("Poprad", 1),
        ("Prešov", 2),
    ]


def test_an_instant_in_utc_is_the_day_of_its_time_zone(engine):
    # 22:30 in UTC is past midnight in Bratislava.
    found = data.places(engine, data.Filter(days=data.DateRange(date(2031, 5, 5), None)))
    assert "Bardejov" in set(found["name"])


def test_the_invasion_is_the_first_day_of_the_theatre(engine):
    (excerpt,) = data.excerpts(engine, "geonames:723846", data.Filter(), limit=9, offset=0)
    assert (excerpt.place_name, excerpt.event.first) == ("Poprad", date(2031, 5, 1))


@pytest.mark.parametrize(
    ("day", "areas", "line"),
    [
        (date(2031, 4, 30), [], ()),
        (date(2031, 5, 3), ["east", "west"], ("table:kosice-1", "table:presov-1")),
        (date(2031, 5, 6), ["east", "west", "contested"], ("table:bardejov-2", "table:presov-2")),
    ],
    ids=str,
)
def test_the_front_line_is_between_its_parties(theatre, gazetteer_path, day, areas, line):
    whole, notes = data.open_front(theatre, gazetteer_path=gazetteer_path)
    front = whole.on(day)
    assert notes == ()
    assert [area.holder for area in front.areas()] == areas
    assert {one for piece in front.line() for one in piece.evidence} >= set(line)


def test_the_export_has_its_places(database, tmp_path):
    target = tmp_path / "out.geojson"
    arguments = ["--format", "geojson", "-o", str(target), "--database", str(database)]
    assert main(["export", *arguments]) == 0
    features = json.loads(target.read_text(encoding="utf-8"))["features"]
    assert sorted(feature["properties"]["name"] for feature in features) == [
        "Bardejov",
        "Poprad",
        "Prešov",
    ]
