"""Dates of feeds, in the kinds that feedparser's own tests know, with other days."""

from datetime import date

import pytest

from data.reading.dating.stated import DAY, MONTH, YEAR, published, published_in_feed

DAY_IN_MAY = date(2016, 5, 9)
OF_FEEDS = [
    "Mon, 09 May 16 17:20:33 GMT",
    "Mon, 09 May 2016 17:20:33 GMT",
    "Mon,09 May 2016 17:20:33 GMT",
    "Mon, 9 May 2016 17:20:33 EST",
    "Mon, 09 May 2016 17:20:33 PDT",
    "Mon, 09 May 2016 17:20:33 +0000",
    "Mon, 09 May 2016 17:20:33 -0300",
    "Mon, 09 May 2016 17:20:33 GMT-03:00",
    "Mon, 09 May 2016 17:20:33 Etc/GMT",
    "Mon, 09 May 2016 17:20 GMT",
    "Mon, 09 May 2016",
    "Monday, 09 May 2016 17:20:33 GMT",
    "Mon, May 09 2016 17:20:33 GMT",
    "09 May 2016 17:20:33 GMT",
    "09 May 2016",
    "9 May 16 17:20 GMT",
    "May 09 2016 17:20:33 GMT",
    "Mon, 09 May 2016 17:20:33 +0000 (UTC)",
    "Mon, 09 May 2016 17:20:33 (MEZ) +0200",
    "Mon May  9 17:20:33 2016",
    "Mon May 09 17:20:33 +0000 2016",
    "Mon May  9 17:20:33 CEST 2016",
    "Mon, 2016/05/09 17:20:33 EDT",
    "2016-05-09T17:20:33Z",
    "2016-05-09T17:20:33.1234Z",
    "2016-05-09T17:20Z",
    "2016-05-09t17:20:33z",
    "2016-05-09T17:20:33-08:00",
    "2016-05-09T17:20:33+02:00[Europe/Berlin]",
    "2016-05-09T17:20:33",
    "2016-05-09",
    "2016-05-09 17:20:33.0",
    "2016-05-09 17:20:33 +0200",
    "20160509T172033Z",
    "20160509",
    "20160509172033",
    "2016-005-09",
    "160509",
    "16-05-09",
    "2016-130",
    "2016130",
    "16130",
    "2016-W19-1",
    "Δευ, 09 Μάι 2016 12:00:00 EST",
    "2016-május-09T9:15-05:00".replace("május", "máujus"),
    "2016년 5월 9일  01:31:15",
    "2016-05-09 오후 11:23:17",
    "Mo, 09 Mai 2016 11:41:36",
    "lun., 9 mai 2016 11:41:36 +0200",
    "lunes, 9 de mayo de 2016",
    "Пн, 09 тра 2016 11:41:36 +0300",
    "пн, 09 мая 2016 11:41:36 +0300",
    "pon, 09 maj 2016 11:41:36",
]


@pytest.mark.parametrize("raw", OF_FEEDS)
def test_a_feeds_date_is_read_in_every_kind(raw):
    found = published_in_feed(raw)
    assert (found.day, found.day_prec) == (DAY_IN_MAY, DAY)


@pytest.mark.parametrize(
    ("raw", "day", "prec"),
    [
        ("2016", date(2016, 1, 1), YEAR),
        ("2016-05", date(2016, 5, 1), MONTH),
        ("-1605", date(2016, 5, 1), MONTH),
        ("-16-05", date(2016, 5, 1), MONTH),
    ],
)
def test_a_feeds_month_or_year_is_no_day(raw, day, prec):
    found = published_in_feed(raw)
    assert (found.day, found.day_prec) == (day, prec)


@pytest.mark.parametrize(
    "raw",
    ["2016-02-30", "2016-13-01", "10:20", "03/04/2016", "16130", "160509", "-1605", "May 9",
     "9.2016", "Updated: May 9, 2016", "2016-05-09 or so", "May 9, 2016 to May 12, 2016", "3:10"],
)  # fmt: skip
def test_what_may_be_another_day_is_no_day_outside_of_feeds(raw):
    assert published(raw).day is None


@pytest.mark.parametrize("raw", ["2016-02-30", "2016-13-01", "10:20", "32 May 2016", "yesterday"])
def test_a_feeds_impossible_date_is_none(raw):
    assert published_in_feed(raw).day is None


def test_a_day_keeps_the_publishers_calendar_and_utc_its_instant():
    assert published("Mon, 09 May 16 23:20:33 -0800").instant is None
    assert published("Mon, 09 May 16 23:20:33 -0800").day == DAY_IN_MAY
    assert published("Mon, 09 May 16 23:20:33 GMT").instant.hour == 23


def test_an_apostrophe_before_a_date_is_not_of_it():
    assert published("'2016-05-09").day == DAY_IN_MAY
