import re

import pytest

from data.articles.formats.tables.columns import (
    fits,
    is_days,
    is_decimals,
    is_prose,
    plain,
    role_named,
    role_of,
    tell_roles,
)
from data.errors import LoadError

PROSE = [
    "Fires broke out in Kherson overnight, officials say.",
    "Shelling of Bakhmut went on all day.",
]
DAYS = ["2022-03-01", "2022-03-02"]


def _told(samples, **given):
    return dict(tell_roles(samples, given=given, where="a.csv").columns)


def test_names_tell_roles_in_three_languages():
    samples = {
        "Дата": DAYS,
        "Заголовок": ["Пожежі", "Бої"],
        "Текст": PROSE,
        "Outlet": ["AP", "BBC"],
    }
    assert _told(samples) == {
        "published": "Дата",
        "title": "Заголовок",
        "text": "Текст",
        "source": "Outlet",
    }


def test_the_body_is_the_text_and_the_summary_is_not_used():
    roles = tell_roles({"summary": PROSE, "body": PROSE}, given={}, where="a.csv")
    assert roles.columns == {"text": "body"}
    assert roles.unused == ("summary",)


def test_an_empty_body_leaves_the_text_to_the_summary():
    assert _told({"body": [], "summary": PROSE}) == {"text": "summary"}


def test_values_that_break_a_names_promise_take_the_role_away():
    assert _told({"day": ["1", "2"], "date": DAYS, "text": PROSE}) == {
        "published": "date",
        "text": "text",
    }


@pytest.mark.parametrize(
    ("samples", "roles"),
    [
        ({"Inhalt": PROSE, "Tag": DAYS}, {"text": "Inhalt", "published": "Tag"}),
        ({"a": PROSE, "b": DAYS, "c": DAYS}, {"text": "a"}),
        ({"a": ["https://a.org/1"], "b": PROSE}, {"url": "a", "text": "b"}),
        ({"a": ["Kherson is burning, they say"], "b": PROSE}, {"text": "b"}),
        ({"a": PROSE * 2, "b": ["uk", "ru", "uk", "en"]}, {"text": "a", "lang": "b"}),
        (
            {
                "a": PROSE,
                "b": ["48.5941", "46.6354", "50.4500"],
                "c": ["37.9988", "32.6169", "30.52340"],
            },
            {"text": "a", "latitude": "b", "longitude": "c"},
        ),
        (
            {
                "a": PROSE,
                "b": ["148.594", "46.6354", "50.4500"],
                "c": ["37.9988", "32.6169", "30.52340"],
            },
            {"text": "a"},
        ),
    ],
    ids=["prose and days", "two days", "address", "longest", "language", "point", "no latitude"],
)
def test_values_tell_roles_where_names_do_not(samples, roles):
    assert _told(samples) == roles


def test_headlines_are_the_texts_where_there_is_no_other():
    assert _told({"Title": PROSE, "URL": ["https://a.org/1"]}) == {
        "text": "Title",
        "url": "URL",
    }


def test_a_text_of_single_words_is_one_where_there_is_no_other():
    assert _told({"text": ["赫尔松发生火灾", "Пожежа"], "n": NUMBER}) == {"text": "text"}


def test_half_a_point_is_none():
    assert _told({"text": PROSE, "lat": ["48.5"]}) == {"text": "text"}


def test_a_table_without_a_text_is_refused_with_the_columns_it_has():
    said = (
        "a.csv: no column can be told to be the text; it has 'geonameid', 'status'; "
        "name one with --columns text=COLUMN"
    )
    with pytest.raises(LoadError, match=f"^{re.escape(said)}$"):
        tell_roles({"geonameid": ["1"], "status": ["ua"]}, given={}, where="a.csv")


def test_the_columns_of_a_wide_table_are_not_all_shown():
    with pytest.raises(LoadError, match="'c11' and 1988 more; name"):
        tell_roles({f"c{n}": ["1"] for n in range(2000)}, given={}, where="a.csv")


def test_the_user_is_right_about_columns():
    samples = {"text": PROSE, "Note": PROSE, "date": DAYS, "When": DAYS}
    assert _told(samples, text="note", published="When") == {"text": "Note", "published": "When"}


def test_an_empty_column_takes_the_role_away():
    assert _told({"text": PROSE, "author": ["A. B."]}, author="") == {"text": "text"}


def test_a_column_that_is_not_there_is_refused_with_those_that_are():
    said = "a.csv has no column 'Body' for the text; it has 'text'"
    with pytest.raises(LoadError, match=f"^{re.escape(said)}$"):
        _told({"text": PROSE}, text="Body")


def test_what_was_decided_is_one_line():
    samples = {"Body": PROSE, "Дата": DAYS, "Outlet": ["AP"], "likes": ["1"]}
    assert tell_roles(samples, given={}, where="a.csv").said() == (
        "text from 'Body', date from 'Дата', source from 'Outlet'; not used: 'likes'"
    )


DAY, MOMENT, LINK, NUMBER = ["2022-03-01"], ["2022-03-01T10:00:00Z"], ["https://a.org/1"], ["12"]
WORD, POINT = ["Kherson"], ["46.635"]


