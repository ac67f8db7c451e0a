import re
from datetime import date

import pytest

from dashboard.reading import excerpts
from data import Copy, EventDay, SourceKind
from tests.dashboard.reading.builders import claim, excerpt, links
from tests.theatre import UKRAINE


def shown(*found):
    return excerpts.show(found, UKRAINE, links())


def bare(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_an_article_has_one_headline_above_all_its_sentences():
    html = shown(
        excerpt("They left Bakhmut today."),
        excerpt("Later Bakhmut burned.", text_start=500),
    )
    assert html.count("<h4>") == 1
    assert html.count("<blockquote") == 2
    assert html.count('class="fl-mark"') == 2


def test_windows_that_overlap_are_joined_and_each_mention_is_marked_once():
    text = "One. Bakhmut stood. Bakhmut fell. Four."
    first = excerpt(text[:33])
    second = excerpt(text[5:], text_start=5, mark_start=15, mark_end=22)
    (passage,) = excerpts.passages([second, first])
    assert (passage.start, passage.text) == (0, text)
    assert [passage.text[slice(*passage.at(one))] for one in passage.mentions] == ["Bakhmut"] * 2


def test_the_headline_at_the_top_of_the_text_is_not_shown_again():
    text = "News\n\nBakhmut holds\n\nThey stay in Bakhmut."
    at = text.rindex("Bakhmut")
    title = "Bakhmut holds"
    in_title = excerpt(text, title=title)
    in_text = excerpt(text, title=title, mark_start=at, mark_end=at + 7)
    (passage,) = excerpts.passages([in_title, in_text])
    assert passage.text == "They stay in Bakhmut."
    assert passage.start == text.index("They")
    assert "Only the headline names it." in shown(in_title)


def test_a_mark_and_a_headline_lead_to_the_article():
    html = shown(excerpt(article_id=7))
    assert html.count('data-fl-article="7"') == 2


def test_copies_of_a_story_are_one_card_with_those_who_tell_it_too():
    copies = tuple(
        Copy(number, "Title", source, date(2023, 3, 2), None)
        for number, source in ((2, "AP"), (3, "<b>BBC</b>"))
    )
    html = shown(excerpt(copies=copies), excerpt(article_id=2, source="AP"))
    assert html.count("<h4>") == 1
    assert "2 others tell this: AP , &lt;b&gt;BBC&lt;/b&gt;" in bare(html)
    assert 'data-fl-article="3"' in html


def test_a_claim_is_marked_where_its_sentence_ends_with_who_says_it():
    text = "They may leave Bakhmut. More."
    html = shown(excerpt(text, claims=(claim(text, "Bakhmut", sentence_end=23),)))
    assert "Bakhmut . left by Ukraine · possible · says Rodnyansky More." in bare(html)


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (EventDay(date(2023, 2, 28), 1, "on Tuesday"), "Happened on Tuesday, 28 February 2023"),
        (EventDay(date(2023, 1, 1), 4, "in January"), "Happened in January 2023"),
        (EventDay(date(2014, 1, 1), 5, "of 2014"), None),
        (EventDay(date(2023, 3, 1), 1, ""), None),
        (None, None),
    ],
    ids=["day", "month", "year", "published day", "none"],
)
def test_when_it_happened_is_said_where_the_text_says_a_day_or_a_month(event, words):
    html = bare(shown(excerpt(event=event)))
    assert (words in html) if words else ("Happened" not in html)


def test_sentences_beside_the_one_that_names_the_place_stand_back():
    html = shown(excerpt("Before it. They left Bakhmut. After it."))
    assert '<span class="fl-context">Before it.</span>' in html
    assert '<span class="fl-context">After it.</span>' in html


def test_a_brief_says_so_and_an_undated_article_too():
    html = bare(shown(excerpt(source_kind=SourceKind.BRIEF, published=None)))
    assert "undated · The Hill · brief" in html
