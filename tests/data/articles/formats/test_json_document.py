import json
from datetime import date

import pytest

from data.articles.formats.loader import Skipped
from data.model import StatedPoint
from tests.data.articles.formats.tabular import MB, read, texts
from tests.theatre import day_in_kyiv

ARTICLES = [
    {"source": {"id": None, "name": "BBC"}, "title": "Fires", "publishedAt": "2022-03-01T22:30:00Z",
     "content": "Fires broke out in Kherson.", "url": "https://a.org/1"},
    {"source": {"id": "ap", "name": "AP"}, "title": "Shelling", "publishedAt": "2022-03-02",
     "content": "Shelling of Bakhmut.", "url": "https://a.org/2"},
]  # fmt: skip


def _read(given, **about):
    content = given if isinstance(given, str | bytes) else json.dumps(given)
    return read(content, "a.json", **about)


@pytest.mark.parametrize(
    ("given", "where"),
    [
        (ARTICLES, "a.json"),
        ({"status": "ok", "articles": ARTICLES}, "a.json articles"),
        ({"data": {"feed": {"items": ARTICLES}}, "tags": ["a"]}, "a.json data.feed.items"),
    ],
    ids=["list", "in an object", "deep"],
)
def test_the_objects_of_a_list_are_articles(given, where):
    first, second = _read(given)
    assert (first.text, first.title, first.source) == (
        "Fires broke out in Kherson.", "Fires", "BBC"
    )  # fmt: skip
    assert day_in_kyiv(first) == date(2022, 3, 2)  # half past ten in UTC is past midnight in Kyiv
    assert (second.text, second.published) == ("Shelling of Bakhmut.", date(2022, 3, 2))
    assert (first.origin, second.origin) == (f"{where} item 1", f"{where} item 2")
    assert first.notes == (
        f"{where}: text from 'content', title from 'title', date from 'publishedAt', "
        "source from 'source.name', url from 'url'; not used: 'source.id'",
    )


def test_one_object_with_a_text_is_one_article():
    (article,) = _read(
        {"text": "Fires in Kherson.", "images": [{"url": "x"}], "date": "2022-03-01"}
    )
    assert (article.text, article.published) == ("Fires in Kherson.", date(2022, 3, 1))


def test_of_several_lists_the_longest_is_read_and_the_others_are_named():
    found = _read({"ads": [{"text": "Buy this now"}], "posts": ARTICLES})
    assert found[0] == Skipped(
        "a.json ads", "a.json ads is not read beside the longer list 'posts'"
    )
    assert texts(found)[1:] == ["Fires broke out in Kherson.", "Shelling of Bakhmut."]


def test_features_of_geojson_have_points():
    feature = {
        "type": "Feature",
        "properties": {"text": "Fires in Kherson."},
        "geometry": {"type": "Point", "coordinates": [32.617, 46.635]},
    }
    (article,) = read(json.dumps({"type": "FeatureCollection", "features": [feature]}), "a.geojson")
    assert article.points == (StatedPoint(46.635, 32.617),)


def test_a_list_is_read_at_any_size_and_an_object_is_not():
    rows = [{"text": f"Fires in Kherson, number {n}.", "pad": "x" * 5000} for n in range(500)]
    assert len(_read(rows, max_bytes=MB)) == 500
    (refused,) = _read({"rows": rows}, max_bytes=MB)
    assert refused.reason.startswith("a.json is too large (2.4 MB, the limit is 1 MB)")


@pytest.mark.parametrize(
    ("content", "reasons"),
    [
        ("", ["a.json is neither a list nor an object of JSON"]),
        ('"text"', ["a.json is neither a list nor an object of JSON"]),
        ("[]", ["a.json has no rows to read"]),
        ('{"text": "a", ', ["a.json is not JSON (Expecting property name enclosed in double "
         "quotes); correct it"]),
        ("{}", ["a.json has no rows to read"]),
        ('[{"a": 1}]', ["a.json: no column can be told to be the text; it has 'a'; name one with "
         "--columns text=COLUMN"]),
        ('[{"text": "Fires in Kherson"}, 7, {"text": "Two were hurt"}]',
         ["Fires in Kherson", "a.json item 2 is no JSON object; write {...}", "Two were hurt"]),
        ('[{"text": "Fires in Kherson"}, {"text": "Two', ["Fires in Kherson",
         "a.json item 2 is not JSON (Unterminated string starting at); the rest is not read"]),
        ('[{"text": "Fires in Kherson"}', ["Fires in Kherson",
         "a.json item 2 is not JSON (Expecting value); the rest is not read"]),
        ("[" + "[" * 100_000, ["a.json item 1 is not JSON (nested too deep, or a number too long); "
         "the rest is not read", "a.json has no rows to read"]),
    ],
    ids=["empty", "string", "empty list", "broken", "empty object", "no text", "number", "cut",
         "no end", "deep"],
)  # fmt: skip
def test_what_is_no_article_is_refused_by_name(content, reasons):
    assert texts(_read(content)) == reasons
