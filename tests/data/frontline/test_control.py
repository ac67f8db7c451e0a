"""Reading the table of control: what is a row, and what is refused."""

from dataclasses import replace
from datetime import date

import pytest

from data.errors import LayerError
from data.frontline.control import COLUMNS, load_control
from tests.theatre import UKRAINE

HEADER = ",".join(COLUMNS)
KHERSON = "geonames:706448,Kherson,UA,46.63695,32.61458"
OLESHKY = "geonames:698625,Oleshky,UA,46.62410,32.71950"
TABLE = f"""{HEADER}
kherson-1,{KHERSON},2022-02-24,1,UA,public record,
kherson-2,{KHERSON},2022-03-02,1,RU,officials of both sides,
kherson-3,{KHERSON},2022-11-11,1,UA,officials of both sides,"left, then entered"
oleshky-1,{OLESHKY},2022-02-25,2,RU,wire reporting,
"""


def written(tmp_path, text):
    path = tmp_path / "control.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def read(path):
    return load_control(replace(UKRAINE, control=path))


@pytest.fixture
def rows(tmp_path):
    return read(written(tmp_path, TABLE))


def test_a_row_is_read_cell_by_cell(rows):
    row = rows[2]
    assert (row.latitude, row.longitude, row.country) == (46.63695, 32.61458, "UA")
    assert (row.day, row.day_prec, row.holder) == (date(2022, 11, 11), 1, "UA")
    assert row.note == "left, then entered"


GOOD = f"k,{KHERSON},2022-03-02,1,RU,wire reporting,"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (GOOD.replace("2022-03-02", "2022-02-31"), "day '2022-02-31' is no day"),
        (GOOD.replace("2022-03-02", "02.03.2022"), "day '02.03.2022' is no day"),
        (GOOD.replace(",1,RU", ",0,RU"), "day_prec '0' is not 1 to 5"),
        (GOOD.replace(",RU,", ",Russia,"), "holder 'Russia' is none of"),
        (GOOD.replace("46.63695", "nan"), "latitude 'nan' is not in -90..90"),
        (GOOD.replace("46.63695", "96.6"), "latitude '96.6' is not in -90..90"),
        (GOOD.replace("32.61458", "east"), "longitude 'east' is not in -180..180"),
        (GOOD.replace("geonames:706448", "706448"), "place_id '706448' is none"),
        (GOOD.replace(",UA,", ",Ukraine,"), "country 'Ukraine' is none of UA, RU"),
        (GOOD.replace("wire reporting", " "), "source_kind is empty"),
        (GOOD.replace("k,geo", ",geo"), "row_id is empty"),
        (
            f"kherson-3,{KHERSON},2023-01-01,1,RU,wire reporting,",
            "row_id 'kherson-3' is given twice",
        ),
        (f"k,{KHERSON},2022-11-11,1,RU,wire reporting,", "Kherson has two rows on 2022-11-11"),
        (
            GOOD.replace("46.63695", "46.7").replace("03-02", "03-09"),
            "geonames:706448 lies at (46.63695, 32.61458)",
        ),
        (GOOD + ",more", "12 cells where 11 belong"),
    ],
)
def test_a_bad_row_is_named_with_file_and_line(tmp_path, line, reason):
    path = written(tmp_path, TABLE + line + "\n")
    with pytest.raises(LayerError) as caught:
        read(path)
    assert str(caught.value).startswith(f"{path} line 6: {reason}")


def test_every_bad_row_is_named_up_to_twenty(tmp_path):
    path = written(tmp_path, HEADER + "\n" + "bad\n" * 25)
    with pytest.raises(LayerError) as caught:
        read(path)
    lines = str(caught.value).splitlines()
    assert len(lines) == 21
    assert lines[0] == f"{path} line 2: 1 cells where {len(COLUMNS)} belong"
    assert lines[20] == f"{path}: and 5 more bad rows"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "line 1: the columns must be row_id,place_id"),
        (b"day,holder\n", "line 1: the columns must be row_id,place_id"),
        (f"{HEADER}\nk,\xff\n".encode("latin-1"), "line 2: not UTF-8"),
        (f'{HEADER}\n"unclosed\n'.encode(), "line 2: not readable as CSV"),
        (b"x" * 8_000_001, "larger than 8,000,000 bytes"),
    ],
    ids=["empty", "other columns", "latin-1", "open quote", "huge"],
)
def test_a_file_that_is_no_table_is_refused_in_one_line(tmp_path, content, reason):
    path = written(tmp_path, content)
    with pytest.raises(LayerError) as caught:
        read(path)
    assert reason in str(caught.value)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_one_clear_line(tmp_path):
    with pytest.raises(LayerError, match=r"none\.csv: cannot be read \(No such file"):
        read(tmp_path / "none.csv")


def test_a_byte_order_mark_and_blank_lines_do_no_harm(tmp_path):
    path = written(tmp_path, b"\xef\xbb\xbf" + TABLE.replace("\noles", "\n\noles").encode())
    assert [row.row_id for row in read(path)][-1] == "oleshky-1"
