import json
from datetime import date

import pytest

from data.articles.formats.document import bytes_document, file_document
from data.articles.formats.json_files import JsonLines
from data.articles.formats.loader import Skipped
from data.articles.formats.loading import load_document
from data.errors import LoadError
from data.model import StatedPoint
from tests.data.articles.formats.tabular import MB, read, texts
from tests.theatre import day_in_kyiv

GOOD = '{"text": "Fires in Kherson.", "id": 7, "date": "2022-03-01", "source": "AP"}'


@pytest.fixture
def load(tmp_path):
    def loaded(content, max_bytes=MB):
        path = tmp_path / "a.jsonl"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return list(JsonLines().load(file_document(path, max_bytes=max_bytes)))

    return loaded


def test_a_line_is_an_article(load, tmp_path):
    (article,) = load(GOOD + "\n")
    assert (article.text, article.article_id) == ("Fires in Kherson.", "7")
    assert (article.source, article.published) == ("AP", date(2022, 3, 1))
    assert article.origin == f"{tmp_path}/a.jsonl line 1"


def test_blank_lines_a_mark_and_windows_line_ends_do_not_count(load):
    content = b"\xef\xbb\xbf" + f"{GOOD}\r\n\r\n\n{GOOD}".encode()
    assert [article.origin[-6:] for article in load(content)] == ["line 1", "line 4"]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "is not JSON ("),
        ("not json", "is not JSON (Expecting value); correct or remove it"),
        ("[" * 100_000, "is not JSON ("),
        ('{"text": "a", "id": ' + "9" * 5000 + "}", "is not JSON ("),
        ("[1, 2]", "is no JSON object; write {...} a line"),
        ('{"title": "T"}', 'has no "text"; an article needs one'),
        ('{"text": "  "}', 'has no "text"; an article needs one'),
        ('{"text": ["a"]}', 'has no "text"; an article needs one'),
    ],
    ids=["open", "words", "deep", "number", "list", "no text", "blank text", "text a list"],
)
def test_a_broken_line_is_refused_by_name_and_the_rest_is_read(load, tmp_path, line, says):
    first, second, third = load(f"{GOOD}\n{line}\n{GOOD}\n")
    where = f"{tmp_path}/a.jsonl line 2"
    assert isinstance(second, Skipped)
    assert second.origin == where
    assert second.reason.startswith(f"{where} {says}")
    assert (first.origin[-6:], third.origin[-6:]) == ("line 1", "line 3")


def test_a_key_given_twice_is_refused(load, tmp_path):
    (refused,) = load('{"text": "a", "text": "b"}')
    assert refused.reason == f"{tmp_path}/a.jsonl line 1: 'text' is given twice; keep one"


def test_a_key_given_twice_is_found_at_once_among_very_many(load):
    keys = ", ".join(f'"{n}": 1' for n in range(100_000))
    (refused,) = load(f'{{{keys}, "99999": 2, "text": "a"}}', max_bytes=4 * MB)
    assert refused.reason.endswith("line 1: '99999' is given twice; keep one")


def test_a_line_in_another_encoding_is_refused(load, tmp_path):
    good, refused = load(f"{GOOD}\n".encode() + '{"text": "Війська"}'.encode("cp1251"))
    assert good.text == "Fires in Kherson."
    # "Ві" happens to be UTF-8 as well; the next letter is not.
    assert refused.reason == (
        f"{tmp_path}/a.jsonl line 2: byte 0xe9 is not UTF-8; it looks like Windows-1251, "
        "but that is not sure: convert it with iconv -f cp1251 -t utf-8"
    )


@pytest.mark.parametrize("encoding", ["cp1251", "utf-16", "utf-16-le"])
def test_a_file_in_another_encoding_is_read_where_that_is_sure(load, encoding):
    line = '{"text": "Російські війська вночі обстріляли Харків і Суми."}\n'
    articles = load((line * 3).encode(encoding))
    assert {article.text for article in articles} == {
        "Російські війська вночі обстріляли Харків і Суми."
    }
    note = {"cp1251": ("read as Windows-1251",), "utf-16-le": ("read as UTF-16 without its mark",)}
    assert {article.notes for article in articles} == {note.get(encoding, ())}


