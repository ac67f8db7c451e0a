from datetime import date

import pytest

from data.articles.formats.loader import Skipped
from data.articles.formats.tables.delimited import Form, tell_form
from data.model import DayFrom, StatedPoint
from tests.data.articles.formats.tabular import MB, read, texts

ROW = '"One, two; three"'


@pytest.mark.parametrize(
    ("head", "form"),
    [
        ("text,date\nFires in Kherson,2022-03-01\n", Form(",")),
        ("text;date\nFires, smoke;2022-03-01\nMore, and more, fires;2022-03-02\n", Form(";")),
        ("text\tdate\nFires, smoke\t2022-03-01\n", Form("\t")),
        ("text|date\nFires, smoke|2022-03-01\n", Form("|")),
        ("text\nOne, two and, three\nFour\n", Form("\x1f")),
        (f"text,n,date\n{ROW},1,2022-03-01\n", Form(",")),
        (f"text, n, date\n{ROW}, 1, 2022-03-01\n1, 2, {ROW}, {ROW}\n", Form(",", spaced=True)),
        ('text,date\n"He said \\"no\\", and left",2022-03-01\n', Form(",", backslash=True)),
        ('text,date\n"He said ""no"", and left",2022-03-01\n', Form(",")),
        ('text\tdate\n"No" he said\t2022-03-01\n"Yes" she\t2022-03-02\n', Form("\t", quoted=False)),
        ('text,date\n"One\ntwo,\nthree",2022-03-01\n"Four\nfive",2022-03-02\n', Form(",")),
    ],
    ids=[
        "comma", "semicolon", "tab", "bar", "one column", "quoted", "spaced", "backslash",
        "doubled", "no quoting", "many lines",
    ],
)  # fmt: skip
def test_the_form_is_the_one_that_splits_alike(head, form):
    assert tell_form(head, cut=False) == form


def test_one_broken_quote_among_good_ones_does_not_change_the_form():
    rows = "".join(f'"Fires, smoke {n}",2022-03-01\n' for n in range(20))
    assert tell_form(f'text,date\n"broken"x,2022-03-01\n{rows}', cut=False) == Form(",")


def test_a_last_line_that_is_cut_off_does_not_count():
    head = "text;date\nFires;2022-03-01\n" + "a, b, c, d, e, f, g"
    assert tell_form(head, cut=True) == Form(";")


HEAD = "text,date\n"
GOOD = "Fires in Kherson,2022-03-01\n"


def test_a_row_is_an_article_and_the_first_one_tells_the_columns():
    first, second = read(
        "Дата;Body;Outlet;likes\n"
        '2022-03-01;"Fires in Kherson; two hurt";AP;4\n'
        '02.03.2022;"Shelling ""again"" of\nBakhmut";BBC;5\n'
    )
    assert (first.text, first.source, first.origin) == (
        "Fires in Kherson; two hurt", "AP", "a.csv line 2"
    )  # fmt: skip
    assert (first.published, first.published_from) == (date(2022, 3, 1), DayFrom.METADATA)
    assert first.notes == (
        "a.csv: text from 'Body', date from 'Дата', source from 'Outlet'; not used: 'likes'",
    )
    assert (second.text, second.published) == ('Shelling "again" of\nBakhmut', date(2022, 3, 2))
    assert second.notes == ()


def test_a_table_in_windows_1251_is_read_and_that_is_said():
    lines = "Дата;Текст\n" + "2022-03-01;У Херсоні вночі було чути вибухи, повідомили у місті\n" * 9
    first, *_rest = read(lines.encode("cp1251"))
    assert first.text == "У Херсоні вночі було чути вибухи, повідомили у місті"
    assert first.notes == ("a.csv: read as Windows-1251; text from 'Текст', date from 'Дата'",)


def test_what_excel_saves_as_unicode_text_is_read():
    (article,) = read("date\ttext\n2022-03-01\tУ Херсоні вибухи\n".encode("utf-16"), "a.tsv")
    assert (article.text, article.published) == ("У Херсоні вибухи", date(2022, 3, 1))


