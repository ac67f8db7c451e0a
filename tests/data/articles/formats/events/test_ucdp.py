from datetime import date

import pytest

from data.model import EventDay, StatedPoint
from tests.data.articles.formats.tabular import read

COLUMNS = (
    "id,relid,year,dyad_name,side_a,side_b,source_article,source_office,source_date,"
    "source_headline,where_prec,where_coordinates,where_description,adm_1,adm_2,latitude,longitude,"
    "country,event_clarity,date_prec,date_start,date_end,best"
)


def _row(
    headline="Shelling kills two near Bakhmut",
    told="Bakhmut town",
    date_prec="1",
    prec="1",
    reported="2022-02-25",
):
    return (
        "412345,UKR-2022-1,2022,Government of Russia - Government of Ukraine,Russia,Ukraine,"
        f'"Reuters, 2022-02-25",Reuters,{reported},{headline},{prec},Bakhmut town,{told},'
        f"Donets'k oblast,Bakhmut raion,48.5941,37.9988,Ukraine,1,{date_prec},"
        "2022-02-24 00:00:00.000,2022-02-24,2"
    )


def test_an_event_is_its_headlines_and_how_its_place_was_told():
    (article,) = read(f"{COLUMNS}\n{_row(headline='A; B; A', told='Village near Bakhmut')}\n")
    assert (article.text, article.title) == ("A\n\nB\n\nVillage near Bakhmut", "A")
    assert (article.source, article.rests_on, article.article_id) == (
        "UCDP GED", "Reuters", "412345"
    )  # fmt: skip
    assert article.event == EventDay(date(2022, 2, 24), 1)
    assert article.points == (StatedPoint(48.5941, 37.9988, "Bakhmut town", 1),)


@pytest.mark.parametrize("code", ["1", "2", "3", "4", "5"])
def test_its_codes_are_ours(code):
    (article,) = read(f"{COLUMNS}\n{_row(date_prec=code, prec=code)}\n")
    assert (article.event.day_prec, article.points[0].where_prec) == (int(code), int(code))


@pytest.mark.parametrize(
    ("listed", "day"),
    [
        ("2022-02-25", date(2022, 2, 25)),
        ("2022-03-02;2022-02-26;2022-02-27", date(2022, 2, 26)),
        ("2022-02-25 00:00:00.000", date(2022, 2, 25)),
        ("not known;2022-02", None),
        ("", None),
    ],
)
def test_it_is_published_with_the_earliest_report_it_was_coded_from(listed, day):
    (article,) = read(f"{COLUMNS}\n{_row(reported=listed)}\n")
    assert article.published == day


def test_an_event_without_words_tells_who_fought_and_where():
    (article,) = read(f"{COLUMNS}\n{_row(headline='', told='')}\n")
    assert article.text == (
        "Government of Russia - Government of Ukraine: Bakhmut town, Bakhmut raion, Donets'k oblast"
    )
    assert article.title == ""
