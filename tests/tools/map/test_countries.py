import hashlib
import io
import json
import re
import zipfile
from pathlib import Path

import pytest
import shapefile
from shapely.geometry import Point, shape

from data.errors import LoadError
from data.frontline.land import COUNTRIES
from tools.map.countries import make

FOLDER = COUNTRIES.parent
UKRAINE_WITH_CRIMEA = [(22, 44), (22, 52), (40, 52), (40, 44), (22, 44)]
UKRAINE_WITHOUT = [(22, 46.5), (22, 52), (40, 52), (40, 46.5), (22, 46.5)]
FAR_ISLANDS = [
    [(150, -30), (150, -20), (160, -20), (160, -30), (150, -30)],
    [(170, -30), (170, -29.9), (170.1, -29.9), (170.1, -30), (170, -30)],
]


def countries():
    collection = json.loads(COUNTRIES.read_text(encoding="utf-8"))
    return {f["properties"]["iso"]: shape(f["geometry"]) for f in collection["features"]}


@pytest.mark.parametrize(
    ("place", "latitude", "longitude", "iso"),
    [
        ("Simferopol", 44.95, 34.10, "UA"),
        ("Sevastopol", 44.58, 33.52, "UA"),
        ("Kerch", 45.35, 36.44, "UA"),
        ("Donetsk", 48.02, 37.80, "UA"),
        ("Luhansk", 48.57, 39.33, "UA"),
        ("Belgorod", 50.60, 36.59, "RU"),
        ("Kaliningrad", 54.71, 20.51, "RU"),
        ("Chisinau", 47.01, 28.86, "MD"),
        ("Przemysl", 49.78, 22.77, "PL"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_place_lies_in_its_country_and_in_no_other(place, latitude, longitude, iso):
    point = Point(longitude, latitude)
    assert [code for code, land in countries().items() if land.contains(point)] == [iso]


def test_every_shape_is_valid_and_the_file_small_enough_to_fetch():
    assert [code for code, land in countries().items() if not land.is_valid] == []
    assert COUNTRIES.stat().st_size < 700_000


def test_each_file_has_the_checksum_that_its_sources_name():
    text = (FOLDER / "SOURCES.md").read_text(encoding="utf-8")
    named = dict(re.findall(r"^\| `([\w.]+)` .*`([0-9a-f]{64})` \|$", text, re.MULTILINE))
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in FOLDER.glob("*.geojson")
    }
    assert found == named


def archive(path: Path, rows) -> Path:
    """A shapefile of the given (iso, name, rings) in a zip, as Natural Earth packs it."""
    parts = {kind: io.BytesIO() for kind in ("shp", "shx", "dbf")}
    with shapefile.Writer(**parts, shapeType=shapefile.POLYGON) as writer:
        writer.field("ISO_A2_EH", "C", 4)
        writer.field("NAME_EN", "C", 20)
        for iso, name, rings in rows:
            writer.poly(rings)
            writer.record(iso, name)
    with zipfile.ZipFile(path, "w") as packed:
        for kind, part in parts.items():
            packed.writestr(f"countries.{kind}", part.getvalue())
    return path


def test_making_it_drops_far_islands_and_land_without_a_code(tmp_path):
    source = archive(
        tmp_path / "a.zip",
        [("UA", "Ukraine", [UKRAINE_WITH_CRIMEA]), ("XX", "Far", FAR_ISLANDS),
         ("-99", "Shoal", [[(1, 1), (1, 2), (2, 2), (2, 1), (1, 1)]])],
    )  # fmt: skip
    make(source, tmp_path)
    features = json.loads((tmp_path / "countries.geojson").read_text(encoding="utf-8"))["features"]
    assert [feature["properties"] for feature in features] == [
        {"iso": "UA", "name": "Ukraine"},
        {"iso": "XX", "name": "Far"},
    ]
    assert shape(features[1]["geometry"]).bounds == (150.0, -30.0, 160.0, -20.0)


def test_a_view_of_the_world_without_crimea_in_ukraine_is_refused(tmp_path):
    source = archive(tmp_path / "a.zip", [("UA", "Ukraine", [UKRAINE_WITHOUT])])
    with pytest.raises(LoadError, match="Crimea is not part of Ukraine"):
        make(source, tmp_path)
