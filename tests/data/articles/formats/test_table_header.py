import pytest

from data.articles.formats.loader import Skipped
from data.articles.formats.tables.rows import MOST_COLUMNS, Record, Row, named_rows
from data.errors import LoadError


def _rows(*values):
    records = (Record(f"a line {n}", list(v)) for n, v in enumerate(values, start=1))
    return list(named_rows(records, "a"))


def test_rows_are_named_by_the_header():
    assert _rows(["text", " my  date "], ["Fires", "x"]) == [
        Row("a line 2", {"text": "Fires", "my date": "x"})
    ]


def test_what_stands_above_the_header_is_named_and_left_out():
    first, second = _rows(["Export of March"], ["", ""], ["text", "date"], ["Fires", "x"])
    assert first == Skipped("a line 1", "a line 1 stands above the table's header; left out")
    assert second.values == {"text": "Fires", "date": "x"}


@pytest.mark.parametrize(
    "value",
    ["2022-03-01", "https://a.org/b", "48.594", "Fires broke out in Kherson last night", "x" * 300],
    ids=["day", "address", "number", "prose", "long"],
)
def test_a_first_row_with_values_is_no_header(value):
    assert _rows(["AP", value], ["BBC", "x"]) == [
        Row("a line 1", {"column 1": "AP", "column 2": value}),
        Row("a line 2", {"column 1": "BBC", "column 2": "x"}),
    ]


def test_a_name_given_twice_or_not_at_all_is_told_by_its_number():
    (row,) = _rows(["text", "", "text", "text (2)", "text"], ["a", "b", "c", "d", "e"])
    assert row.values == {
        "text": "a",
        "column 2": "b",
        "text (column 3)": "c",
        "text (2)": "d",
        "text (column 5)": "e",
    }


def test_blank_rows_do_not_count():
    assert len(_rows(["", ""], ["text", "date"], ["", " "], ["Fires", "x"])) == 1


@pytest.mark.parametrize(
    ("values", "problem"), [(["a"], "1 values"), (["a", "b", "c"], "3 values")], ids=["few", "many"]
)
def test_a_row_of_another_width_is_refused_by_name(values, problem):
    refused, _row = _rows(["text", "date"], values, ["Fires", "x"])
    assert refused == Skipped(
        "a line 2",
        f"a line 2 has {problem} where the header has 2; "
        "is a quote missing, or a separator too many?",
    )


def test_empty_values_at_the_end_of_a_row_are_no_values():
    assert _rows(["text", "date"], ["Fires", "x", "", " "])[0].values == {
        "text": "Fires",
        "date": "x",
    }


def test_a_table_of_too_many_columns_is_refused():
    with pytest.raises(LoadError, match=r"^a has 2,001 columns, the limit is 2,000; keep those"):
        _rows([f"c{n}" for n in range(MOST_COLUMNS + 1)])


def test_a_header_that_cannot_be_read_ends_the_table():
    records = iter([Skipped("a line 1", "a line 1 is too long")])
    with pytest.raises(LoadError, match=r"^a line 1 is too long; it should name the table's col"):
        list(named_rows(records, "a"))
