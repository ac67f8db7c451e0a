import io
import zipfile
from datetime import date

import pytest

from data.articles.formats.events.gdelt import GdeltGkg
from data.model import StatedPoint
from tests.data.articles.formats.tabular import document, read, texts
from tests.theatre import day_in_kyiv

TITLE = "Shelling of &#x41A;herson &amp; Bakhmut"
LOCATIONS = (
    "1#Ukraine#UP#UP##49#32#UP#120;4#Kherson, Khersons'ka Oblast', Ukraine#UP#UP08#25092#46.6333"
    "#32.6#-1041356#44;4#Kherson, Khersons'ka Oblast', Ukraine#UP#UP08#25092#46.6333#32.6"
    "#-1041356#300;5#Donetsk#UP#UP05##48#37.5#1#9;4#broken;"
)


def _line(title=TITLE, *, locations=LOCATIONS, extras="", columns=27):
    cells = [""] * 27
    cells[0], cells[1], cells[2] = "20220301223000-17", "20220301223000", "1"
    cells[3], cells[4] = "example.org", "https://example.org/2022/kherson"
    cells[10] = locations
    cells[26] = f"{extras}<PAGE_TITLE>{title}</PAGE_TITLE>" if title else extras
    return "\t".join(cells[:columns])


def test_a_page_is_its_title_with_the_points_that_gdelt_found():
    (article,) = read(_line(extras="<PAGE_AUTHORS>A. B.;C. D.</PAGE_AUTHORS>") + "\n")
    assert article.text == article.title == "Shelling of Кherson & Bakhmut"
    assert (article.source, article.url) == ("example.org", "https://example.org/2022/kherson")
    assert (article.article_id, article.author) == ("20220301223000-17", "A. B., C. D.")
    assert day_in_kyiv(article) == date(2022, 3, 1)  # in UTC: a page of the world
    assert article.points == (
        StatedPoint(49, 32, "Ukraine", 6),
        StatedPoint(46.6333, 32.6, "Kherson, Khersons'ka Oblast', Ukraine", 1),
        StatedPoint(48, 37.5, "Donetsk", 4),
    )


def test_the_pages_own_moment_is_believed_before_gdelts():
    own = "<PAGE_PRECISEPUBTIMESTAMP>20220227120000</PAGE_PRECISEPUBTIMESTAMP>"
    (article,) = read(_line(extras=own))
    assert article.published == date(2022, 2, 27)


def test_a_line_without_a_title_is_refused_and_the_rest_is_read():
    found = read("\n".join([_line(), _line(""), _line(columns=20), _line("Fires")]))
    assert texts(found) == [
        "Shelling of Кherson & Bakhmut",
        "a.csv line 2 has no page title, and GDELT keeps no text; nothing to read",
        "a.csv line 3 has 20 columns where GDELT's GKG has 27",
        "Fires",
    ]


def test_a_file_of_nothing_but_untitled_lines_is_left():
    found = read("\n".join([_line("")] * 3000))
    assert len(found) == 1002
    assert texts(found)[-1] == "a.csv: 1001 lines refused, 0 taken; the rest is not read"


def test_no_more_than_50_points_are_kept():
    places = ";".join(f"4#Place {n}#UP###48.{n}#37#1#9" for n in range(10, 99))
    (article,) = read(_line(locations=places))
    assert len(article.points) == 50


@pytest.mark.parametrize(
    ("content", "own"),
    [
        (_line(), True),
        ("text\tdate\nFires\t2022-03-01\n", False),
        ("20220301223000\t1\t2\n", False),
        (_line(columns=20), False),
        ("", False),
    ],
    ids=["gkg", "table", "numbers", "fewer columns", "empty"],
)
def test_it_knows_its_own(content, own):
    assert GdeltGkg().recognises(document(content)) is own


def test_any_other_file_of_that_ending_is_a_table():
    (article,) = read("text\tdate\nFires in Kherson\t2022-03-01\n")
    assert (article.text, article.published) == ("Fires in Kherson", date(2022, 3, 1))


def test_it_is_read_as_it_is_published_in_a_zip():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("20220301223000.gkg.csv", f"{_line()}\n")
    (article,) = read(packed.getvalue(), "20220301223000.gkg.csv.zip")
    assert article.text == "Shelling of Кherson & Bakhmut"
    assert article.origin == "20220301223000.gkg.csv.zip: 20220301223000.gkg.csv line 1"
