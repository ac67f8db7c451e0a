import pytest

from data.articles.formats.tables.delimited import Form, tell_form

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