def test_a_point_and_slashed_days_are_read():
    first, second = read(
        "when,text,lat,lon,town\n03/01/2022,Fires in Kherson,46.635,32.617,Kherson\n"
        "3/14/2022,Shelling of Bakhmut,,,\n".replace("when", "date")
    )
    assert first.points == (StatedPoint(46.635, 32.617, "Kherson"),)
    assert (first.published, second.published) == (date(2022, 3, 1), date(2022, 3, 14))
    assert second.points == ()


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ('"unclosed,2022-01-01\n', ": a quote is opened and not closed; correct the quotes in"),
        ('"clos"ed,2022-01-01\n', ": a quote is closed in the middle of a value; correct the"),
        ("Smoke, and fire,2022-01-01\n", " has 3 values where the header has 2; is a quote miss"),
        ("NUL\0 here,2022-01-01\n", ": it holds NUL characters; the file may be damaged there"),
        (b"caf\xe9,2022-01-01\n", ": byte 0xe9 is not UTF-8; save the file as UTF-8"),
        (",2022-01-01\n", " has no text in 'text'; an article needs one"),
        ("x" * 5 * MB + ",2022-01-01\n", " is longer than 4 MB; shorten or split it"),
    ],
    ids=["unclosed", "closed early", "width", "nul", "bytes", "no text", "long"],
)  # fmt: skip
def test_a_broken_row_is_refused_by_name_and_the_rest_is_read(row, says):
    quoted = b'"Smoke, fire",2022-03-02\n' * 3
    broken = row if isinstance(row, bytes) else row.encode()
    found = read(HEAD.encode() + quoted + broken + GOOD.encode())
    refused = [one for one in found if isinstance(one, Skipped)]
    assert [one.origin for one in refused] == ["a.csv line 5"]
    assert refused[0].reason.startswith(f"a.csv line 5{says}")
    assert texts(found)[-1] == "Fires in Kherson"
    assert len(found) == 5


def test_a_quote_that_is_never_closed_costs_its_own_line_only():
    rows = "".join(f'"Smoke, fire {n}",2022-03-02\n' for n in range(3000))
    found = read(HEAD + rows + '"open,2022-03-02\n' + GOOD * 2000)
    assert len([one for one in found if isinstance(one, Skipped)]) == 1
    assert len(found) == 5001


def test_a_table_of_nothing_but_broken_quotes_is_left_soon():
    found = read(HEAD + '"Smoke, fire",2022-03-02\n' * 100 + '"a"b,c,d\n' * 5000)
    assert texts(found)[-1] == "a.csv: over 20 rows with broken quotes; the rest is not read"
    assert len(found) == 122


def test_a_table_whose_rows_are_mostly_refused_is_left():
    found = read(HEAD + GOOD + ",2022-01-01\n" * 5000)
    assert len(found) == 1003
    assert texts(found)[-1] == (
        "a.csv: 1001 rows refused, 1 taken; the rest is not read; "
        "columns: text from 'text', date from 'date'"
    )


def test_ten_million_columns_are_refused():
    (refused,) = read("," * 10_000_000 + "\n")
    assert refused.reason.startswith("a.csv line 1 is longer than 4 MB; shorten or split it; it sh")
    (refused,) = read(",".join(f"c{n}" for n in range(100_000)) + "\n" + "," * 99_999 + "\n")
    assert refused.reason.startswith("a.csv has 100,000 columns, the limit is 2,000;")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "a.csv is empty; it holds no text to read"),
        ("\ufeff \n", "a.csv is empty; it holds no text to read"),
        ("text,date\n", "a.csv has no rows to read"),
        ("a,b\n1,2\n", "a.csv: no column can be told to be the text; it has 'a', 'b'; name one "
         "with --columns text=COLUMN"),
    ],
    ids=["empty", "blank", "header only", "no text"],
)  # fmt: skip
def test_a_table_without_articles_is_refused(content, says):
    assert texts(read(content)) == [says]


def test_the_user_says_what_the_columns_are():
    content = "text,Body\nshort words,A long body of text\n"
    (article,) = read(content, columns={"text": "Body", "title": "text"})
    assert (article.text, article.title) == ("A long body of text", "short words")


def test_a_table_without_a_header_is_read_by_its_values():
    line = '2022-03-01,https://a.org/b,"Fires broke out in Kherson last night, officials say"\n'
    first, second = read(line * 2)
    assert first.text == "Fires broke out in Kherson last night, officials say"
    assert (first.url, first.published) == ("https://a.org/b", date(2022, 3, 1))
    assert (first.origin, second.origin) == ("a.csv line 1", "a.csv line 2")
