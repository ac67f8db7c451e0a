import io
import subprocess
import sys
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from data.articles.formats.loader import Skipped
from data.settings import ROOT
from tests.data.articles.formats.tabular import MB, read, texts


def _workbook(**sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return _saved(book)


def _saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _ods(rows):
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p>'
            "</table:table-cell>"
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {names}><office:body><office:spreadsheet>'
        f'<table:table table:name="Feb">{cells}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0"?><manifest:manifest '
            'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        packed.writestr("content.xml", content)
    return out.getvalue()


def test_every_sheet_is_a_table_and_days_are_days():
    content = _workbook(
        Feb=[
            ["Events of February"],
            ["Дата", "Text", "Outlet"],
            [datetime(2022, 2, 24, 5, 30), "Shelling of Kharkiv began.", "AP"],
            [date(2022, 2, 25), "Fires in Kherson.", 7],
        ],
        Empty=[],
        Mar=[["text", "lat", "lon"], ["Fires broke out in Kherson.", 46.635, 32.617]],
    )
    above, first, second, third = read(content, "a.xlsx")
    assert above.reason == "a.xlsx sheet 'Feb' row 1 stands above the table's header; left out"
    assert (first.text, first.published) == ("Shelling of Kharkiv began.", date(2022, 2, 24))
    assert (second.source, second.published) == ("7", date(2022, 2, 25))
    assert (second.origin, third.origin) == ("a.xlsx sheet 'Feb' row 4", "a.xlsx sheet 'Mar' row 2")
    assert (third.points[0].latitude, third.points[0].longitude) == (46.635, 32.617)
    assert first.notes == (
        "a.xlsx sheet 'Feb': text from 'Text', date from 'Дата', source from 'Outlet'",
    )


def test_open_document_is_read():
    (article,) = read(_ods([["date", "text"], ["2022-03-01", "Fires in Kherson."]]), "a.ods")
    assert (article.text, article.published) == ("Fires in Kherson.", date(2022, 3, 1))


def test_a_sheet_without_a_text_is_refused_and_the_others_are_read():
    refused, article = read(
        _workbook(Sums=[["a", "b"], [1, 2]], Mar=[["text"], ["Fires in Kherson."]]), "a.xlsx"
    )
    assert isinstance(refused, Skipped)
    assert refused.reason.startswith("a.xlsx sheet 'Sums': no column can be told to be the text;")
    assert article.text == "Fires in Kherson."


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (
            b"not a workbook",
            "a.xlsx cannot be read (Cannot detect file format); save it anew, or as",
        ),
        (b"PK\x03\x04broken", "a.xlsx is damaged (File is not a zip file); save it anew"),
        (b"", "a.xlsx cannot be read ("),
    ],
    ids=["words", "broken zip", "empty"],
)
def test_what_is_no_workbook_is_refused(content, says):
    (said,) = texts(read(content, "a.xlsx"))
    assert said.startswith(says)


def test_a_workbook_that_unpacks_to_too_much_is_refused_before_that():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed, packed.open("x", "w") as part:
        for _ in range(600):
            part.write(bytes(MB))
    (said,) = texts(read(out.getvalue(), "a.xlsx"))
    assert said.startswith("a.xlsx unpacks to 600 MB in 1 parts, the limit is 512 MB; split it")


def test_a_workbook_with_more_rows_than_its_size_allows_is_refused_with_the_rest():
    content = _workbook(Feb=[["text"], *[["Fires in Kherson."]] * 20_000])
    found = read(content, "a.xlsx")
    assert found[-1].reason.endswith("the most for a file of its size; save it as CSV")
    assert len(found) < 20_000


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot limit a process's memory")
def test_two_cells_that_ask_for_all_the_memory_cost_nothing_but_the_workbook():
    book = openpyxl.Workbook()
    book.active["A1"], book.active["XFD1048576"] = "text", "Fires in Kherson."
    (said,) = texts(read(_saved(book), "a.xlsx"))
    assert said == (
        "a.xlsx asks for more memory or time than a file of its size may; save it as CSV"
    )


def test_the_process_that_reads_workbooks_says_what_is_wrong():
    done = subprocess.run(
        [sys.executable, "-m", "data.articles.formats.tables.sheet_process"],
        input=b"words", capture_output=True, cwd=ROOT, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (3, b"", b"Cannot detect file format")
