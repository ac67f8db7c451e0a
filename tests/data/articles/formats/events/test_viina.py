from datetime import date

import pytest

from data.model import StatedPoint
from tests.data.articles.formats.tabular import read

COLUMNS = (
    "viina_version,event_id,date,time,geonameid,feature_code,asciiname,ADM1_NAME,ADM1_CODE,"
    "ADM2_NAME,ADM2_CODE,longitude,latitude,GEO_PRECISION,GEO_API,location,address,report_id,"
    "source,url,text,lang"
)


def _row(source="pravdaua", precision="ADM3"):
    return (
        f"2.0,17,20220224,05:30,709717,PPLA,Donetsk,Donets'k,,Donets'ka,,37.80285,48.015884,"
        f"{precision},Yandex,1,Донецьк,9,{source},https://a.org/1,У Донецьку чули вибухи,ua"
    )


def test_a_report_is_its_headline_by_its_newsroom_with_a_point():
    (article,) = read(f"{COLUMNS}\n{_row()}\n")
    assert (article.text, article.source) == ("У Донецьку чули вибухи", "Українська правда")
    assert (article.published, article.published_prec) == (date(2022, 2, 24), 1)
    assert (article.lang, article.url, article.article_id) == ("uk", "https://a.org/1", "17")
    assert article.points == (StatedPoint(48.015884, 37.80285, "Donetsk", 2),)


@pytest.mark.parametrize(
    ("theirs", "ours"), [("STREET", 1), ("adm3", 2), ("ADM2", 3), ("ADM1", 4), ("x", None)]
)
def test_its_precision_is_translated(theirs, ours):
    (article,) = read(f"{COLUMNS}\n{_row(precision=theirs)}\n")
    assert article.points[0].where_prec == ours


def test_a_newsroom_that_is_not_known_keeps_its_name():
    (article,) = read(f"{COLUMNS}\n{_row(source='suspilne')}\n")
    assert article.source == "suspilne"


def test_its_events_without_texts_are_no_articles():
    columns = (
        "event_id_1pd,date,n_reports,sources,source_urls,geonameid,asciiname,longitude,latitude"
    )
    (refused,) = read(f"{columns}\n235336,20220224,23,mz,,709717,Donetsk,37.80285,48.015884\n")
    assert refused.reason.startswith("a.csv: no column can be told to be the text; it has 'event_")
