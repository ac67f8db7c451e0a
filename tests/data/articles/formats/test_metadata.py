from datetime import date
from itertools import pairwise

import pytest

from data.articles.formats.metadata import article_from, read_yaml, split_front_matter
from data.errors import LoadError
from data.model import DayFrom, SourceKind


def _split(text):
    return split_front_matter(text, "a.md")


def test_front_matter_is_what_stands_between_two_lines_of_dashes():
    fields, body = _split("---\ntitle: A\ndate: 2023-03-01\n---\n\nThe text.\n")
    assert dict(fields.values) == {"title": "A", "published": "2023-03-01"}
    assert dict(fields.lines) == {"title": "a.md line 2", "published": "a.md line 3"}
    assert body == "The text.\n"


@pytest.mark.parametrize(
    "text",
    [
        "No front matter.",
        "---\nA rule, never closed.",
        " ---\ntitle: A\n---\n",
        "----\nx\n----\n",
        "---\nUpdate: shelling in Bakhmut.\n---\nKherson.",
    ],
)
def test_without_front_matter_all_is_text(text):
    fields, body = _split(text)
    assert (dict(fields.values), body) == ({}, text)


def test_windows_line_ends_are_read():
    fields, body = _split("---\r\ntitle: A\r\n---\r\nText.\r\n")
    assert (fields.values["title"], body) == ("A", "Text.\r\n")


def test_values_are_strings_as_written_and_other_keys_are_left():
    fields = read_yaml(
        "title: 'It''s: on'\nid: 0123\npublished: 2023-02-31\ntags: [a, b]\nauthors: {name: x}\n",
        "a.yaml",
        first_line=1,
    )
    assert dict(fields.values) == {"title": "It's: on", "id": "0123", "published": "2023-02-31"}
    assert fields.notes == ()


def test_a_field_that_is_no_single_value_is_noted():
    fields = read_yaml("title:\n  - a\n  - [b, {c: d}]\nlang: en\n", "a.yaml", first_line=1)
    assert dict(fields.values) == {"lang": "en"}
    assert fields.notes == ("a.yaml line 2: title is not a single value; left out",)


BOMB = "a: &a [x, x]\n" + "".join(
    f"{b}: &{b} [*{a}, *{a}, *{a}, *{a}, *{a}, *{a}]\n" for a, b in pairwise("abcdefghi")
)


@pytest.mark.parametrize(
    "text",
    [BOMB, "x: " + "{a: " * 2000 + "}" * 2000, "x: !!python/object/apply:os.system ['exit 1']\n"],
    ids=["bomb", "deep", "object"],
)
def test_hostile_yaml_costs_nothing_and_builds_nothing(text):
    assert dict(read_yaml(text + "\ntitle: T\n", "a.yaml", first_line=1).values) == {"title": "T"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("title: A\ntitle: B\n", "a.md line 3: title is given twice; keep one"),
        ("date: 2023-01-01\npublished: 2023-01-02\n", "a.md line 3: published is given twice"),
        ("title: [a\n", "a.md line 3: metadata cannot be read"),
        ("title: a: b\n", "a.md line 2: metadata cannot be read"),
        ("- a\n- b\n", "a.md: metadata cannot be read (it is not a list of key: value lines)"),
        ("words\n", "a.md: metadata cannot be read (it is not a list of key: value lines)"),
        ("x: " + "[" * 8000, "a.md: metadata with over 200 lists; leave them out"),
        ("x: y\n" * 10_000, "a.md: metadata of over 16384 characters; shorten it"),
    ],
    ids=["double", "double by another name", "open", "colon", "list", "words", "lists", "long"],
)
def test_metadata_that_cannot_be_read_is_refused_with_its_line(text, says):
    with pytest.raises(LoadError) as error:
        read_yaml(text, "a.md", first_line=2)
    assert str(error.value).startswith(says)


def _article(yaml):
    return article_from(read_yaml(yaml, "a.md", first_line=1), "Text.", "a.md")


def test_all_fields_reach_the_article():
    article = _article(
        "id: 7\ntitle: T\nsource: The Hill\npublished: 2023-03-01\nlang: en-US\n"
        "author: A. Reporter\nurl: https://thehill.com/x\nrests_on: the record\n"
    )
    assert article.article_id == "7"
    assert (article.title, article.source) == ("T", "The Hill")
    assert (article.published, article.lang) == (date(2023, 3, 1), "en")
    assert (article.published_from, article.author) == (DayFrom.METADATA, "A. Reporter")
    assert (article.url, article.rests_on) == ("https://thehill.com/x", "the record")
    assert (article.source_kind, article.notes) == (SourceKind.NEWS, ())


def test_a_brief_is_its_own_kind_of_source_whatever_source_it_names():
    article = _article("kind: brief\nsource: Reuters\ndate: 2023-03-01\n")
    assert (article.source_kind, article.source) == (SourceKind.BRIEF, "Frontline brief")


@pytest.mark.parametrize(
    ("yaml", "note"),
    [
        (
            "date: 31/02/24\n",
            "a.md line 1: date '31/02/24' is not a day; use YYYY-MM-DD; kept as undated",
        ),
        ("title: T\ndate: unknown\n", "a.md line 2: date 'unknown' is not a day; kept as undated"),
        (
            "date: 2023-03-01\nurl: javascript:alert(1)\n",
            "a.md line 2: address is no http or https address; left out",
        ),
        (
            "date: 2023-03-01\nkind: rumour\n",
            "a.md line 2: kind 'rumour' is neither news nor brief; taken as news",
        ),
        (
            "date: 2023-03-01\nlang: the Queen's\n",
            "a.md line 2: language is no code such as uk; guessed",
        ),
    ],
    ids=["no day", "unknown", "javascript", "kind", "language"],
)
def test_what_cannot_be_used_becomes_a_note_with_its_line(yaml, note):
    assert _article(yaml).notes == (note,)


def test_a_day_that_nothing_states_is_from_nowhere():
    article = _article("title: T\n")
    # Its day may yet be found in its address, its name or its text: no note says it is undated.
    assert (article.published, article.published_from) == (None, DayFrom.NOWHERE)
    assert article.notes == ()


def test_a_key_without_a_name_does_not_shift_the_others():
    fields = read_yaml("? [a, b]\n: c\n? {d: e}\n: [f]\ntitle: T\nlang: en\n", "a", first_line=1)
    assert dict(fields.values) == {"title": "T", "lang": "en"}


@pytest.mark.parametrize("kind", ["", "kind: news\n"])
def test_what_names_our_briefs_as_its_source_is_a_brief(kind):
    fields = read_yaml(f"source: frontline brief\n{kind}", "a.md", first_line=1)
    article = article_from(fields, "Text.", "a.md")
    assert (article.source, article.source_kind) == ("Frontline brief", SourceKind.BRIEF)


@pytest.mark.parametrize("written", ["1970-01-01", "1970-01-01T00:00:00Z", "0"])
def test_the_zero_of_clocks_is_no_day(written):
    fields = read_yaml(f'published: "{written}"\n', "a.md", first_line=1)
    article = article_from(fields, "Text.", "a.md")
    assert article.published is None
    assert len(article.notes) == 1
