import pytest

from data.articles.formats.loader import Skipped
from data.articles.formats.tables.rows import (
    MOST_COLUMNS,
    Record,
    Row,
    event_table,
    few_notes,
    named_rows,
    table_articles,
)
from data.errors import LoadError
from data.model import Article
from data.queries.one_article import opened
from tests.data.articles.formats.tabular import document, texts


def _articles(rows, **about):
    return list(table_articles(iter(rows), document("", **about), "a.csv"))


def test_columns_are_told_from_the_first_rows_and_read_in_all():
    rows = [Row(f"a.csv line {n}", {"body": f"Fires in Kherson {n}."}) for n in range(2, 1000)]
    found = _articles(rows)
    assert (found[0].text, found[-1].text) == ("Fires in Kherson 2.", "Fires in Kherson 999.")
    assert [article.notes for article in found] == [("a.csv: text from 'body'",), *[()] * 997]


def test_a_row_without_a_text_is_refused_and_a_cell_may_lack():
    rows = [Row("line 2", {"body": "Fires in Kherson."}), Row("line 3", {"likes": "4"})]
    assert texts(_articles(rows)) == [
        "Fires in Kherson.",
        "line 3 has no text in 'body'; an article needs one",
    ]


def test_what_cannot_be_used_of_a_row_is_noted_with_its_place():
    row = Row("line 2", {"text": "Fires in Kherson.", "date": "soon", "lat": "x", "lon": "1"})
    good = [Row("line 3", {"text": "Fires.", "date": "2022-03-01", "lat": "1", "lon": "1"})] * 5
    assert _articles([row, *good])[0].notes[1:] == (
        "line 2: date 'soon' is not a day; use YYYY-MM-DD; kept as undated",
        "line 2: 'x', '1' is no latitude and longitude; left out",
    )


def test_texts_that_are_html_lose_their_tags_and_that_is_said():
    rows = [
        Row("line 2", {"body": "<p>Fires in <b>Kherson</b>.</p><p>Two were hurt.</p>"}),
        Row("line 3", {"body": "More than 3 < 4 of them."}),
    ]
    first, second = _articles(rows)
    assert first.text == "Fires in Kherson.\n\nTwo were hurt."
    assert first.notes == ("a.csv: text from 'body'; tags of HTML are left out",)
    assert second.text == "More than 3 < 4 of them."


def test_a_tag_here_or_there_in_plain_texts_is_text():
    rows = [Row("line", {"body": text}) for text in ("a <b> c", "Fires in Kherson.", "Smoke.", "x")]
    assert texts(_articles(rows))[0] == "a <b> c"


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "a.csv"
    rows = "".join(f"Shelling of Bakhmut {n}.,2023-03-01,48.6,38.0,{n}\n" for n in range(5))
    path.write_text(f"Body,date,lat,lon,likes\n{rows},2023-03-02,,,\n", encoding="utf-8")
    return path


def test_a_report_has_one_note_a_file_and_the_store_has_the_points(take, table, engine):
    report = take(table)
    assert (report.new, len(report.skipped)) == (5, 1)
    assert report.notes == [
        f"{table}: text from 'Body', date from 'date', latitude from 'lat', longitude from 'lon'; "
        "not used: 'likes'"
    ]
    (point,) = opened(engine, 1).points
    assert (point.latitude, point.longitude) == (48.6, 38.0)


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


SKIPPED = Skipped("line", "a reason")


def _article(*notes):
    return Article("AP", "Fires.", notes=notes)


def test_a_few_notes_are_passed_on_as_they_are():
    found = [_article("a", "b"), SKIPPED, _article(), SKIPPED]
    assert list(few_notes(iter(found), "a.csv")) == found


def test_of_many_the_first_are_shown_and_the_rest_is_counted_with_the_last_article():
    found = [*(_article(f"note {n}") for n in range(1030)), SKIPPED]
    told = list(few_notes(iter(found), "a.csv"))
    assert told[:20] == found[:20]
    assert told[20:1029] == [_article()] * 1009
    assert told[1029:] == [_article("a.csv: 1,010 more notes like these are not shown"), SKIPPED]


def test_an_error_rises_after_what_came_before_it():
    def found():
        yield SKIPPED
        yield from [_article("note")] * 21
        raise LoadError("broken")

    told = []
    with pytest.raises(LoadError, match="broken"):
        told.extend(few_notes(found(), "a.csv"))
    assert told[0] == SKIPPED
    assert told[-1].notes == ("a.csv: 1 more notes like these are not shown",)
    assert len(told) == 22


@pytest.mark.parametrize(
    ("columns", "name"),
    [
        (["EVENT_ID_CNTY", " Event_Date", "notes", "more"], "ACLED"),
        (["where_prec", "where_coordinates", "date_start", "date_prec"], "UCDP"),
        (["text", "date", "geonameid", "asciiname", "longitude", "latitude", "event_id"], "VIINA"),
    ],
)
def test_a_table_of_events_is_known_by_its_columns(columns, name):
    assert event_table(columns).name.startswith(name)


@pytest.mark.parametrize("columns", [[], ["text", "date"], ["event_date", "notes"]])
def test_any_other_table_is_not(columns):
    assert event_table(columns) is None


@pytest.mark.parametrize(
    ("days", "read"),
    [
        (["44986", "44987.5"], ["2023-03-01", "2023-03-02"]),
        (["44986", "2 March 2023"], ["2023-03-01", "2023-03-02"]),
        (["'2023-03-01", "'2023-03-02"], ["2023-03-01", "2023-03-02"]),
    ],
    ids=["serials", "serials beside days", "apostrophes"],
)
def test_days_as_spreadsheets_hold_them_are_read_in_a_column_of_dates(days, read):
    told = "Shelling of Bakhmut went on all day."
    rows = [Row("a.csv line 2", {"date": day, "text": told}) for day in days]
    assert [str(article.published) for article in _articles(rows)] == read


def test_numbers_of_another_column_are_no_days():
    told = "Shelling of Bakhmut went on all day."
    rows = [Row("a.csv line 2", {"killed": "44986", "text": told})]
    assert _articles(rows)[0].published is None
