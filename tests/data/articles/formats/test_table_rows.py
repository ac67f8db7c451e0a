import pytest

from data.articles.formats.tables.rows import Row, table_articles
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
