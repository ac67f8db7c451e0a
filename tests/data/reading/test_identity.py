import pytest

from data.model import Article, SourceKind
from data.reading.identity import UNNAMED_SOURCE, named, prepare, stored_text


def _identity(**fields):
    return prepare(Article(**{"source": "Reuters", "text": "Text.", **fields})).identity


def test_an_article_is_itself_by_source_and_id_whatever_its_text():
    assert _identity(article_id="7", text="One.") == _identity(article_id="7", text="Two.")
    assert _identity(article_id="7") != _identity(article_id="7", source="AP")
    assert _identity(article_id="7") != _identity(article_id="8")


def test_without_an_id_it_is_itself_by_its_address():
    one = _identity(url="https://www.a.com/x/", text="One.")
    assert one == _identity(url="http://a.com/x", text="Two.", source="AP")


def test_without_both_it_is_itself_by_its_text():
    assert _identity(title="A") == _identity(title="B", source="AP")
    assert _identity(text="One.") != _identity(text="Two.")


def test_a_brief_never_takes_the_place_of_an_article():
    for shared in ({}, {"url": "https://a.com/x"}):
        brief = _identity(source="Frontline brief", source_kind=SourceKind.BRIEF, **shared)
        assert brief != _identity(**shared)


def test_an_id_of_nobody_is_no_identity():
    one = _identity(source="", article_id="1", text="One.")
    assert one != _identity(source="", article_id="1", text="Two.")


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("", "Fires in Kherson."),
        ("Fires in Kherson", "Fires in Kherson. More."),
        ("FIRES  in Kherson", "News\n\nFires in Kherson\n\nMore."),
        ("01/03/2022 Fires in Kherson", "Fires in Kherson"),
        ("Fires in Kherson cause much dam", "Fires in Kherson cause much damage, officials say"),
        ("12/05/2022 Image 3: Snake Island", "Image 3"),
        ("***", "Fires."),
    ],
    ids=["none", "begins", "rubric before", "dated", "cut", "text is part of title", "no words"],
)
def test_a_title_that_the_text_has_is_not_stored_twice(title, text):
    assert stored_text(title, text) == text


def test_a_title_that_the_text_lacks_is_put_before_it():
    assert stored_text("Fires in Kherson", "Two were hurt.") == "Fires in Kherson\n\nTwo were hurt."


def test_a_title_inside_another_word_is_not_there():
    assert stored_text("At Kher", "That Kherson is free.") == "At Kher\n\nThat Kherson is free."


def test_a_title_deep_in_a_long_text_is_still_put_before_it():
    text = "x " * 1000 + "Fires in Kherson"
    assert stored_text("Fires in Kherson", text) == f"Fires in Kherson\n\n{text}"


def test_what_cannot_be_stored_is_replaced_one_for_one_and_noted():
    prepared = prepare(Article(source="A\x00P", text="Ba\x00kh\ud800mut", title="T\udfff"))
    assert prepared.stated.text == "T\ufffd\n\nBa\ufffdkh\ufffdmut"
    assert (prepared.stated.source, prepared.stated.title) == ("A\ufffdP", "T\ufffd")
    assert prepared.stated.notes == ("2 characters that cannot be stored were replaced by U+FFFD",)


def test_what_the_input_leaves_out_is_made_up_for_showing_only():
    prepared = prepare(
        Article(source="", text="Війська відійшли.\nДалі.", url="https://www.a.com/x")
    )
    assert (prepared.stated.source, prepared.stated.title) == ("", "")
    shown = named(prepared.stated)
    assert (shown.source, shown.title) == ("a.com", "Війська відійшли.")


def test_a_source_that_cannot_be_known_is_said_to_be_unnamed():
    assert named(prepare(Article(source=" ", text="x")).stated).source == UNNAMED_SOURCE


def test_a_source_given_as_an_address_is_its_site_and_stays_apart_by_its_page():
    pages = [
        prepare(Article(source=f"https://www.a.com/{page}", text="x", article_id="1")).stated
        for page in ("one", "two")
    ]
    assert [page.source for page in pages] == ["a.com", "a.com"]
    assert [page.url for page in pages] == ["https://www.a.com/one", "https://www.a.com/two"]
    one, two = (_identity(source=page.url, article_id="1") for page in pages)
    assert one != two
    stated = prepare(Article(source="https://a.com/1", text="x", url="https://b.com/2")).stated
    assert (stated.source, stated.url) == ("a.com", "https://b.com/2")