@pytest.mark.parametrize(
    ("samples", "roles"),
    [
        (
            {"id": NUMBER, "indexed_date": MOMENT, "language": ["en"], "media_name": WORD,
             "media_url": WORD, "publish_date": DAY, "title": PROSE, "url": LINK},
            {"id": "id", "published": "publish_date", "lang": "language", "source": "media_name",
             "text": "title", "url": "url"},
        ),
        (
            {"authors": WORD, "date_download": MOMENT, "date_publish": MOMENT, "description": PROSE,
             "image_url": LINK, "language": ["en"], "maintext": PROSE, "source_domain": WORD,
             "text": [], "title": PROSE, "url": LINK},
            {"author": "authors", "published": "date_publish", "text": "maintext",
             "lang": "language", "source": "source_domain", "title": "title", "url": "url"},
        ),
        (
            {"URL": LINK, "MobileURL": [], "Date": MOMENT, "Title": PROSE},
            {"url": "URL", "published": "Date", "text": "Title"},
        ),
        (
            {"userid": NUMBER, "acctdesc": PROSE, "location": WORD, "usercreatedts": MOMENT,
             "tweetid": NUMBER, "tweetcreatedts": MOMENT, "text": PROSE, "language": ["en"]},
            {"text": "text", "published": "tweetcreatedts", "lang": "language",
             "place": "location"},
        ),
        (
            {"id": NUMBER, "time": ["1646128800"], "name": PROSE, "lat": POINT, "lng": POINT,
             "link": LINK, "source": LINK, "description": PROSE},
            {"id": "id", "published": "time", "title": "name", "latitude": "lat",
             "longitude": "lng", "url": "link", "source": "source", "text": "description"},
        ),
        (
            {"Дата публикации": DAY, "Текст": PROSE, "Ссылка": LINK, "Просмотры": NUMBER},
            {"published": "Дата публикации", "text": "Текст", "url": "Ссылка"},
        ),
    ],
    ids=["Media Cloud", "news-please", "GDELT DOC", "tweets", "live map", "channels"],
)  # fmt: skip
def test_what_well_known_programs_export_is_understood(samples, roles):
    assert _told(samples) == roles


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("publishedAt", "published at"),
        ("article_id", "article id"),
        (" Full-Text ", "full text"),
        ("sourceURL", "source url"),
        ("URLText", "url text"),
        ("Дата публікації", "дата публікації"),
        ("ЗМІ", "змі"),
        ("ＴＥＸＴ", "text"),
        ("***", ""),
    ],
)
def test_names_are_compared_as_plain_words(name, words):
    assert plain(name) == words


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Body", "text"),
        ("текст статті", "text"),
        ("Содержание", "text"),
        ("Headline", "title"),
        ("Заголовок", "title"),
        ("Дата", "published"),
        ("pubDate", "published"),
        ("created_utc", "published"),
        ("Outlet", "source"),
        ("source.name", "source"),
        ("Видання", "source"),
        ("СМИ", "source"),
        ("Посилання", "url"),
        ("ссылка", "url"),
        ("GUID", "id"),
        ("Мова", "lang"),
        ("byline", "author"),
        ("Lat", "latitude"),
        ("Довгота", "longitude"),
        ("населений пункт", "place"),
        ("article.body", "text"),
        ("rests_on", "rests_on"),
        ("publisher", "source"),  # from the names that front matter has
    ],
)
def test_a_name_tells_its_role(name, role):
    assert role_of(name)[0] == role


@pytest.mark.parametrize("name", ["likes", "image.url", "urlToImage", "", "actor1", "42"])
def test_a_name_that_tells_nothing_has_no_role(name):
    assert role_of(name) is None


def test_a_body_is_more_of_a_text_than_a_summary_and_a_plain_name_more_than_a_nested_one():
    ranks = [role_of(name)[1] for name in ("text", "body", "summary", "event.text")]
    assert ranks == sorted(ranks)


@pytest.mark.parametrize(
    ("given", "role"), [("date", "published"), ("Дата", "published"), ("x", None), ("", None)]
)
def test_people_may_name_a_role_in_their_words(given, role):
    assert role_named(given) == role


@pytest.mark.parametrize(
    ("role", "values", "fit"),
    [
        ("text", ["Fires in Kherson.", "Shelling of Bakhmut."], True),
        ("text", ["yes", "no", "yes"], False),
        ("text", ["https://a.org/b", "https://a.org/c"], False),
        ("text", ["24 February 2022", "25 February 2022"], False),
        ("title", ["1", "2"], False),
        ("published", ["2022-03-01", "unknown", "2022-03-02"], True),
        ("published", ["3/14/2022", "3/1/2022"], True),
        ("published", ["1646092800", "1646179200"], True),
        ("published", ["20220301"], True),
        ("published", ["24 лютого 2022"], True),
        ("published", ["1", "28", "31"], False),
        ("published", ["2022", "2023"], False),
        ("published", ["morning", "evening"], False),
        ("source", ["AP", "https://a.org/b"], True),
        ("source", ["1", "2"], False),
        ("url", ["https://a.org/b", "https://a.org/c"], True),
        ("url", ["a.org"], False),
        ("id", ["UKR1", "7"], True),
        ("id", ["x" * 400], False),
        ("lang", ["uk", "ru", "en-US"], True),
        ("lang", ["Ukrainian", "русский"], True),
        ("lang", ["fluent in three languages"], False),
        ("latitude", ["48.5", "46,6"], True),
        ("latitude", ["148.5", "146.6"], False),
        ("longitude", ["148.5", "-146.6"], True),
        ("kind", ["news", "brief"], True),
        ("kind", ["shelling", "protest"], False),
        ("text", [], True),
    ],
)
def test_values_keep_what_a_name_promises_or_not(role, values, fit):
    assert fits(role, values) is fit


def test_prose_has_words_and_days_have_not():
    assert is_prose(["Fires broke out in Kherson last night"])
    assert not is_prose(["2022-03-01", "Kherson"])
    assert not is_days(["Fires broke out in Kherson last night"])


def test_decimal_degrees_have_places_after_the_point_and_a_limit():
    assert is_decimals(["48.594", "-37.9988"], 90)
    assert not is_decimals(["48.594", "137.998"], 90)
    assert not is_decimals(["48.5"], 90)
    assert not is_decimals([], 90)
