"""What an extractor misses is put back, and nothing that it finds is lost."""

import pytest
from trafilatura import bare_extraction

from data.articles.formats.markup import page_tree
from data.articles.formats.page_text import article_text
from tests.data.articles.formats.page_shapes import BODY, SHAPES
from tests.data.articles.formats.pages import page, paragraphs
from tests.growth import processor_time_under


def text_of(markup):
    return article_text(page_tree(markup, "a.html"), "a.html")[0]


@pytest.mark.parametrize("shape", SHAPES, ids=[shape.name for shape in SHAPES])
def test_a_page_gives_what_a_reader_wants_and_nothing_else(shape):
    text = " ".join(text_of(shape.markup).split())
    assert [wanted for wanted in shape.wanted if wanted not in text] == []
    assert [unwanted for unwanted in shape.unwanted if unwanted in text] == []


@pytest.mark.parametrize("shape", SHAPES, ids=[shape.name for shape in SHAPES])
def test_no_line_that_is_found_alone_is_lost_but_menus(shape):
    found = bare_extraction(shape.markup, include_comments=False).text.splitlines()
    text = " ".join(text_of(shape.markup).split())
    kept = [line for line in found if not line.startswith(("Rubric number", "<p>"))]
    assert [line for line in kept if " ".join(line.split()) not in text] == []


def test_a_lede_stands_before_the_text_and_parts_in_their_order():
    lede = "Rescuers came at dawn, and the town was told of the fire by loudspeakers on cars."
    head = f"<div class='head'><h1>Kupiansk shelled</h1><p>{lede}</p></div>"
    markup = page(f"<main>{head}<div class='story-body'>{paragraphs(*BODY)}</div></main>")
    assert text_of(markup).split("\n\n") == [lede, *BODY]


def test_each_post_of_a_live_blog_keeps_its_heading():
    live = '<script type="application/ld+json">{"@type": "LiveBlogPosting"}</script>'
    posts = "".join(
        f"<article><h2>Post number {number}</h2><p>{text}</p></article>"
        for number, text in enumerate(BODY)
    )
    lines = text_of(page(f"<main><h1>Live</h1>{posts}</main>", head=live)).split("\n\n")
    expected = [line for n, text in enumerate(BODY) for line in (f"Post number {n}", text)]
    assert [line for line in lines if line != "Live"] == expected


CAPTIONS = {
    "a credit": "Rescuers at work in the ruins of the school in the morning (Photo: A. Writer)",
    "a plea": "Our work costs money: please donate now to keep the news of the town free for all.",
    "times": "Published at 10:15 on 12.03.2023, and updated at 11:45 on 14.03.2023 by the desk.",
    "few words": "Kupiansk, Kharkiv Oblast, Ukraine, Monday",
}


@pytest.mark.parametrize("other", CAPTIONS.values(), ids=CAPTIONS)
def test_what_is_no_lede_stays_out(other):
    head = f"<div class='head'><h1>Kupiansk shelled</h1><p>{other}</p></div>"
    markup = page(f"<main>{head}<div class='story-body'>{paragraphs(*BODY)}</div></main>")
    assert other not in text_of(markup)


HOSTILE = {
    "thousands of containers": "<main><h1>T</h1>"
    + "<div class='a'><p>One sentence that is a little longer than fifty letters.</p></div>" * 9000
    + "</main>",
    "thousands of menus": "<nav><a href='/'>Rubric</a>" * 200 + "</nav>" * 200 + "<p>Text.</p>",
    "many headings": "<h1>T</h1>" * 9000 + "<p>One sentence of the article, in a page.</p>" * 9000,
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_page_is_read_in_time(body):
    with processor_time_under(30):
        text_of(f"<html><body>{body}</body></html>")
