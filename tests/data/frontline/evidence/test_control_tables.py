"""Tables of control as VIINA publishes them, other people's, and damaged ones."""

import zipfile
from datetime import date

import pytest

from data.errors import LayerError
from data.frontline.evidence.control_tables import read_control_table, tables_in
from data.frontline.mesh import Settlement

PLACES = {
    "geonames:713174": Settlement("geonames:713174", "Bakhmut", 48.59419, 37.99886, "UA"),
    "geonames:693187": Settlement("geonames:693187", "Soledar", 48.6794, 38.0894, "UA"),
}
DAILY = """geonameid,date,status_wiki,status_boost,status_dsm,status_isw,status
713174,20230518,CONTESTED,CONTESTED,UA,UA,UA
713174,20230519,CONTESTED,CONTESTED,UA,UA,UA
713174,20230520,RU,RU,UA,UA,CONTESTED
713174,20230521,RU,RU,RU,UA,RU
713174,20230522,RU,RU,RU,RU,RU
693187,20230518,RU,RU,RU,RU,RU
693187,20230522,RU,RU,RU,RU,RU
"""


def read(path):
    return read_control_table(path, parties=["RU", "UA"], settlement_of=PLACES.get)


def written(tmp_path, text, name="control.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def found(table):
    return [(one.name, one.day.isoformat(), one.holder) for one in table.evidence]


def test_days_of_a_settlement_are_reduced_to_its_changes(tmp_path):
    table = read(written(tmp_path, DAILY))
    assert found(table) == [
        ("Bakhmut", "2023-05-18", "UA"),
        ("Bakhmut", "2023-05-20", "contested"),
        ("Bakhmut", "2023-05-21", "RU"),
        ("Soledar", "2023-05-18", "RU"),
    ]
    assert (table.rows, table.left_out) == (7, 0)


def test_a_year_in_a_zip_is_read_as_it_is_published(tmp_path):
    path = tmp_path / "control_latest_2023.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("control_latest_2023.csv", DAILY)
    assert len(read(path).evidence) == 4


def test_any_table_of_place_day_and_holder_is_read(tmp_path):
    table = read(written(tmp_path, "place_id,day,holder\ngeonames:713174,2023-05-20,RU\n"))
    (one,) = table.evidence
    assert (one.place_id, one.day, one.holder) == ("geonames:713174", date(2023, 5, 20), "RU")
    assert (one.latitude, one.longitude) == (48.59419, 37.99886)


def test_rows_that_say_nothing_are_counted_and_left_out(tmp_path):
    rows = "713174,2023-05-20,FR\n713174,,RU\n999,2023-05-20,RU\n713174,2023-13-40,RU\n"
    table = read(written(tmp_path, f"geonameid,day,holder\n{rows}"))
    assert (found(table), table.rows, table.left_out) == ([], 4, 4)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("place,when\nBakhmut,2023\n", "no column place_id, geonameid or geonames_id"),
        ("geonameid,day\n713174,2023-05-20\n", "no column status, holder or control"),
        ("", "not readable as CSV"),
    ],
    ids=["no place", "no holder", "empty"],
)
def test_another_table_is_refused_in_one_line(tmp_path, text, said):
    with pytest.raises(LayerError, match=said) as refused:
        read(written(tmp_path, text))
    assert "\n" not in str(refused.value)


def test_a_zip_that_was_cut_short_is_refused_in_one_line(tmp_path):
    path = tmp_path / "control_latest_2023.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("control.csv", DAILY * 50)
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(LayerError, match="cannot be read"):
        read(path)


def test_a_zip_of_several_tables_is_refused(tmp_path):
    path = tmp_path / "control.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", DAILY)
        archive.writestr("b.csv", DAILY)
    with pytest.raises(LayerError, match="holds 2 CSV files"):
        read(path)


def test_tables_are_told_from_layers_by_their_names(tmp_path):
    for name in ("control_latest_2022.zip", "my.csv", "photos.zip", "1668296906.geojson"):
        (tmp_path / name).write_bytes(b"")
    assert [path.name for path in tables_in(tmp_path)] == ["control_latest_2022.zip", "my.csv"]
