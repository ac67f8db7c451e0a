import csv
import json
from datetime import date

import pytest

from data.model import DayFrom, EventDay, StatedPoint
from tests.data.articles.formats.tabular import read, texts

COLUMNS = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,"
    "country,admin1,location,latitude,longitude,geo_precision,source,source_scale,notes,fatalities"
)
NOTES = '"On 24 February 2022, forces shelled a village near Bakhmut (coded at Bakhmut)."'


def _row(day="24 February 2022", time_precision="1", geo_precision="2", notes=NOTES):
    return (
        f"UKR70001,{day},2022,{time_precision},Political violence,Battles,Armed clash,X,Ukraine,"
        f"Donetsk,Bakhmut,48.5941,37.9988,{geo_precision},ISW; TASS,Other,{notes},0"
    )


def test_an_event_is_its_notes_with_its_day_and_point():
    (article,) = read(f"{COLUMNS}\n{_row()}\n")
    assert article.text == NOTES.strip('"')
    assert (article.source, article.rests_on) == ("ACLED", "ISW; TASS")
    assert (article.article_id, article.lang) == ("UKR70001", "en")
    assert article.event == EventDay(date(2022, 2, 24), 1)
    assert (article.published, article.published_from) == (None, DayFrom.NOWHERE)
    assert article.points == (StatedPoint(48.5941, 37.9988, "Bakhmut", 2),)
    assert article.notes == (
        "a.csv: read as ACLED events (text from 'notes', day of the event from 'event_date', "
        "not published)",
    )


@pytest.mark.parametrize(("theirs", "ours"), [("1", 1), ("2", 3), ("3", 4)])
def test_time_precision_is_translated(theirs, ours):
    (article,) = read(f"{COLUMNS}\n{_row(time_precision=theirs)}\n")
    assert article.event.day_prec == ours


@pytest.mark.parametrize(("theirs", "ours"), [("1", 1), ("2", 2), ("3", 4), ("", None)])
def test_geo_precision_is_translated(theirs, ours):
    (article,) = read(f"{COLUMNS}\n{_row(geo_precision=theirs)}\n")
    assert article.points[0].where_prec == ours


def test_columns_in_capitals_and_other_days_are_read_as_well():
    (article,) = read(f"{COLUMNS.upper()}\n{_row(day='2022-02-24')}\n")
    assert article.event.first == date(2022, 2, 24)


def test_a_day_that_cannot_be_read_is_noted():
    (article,) = read(f"{COLUMNS}\n{_row(day='32 May 2022')}\n")
    assert article.event is None
    assert article.notes[1] == (
        "a.csv line 2: day of the event: date '32 May 2022' is not a day; use YYYY-MM-DD; "
        "kept as undated"
    )


def test_an_event_without_notes_is_refused_and_the_rest_is_read():
    refused, article = read(f"{COLUMNS}\n{_row(notes='')}\n{_row()}\n")
    assert refused.reason == "a.csv line 2 has no text in 'notes'; an article needs one"
    assert article.article_id == "UKR70001"


def test_the_user_may_say_that_it_is_a_table_like_any_other():
    (article,) = read(f"{COLUMNS}\n{_row()}\n", columns={"text": "notes", "source": "source"})
    assert (article.source, article.published) == ("ISW; TASS", date(2022, 2, 24))


def test_columns_said_of_another_table_do_not_concern_it():
    found = read(f"{COLUMNS}\n{_row()}\n", columns={"text": "Body"})
    assert texts(found) == [NOTES.strip('"')]


def test_what_its_api_answers_is_read_as_well():
    row = dict(zip(COLUMNS.split(","), next(csv.reader([_row()])), strict=True))
    (article,) = read(json.dumps({"status": 200, "count": 1, "data": [row]}), "a.json")
    assert (article.source, article.article_id) == ("ACLED", "UKR70001")
    assert article.origin == "a.json data item 1"
