import io
import sys
from datetime import UTC, date, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from data.articles.formats.document import file_document
from data.articles.formats.tables.parquet import Parquet
from tests.data.articles.formats.tabular import read, texts
from tests.theatre import day_in_kyiv

LATE = datetime(2022, 3, 1, 22, 30, tzinfo=UTC)


def _file(table, **about):
    out = io.BytesIO()
    pq.write_table(table, out, **about)
    return out.getvalue()


def test_rows_are_articles_moments_keep_their_zone_and_nested_columns_are_named():
    table = pa.table({
        "body": ["Fires in Kherson.", "Shelling of Bakhmut."],
        "published": pa.array([LATE, None], pa.timestamp("ns", "UTC")),
        "likes": [1, None],
        "tags": [["a"], []],
        "lat": [46.635, None],
        "lon": [32.617, None],
    })  # fmt: skip
    first, second = read(_file(table), "a.parquet")
    assert (first.text, day_in_kyiv(first)) == ("Fires in Kherson.", date(2022, 3, 2))
    assert (first.points[0].latitude, second.points) == (46.635, ())
    assert (second.text, second.published) == ("Shelling of Bakhmut.", None)
    assert (first.origin, second.origin) == ("a.parquet row 1", "a.parquet row 2")
    assert first.notes == (
        "a.parquet: text from 'body', date from 'published', latitude from 'lat', "
        "longitude from 'lon'; not used: 'likes', 'tags'",
    )


@pytest.mark.parametrize(
    ("kind", "values", "day"),
    [
        (pa.date32(), [date(2022, 3, 1)], date(2022, 3, 1)),
        (pa.timestamp("ms"), [datetime(2022, 3, 1, 22, 30)], date(2022, 3, 1)),
        (pa.timestamp("us", "Europe/Kyiv"), [LATE], date(2022, 3, 2)),
        (pa.string(), ["1 March 2022"], date(2022, 3, 1)),
        (pa.dictionary(pa.int32(), pa.string()), ["2022-03-01"], date(2022, 3, 1)),
        (pa.int64(), [int(LATE.timestamp())], date(2022, 3, 2)),
    ],
    ids=["day", "no zone", "zone", "words", "dictionary", "seconds"],
)
def test_days_are_read_of_every_type(kind, values, day):
    table = pa.table({"text": ["Fires in Kherson."], "date": pa.array(values, kind)})
    (article,) = read(_file(table), "a.parquet")
    assert day_in_kyiv(article) == day


def test_a_file_on_disk_is_read_in_place(tmp_path):
    path = tmp_path / "a.parquet"
    path.write_bytes(_file(pa.table({"text": [f"Fires in Kherson {n}." for n in range(100)]})))
    found = list(Parquet().load(file_document(path, max_bytes=10)))
    assert [found[0].text, found[99].text] == ["Fires in Kherson 0.", "Fires in Kherson 99."]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (
            b"words" * 9,
            "a.parquet cannot be read (Parquet magic bytes not found in foot",
        ),
        (b"PAR1" + b"\xff" * 100 + b"PAR1", "a.parquet cannot be read ("),
        (b"", "a.parquet cannot be read (Parquet file size is 0 bytes"),
    ],
    ids=["words", "damaged", "empty"],
)
def test_what_is_no_parquet_is_refused(content, says):
    (said,) = texts(read(content, "a.parquet"))
    assert said.startswith(says)


def test_too_many_columns_are_refused():
    table = pa.table({f"c{n}": ["x"] for n in range(2001)})
    (said,) = texts(read(_file(table), "a.parquet"))
    assert said.startswith("a.parquet has 2,001 columns, the limit is 2,000; keep those")


def test_a_long_row_is_refused_and_the_others_are_read():
    rows = ["Fires in Kherson. " * 300_000, "Shelling of Bakhmut."]
    refused, article = read(_file(pa.table({"text": rows})), "a.parquet")
    assert refused.reason == "a.parquet row 1 is longer than 4 MB; shorten or split it"
    assert article.text == "Shelling of Bakhmut."


def test_more_rows_than_a_file_of_its_size_may_have_are_refused_before_they_are_read():
    words = pa.DictionaryArray.from_arrays([0] * 200_000, ["Fires in Kherson."])
    (said,) = texts(read(_file(pa.table({"text": words})), "a.parquet"))
    assert said.startswith("a.parquet has 200,000 rows, a file of its size may have ")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot limit a process's memory")
def test_a_value_that_takes_no_room_in_the_file_may_not_take_all_memory():
    words = pa.array(["x" * 400_000_000])
    (said,) = texts(read(_file(pa.table({"text": words}), compression="zstd"), "a.parquet"))
    assert said == (
        "a.parquet asks for more memory or time than a file of its size may; save it as CSV"
    )


@pytest.mark.parametrize(
    "days",
    [
        pa.array([2**31 - 1], pa.int32()).cast(pa.date32()),
        pa.array([2**63 - 1], pa.int64()).cast(pa.timestamp("us")),
        pa.array([1], pa.int64()).cast(pa.timestamp("us", "Nowhere/Land")),
    ],
    ids=["day", "moment", "zone"],
)
def test_a_day_that_is_none_leaves_its_row_undated_and_is_noted(days):
    (article,) = read(
        _file(pa.table({"text": ["Fires in Kherson."], "date": days})),
        "a.parquet",
        columns={"date": "date"},
    )
    assert article.published is None
    assert article.notes[1] == (
        "a.parquet row 1: date '(cannot be read)' is not a day; use YYYY-MM-DD; kept as undated"
    )


def test_bytes_that_are_no_utf8_do_not_cost_the_other_rows():
    offsets, content = (pa.py_buffer(b) for b in (b"\0\0\0\0\2\0\0\0\7\0\0\0", b"\xff\xfeFires"))
    broken = pa.Array.from_buffers(pa.string(), 2, [None, offsets, content])
    table = pa.table({"title": broken, "text": ["Shelling of Bakhmut.", "Fires in Kherson."]})
    first, second = read(_file(table), "a.parquet")
    assert (first.title, second.title) == ("\ufffd\ufffd", "Fires")
