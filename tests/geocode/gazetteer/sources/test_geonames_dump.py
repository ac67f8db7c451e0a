"""A GeoNames dump adds names, points and places, changes no id; a broken one is refused whole."""

import http.server
import threading
import zipfile

import pytest

from geocode.cli import main
from geocode.errors import DownloadError, InputError, SourceError
from geocode.gazetteer.entries import Entry
from geocode.gazetteer.fetch import fetch_dump, take_dump
from geocode.gazetteer.sources.geonames_dump import (
    DumpRow,
    first_level_units,
    populated_places,
)
from geocode.gazetteer.sources.geonames_enrichment import at_geonames_points, enriched
from geocode.model import Kind, Place
from geocode.precision import WherePrec


def _line(geonames, name, alternates, latitude, longitude, code="PPL", admin1="05", people=0):
    columns = [
        str(geonames), name, name, alternates, str(latitude), str(longitude), "P", code, "UA", "",
        admin1, "", "", "", str(people), "", "100", "Europe/Kyiv", "2025-01-01",
    ]  # fmt: skip
    return "\t".join(columns)


LINES = [
    _line(713174, "Bakhmut", "Bakhmout,Бахмут", 48.59419, 37.99886, "PPLA2", people=80500),
    _line(705624, "Klishchiyivka", "Klescheyevka,Клещеевка,Кліщіївка", 48.529, 37.9597),
    _line(1, "Vesele", "Веселе", 48.75, 38.15),
    _line(2, "Vesele", "Веселе", 47.0, 37.0),
    _line(3, "Nova Nazva", "Нова Назва", 48.6, 38.1, people=12),
    _line(4, "Zabakhmutka", "Забахмутка", 48.6, 38.0, "PPLX", people=9000),
]
UNITS = {"05": "Donetsk"}


def _zip(path, lines=LINES, member="UA.txt"):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(member, "\n".join(lines) + "\n")
    return path


def _village(place_id, name, local, latitude, longitude, prec=WherePrec.EXACT, radius_m=1000):
    return Entry(
        Place(
            place_id, name, latitude, longitude, Kind.VILLAGE, "PPL", "UA", "Donetsk", "Bakhmut",
            0, local, prec, radius_m,
        )
    )  # fmt: skip


@pytest.fixture
def default():
    return [
        _village("geonames:713174", "Bakhmut", "Бахмут", 48.594, 37.999),
        _village("katottg:A", "Klishchiivka", "Кліщіївка", 48.53, 37.96),
        _village("katottg:B", "Vesele", "Веселе", 48.7, 38.1, WherePrec.NEAR, 15000),
    ]


def test_a_dump_moves_first_level_units_to_geonames_points(tmp_path):
    unit = Place("iso:CA-AB", "Alberta", 55.0, -115.0, Kind.REGION, "ADM1", "CA", "Alberta")
    other = Place("iso:CA-BC", "British Columbia", 54.0, -125.0, Kind.REGION, "ADM1", "CA")
    line = _line(5883102, "Alberta", "", 52.0, -117.0, "ADM1", "01").replace("\tUA\t", "\tCA\t")
    dump = _zip(tmp_path / "CA.zip", [line], "CA.txt")
    rows = first_level_units(dump, "CA")
    found = at_geonames_points([Entry(unit), Entry(other)], rows, {"01": "iso:CA-AB"})
    assert [(e.place.place_id, e.place.latitude, e.place.longitude) for e in found] == [
        ("iso:CA-AB", 52.0, -117.0), ("iso:CA-BC", 54.0, -125.0),
    ]  # fmt: skip


def test_a_dump_adds_names_points_and_places_and_changes_no_id(default, tmp_path):
    rows = populated_places(_zip(tmp_path / "UA.zip"), "UA")
    entries = enriched(default, rows, "UA", UNITS, codified=True)
    found = {entry.place.place_id: entry for entry in entries}
    assert sorted(found) == [
        "geonames:2", "geonames:3", "geonames:4", "geonames:713174", "katottg:A", "katottg:B",
    ]  # fmt: skip
    assert {name.text for name in found["katottg:A"].names} >= {"Klescheyevka", "Клещеевка"}
    vesele = found["katottg:B"].place
    assert (vesele.latitude, vesele.longitude) == (48.75, 38.15)
    assert (vesele.where_prec, vesele.uncertainty_m) == (WherePrec.EXACT, 1000)
    assert found["katottg:A"].place.latitude == 48.53
    new = found["geonames:3"].place
    assert (new.name, new.name_local, new.admin1, new.admin2, new.population) == (
        "Nova Nazva", "Нова Назва", "Donetsk", "Bakhmut", 12,
    )  # fmt: skip
    quarter = found["geonames:4"].place
    assert (quarter.kind, quarter.feature_code, quarter.population) == (Kind.SITE, "PPLX", 0)