def test_a_line_over_the_limit_is_refused_and_skipped(load, tmp_path):
    long = json.dumps({"text": "x" * 3000})
    _first, second, third = load(f"{GOOD}\n{long}\n{GOOD}\n", max_bytes=1024)
    assert second.reason == (
        f"{tmp_path}/a.jsonl line 2 is longer than 0.000976562 MB; shorten it, or raise "
        "FRONTLINE_MAX_MB"
    )
    assert third.origin == f"{tmp_path}/a.jsonl line 3"


def test_a_file_full_of_broken_lines_is_left(load):
    with pytest.raises(LoadError, match="1001 lines refused, 0 taken; the rest is not read"):
        load("x\n" * 5000)


def test_a_file_is_not_left_for_its_broken_lines_while_most_are_good(load):
    found = load(f"{GOOD}\nx\n" * 1500)
    assert sum(isinstance(one, Skipped) for one in found) == 1500
    assert len(found) == 3000


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty; it holds no text to read"),
        (b"\n\n", "is empty; it holds no text to read"),
        (bytes(range(256)) * 10, "is not text (binary); only text can be read"),
    ],
    ids=["empty", "blank", "binary"],
)
def test_a_file_that_cannot_be_read_line_by_line_is_refused(load, tmp_path, content, says):
    with pytest.raises(LoadError) as error:
        load(content)
    assert str(error.value) == f"{tmp_path}/a.jsonl {says}"


def test_a_field_that_is_no_single_value_is_noted(load, tmp_path):
    (article,) = load('{"text": "a", "title": {"x": 1}, "date": 20220301}')
    assert article.title == ""
    assert article.published == date(2022, 3, 1)
    assert article.notes == (f"{tmp_path}/a.jsonl line 1: title is not a single value; left out",)


def test_lone_surrogates_come_through_for_the_store_to_replace(load):
    (article,) = load('{"text": "Bakh\\ud800mut", "date": "2022-03-01"}')
    assert article.text == "Bakh\ud800mut"


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
    assert day_in_kyiv(first) == date(2022, 3, 1)  # in UTC: a page of the world
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


SITES = {
    "JSON Feed": {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [
            {
                "id": "1",
                "title": "Fire &amp; smoke",
                "content_html": "<p>Shelling of <b>Izium</b> at night, two were hurt.</p>",
                "summary": "In short.",
            }
        ],
    },
    "WordPress": [
        {
            "id": 1,
            "title": {"rendered": "Fire &#038; smoke"},
            "content": {"rendered": "<p>Shelling of Izium at night, two were hurt.</p>"},
            "excerpt": {"rendered": "<p>In short.</p>"},
        }
    ],
    "escaped twice": [
        {
            "title": "Fire &amp; smoke",
            "text": "&lt;p class=x&gt;Shelling of Izium at night, two were hurt.&lt;/p&gt;",
        }
    ],
}


@pytest.mark.parametrize("given", SITES.values(), ids=SITES)
def test_what_sites_publish_as_json_gives_its_full_text_without_tags(given):
    content = json.dumps(given).encode()
    document = bytes_document(content, origin="a.json", name="a.json", max_bytes=1024 * 1024)
    (found,) = load_document(document)
    assert found.title == "Fire & smoke"
    assert found.text == "Shelling of Izium at night, two were hurt."


def test_the_title_of_a_json_feed_is_the_source_of_items_that_name_none():
    told = "Shelling of Izium at night, two were hurt."
    items = [{"content_text": told}, {"content_text": told, "source": "Own"}]
    feed = {"version": "https://jsonfeed.org/version/1", "title": "The Example", "items": items}
    content = json.dumps(feed)
    assert [one.source for one in _read(content)] == ["The Example", "Own"]
    plain = json.dumps({**feed, "version": "2"})
    assert [one.source for one in _read(plain)] == ["", "Own"]
