"""The outlines hold what they should hold, and a broken file says so in one line."""

import csv
import hashlib
import json
import re
from pathlib import Path

import pytest
from shapely.geometry import Point, shape

from data.areas import FILE, outlines
from data.errors import LayerError

HANDMADE = FILE.parents[3] / "geocode" / "files" / "gazetteer" / "handmade"

BAKHMUT = (48.594, 37.999)
SIMFEROPOL = (44.957, 34.110)
KHERSON = (46.640, 32.614)
OLESHKY = (46.630, 32.716)
KRYNKY = (46.736, 33.094)
TIAHYNKA = (46.775, 33.055)
MELITOPOL = (46.849, 35.365)
MARIUPOL = (47.096, 37.543)
KYIV = (50.450, 30.524)
SEVASTOPOL = (44.600, 33.530)
BELGOROD = (50.597, 36.586)
KOLOMNA = (55.095, 38.765)
RED_SQUARE = (55.754, 37.620)

INSIDE = [
    ("iso:UA-14", BAKHMUT),
    ("frontline:donbas", BAKHMUT),
    ("frontline:eastern-ukraine", BAKHMUT),
    ("geonames:690791", BAKHMUT),
    ("geonames:690791", SIMFEROPOL),
    ("geonames:690791", SEVASTOPOL),
    ("iso:UA-43", SIMFEROPOL),
    ("iso:UA-40", SEVASTOPOL),
    ("iso:UA-30", KYIV),
    ("iso:UA-65", KHERSON),
    ("frontline:right-bank", KHERSON),
    ("frontline:right-bank", TIAHYNKA),
    ("frontline:left-bank", OLESHKY),
    ("frontline:left-bank", KRYNKY),
    ("iso:UA-23", MELITOPOL),
    ("frontline:azov-coast", MARIUPOL),
    ("iso:RU-BEL", BELGOROD),
    ("iso:RU-MOS", KOLOMNA),
    ("iso:RU-MOW", RED_SQUARE),
    ("geonames:2017370", BELGOROD),
    ("frontline:sea-of-azov", (46.1, 36.6)),
    ("frontline:black-sea", (43.6, 34.5)),
    ("frontline:black-sea", (46.3, 31.0)),
    ("frontline:kakhovka-reservoir", (47.45, 34.15)),
    ("frontline:exclusion-zone", (51.405, 30.058)),
]
OUTSIDE = [
    ("geonames:2017370", SIMFEROPOL),
    ("iso:UA-14", MELITOPOL),
    ("iso:UA-32", KYIV),
    ("frontline:donbas", MELITOPOL),
    ("frontline:left-bank", KHERSON),
    ("frontline:right-bank", OLESHKY),
    ("frontline:right-bank", KRYNKY),
    ("geonames:690791", BELGOROD),
    ("frontline:black-sea", (46.1, 36.6)),
    ("frontline:sea-of-azov", SIMFEROPOL),
]


@pytest.fixture(scope="module")
def ground():
    return {place_id: shape(outline.geometry) for place_id, outline in outlines().items()}


def _point(spot):
    return Point(spot[1], spot[0])


@pytest.mark.parametrize(("place_id", "spot"), INSIDE)
def test_an_outline_holds_its_places(ground, place_id, spot):
    assert ground[place_id].contains(_point(spot))


@pytest.mark.parametrize(("place_id", "spot"), OUTSIDE)
def test_an_outline_leaves_out_its_neighbours(ground, place_id, spot):
    assert not ground[place_id].contains(_point(spot))


def test_every_unit_of_ukraine_has_an_outline():
    by_scheme = [place_id for place_id in outlines() if place_id.startswith("iso:UA-")]
    raions = [place_id for place_id in outlines() if place_id.startswith("katottg:")]
    assert (len(by_scheme), len(raions)) == (27, 136)