def test_a_post_office_of_the_default_gazetteer_is_not_doubled_by_a_dump():
    neches = Place(
        "frontline:us-48001-neches", "Neches", 31.87, -95.49, Kind.VILLAGE, "PPL", "US", "Texas",
        "Anderson",
    )  # fmt: skip
    rows = [
        DumpRow(4714131, "Neches", ("Nechez",), 31.868, -95.496, "PPL", "TX", 175),
        DumpRow(4714132, "Neches", (), 30.1, -94.0, "PPL", "TX", 0),
        DumpRow(4714133, "Neches", (), 31.868, -95.496, "PPL", "AR", 0),
    ]
    units = {"TX": "Texas", "AR": "Arkansas"}
    entries = enriched([Entry(neches)], rows, "US", units, codified=False)
    found = {entry.place.place_id: entry for entry in entries}
    assert sorted(found) == ["frontline:us-48001-neches", "geonames:4714132", "geonames:4714133"]
    assert found["frontline:us-48001-neches"].place.population == 175
    assert "Nechez" in {name.text for name in found["frontline:us-48001-neches"].names}
    assert found["geonames:4714133"].place.admin1 == "Arkansas"


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["1\tBakhmut"], r"UA\.txt line 1: 2 columns, not 19"),
        ([LINES[0], _line("x", "A", "", 1, 1)], r"UA\.txt line 2: invalid literal"),
        ([_line(1, "A", "", 91, 1)], r"line 1: no name, or no point"),
        ([_line(1, "A", "", "nan", 1)], r"line 1: no name, or no point"),
        (["x" * 50_000], r"line 1 is too long"),
    ],
)
def test_a_bad_row_refuses_the_dump_with_its_line(tmp_path, lines, message):
    path = _zip(tmp_path / "UA.zip", lines)
    with pytest.raises(SourceError, match=message):
        list(populated_places(path, "UA"))


def test_what_is_no_dump_is_refused(tmp_path):
    for member in ("readme.txt", "../UA.txt", "/UA.txt"):
        with pytest.raises(SourceError, match=r"holds no UA\.txt"):
            list(populated_places(_zip(tmp_path / "a.zip", member=member), "UA"))
    text = tmp_path / "text.zip"
    text.write_text("no zip")
    with pytest.raises(SourceError, match="not a whole zip"):
        list(populated_places(text, "UA"))
    whole = _zip(tmp_path / "whole.zip", LINES * 50).read_bytes()
    (tmp_path / "cut.zip").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(SourceError, match="not a whole zip"):
        list(populated_places(tmp_path / "cut.zip", "UA"))


def test_a_bomb_is_refused_by_what_it_says_and_by_what_it_holds(tmp_path):
    path = _zip(tmp_path / "UA.zip", LINES * 100)
    with pytest.raises(SourceError, match="larger than 5000 bytes"):
        list(populated_places(path, "UA", most_bytes=5_000))
    content = bytearray(path.read_bytes())
    size = zipfile.ZipFile(path).getinfo("UA.txt").file_size.to_bytes(4, "little")
    lying = bytes(content).replace(size, (1000).to_bytes(4, "little"))
    path.write_bytes(lying)
    with pytest.raises(SourceError):
        list(populated_places(path, "UA", most_bytes=5_000))


def test_taking_a_bad_file_leaves_the_folder_as_it_was(tmp_path):
    folder = tmp_path / "geonames"
    assert take_dump("UA", _zip(tmp_path / "good.zip"), folder) == 6
    before = (folder / "UA.zip").read_bytes()
    with pytest.raises(SourceError, match=r"bad\.zip: UA\.txt line 1"):
        take_dump("UA", _zip(tmp_path / "bad.zip", ["x"]), folder)
    with pytest.raises(SourceError, match=r"none\.zip: cannot be read"):
        take_dump("UA", tmp_path / "none.zip", folder)
    assert [p.name for p in folder.iterdir()] == ["UA.zip"]
    assert (folder / "UA.zip").read_bytes() == before


@pytest.fixture
def server(tmp_path):
    root = tmp_path / "www"
    root.mkdir()
    _zip(root / "UA.zip")

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *args):
            super().__init__(*args, directory=str(root))

        def log_message(self, *args):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quiet) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


def test_a_dump_is_downloaded_whole_or_not_at_all(server, tmp_path):
    folder = tmp_path / "geonames"
    assert fetch_dump("UA", folder, url=server) == 6
    with pytest.raises(DownloadError, match=r"PL\.zip: the server answered 404"):
        fetch_dump("PL", folder, url=server)
    with pytest.raises(DownloadError, match=r"cannot be fetched.*--from"):
        fetch_dump("UA", folder, url="http://127.0.0.1:1")
    assert [p.name for p in folder.iterdir()] == ["UA.zip"]


@pytest.mark.parametrize("country", ["ua", "UKR", "../UA", "", "U\nA"])
def test_a_country_is_two_capital_letters(tmp_path, country):
    with pytest.raises(InputError, match="two capital letters"):
        take_dump(country, tmp_path / "UA.zip", tmp_path)


def test_commands_say_in_one_line_what_went_wrong(tmp_path, capsys):
    target = tmp_path / "g.sqlite"
    assert main(["fetch", "ua", "--gazetteer", str(target)]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    source = str(tmp_path / "no.zip")
    assert main(["fetch", "UA", "--from", source, "--gazetteer", str(target)]) == 1
    (complaint,) = capsys.readouterr().err.splitlines()
    assert "no.zip: cannot be read" in complaint
    assert not target.exists()
    (tmp_path / "file").write_text("")
    assert main(["build", "--gazetteer", str(tmp_path / "file" / "g.sqlite")]) == 1
    (complaint,) = capsys.readouterr().err.splitlines()
    assert "file" in complaint
