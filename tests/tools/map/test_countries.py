import hashlib
import json
import re
import struct
import zipfile
from pathlib import Path

import pytest
from shapely.geometry import Point, shape

from data.errors import LoadError
from tools.map import countries as maker

FOLDER = maker.TARGET.parent
UKRAINE_WITH_CRIMEA = [(22, 44), (22, 52), (40, 52), (40, 44), (22, 44)]
UKRAINE_WITHOUT = [(22, 46.5), (22, 52), (40, 52), (40, 46.5), (22, 46.5)]
FAR_ISLANDS = [
    [(150, -30), (150, -20), (160, -20), (160, -30), (150, -30)],
    [(170, -30), (170, -29.9), (170.1, -29.9), (170.1, -30), (170, -30)],
]


def countries():
    collection = json.loads(maker.TARGET.read_text(encoding="utf-8"))
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
    assert maker.TARGET.stat().st_size < 700_000


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
    shp, dbf = b"\0" * 100, b""
    for number, (_, _, rings) in enumerate(rows, start=1):
        points = [point for ring in rings for point in ring]
        starts = [sum(len(ring) for ring in rings[:n]) for n in range(len(rings))]
        body = struct.pack("<i4d2i", 5, 0, 0, 0, 0, len(rings), len(points))
        body += struct.pack(f"<{len(starts)}i", *starts)
        body += b"".join(struct.pack("<2d", *point) for point in points)
        shp += struct.pack(">2i", number, len(body) // 2) + body
    for iso, name, _ in rows:
        dbf += b" " + iso.encode().ljust(4) + name.encode().ljust(20)
    fields = b"".join(
        field.encode().ljust(11, b"\0") + b"C\0\0\0\0" + bytes([size]) + b"\0" * 15
        for field, size in (("ISO_A2_EH", 4), ("NAME_EN", 20))
    )
    head = struct.pack("<4BIHH", 3, 0, 0, 0, len(rows), 32 + len(fields) + 1, 25) + b"\0" * 20
    with zipfile.ZipFile(path, "w") as parts:
        parts.writestr("countries.shp", shp)
        parts.writestr("countries.dbf", head + fields + b"\r" + dbf)
    return path


def test_making_it_drops_far_islands_and_land_without_a_code(tmp_path):
    source = archive(
        tmp_path / "a.zip",
        [("UA", "Ukraine", [UKRAINE_WITH_CRIMEA]), ("XX", "Far", FAR_ISLANDS),
         ("-99", "Shoal", [[(1, 1), (1, 2), (2, 2), (2, 1), (1, 1)]])],
    )  # fmt: skip
    target = tmp_path / "out.geojson"
    maker.make(source, target)
    features = json.loads(target.read_text(encoding="utf-8"))["features"]
    assert [feature["properties"] for feature in features] == [
        {"iso": "UA", "name": "Ukraine"},
        {"iso": "XX", "name": "Far"},
    ]
    assert shape(features[1]["geometry"]).bounds == (150.0, -30.0, 160.0, -20.0)


def test_a_view_of_the_world_without_crimea_in_ukraine_is_refused(tmp_path):
    source = archive(tmp_path / "a.zip", [("UA", "Ukraine", [UKRAINE_WITHOUT])])
    with pytest.raises(LoadError, match=r"Crimea is not Ukraine's"):
        maker.make(source, tmp_path / "out.geojson")