@pytest.mark.parametrize(
    ("place_id", "approximate"),
    [
        ("iso:UA-14", False),
        ("geonames:690791", False),
        ("frontline:donbas", False),
        ("frontline:dnipro", False),
        ("frontline:left-bank", True),
        ("frontline:oskil", True),
        ("katottg:UA14020000000013572", True),
    ],
)
def test_what_is_drawn_by_us_is_marked_approximate(place_id, approximate):
    assert outlines()[place_id].approximate is approximate


@pytest.mark.parametrize(
    ("place_id", "kind"),
    [
        ("frontline:dnipro", "Line"),
        ("frontline:siverskyi-donets", "Line"),
        ("frontline:oskil", "Line"),
        ("frontline:kakhovka-reservoir", "Polygon"),
    ],
)
def test_a_river_is_a_line_and_a_reservoir_a_ground(ground, place_id, kind):
    assert kind in ground[place_id].geom_type


def test_nearly_all_cities_lie_in_the_outline_of_their_raion(ground):
    units = {}
    with (HANDMADE / "places_units.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            if row["kind"] == "district":
                units[row["admin1"], row["admin2"]] = row["place_id"]
    with (HANDMADE / "places_cities.csv").open(encoding="utf-8", newline="") as rows:
        cities = [row for row in csv.DictReader(rows) if row["admin2"]]
    astray = [
        row["name"]
        for row in cities
        if not ground[units[row["admin1"], row["admin2"]]]
        .buffer(0.03)
        .contains(Point(float(row["longitude"]), float(row["latitude"])))
    ]
    assert len(astray) <= len(cities) * 0.03, astray


def test_the_outlines_are_valid_and_small_enough_for_a_page(ground):
    assert [place_id for place_id, shape_ in ground.items() if not shape_.is_valid] == []
    assert FILE.stat().st_size < 1_200_000


def test_every_outline_of_ours_belongs_to_a_place_of_the_tables():
    known = set()
    for table in HANDMADE.glob("places*.csv"):
        with table.open(encoding="utf-8", newline="") as rows:
            known |= {row["place_id"] for row in csv.DictReader(rows)}
    ours = {place_id for place_id in outlines() if place_id.startswith(("frontline:", "katottg:"))}
    assert sorted(ours - known) == []


def test_sources_name_the_file_as_it_is():
    said = re.search(r"[0-9a-f]{64}", (FILE.parent / "SOURCES.md").read_text(encoding="utf-8"))
    assert said is not None
    assert said[0] == hashlib.sha256(FILE.read_bytes()).hexdigest()


def _feature(**changes):
    feature = {
        "type": "Feature",
        "properties": {"place_id": "iso:UA-14", "approximate": False},
        "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]},
    }
    return feature | changes


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "no list of features"),
        ('{"features": 3}', "no list of features"),
        (json.dumps({"features": [7]}), "feature 1: no properties"),
        (json.dumps({"features": [_feature(geometry=None)]}), "feature 1: no properties"),
        (
            json.dumps({"features": [_feature(properties={"place_id": 5, "approximate": True})]}),
            "feature 1: needs place_id",
        ),
        (
            json.dumps({"features": [_feature(geometry={"type": "Point", "coordinates": [1, 2]})]}),
            "feature 1: iso:UA-14 has no polygon or line",
        ),
        (json.dumps({"features": [_feature(), _feature()]}), "feature 2: iso:UA-14 is there twice"),
    ],
)
def test_a_broken_file_is_named_with_what_is_wrong(tmp_path, text, message):
    broken = tmp_path / "areas.geojson"
    broken.write_text(text, encoding="utf-8")
    with pytest.raises(LayerError, match=re.escape(message)) as caught:
        outlines(broken)
    assert str(broken) in str(caught.value)


def test_a_missing_file_is_named():
    with pytest.raises(LayerError, match=r"nowhere\.geojson: cannot be read"):
        outlines(Path("nowhere.geojson"))
