from dataclasses import replace

import pytest

from dashboard.reading import article
from data import Copy, Neighbours
from tests.dashboard.reading.builders import BAKHMUT, claim, links, named, opened
from tests.dashboard.test_markup import parsed

TEXT = "News\n\nBakhmut holds\n\nThey may leave Bakhmut.\n\nZyzz was hit."
BODY = TEXT.index("They")
FOUND = opened(
    TEXT,
    title="Bakhmut holds",
    names=(
        named(TEXT, "Bakhmut"),
        replace(named(TEXT, "Bakhmut"), start=BODY + 15, end=BODY + 22),
        named(TEXT, "Zyzz", place_id=None, place_name=None, reason="no such name"),
    ),
)


def tags(html, name):
    return [attributes for tag, attributes in parsed(html).tags if tag == name]


def test_the_headline_stands_once_with_its_names_marked():
    html = article.html(FOUND, None, links())
    assert parsed(html).text.count("holds") == 2  # the headline, and the citation
    heading = html[html.index("<h2") : html.index("</h2>")]
    assert f'data-fl-place="{BAKHMUT}"' in heading


def test_names_on_the_map_are_links_and_others_say_why_they_are_not():
    html = article.html(FOUND, None, links())
    assert [a["data-fl-place"] for a in tags(html, "a") if "data-fl-place" in a] == [BAKHMUT] * 2
    (lost,) = [a for a in tags(html, "span") if a.get("class") == "fl-lost"]
    assert lost["title"] == "not on the map: no such name"
    assert "1 name is not on the map" in html


def test_a_claim_is_marked_after_its_sentence_and_listed_above():
    end = BODY + len("They may leave Bakhmut.")
    made = replace(claim(TEXT, "Bakhmut"), start=BODY + 15, end=BODY + 22, sentence_end=end)
    html = article.html(replace(FOUND, claims=(made,)), None, links())
    assert html.index("says Rodnyansky") < html.index("They may leave")
    assert parsed(html).text.count("left by Ukraine") == 2


def test_older_and_newer_articles_are_links_with_their_keys():
    html = article.html(FOUND, Neighbours(newer=4, older=None, before=2, listed=9), links())
    (newer,) = [a for a in tags(html, "a") if "fl-turn" in a.get("class", "")]
    assert (newer["data-fl-article"], newer["aria-label"]) == ("4", "Newer article (key p)")
    assert "3 of 9" in parsed(html).text


@pytest.mark.parametrize(
    ("url", "links_out"),
    [("https://thehill.com/a", ["https://thehill.com/a"]), ("javascript:alert(1)", [])],
)
def test_only_a_web_address_leads_out(url, links_out):
    html = article.html(replace(FOUND, url=url), None, links())
    assert [a["href"] for a in tags(html, "a") if "target" in a] == links_out


def test_copies_of_the_story_can_be_read():
    copy = Copy(8, "<b>Same</b>", "AP", None, None)
    html = article.html(replace(FOUND, copies=(copy,)), None, links())
    assert "1 other article tells this story; both count as one source" in html
    assert 'data-fl-article="8"' in html
    assert "<b>Same" not in html


def test_a_very_long_text_is_cut_and_says_so():
    html = article.html(opened("word " * 10_000), None, links())
    assert "The first 30,000 of 50,000 characters." in html


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Bakhmut"),
        ({"confidence": 0.6}, "Bakhmut, not sure"),
        ({"role": "locating"}, "Bakhmut: the name only tells where another place is"),
    ],
)
def test_a_name_says_what_it_was_taken_for(changes, words):
    assert article.name_words(named(TEXT, "Bakhmut", **changes)) == words
